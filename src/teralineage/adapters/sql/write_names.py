"""Datasets and fields while a batch is written: known ones found, new ones made, definitions replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from teralineage.adapters.sql.bulk import add_names, insert_rows, insert_tuples, micros, select_tuples
from teralineage.adapters.sql.engine import AnyRow, among, among_pairs, chunks, next_id
from teralineage.adapters.sql.schema import dataset, field, field_change, lineage
from teralineage.adapters.sql.touched import Touched
from teralineage.domain.ids import EVERY_FIELD, DatasetName, FieldName, fold
from teralineage.domain.model import DatasetDefinition, FieldDefinition, LineageBatch, mentioned_type
from teralineage.domain.stored import LAST_POSITION

DatasetKey = tuple[str, str]
FieldKey = tuple[DatasetKey, str]

_FIELD_COLUMNS = [column for column in field.c if column.name not in ("created_at", "closed_at")]


class Names:
    """Ids of everything a batch names, once `keep` has run; `touched` gathers what is made or changed."""

    def __init__(self, connection: Connection, home: str, uri: str, at: datetime) -> None:
        self.home = home
        self.uri = uri
        self._connection = connection
        self._at = at
        self.touched = Touched()
        self._datasets: dict[DatasetKey, int] = {}
        self._spelling: dict[int, str] = {}
        self.fields: dict[FieldKey, int] = {}
        """The id of each field the batch names."""
        self._seen: dict[DatasetKey, datetime] = {}
        self.spelled: dict[int, tuple[str, str]] = {}
        """Each field's dataset and name as the catalog spells them."""

    def dataset(self, name: DatasetName) -> int:
        """The id of a dataset the batch names."""
        return self._datasets[name.key]

    def keep(self, batch: LineageBatch) -> set[int]:
        """Make sure of every dataset and field of the batch; ids of fields that a new definition no longer has."""
        definitions = {one.name.key: one for one in batch.datasets}
        mentions = {name.key: name for name, _ in batch.mentions()}
        for name, seen_at in batch.mentions():
            self._seen[name.key] = max(seen_at, self._seen.get(name.key, seen_at))
        fields = {(name.dataset.key, name.key): name for edge in batch.edges() for name in (edge.source, edge.target)}
        self._keep_datasets(definitions, mentions)
        return self._keep_fields(definitions, fields) | self._drop({name.key for name in batch.dropped})

    @property
    def mentioned(self) -> set[int]:
        """Ids of the datasets that jobs of the batch mention."""
        return {self._datasets[key] for key in self._seen}

    def _drop(self, keys: set[DatasetKey]) -> set[int]:
        """Close datasets; the ids of the fields they had."""
        ids = [row.dataset_id for row in self._known_datasets(keys).values() if row.is_active]
        gone = among(self._connection, dataset.c.dataset_id, ids)
        closed = {"is_active": False, "is_defined": False, "updated_at": self._at}
        self._connection.execute(update(dataset).where(gone).values(closed))
        self.touched.datasets |= set(ids)
        fields = select(field.c.field_id).where(among(self._connection, field.c.dataset_id, ids), field.c.is_active)
        return set(self._connection.execute(fields).scalars())

    def _keep_datasets(
        self, definitions: dict[DatasetKey, DatasetDefinition], mentions: dict[DatasetKey, DatasetName]
    ) -> None:
        wanted = mentions.keys() | definitions.keys()
        known = self._known_datasets(wanted)
        following = next_id(self._connection, dataset.c.dataset_id)
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        returned: list[dict[str, Any]] = []
        for key in sorted(wanted):
            row, definition = known.get(key), definitions.get(key)
            if row is None:
                values = _mentioned(mentions[key]) if definition is None else _defined(definition)
                self._datasets[key], self._spelling[following] = following, values["name"]
                new.append(
                    {"dataset_id": following, "namespace_id": self.home, "created_at": self._at, "updated_at": self._at}
                    | values
                )
                following += 1
                continue
            self._datasets[key], self._spelling[row.dataset_id] = row.dataset_id, row.name
            if definition is not None:
                values = _defined(definition)
                if any(getattr(row, member) != value for member, value in values.items()):
                    self._spelling[row.dataset_id] = values["name"]
                    changed.append({"key": row.dataset_id, "updated_at": self._at} | values)
            elif not row.is_active and self._seen[key] > row.updated_at:
                returned.append({"key": row.dataset_id, "updated_at": self._at, "is_active": True})
        self.touched.datasets |= {row["dataset_id"] for row in new} | {row["key"] for row in (*changed, *returned)}
        insert_rows(self._connection, dataset, new)
        add_names(self._connection, "database", {row["database_key"] for row in new})
        add_names(self._connection, "dataset", {row["table_key"] for row in new})
        for rows in (changed, returned):
            if rows:
                self._connection.execute(update(dataset).where(dataset.c.dataset_id == bindparam("key")), rows)

    def _known_datasets(self, wanted: Iterable[DatasetKey]) -> dict[DatasetKey, AnyRow]:
        known: dict[DatasetKey, AnyRow] = {}
        for part in chunks(sorted(wanted)):
            named = among_pairs(self._connection, dataset.c.database_key, dataset.c.table_key, part)
            rows = self._connection.execute(select(dataset).where(dataset.c.namespace_id == self.home, named))
            known |= {(row.database_key, row.table_key): row for row in rows}
        return known

    def _keep_fields(
        self, definitions: dict[DatasetKey, DatasetDefinition], mentions: dict[FieldKey, FieldName]
    ) -> set[int]:
        defined = {
            (key, fold(one.name)): _defined_field(one, position)
            for key, definition in definitions.items()
            for position, one in enumerate(definition.fields, start=1)
        }
        known = self._known_fields(definitions.keys()) | self._mentioned_fields(mentions, definitions.keys())
        following = next_id(self._connection, field.c.field_id)
        at = micros(self._at)
        new: list[tuple[Any, ...]] = []
        changed: list[dict[str, Any]] = []
        events: list[dict[str, Any]] = []
        for key in [*mentions, *(key for key in defined if key not in mentions)]:
            if key in self.fields:
                continue
            row, values = known.get(key), defined.get(key)
            if row is None:
                values = values or _mentioned_field(mentions[key])
                home = self._datasets[key[0]]
                self._learn(key, following, values["field_name"])
                new.append((following, home, at, *values.values()))
                following += 1
                continue
            self._learn(key, row.field_id, row.field_name if values is None else values["field_name"])
            if values is None and row.is_active:
                continue
            kept = _kept_values(row, values)
            if any(getattr(row, member) != value for member, value in kept.items()):
                changed.append({"key": row.field_id, "closed_at": None} | kept)
            events += self._events(row, kept)
        self.touched.fields |= {row[0] for row in new} | {row["key"] for row in changed}
        insert_tuples(self._connection, field, _NEW_COLUMNS, new)
        key_at = _NEW_COLUMNS.index("field_key")
        add_names(self._connection, "field", {row[key_at] for row in new} - {EVERY_FIELD})
        if changed:
            self._connection.execute(update(field).where(field.c.field_id == bindparam("key")), changed)
        record(self._connection, events)
        return {
            row.field_id
            for key, row in known.items()
            if key[0] in definitions and row.is_defined and row.is_active and key not in defined
        }

    def _known_fields(self, homes: Collection[DatasetKey]) -> dict[FieldKey, AnyRow]:
        """All fields of some datasets."""
        keys = {self._datasets[key]: key for key in homes}
        known: dict[FieldKey, AnyRow] = {}
        for part in chunks(sorted(keys)):
            query = select(*_FIELD_COLUMNS).where(among(self._connection, field.c.dataset_id, part))
            known |= {(keys[row.dataset_id], row.field_key): row for row in self._connection.execute(query).all()}
        return known

    def _mentioned_fields(self, mentions: Collection[FieldKey], but: Collection[DatasetKey]) -> dict[FieldKey, AnyRow]:
        """Learn the fields that are merely mentioned and stand; those that were dropped, to be brought back."""
        keys = {self._datasets[key]: key for key in {key for key, _ in mentions} if key not in but}
        columns = field.c
        told = select(columns.dataset_id, columns.field_key, columns.field_id, columns.field_name, columns.is_active)
        dropped: dict[int, FieldKey] = {}
        for part in chunks(sorted(keys)):
            query = told.where(among(self._connection, columns.dataset_id, part))
            for home, name_key, id_, name, stands in select_tuples(self._connection, query):
                key = keys[home], name_key
                if key not in mentions:
                    continue
                if stands:
                    self._learn(key, id_, name)
                else:
                    dropped[id_] = key
        query = select(*_FIELD_COLUMNS).where(among(self._connection, columns.field_id, dropped))
        return {dropped[row.field_id]: row for row in self._connection.execute(query).all()} if dropped else {}

    def _learn(self, key: FieldKey, id_: int, name: str) -> None:
        self.fields[key] = id_
        self.spelled[id_] = self._spelling[self._datasets[key[0]]], name

    def _events(self, row: AnyRow, kept: dict[str, Any]) -> list[dict[str, Any]]:
        if row.field_key == EVERY_FIELD:
            return []
        if not row.is_active:
            kind, detail = "added", None
        elif row.is_defined and row.field_type != kept["field_type"]:
            kind, detail = "changed", f"{row.field_type} to {kept['field_type']}"
        else:
            return []
        return [{"field_id": row.field_id, "kind": kind, "changed_at": self._at, "detail": detail}]


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


def close_datasets(connection: Connection, fields: set[int], names: Names, at: datetime) -> set[int]:
    """Close the datasets of changed fields that have none left, that nothing defines and nothing new mentions."""
    if not fields:
        return set()
    of = select(field.c.dataset_id).where(among(connection, field.c.field_id, fields)).distinct()
    homes = set(connection.execute(of).scalars()) - names.mentioned
    standing = select(field.c.field_id).where(field.c.dataset_id == dataset.c.dataset_id, field.c.is_active)
    empty = among(connection, dataset.c.dataset_id, homes) & dataset.c.is_active & ~dataset.c.is_defined
    connection.execute(update(dataset).where(empty, ~standing.exists()).values(is_active=False, updated_at=at))
    return homes


def record(connection: Connection, events: list[dict[str, Any]]) -> None:
    """Note what became of fields, for `changes`."""
    following = next_id(connection, field_change.c.change_id)
    insert_rows(connection, field_change, [{"change_id": following + i} | one for i, one in enumerate(events)])


def _mentioned(name: DatasetName) -> dict[str, Any]:
    return _values(DatasetDefinition(name, mentioned_type(name)), is_defined=False)


def _defined(definition: DatasetDefinition) -> dict[str, Any]:
    return _values(definition, is_defined=True)


def _values(definition: DatasetDefinition, *, is_defined: bool) -> dict[str, Any]:
    name = definition.name
    return {
        "name": str(name),
        "database_name": name.database,
        "table_name": name.name,
        "database_key": name.key[0],
        "table_key": name.key[1],
        "description": definition.description,
        "source_type": definition.source_type.value,
        "ddl": definition.ddl,
        "creator": definition.creator,
        "source_created_at": definition.created_at,
        "source_altered_at": definition.altered_at,
        "row_count": definition.row_count,
        "row_counted_at": definition.row_counted_at,
        "size_bytes": definition.size_bytes,
        "is_defined": is_defined,
        "is_active": True,
    }


def _mentioned_field(name: FieldName) -> dict[str, Any]:
    position = 0 if name.key == EVERY_FIELD else LAST_POSITION
    return _field_values(FieldDefinition(name.name), name.key, position, is_defined=False)


def _defined_field(definition: FieldDefinition, position: int) -> dict[str, Any]:
    return _field_values(definition, fold(definition.name), position, is_defined=True)


def _field_values(definition: FieldDefinition, key: str, position: int, *, is_defined: bool) -> dict[str, Any]:
    return {
        "field_name": definition.name,
        "field_key": key,
        "field_type": definition.type,
        "field_description": definition.description,
        "ordinal_position": position,
        "nullable": definition.nullable,
        "primary_key": definition.primary_key,
        "is_defined": is_defined,
        "is_active": True,
    }


_FIELD_MEMBERS = tuple(_mentioned_field(FieldName(DatasetName("", ""), "")))
_NEW_COLUMNS = ("field_id", "dataset_id", "created_at", *_FIELD_MEMBERS)


def _kept_values(row: AnyRow, values: dict[str, Any] | None) -> dict[str, Any]:
    """A definition replaces what is known; a mention brings a field back, and says no more of it."""
    return values or {member: getattr(row, member) for member in _FIELD_MEMBERS} | {"is_active": True}
