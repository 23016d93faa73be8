"""Neighbours by rounds of SQL: one query for a whole frontier. Nothing to build, nothing to keep fresh."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Connection, and_, or_, select, type_coerce, union_all

from teralineage.adapters.sql import names
from teralineage.adapters.sql import nodes as nodes_table
from teralineage.adapters.sql.engine import AnyRow, AnySelect, among
from teralineage.adapters.sql.schema import field, lineage
from teralineage.adapters.sql.source import Home
from teralineage.domain.arrays import Ints
from teralineage.domain.graph import LAST_DIRECT, Edges, Neighbours
from teralineage.domain.ids import EVERY_FIELD, DatasetId
from teralineage.domain.queries import Direction
from teralineage.domain.shown import NodeTable


class FrontierSource:
    """`GraphSource` by rounds of SQL on one connection; a node is a field's id, an owner a dataset's."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def home(self, wanted: DatasetId) -> Home:
        """The one dataset that an id or a plain name means.

        Raises:
            DatasetNotFoundError: none does.
            AmbiguousNameError: a plain name stands in several namespaces.
        """
        row = names.find_dataset(self._connection, wanted)
        return Home(names.id_of(row), row.dataset_id)

    def roots(self, home: Home, name: str | None, as_of: datetime | None) -> tuple[str | None, Ints]:
        """A field's spelling and id; or None, and the ids of all fields that stand now, or stood at an instant.

        Raises:
            FieldNotFoundError: the dataset has no field of that name.
        """
        if name is not None:
            row = names.find_field(self._connection, home.id, home.owner, name)
            return row.field_name, np.array([row.field_id], np.int64)
        return None, nodes_table.standing(self._connection, [home.owner], as_of)

    def neighbours(self, *, indirect: bool, as_of: datetime | None) -> Neighbours:
        """Edges that stand now, or stood at an instant."""
        connection = self._connection
        chosen = [_stands(as_of)]
        if not indirect:
            chosen.append(lineage.c.subtype_code <= LAST_DIRECT)

        def neighbours(frontier: Ints, direction: Direction) -> Edges:
            near = lineage.c.source_field_id if direction is Direction.DOWNSTREAM else lineage.c.target_field_id
            query = _edges().where(among(connection, near, frontier.tolist()), *chosen)
            if indirect:
                stand_ins = _stand_ins(connection, frontier, direction)
                query = union_all(query, _edges().where(near.in_(stand_ins), *chosen))  # type: ignore[assignment]
            return _arrays(connection.execute(query).all())

        return neighbours

    def nodes(self, field_ids: Ints) -> Ints:
        """A node is a field's id."""
        return field_ids

    def owner_nodes(self, dataset_ids: Ints) -> Ints:
        """An owner is a dataset's id."""
        return dataset_ids

    def owners(self, nodes: Ints) -> Ints:
        """The dataset of each field."""
        return nodes_table.owners(self._connection, nodes)

    def every(self, nodes: Ints) -> Ints:
        """The `*` of each field's dataset."""
        return nodes_table.every_of(self._connection, nodes)

    def describe(self, nodes: Ints) -> NodeTable:
        """What fields are called."""
        return nodes_table.describe_fields(self._connection, nodes)

    def describe_owners(self, owners: Ints) -> NodeTable:
        """What datasets are called."""
        return nodes_table.describe_datasets(self._connection, owners)


def _edges() -> AnySelect:
    columns = lineage.c
    return select(
        columns.lineage_id,
        columns.source_field_id,
        columns.target_field_id,
        columns.subtype_code,
        columns.confidence_score,
        columns.evidence_count,
        type_coerce(columns.last_seen, BigInteger),
    )


def _stand_ins(connection: Connection, frontier: Ints, direction: Direction) -> AnySelect:
    """Downstream, all columns of datasets whose `*` is in the frontier; upstream, the `*` of its columns' datasets."""
    met, other = field.alias(), field.alias()
    every = met if direction is Direction.DOWNSTREAM else other
    return (
        select(other.c.field_id)
        .join_from(met, other, and_(met.c.dataset_id == other.c.dataset_id, met.c.field_id != other.c.field_id))
        .where(among(connection, met.c.field_id, frontier.tolist()), every.c.field_key == EVERY_FIELD)
    )


def _stands(as_of: datetime | None) -> ColumnElement[bool]:
    if as_of is None:
        return lineage.c.is_active
    closed = lineage.c.closed_at
    return and_(lineage.c.discovered_at <= as_of, or_(closed.is_(None), closed > as_of))


def _arrays(rows: Sequence[AnyRow]) -> Edges:
    if not rows:
        return Edges.none()
    row, source, target, subtype, confidence, evidence, last_seen = zip(*rows, strict=True)
    return Edges(
        np.array(row, np.int64),
        np.array(source, np.int64),
        np.array(target, np.int64),
        np.array(subtype, np.int64),
        np.array(confidence, np.float64),
        np.array(evidence, np.int64),
        np.array(last_seen, np.int64),
    )
