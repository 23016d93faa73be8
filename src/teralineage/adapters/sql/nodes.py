"""What the nodes of a graph are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from sqlalchemy import Connection, and_, select

from teralineage.adapters.sql.engine import AnyRow, among
from teralineage.adapters.sql.names import dataset_rows, id_of
from teralineage.adapters.sql.schema import dataset, field, namespace
from teralineage.domain.graph import Ints
from teralineage.domain.ids import EVERY_FIELD, render_part


@dataclass(frozen=True, slots=True)
class Nodes:
    """Fields by their ids, with the dataset of each."""

    rows: dict[int, AnyRow]
    texts: dict[int, str]

    @classmethod
    def load(cls, connection: Connection, ids: Ints) -> Self:
        """Read the fields of some ids, and the datasets they belong to once each."""
        query = (
            select(
                field.c.field_id,
                field.c.dataset_id,
                field.c.field_name,
                field.c.field_type,
                field.c.nullable,
                dataset.c.namespace_id,
                dataset.c.name,
                dataset.c.database_name,
                dataset.c.table_name,
                dataset.c.source_type,
                namespace.c.namespace_uri,
            )
            .join_from(field, dataset)
            .join(namespace)
            .where(among(connection, field.c.field_id, ids.tolist()))
        )
        rows = {row.field_id: row for row in connection.execute(query)}
        datasets = {row.dataset_id: f"{row.namespace_id}/{row.name}/" for row in rows.values()}
        return cls(rows, {id_: datasets[row.dataset_id] + render_part(row.field_name) for id_, row in rows.items()})

    def of(self, node: int) -> AnyRow:
        """A field with its dataset."""
        return self.rows[node]

    def id(self, node: int) -> str:
        """A field's id as text."""
        return self.texts[node]

    def ids(self, nodes: Ints) -> list[str]:
        """The ids of some fields as text."""
        return [self.texts[node] for node in nodes.tolist()]

    def qualified(self, node: int) -> str:
        """`database.table.field`."""
        row = self.rows[node]
        return f"{row.name}.{render_part(row.field_name)}"


def load_datasets(connection: Connection, ids: Ints) -> dict[int, AnyRow]:
    """Datasets by their ids."""
    rows = connection.execute(dataset_rows().where(among(connection, dataset.c.dataset_id, ids.tolist())))
    return {row.dataset_id: row for row in rows}


def dataset_text(row: AnyRow) -> str:
    """A dataset's id as text."""
    return str(id_of(row))


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


def _mapped(nodes: Ints, known: dict[int, int]) -> Ints:
    return np.array([known.get(node, -1) for node in nodes.tolist()], np.int64)
