"""What fields and datasets are called, read by their ids."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection, and_, select

from teralineage.adapters.sql.engine import among
from teralineage.adapters.sql.schema import dataset, field, namespace
from teralineage.domain.answers import NodeDataset
from teralineage.domain.graph import Ints
from teralineage.domain.ids import EVERY_FIELD
from teralineage.domain.render import NodeTable

_NOTHING = np.empty(0, np.int64)


def describe_fields(connection: Connection, ids: Ints) -> NodeTable:
    """The names of fields, and their datasets once each."""
    query = select(
        field.c.field_id, field.c.dataset_id, field.c.field_name, field.c.field_type, field.c.nullable
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
        names=names,
        type=np.array([type_at[row[3]] for row in ordered], np.int64),
        types=types,
        nullable=np.array([-1 if row[4] is None else int(row[4]) for row in ordered], np.int64),
    )


def describe_datasets(connection: Connection, ids: Ints) -> NodeTable:
    """The names of datasets."""
    homes = np.unique(ids)
    return NodeTable(
        dataset=np.searchsorted(homes, ids),
        datasets=_datasets(connection, homes.tolist()),
        name=_NOTHING,
        names=[],
        type=_NOTHING,
        types=[],
        nullable=_NOTHING,
    )


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


def _datasets(connection: Connection, ids: list[int]) -> list[NodeDataset]:
    query = (
        select(
            dataset.c.dataset_id,
            dataset.c.namespace_id,
            dataset.c.name,
            namespace.c.namespace_uri,
            dataset.c.source_type,
        )
        .join_from(dataset, namespace)
        .where(among(connection, dataset.c.dataset_id, ids))
    )
    found = {
        id_: NodeDataset(id=f"{home}/{name}", name=name, namespace=uri, source_type=source_type)
        for id_, home, name, uri, source_type in connection.execute(query).all()
    }
    return [found[id_] for id_ in ids]


def _mapped(nodes: Ints, known: dict[int, int]) -> Ints:
    return np.array([known.get(node, -1) for node in nodes.tolist()], np.int64)
