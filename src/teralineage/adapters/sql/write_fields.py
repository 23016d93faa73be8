"""Fields while a batch is written: known ones found, new ones made, definitions replaced, what is left out closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from teralineage.adapters.sql.bulk import add_names, insert_rows, insert_tuples, micros, select_tuples
from teralineage.adapters.sql.engine import AnyRow, among, chunks, next_id
from teralineage.adapters.sql.mentions import DatasetKey
from teralineage.adapters.sql.schema import field, field_change, lineage
from teralineage.adapters.sql.write_datasets import KeptDataset
from teralineage.adapters.sql.writing import Writing
from teralineage.domain.ids import EVERY_FIELD, FieldName, fold
from teralineage.domain.model import DatasetDefinition, FieldDefinition
from teralineage.domain.stored import LAST_POSITION

_MEMBERS = (
    "field_name",
    "field_key",
    "field_type",
    "field_description",
    "ordinal_position",
    "nullable",
    "primary_key",
    "is_defined",
    "is_active",
)
_NEW_COLUMNS = ("field_id", "dataset_id", "created_at", *_MEMBERS)
_NAME, _KEY = _MEMBERS.index("field_name"), _MEMBERS.index("field_key")
_READ = [column for column in field.c if column.name not in ("created_at", "closed_at")]

Values = tuple[Any, ...]
"""In the order of `_MEMBERS`."""

Mentioned = Mapping[DatasetKey, Mapping[str, FieldName]]
Defined = Mapping[DatasetKey, DatasetDefinition]


class KeptFields(NamedTuple):
    """The fields of a batch as the store has them."""

    ids: dict[DatasetKey, dict[str, int]]
    spelled: dict[int, tuple[str, str]]
    """Each field's dataset and name as the catalog spells them."""
    undefined: set[int]
    """Ids of fields that a new definition no longer has."""
    first_new: int
    """The least id that a field made now has."""


def keep_fields(
    writing: Writing, datasets: Mapping[DatasetKey, KeptDataset], definitions: Defined, mentions: Mentioned
) -> KeptFields:
    """Make sure of every field that a batch names or defines."""
    keeping = _Keeping(writing)
    remembered = writing.known.fields
    unknown: Mentioned = {
        key: named
        for key, named in mentions.items()
        if key not in definitions and not datasets[key].is_new and not named.keys() <= remembered.get(key, {}).keys()
    }
    known = _known(writing.connection, datasets, definitions)
    standing, dropped = _mentioned(writing, datasets, unknown)
    undefined: set[int] = set()
    for key, home in datasets.items():
        definition, named = definitions.get(key), mentions.get(key, {})
        if definition is None and not home.is_new and key not in unknown:
            keeping.ids[key] = remembered.get(key, {})
            continue
        defined = {} if definition is None else _all_defined(definition)
        rows = known.get(key, {}) | dropped.get(key, {})
        ids = keeping.ids[key] = standing.get(key, {})
        for name, values in {**defined, **{name: None for name in named if name not in defined}}.items():
            if name in ids:
                continue
            if (row := rows.get(name)) is not None:
                id_, spelling = keeping.change(row, values)
            else:
                id_, spelling = keeping.make(home.id, values or _merely_mentioned(named[name]))
            ids[name] = id_
            keeping.spelled[id_] = home.spelling, spelling
        if definition is not None:
            left = (row for name, row in rows.items() if name not in defined)
            undefined |= {row.field_id for row in left if row.is_defined and row.is_active}
        if home.stands and (home.is_new or definition is None):
            writing.known.learn(key, (home.id, home.spelling), ids)
        else:  # a definition may have left out what stood
            writing.known.forget(key)
    keeping.store()
    return KeptFields(keeping.ids, keeping.spelled, undefined, keeping.first_new)


class _Keeping:
    """Gathers what is to be stored of fields."""

    def __init__(self, writing: Writing) -> None:
        self._writing = writing
        self._made_at = micros(writing.at)
        self.first_new = next_id(writing.connection, field.c.field_id)
        self._new: list[tuple[Any, ...]] = []
        self._changed: list[dict[str, Any]] = []
        self._events: list[dict[str, Any]] = []
        self.ids: dict[DatasetKey, dict[str, int]] = {}
        self.spelled = writing.known.spelled

    def make(self, home: int, values: Values) -> tuple[int, str]:
        """A field that was not there; its id and spelling."""
        id_ = self.first_new + len(self._new)
        self._new.append((id_, home, self._made_at, *values))
        return id_, values[_NAME]

    def change(self, row: AnyRow, values: Values | None) -> tuple[int, str]:
        """A definition replaces what is known of a field; a mention brings it back, and says no more of it."""
        if values is None and row.is_active:
            return row.field_id, row.field_name
        kept = {member: getattr(row, member) for member in _MEMBERS} | {"is_active": True}
        if values is not None:
            kept = dict(zip(_MEMBERS, values, strict=True))
        if any(getattr(row, member) != value for member, value in kept.items()):
            self._changed.append({"key": row.field_id, "closed_at": None} | kept)
        if row.field_key != EVERY_FIELD:
            if not row.is_active:
                self._note(row, "added", None)
            elif row.is_defined and row.field_type != kept["field_type"]:
                self._note(row, "changed", f"{row.field_type} to {kept['field_type']}")
        return row.field_id, kept["field_name"]

    def _note(self, row: AnyRow, kind: str, detail: str | None) -> None:
        event = {"field_id": row.field_id, "kind": kind, "changed_at": self._writing.at, "detail": detail}
        self._events.append(event)

    def store(self) -> None:
        """Store all of it."""
        connection, touched = self._writing.connection, self._writing.touched
        touched.fields.update(range(self.first_new, self.first_new + len(self._new)))
        touched.fields |= {row["key"] for row in self._changed}
        insert_tuples(connection, field, _NEW_COLUMNS, self._new)
        key = len(_NEW_COLUMNS) - len(_MEMBERS) + _KEY
        add_names(connection, "field", {row[key] for row in self._new} - {EVERY_FIELD})
        if self._changed:
            connection.execute(update(field).where(field.c.field_id == bindparam("key")), self._changed)
        record(connection, self._events)


def close_fields(connection: Connection, candidates: set[int], at: datetime) -> set[int]:
    """Close fields that no definition has, unless an edge still stands on them: those are mentioned from now on.

    Answers with all that are changed by it.
    """
    if not candidates:
        return candidates
    mentioned: set[int] = set()
    for end in (lineage.c.source_field_id, lineage.c.target_field_id):
        mentioned |= set(
            connection.execute(select(end).where(among(connection, end, candidates), lineage.c.is_active)).scalars()
        )
    kept, closed = candidates & mentioned, sorted(candidates - mentioned)
    connection.execute(
        update(field)
        .where(among(connection, field.c.field_id, kept))
        .values(is_defined=False, ordinal_position=LAST_POSITION)
    )
    gone = among(connection, field.c.field_id, closed)
    # One that is mentioned again stands after those that are defined, so its old place must not stay.
    lost = {"is_defined": False, "is_active": False, "closed_at": at, "ordinal_position": LAST_POSITION}
    connection.execute(update(field).where(gone).values(lost))
    real = connection.execute(select(field.c.field_id).where(gone, field.c.field_key != EVERY_FIELD)).scalars()
    record(connection, [{"field_id": one, "kind": "removed", "changed_at": at, "detail": None} for one in sorted(real)])
    return candidates


def record(connection: Connection, events: list[dict[str, Any]]) -> None:
    """Note what became of fields, for `changes`."""
    if events:
        following = next_id(connection, field_change.c.change_id)
        insert_rows(connection, field_change, [{"change_id": following + i} | one for i, one in enumerate(events)])


def _known(
    connection: Connection, datasets: Mapping[DatasetKey, KeptDataset], definitions: Defined
) -> dict[DatasetKey, dict[str, AnyRow]]:
    """All fields of the datasets that are defined now and were there before."""
    keys = {datasets[key].id: key for key in definitions if not datasets[key].is_new}
    known: dict[DatasetKey, dict[str, AnyRow]] = {key: {} for key in keys.values()}
    for part in chunks(sorted(keys)):
        query = select(*_READ).where(among(connection, field.c.dataset_id, part))
        for row in connection.execute(query).all():
            known[keys[row.dataset_id]][row.field_key] = row
    return known


def _mentioned(
    writing: Writing, datasets: Mapping[DatasetKey, KeptDataset], mentions: Mentioned
) -> tuple[dict[DatasetKey, dict[str, int]], dict[DatasetKey, dict[str, AnyRow]]]:
    """Of datasets merely mentioned, the ids of all fields that stand; rows of those mentioned that were dropped."""
    connection, spelled = writing.connection, writing.known.spelled
    keys = {datasets[key].id: key for key in mentions}
    columns = field.c
    told = select(columns.dataset_id, columns.field_key, columns.field_id, columns.field_name, columns.is_active)
    standing: dict[DatasetKey, dict[str, int]] = {key: {} for key in keys.values()}
    gone: list[int] = []
    for part in chunks(sorted(keys)):
        query = told.where(among(connection, columns.dataset_id, part))
        for home, name, id_, spelling, stands in select_tuples(connection, query):
            key = keys[home]
            if stands:
                standing[key][name] = id_
                spelled[id_] = datasets[key].spelling, spelling
            elif name in mentions[key]:
                gone.append(id_)
    dropped: dict[DatasetKey, dict[str, AnyRow]] = {}
    if gone:
        query = select(*_READ).where(among(connection, columns.field_id, gone))
        for row in connection.execute(query).all():
            dropped.setdefault(keys[row.dataset_id], {})[row.field_key] = row
    return standing, dropped


def _all_defined(definition: DatasetDefinition) -> dict[str, Values | None]:
    """The fields of a definition by their folded names."""
    fields = ((fold(one.name), one, position) for position, one in enumerate(definition.fields, start=1))
    return {key: _values(one, key, position, is_defined=True) for key, one, position in fields}


def _merely_mentioned(name: FieldName) -> Values:
    position = 0 if name.key == EVERY_FIELD else LAST_POSITION
    return _values(FieldDefinition(name.name), name.key, position, is_defined=False)


def _values(definition: FieldDefinition, key: str, position: int, *, is_defined: bool) -> Values:
    return (
        definition.name,
        key,
        definition.type,
        definition.description,
        position,
        definition.nullable,
        definition.primary_key,
        is_defined,
        True,
    )
