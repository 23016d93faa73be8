"""Datasets while a batch is written: known ones found, new ones made, definitions replaced, dropped ones closed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from teralineage.adapters.sql.bulk import add_names, insert_rows
from teralineage.adapters.sql.engine import AnyRow, among, among_pairs, chunks, next_id
from teralineage.adapters.sql.mentions import DatasetKey, Mentions
from teralineage.adapters.sql.schema import dataset, field
from teralineage.adapters.sql.writing import Writing
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, mentioned_type


class KeptDataset(NamedTuple):
    """A dataset of a batch as the store has it."""

    id: int
    spelling: str
    is_new: bool
    stands: bool


def keep_datasets(
    writing: Writing, definitions: Mapping[DatasetKey, DatasetDefinition], mentions: Mentions
) -> dict[DatasetKey, KeptDataset]:
    """Make sure of every dataset that a batch names."""
    connection, at = writing.connection, writing.at
    wanted = sorted(mentions.datasets.keys() | definitions.keys())
    remembered = writing.known.datasets
    known = _known(writing, [key for key in wanted if key in definitions or key not in remembered])
    following = next_id(connection, dataset.c.dataset_id)
    kept: dict[DatasetKey, KeptDataset] = {}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    returned: list[dict[str, Any]] = []
    for key in wanted:
        row, definition = known.get(key), definitions.get(key)
        if definition is None and (stands := remembered.get(key)) is not None:
            kept[key] = KeptDataset(*stands, is_new=False, stands=True)
            continue
        if row is None:
            values = _mentioned(mentions.datasets[key]) if definition is None else _defined(definition)
            made = {"dataset_id": following, "namespace_id": writing.home, "created_at": at, "updated_at": at}
            new.append(made | values)
            kept[key] = KeptDataset(following, values["name"], is_new=True, stands=True)
            following += 1
            continue
        returns = definition is not None or mentions.seen[key] > row.updated_at
        kept[key] = KeptDataset(row.dataset_id, row.name, is_new=False, stands=row.is_active or returns)
        if definition is not None:
            values = _defined(definition)
            if any(getattr(row, member) != value for member, value in values.items()):
                kept[key] = kept[key]._replace(spelling=values["name"])
                changed.append({"key": row.dataset_id, "updated_at": at} | values)
        elif not row.is_active and returns:
            returned.append({"key": row.dataset_id, "updated_at": at, "is_active": True})
    writing.touched.datasets |= {row["dataset_id"] for row in new} | {row["key"] for row in (*changed, *returned)}
    insert_rows(connection, dataset, new)
    add_names(connection, "database", {row["database_key"] for row in new})
    add_names(connection, "dataset", {row["table_key"] for row in new})
    for rows in (changed, returned):
        if rows:
            connection.execute(update(dataset).where(dataset.c.dataset_id == bindparam("key")), rows)
    return kept


def drop_datasets(writing: Writing, keys: Iterable[DatasetKey]) -> set[int]:
    """Close datasets; the ids of the fields they had."""
    connection = writing.connection
    ids = [row.dataset_id for row in _known(writing, sorted(keys)).values() if row.is_active]
    gone = among(connection, dataset.c.dataset_id, ids)
    closed = {"is_active": False, "is_defined": False, "updated_at": writing.at}
    connection.execute(update(dataset).where(gone).values(closed))
    writing.touched.datasets |= set(ids)
    fields = select(field.c.field_id).where(among(connection, field.c.dataset_id, ids), field.c.is_active)
    return set(connection.execute(fields).scalars())


def close_datasets(connection: Connection, fields: set[int], mentioned: Collection[int], at: datetime) -> set[int]:
    """Close the datasets of changed fields that have none left, that nothing defines and nothing new mentions."""
    if not fields:
        return set()
    of = select(field.c.dataset_id).where(among(connection, field.c.field_id, fields)).distinct()
    homes = set(connection.execute(of).scalars()).difference(mentioned)
    standing = select(field.c.field_id).where(field.c.dataset_id == dataset.c.dataset_id, field.c.is_active)
    empty = among(connection, dataset.c.dataset_id, homes) & dataset.c.is_active & ~dataset.c.is_defined
    connection.execute(update(dataset).where(empty, ~standing.exists()).values(is_active=False, updated_at=at))
    return homes


def _known(writing: Writing, wanted: list[DatasetKey]) -> dict[DatasetKey, AnyRow]:
    known: dict[DatasetKey, AnyRow] = {}
    for part in chunks(wanted):
        named = among_pairs(writing.connection, dataset.c.database_key, dataset.c.table_key, part)
        rows = writing.connection.execute(select(dataset).where(dataset.c.namespace_id == writing.home, named))
        known |= {(row.database_key, row.table_key): row for row in rows}
    return known


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
