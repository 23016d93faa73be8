"""Lineage, impact and paths: the walks of `domain.graph` over a source of edges, told as documents."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, select

from teralineage.adapters.sql import names
from teralineage.adapters.sql.engine import AnyRow
from teralineage.adapters.sql.evidence import latest_evidence
from teralineage.adapters.sql.schema import dataset, field
from teralineage.adapters.sql.source import GraphSource
from teralineage.domain import answers, columnar, graph, queries
from teralineage.domain import paths as ways
from teralineage.domain.graph import STRENGTH, Ints
from teralineage.domain.ids import EVERY_FIELD, DatasetId, FieldId, fold, render_part
from teralineage.domain.queries import Granularity, Walk
from teralineage.domain.render import NodeTable, Shown, cap, field_ids, render_columns, render_edges, render_graph


@dataclass(frozen=True, slots=True)
class Ground:
    """What a walk stands on: a connection for names and evidence, a source of edges, a cap on the edges shown."""

    connection: Connection
    source: GraphSource
    max_edges: int | None = None


def lineage(ground: Ground, query: queries.LineageQuery) -> answers.Lineage:
    """The graph around a field, or around all fields of a dataset."""
    home, field_name, walked = _around(ground, query.dataset, query.field, query.walk)
    return answers.Lineage(
        dataset_id=home,
        field_name=field_name,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=render_graph(*walked),
    )


def columnar_lineage(ground: Ground, query: queries.ColumnarLineageQuery) -> columnar.ColumnarLineage:
    """The same as arrays."""
    home, field_name, walked = _around(ground, query.dataset, query.field, query.walk)
    return columnar.ColumnarLineage(
        dataset_id=home,
        field_name=field_name,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=render_columns(*walked, is_field=query.walk.granularity is Granularity.FIELD),
    )


def database_lineage(ground: Ground, query: queries.DatabaseLineageQuery) -> answers.DatabaseLineage:
    """The graph around a window of a database's datasets."""
    spelling, total, walked = _window(ground, query.database, query.walk, query.paging)
    return answers.DatabaseLineage(
        database_name=spelling,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=render_graph(*walked),
        total=total,
        pagination=answers.paginate(total, query.paging.limit, query.paging.offset),
    )


def columnar_database_lineage(
    ground: Ground, query: queries.ColumnarDatabaseLineageQuery
) -> columnar.ColumnarDatabaseLineage:
    """The same as arrays."""
    spelling, total, walked = _window(ground, query.database, query.walk, query.paging)
    return columnar.ColumnarDatabaseLineage(
        database_name=spelling,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=render_columns(*walked, is_field=query.walk.granularity is Granularity.FIELD),
        total=total,
        pagination=answers.paginate(total, query.paging.limit, query.paging.offset),
    )


def impact(ground: Ground, query: queries.ImpactQuery) -> answers.Impact:
    """Everything downstream, nearest first, with counts."""
    home = names.find_dataset(ground.connection, query.dataset)
    field_name, ids = _roots(ground.connection, home, query.field)
    neighbours = ground.source.neighbours(indirect=query.indirect, as_of=query.as_of)
    found = graph.impact(ground.source.nodes(ids), query.max_depth, neighbours, indirect=query.indirect)
    table = ground.source.describe(found.nodes)
    places = [DatasetId.parse(one.id).name for one in table.datasets]
    impacted = tuple(
        answers.ImpactedField(
            id=id_,
            name=f"{places[home_at]}.{render_part(table.names[name_at])}",
            database=places[home_at].database,
            table=places[home_at].name,
            field=table.names[name_at],
            source_type=table.datasets[home_at].source_type,
            depth=depth,
            impact_type=STRENGTH[subtype],
            via_indirect_only=only,
        )
        for id_, home_at, name_at, depth, subtype, only in zip(
            field_ids(table),
            table.dataset.tolist(),
            table.name.tolist(),
            found.depth.tolist(),
            found.subtype.tolist(),
            found.indirect_only.tolist(),
            strict=True,
        )
    )
    source = names.id_of(home)
    return answers.Impact(
        source=str(source) if field_name is None else str(FieldId(source, field_name)),
        impacted=impacted,
        summary=_summary(impacted, query.max_depth),
    )


def _summary(impacted: tuple[answers.ImpactedField, ...], max_depth: int) -> answers.ImpactSummary:
    by_depth = Counter(one.depth for one in impacted)
    return answers.ImpactSummary(
        total_impacted=len(impacted),
        critical_count=by_depth[1],
        by_database=dict(sorted(Counter(one.database for one in impacted).items())),
        by_depth={str(depth): by_depth[depth] for depth in sorted(by_depth) if by_depth[depth]},
        by_type=dict(sorted(Counter(one.impact_type for one in impacted).items())),
        max_depth=max_depth,
    )


def paths(ground: Ground, query: queries.PathsQuery) -> answers.Paths:
    """The shortest ways between two assets."""
    source, sources = _asset(ground, query.source)
    target, targets = _asset(ground, query.target)
    if query.indirect:
        every = ground.source.every(targets)
        targets = np.union1d(targets, every[every >= 0])
    neighbours = ground.source.neighbours(indirect=query.indirect, as_of=query.as_of)
    found = ways.paths(sources, targets, neighbours, ground.source.every, query.limit)
    used = sorted({edge for path in found.paths for edge in path})
    edges = found.edges.take(np.array(used, np.int64))
    source_ids, target_ids = (field_ids(ground.source.describe(ends)) for ends in (edges.source, edges.target))
    steps = {
        index: answers.PathStep(edge=edge, evidence=latest_evidence(ground.connection, row))
        for index, row, edge in zip(used, edges.row.tolist(), render_edges(edges, source_ids, target_ids), strict=True)
    }
    return answers.Paths(
        source=source,
        target=target,
        length=found.length,
        paths=tuple(tuple(steps[edge] for edge in path) for path in found.paths),
        truncated=found.truncated,
    )


def _asset(ground: Ground, asset: FieldId | DatasetId) -> tuple[str, Ints]:
    """An asset's full id, and the nodes it stands for."""
    dataset_id = asset.dataset if isinstance(asset, FieldId) else asset
    home = names.find_dataset(ground.connection, dataset_id)
    spelling, ids = _roots(ground.connection, home, asset.name if isinstance(asset, FieldId) else None)
    found = names.id_of(home)
    return str(found) if spelling is None else str(FieldId(found, spelling)), ground.source.nodes(ids)


def _around(
    ground: Ground, wanted: DatasetId, name: str | None, walk: Walk
) -> tuple[str, str | None, tuple[Shown, NodeTable]]:
    home = names.find_dataset(ground.connection, wanted)
    field_name, ids = _roots(ground.connection, home, name)
    return str(names.id_of(home)), field_name, _walked(ground, ids, [home.dataset_id], walk)


def _window(
    ground: Ground, database: str, walk: Walk, paging: queries.Paging
) -> tuple[str, int, tuple[Shown, NodeTable]]:
    spelling = names.find_database(ground.connection, database)
    listed = select(dataset.c.dataset_id).where(dataset.c.database_key == fold(database), dataset.c.is_active)
    listed = listed.order_by(dataset.c.table_key, dataset.c.dataset_id)
    homes = ground.connection.execute(listed).scalars().all()
    window = list(homes[paging.offset : paging.offset + paging.limit])
    columns = select(field.c.field_id).where(
        field.c.dataset_id.in_(window), field.c.is_active, field.c.field_key != EVERY_FIELD
    )
    ids = np.array(ground.connection.execute(columns).scalars().all(), np.int64)
    return spelling, len(homes), _walked(ground, ids, window, walk)


def _roots(connection: Connection, home: AnyRow, name: str | None) -> tuple[str | None, Ints]:
    """A field's spelling and id; or None, and the ids of all fields that stand now."""
    if name is not None:
        row = names.find_field(connection, home, name)
        return row.field_name, np.array([row.field_id], np.int64)
    columns = select(field.c.field_id).where(
        field.c.dataset_id == home.dataset_id, field.c.is_active, field.c.field_key != EVERY_FIELD
    )
    return None, np.array(connection.execute(columns).scalars().all(), np.int64)


def _walked(ground: Ground, ids: Ints, homes: list[int], walk: Walk) -> tuple[Shown, NodeTable]:
    source = ground.source
    neighbours = source.neighbours(indirect=walk.indirect, as_of=walk.as_of)
    reached = graph.trace(source.nodes(ids), walk.direction, walk.max_depth, neighbours)
    if walk.granularity is Granularity.DATASET:
        rolled = graph.roll_up(reached, source.owners)
        shown = cap(graph.with_roots(rolled, source.owner_nodes(np.array(homes, np.int64))), ground.max_edges)
        return shown, source.describe_owners(shown.nodes)
    edges, hop = graph.merge(reached.edges, reached.hop)
    shown = cap(graph.Reached(reached.nodes, reached.depth, edges, hop), ground.max_edges)
    return shown, source.describe(shown.nodes)
