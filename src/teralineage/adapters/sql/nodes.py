"""What fields and datasets are called, read by their ids."""

from __future__ import annotations

from datetime import datetime

import numpy as np
from sqlalchemy import Connection, and_, select

from teralineage.adapters.sql.engine import among
from teralineage.adapters.sql.schema import dataset, field, namespace
from teralineage.domain.arrays import Ints
from teralineage.domain.ids import EVERY_FIELD, render_part
from teralineage.domain.shown import DatasetTable, NodeTable
from teralineage.domain.stored import LAST_POSITION
from teralineage.domain.texts import TextList


def standing(connection: Connection, dataset_ids: list[int], as_of: datetime | None) -> Ints:
    """The ids of all fields of some datasets that stand now, and of those that went after an instant."""
    stands = field.c.is_active if as_of is None else field.c.is_active | (field.c.closed_at > as_of)
    columns = select(field.c.field_id).where(
        field.c.dataset_id.in_(dataset_ids), stands, field.c.field_key != EVERY_FIELD
    )
    return np.array(connection.execute(columns).scalars().all(), np.int64)


def describe_fields(connection: Connection, ids: Ints) -> NodeTable:
    """The names of fields, and their datasets once each."""
    query = select(
        field.c.field_id,
        field.c.dataset_id,
        field.c.field_name,
        field.c.field_type,
        field.c.nullable,
        field.c.ordinal_position,
    ).where(among(connection, field.c.field_id, ids.tolist()))
    rows = {row[0]: row for row in connection.execute(query).all()}
    ordered = [rows[id_] for id_ in ids.tolist()]
    homes = sorted({row[1] for row in ordered})
    names = list(dict.fromkeys(row[2] for row in ordered))
    types = [one for one in dict.fromkeys(row[3] for row in ordered) if one is not None]
    name_at = {name: index for index, name in enumerate(names)}
    type_at = {None: -1} | {name: index for index, name in enumerate(types)}
    return NodeTable(
        dataset=np.searchsorted(homes, np.array([row[1] for row in ordered], np.int64)),
        datasets=_datasets(connection, homes),
        name=np.array([name_at[row[2]] for row in ordered], np.int64),
        names=TextList.of(names),
        name_ids=TextList.of([render_part(name) for name in names]),
        type=np.array([type_at[row[3]] for row in ordered], np.int64),
        types=types,
        nullable=np.array([-1 if row[4] is None else int(row[4]) for row in ordered], np.int64),
        position=np.array([0 if row[5] == LAST_POSITION else row[5] for row in ordered], np.int64),
    )


def describe_datasets(connection: Connection, ids: Ints) -> NodeTable:
    """The names of datasets."""
    homes = np.unique(ids)
    return NodeTable.of_datasets(np.searchsorted(homes, ids), _datasets(connection, homes.tolist()))


def owners(connection: Connection, nodes: Ints) -> Ints:
    """The dataset of each field."""
    rows = connection.execute(
        select(field.c.field_id, field.c.dataset_id).where(among(connection, field.c.field_id, np.unique(nodes)))
    )
    return _mapped(nodes, dict(iter(rows)))


def every_of(connection: Connection, nodes: Ints) -> Ints:
    """The `*` of each field's dataset, -1 where it has none."""
    every = field.alias()
    rows = connection.execute(
        select(field.c.field_id, every.c.field_id)
        .join_from(field, every, and_(every.c.dataset_id == field.c.dataset_id, every.c.field_key == EVERY_FIELD))
        .where(among(connection, field.c.field_id, np.unique(nodes)))
    )
    return _mapped(nodes, dict(iter(rows)))


def _datasets(connection: Connection, ids: list[int]) -> DatasetTable:
    columns = dataset.c
    query = (
        select(columns.dataset_id, columns.namespace_id, columns.name, namespace.c.namespace_uri, columns.source_type)
        .join_from(dataset, namespace)
        .where(among(connection, columns.dataset_id, ids))
    )
    found = {row[0]: row for row in connection.execute(query).all()}
    rows = [found[id_] for id_ in ids]
    uris = list(dict.fromkeys(row[3] for row in rows))
    source_types = list(dict.fromkeys(row[4] for row in rows))
    return DatasetTable(
        ids=TextList.of([f"{row[1]}/{row[2]}" for row in rows]),
        names=TextList.of([row[2] for row in rows]),
        namespace=np.array([uris.index(row[3]) for row in rows], np.int64),
        namespaces=uris,
        source_type=np.array([source_types.index(row[4]) for row in rows], np.int64),
        source_types=source_types,
    )


def _mapped(nodes: Ints, known: dict[int, int]) -> Ints:
    return np.array([known.get(node, -1) for node in nodes.tolist()], np.int64)
