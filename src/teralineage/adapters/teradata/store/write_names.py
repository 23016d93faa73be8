"""Datasets and fields while a batch is written: known ones found, new ones made, definitions replaced."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from teralineage.adapters.teradata.store.data import Data, Record, fit, text_id
from teralineage.adapters.teradata.store.tables import DATASET, FIELD, FIELD_CHANGE, LINEAGE
from teralineage.adapters.teradata.store.times import maybe_micros, to_micros
from teralineage.domain.ids import EVERY_FIELD, DatasetName, FieldName, fold
from teralineage.domain.model import DatasetDefinition, FieldDefinition, LineageBatch, mentioned_type
from teralineage.domain.stored import LAST_POSITION

DatasetKey = tuple[str, str]
FieldKey = tuple[int, str]


class Names:
    """Ids of everything a batch names, once `keep` has run. `at` is when the batch was seen, in microseconds."""

    def __init__(self, data: Data, home: str, uri: str, at: int) -> None:
        self.home = home
        self.uri = uri
        self._data = data
        self._at = at
        self._datasets: dict[DatasetKey, Record] = {}
        self._fields: dict[FieldKey, Record] = {}
        self._seen: dict[DatasetKey, int] = {}

    def dataset(self, name: DatasetName) -> int:
        """The id of a dataset the batch names."""
        return int(self._datasets[_key(name)].dataset_id)

    def field(self, name: FieldName) -> int:
        """The id of a field the batch names."""
        return int(self._fields[self.dataset(name.dataset), fit(name.key)].field_id)

    def spelled(self, name: FieldName) -> tuple[str, str]:
        """A field's dataset and name as the catalog spells them."""
        home = self._datasets[_key(name.dataset)]
        return home.name, self._fields[home.dataset_id, fit(name.key)].field_name

    def keep(self, batch: LineageBatch) -> set[int]:
        """Make sure of every dataset and field of the batch; ids of fields that a new definition no longer has."""
        definitions = {_key(one.name): one for one in batch.datasets}
        for name, seen_at in batch.mentions():
            self._seen[_key(name)] = max(to_micros(seen_at), self._seen.get(_key(name), 0))
        self._data.keep_texts(one.ddl for one in definitions.values())
        self._keep_datasets(definitions, {_key(name): name for name, _ in batch.mentions()})
        mentions = {name: name for edge in batch.edges() for name in (edge.source, edge.target)}
        return self._keep_fields(definitions, mentions.values()) | self._drop({_key(name) for name in batch.dropped})

    @property
    def mentioned(self) -> set[int]:
        """Ids of the datasets that jobs of the batch mention."""
        return {int(self._datasets[key].dataset_id) for key in self._seen}

    def _drop(self, keys: set[DatasetKey]) -> set[int]:
        """Close datasets; the ids of the fields they had."""
        gone = [row for row in self._known(keys).values() if row.is_active]
        for row in gone:
            row.is_active, row.is_defined, row.updated_at = False, False, self._at
        self._data.upsert(DATASET, gone)
        return {row.field_id for row in self._data.rows(FIELD, "dataset_id", {r.dataset_id for r in gone}, active=True)}

    def _known(self, keys: Collection[DatasetKey]) -> dict[DatasetKey, Record]:
        rows = self._data.rows(DATASET, "table_key", {table for _, table in keys})
        known = {(row.database_key, row.table_key): row for row in rows if row.namespace_id == self.home}
        return {key: row for key, row in known.items() if key in keys}

    def _keep_datasets(
        self, definitions: Mapping[DatasetKey, DatasetDefinition], mentions: Mapping[DatasetKey, DatasetName]
    ) -> None:
        wanted = mentions.keys() | definitions.keys()
        known = self._known(wanted)
        following = self._data.next_id(DATASET)
        written = []
        for key in sorted(wanted):
            row, definition = known.get(key), definitions.get(key)
            if row is None:
                values = _mentioned(mentions[key]) if definition is None else _values(definition, is_defined=True)
                row = Record(dataset_id=following, namespace_id=self.home, created_at=self._at, **values)
                following += 1
                written.append(row)
            elif definition is not None:
                values = _values(definition, is_defined=True)
                if any(getattr(row, member) != value for member, value in values.items()):
                    vars(row).update(values)
                    written.append(row)
            elif not row.is_active and self._seen[key] > row.updated_at:
                row.is_active = True
                written.append(row)
            self._datasets[key] = row
        for row in written:
            row.updated_at = self._at
        self._data.upsert(DATASET, written)

    def _keep_fields(
        self, definitions: Mapping[DatasetKey, DatasetDefinition], mentions: Iterable[FieldName]
    ) -> set[int]:
        wanted = {(self.dataset(name.dataset), fit(name.key)): _mentioned_field(name) for name in mentions}
        for name, definition in definitions.items():
            for position, one in enumerate(definition.fields, start=1):
                wanted[self._datasets[name].dataset_id, fit(fold(one.name))] = _defined_field(one, position)
        redefined = {self._datasets[key].dataset_id for key in definitions}
        rows = self._data.rows(FIELD, "dataset_id", {home for home, _ in wanted} | redefined)
        known = {(row.dataset_id, row.field_key): row for row in rows}
        dropped = {
            row.field_id
            for key, row in known.items()
            if key[0] in redefined and row.is_defined and row.is_active and not wanted.get(key, {}).get("is_defined")
        }
        following = self._data.next_id(FIELD)
        written: list[Record] = []
        events: list[dict[str, Any]] = []
        for key, values in wanted.items():
            row = known.get(key)
            if row is None:
                row = Record(field_id=following, dataset_id=key[0], created_at=self._at, closed_at=None, **values)
                following += 1
                written.append(row)
            else:
                kept = values if values["is_defined"] else {"is_active": True}
                events += self._events(row, kept)
                if any(getattr(row, member) != value for member, value in kept.items()):
                    vars(row).update(kept, closed_at=None)
                    written.append(row)
            self._fields[key] = row
        self._data.upsert(FIELD, written)
        record(self._data, events)
        return dropped

    def _events(self, row: Record, kept: Mapping[str, Any]) -> list[dict[str, Any]]:
        if row.field_key == EVERY_FIELD:
            return []
        if not row.is_active:
            change, detail = "added", None
        elif row.is_defined and "field_type" in kept and row.field_type != kept["field_type"]:
            change, detail = "changed", f"{row.field_type} to {kept['field_type']}"
        else:
            return []
        return [{"field_id": row.field_id, "change_kind": change, "changed_at": self._at, "detail": detail}]


def close_fields(data: Data, candidates: set[int], at: int) -> list[Record]:
    """Close fields that no definition has, unless an edge still stands on them: those are mentioned from now on.

    Those that were closed.
    """
    if not candidates:
        return []
    mentioned: set[int] = set()
    for end in ("source_field_id", "target_field_id"):
        mentioned |= {getattr(row, end) for row in data.rows(LINEAGE, end, candidates, active=True)}
    rows = data.rows(FIELD, "field_id", candidates)
    gone = []
    for row in rows:
        row.is_defined = False
        if row.field_id in mentioned:
            row.ordinal_position = LAST_POSITION
        else:
            row.is_active, row.closed_at = False, at
            gone.append(row)
    data.upsert(FIELD, rows)
    named = sorted(row.field_id for row in gone if row.field_key != EVERY_FIELD)
    record(data, [{"field_id": id_, "change_kind": "removed", "changed_at": at, "detail": None} for id_ in named])
    return gone


def close_datasets(data: Data, fields: list[Record], names: Names, at: int) -> None:
    """Close the datasets of closed fields that have no other, that nothing defines and nothing new mentions."""
    homes = {row.dataset_id for row in fields} - names.mentioned
    standing = {row.dataset_id for row in data.rows(FIELD, "dataset_id", homes, active=True)}
    rows = data.rows(DATASET, "dataset_id", homes - standing, active=True)
    gone = [row for row in rows if not row.is_defined]
    for row in gone:
        row.is_active, row.updated_at = False, at
    data.upsert(DATASET, gone)


def record(data: Data, events: list[dict[str, Any]]) -> None:
    """Note what became of fields, for `changes`."""
    if events:
        following = data.next_id(FIELD_CHANGE)
        data.upsert(FIELD_CHANGE, [{"change_id": following + index} | one for index, one in enumerate(events)])


def _key(name: DatasetName) -> DatasetKey:
    return fit(name.key[0]), fit(name.key[1])


def _mentioned(name: DatasetName) -> dict[str, Any]:
    return _values(DatasetDefinition(name, mentioned_type(name)), is_defined=False)


def _values(definition: DatasetDefinition, *, is_defined: bool) -> dict[str, Any]:
    name = definition.name
    database_key, table_key = _key(name)
    return {
        "name": str(name),
        "database_name": fit(name.database),
        "table_name": fit(name.name),
        "database_key": database_key,
        "table_key": table_key,
        "description": definition.description,
        "source_type": definition.source_type.value,
        "ddl_id": text_id(definition.ddl),
        "creator": definition.creator,
        "source_created_at": maybe_micros(definition.created_at),
        "source_altered_at": maybe_micros(definition.altered_at),
        "row_count": definition.row_count,
        "row_counted_at": maybe_micros(definition.row_counted_at),
        "size_bytes": definition.size_bytes,
        "is_defined": is_defined,
        "is_active": True,
    }


def _mentioned_field(name: FieldName) -> dict[str, Any]:
    position = 0 if name.key == EVERY_FIELD else LAST_POSITION
    return _field_values(FieldDefinition(name.name), position, is_defined=False)


def _defined_field(definition: FieldDefinition, position: int) -> dict[str, Any]:
    return _field_values(definition, position, is_defined=True)


def _field_values(definition: FieldDefinition, position: int, *, is_defined: bool) -> dict[str, Any]:
    return {
        "field_name": fit(definition.name),
        "field_key": fit(fold(definition.name)),
        "field_type": definition.type,
        "field_description": definition.description,
        "ordinal_position": position,
        "nullable": definition.nullable,
        "primary_key": definition.primary_key,
        "is_defined": is_defined,
        "is_active": True,
    }
