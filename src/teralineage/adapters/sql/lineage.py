"""Lineage, impact and paths: the walks of `domain.graph` over a source of edges, told as documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

import msgspec
import numpy as np
from sqlalchemy import Connection, select

from teralineage.adapters.sql import names
from teralineage.adapters.sql.evidence import latest_evidence
from teralineage.adapters.sql.nodes import standing
from teralineage.adapters.sql.schema import dataset
from teralineage.adapters.sql.source import GraphSource
from teralineage.domain import answers, columnar, graph, queries
from teralineage.domain import paths as ways
from teralineage.domain.answers import Answer
from teralineage.domain.arrays import Ints
from teralineage.domain.graph import STRENGTH
from teralineage.domain.ids import DatasetId, DatasetName, FieldId, fold
from teralineage.domain.queries import Granularity, Walk
from teralineage.domain.render import columns_json, graph_json, raw
from teralineage.domain.shown import NodeTable, Shown, cap, field_ids, render_edges

Render = Callable[[Shown, NodeTable, Granularity], bytes]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a walk stands on: a source of edges and names, and a cap on the edges shown."""

    source: GraphSource
    max_edges: int | None = None


@dataclass(frozen=True, slots=True)
class StoreGround(Ground):
    """The same with a connection, for what only the store itself knows: windows of a database, and evidence."""

    connection: Connection = field(kw_only=True)


def lineage(ground: Ground, query: queries.LineageQuery) -> Answer[answers.Lineage]:
    """The graph around a field, or around all fields of a dataset."""
    return Answer.from_json(_around(ground, query, answers.Lineage, graph_json), answers.Lineage)


def columnar_lineage(ground: Ground, query: queries.ColumnarLineageQuery) -> Answer[columnar.ColumnarLineage]:
    """The same as arrays."""
    json = _around(ground, query, columnar.ColumnarLineage, columns_json)
    return Answer.from_json(json, columnar.ColumnarLineage)


def database_lineage(ground: StoreGround, query: queries.DatabaseLineageQuery) -> Answer[answers.DatabaseLineage]:
    """The graph around a window of a database's datasets."""
    return Answer.from_json(_window(ground, query, answers.DatabaseLineage, graph_json), answers.DatabaseLineage)


def columnar_database_lineage(
    ground: StoreGround, query: queries.ColumnarDatabaseLineageQuery
) -> Answer[columnar.ColumnarDatabaseLineage]:
    """The same as arrays."""
    json = _window(ground, query, columnar.ColumnarDatabaseLineage, columns_json)
    return Answer.from_json(json, columnar.ColumnarDatabaseLineage)


def _around(
    ground: Ground,
    query: queries.LineageQuery | queries.ColumnarLineageQuery,
    document: type[answers.Lineage | columnar.ColumnarLineage],
    render: Render,
) -> bytes:
    walk = query.walk
    home = ground.source.home(query.dataset)
    field_name, roots = ground.source.roots(home, query.field, walk.as_of)
    shown, table = _walked(ground, roots, np.array([home.owner], np.int64), walk)
    return msgspec.json.encode(
        document(
            dataset_id=str(home.id),
            field_name=field_name,
            direction=walk.direction,
            max_depth=walk.max_depth,
            graph=raw(render(shown, table, walk.granularity)),
        )
    )


def _window(
    ground: StoreGround,
    query: queries.DatabaseLineageQuery | queries.ColumnarDatabaseLineageQuery,
    document: type[answers.DatabaseLineage | columnar.ColumnarDatabaseLineage],
    render: Render,
) -> bytes:
    connection, source, walk, paging = ground.connection, ground.source, query.walk, query.paging
    spelling = names.find_database(connection, query.database)
    there = dataset.c.is_active if walk.as_of is None else dataset.c.is_active | (dataset.c.updated_at > walk.as_of)
    listed = select(dataset.c.dataset_id).where(dataset.c.database_key == fold(query.database), there)
    homes = connection.execute(listed.order_by(dataset.c.table_key, dataset.c.dataset_id)).scalars().all()
    window = list(homes[paging.offset : paging.offset + paging.limit])
    owners = source.owner_nodes(np.array(window, np.int64))
    shown, table = _walked(ground, source.nodes(standing(connection, window, walk.as_of)), owners, walk)
    return msgspec.json.encode(
        document(
            database_name=spelling,
            direction=walk.direction,
            max_depth=walk.max_depth,
            graph=raw(render(shown, table, walk.granularity)),
            total=len(homes),
            pagination=answers.paginate(len(homes), paging.limit, paging.offset),
        )
    )


def impact(ground: Ground, query: queries.ImpactQuery) -> Answer[answers.Impact]:
    """Everything downstream, nearest first, with counts."""
    home = ground.source.home(query.dataset)
    field_name, roots = ground.source.roots(home, query.field, query.as_of)
    neighbours = ground.source.neighbours(indirect=query.indirect, as_of=query.as_of)
    found = graph.impact(roots, query.max_depth, neighbours, indirect=query.indirect)
    table = ground.source.describe(found.nodes)
    places = [DatasetName.parse(name) for name in table.datasets.names.texts]
    source_types = [table.datasets.source_types[one] for one in table.datasets.source_type.tolist()]
    spelled, tails = table.names.texts, table.name_ids.texts
    impacted = tuple(
        answers.ImpactedField(
            id=id_,
            name=f"{places[home_at]}.{tails[name_at]}",
            database=places[home_at].database,
            table=places[home_at].name,
            field=spelled[name_at],
            source_type=source_types[home_at],
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
    told = answers.Impact(
        source=str(home.id) if field_name is None else str(FieldId(home.id, field_name)),
        impacted=impacted,
        summary=_summary(impacted, query.max_depth),
    )
    return Answer.of(told)


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


def paths(ground: StoreGround, query: queries.PathsQuery) -> Answer[answers.Paths]:
    """The shortest ways between two assets."""
    source, sources = _asset(ground, query.source, query.as_of)
    target, targets = _asset(ground, query.target, query.as_of)
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
    told = answers.Paths(
        source=source,
        target=target,
        length=found.length,
        paths=tuple(tuple(steps[edge] for edge in path) for path in found.paths),
        truncated=found.truncated,
    )
    return Answer.of(told)


def _asset(ground: Ground, asset: FieldId | DatasetId, as_of: datetime | None) -> tuple[str, Ints]:
    """An asset's full id, and the nodes it stands for."""
    wanted, name = (asset.dataset, asset.name) if isinstance(asset, FieldId) else (asset, None)
    home = ground.source.home(wanted)
    spelling, nodes = ground.source.roots(home, name, as_of)
    return str(home.id) if spelling is None else str(FieldId(home.id, spelling)), nodes


def _walked(ground: Ground, roots: Ints, owners: Ints, walk: Walk) -> tuple[Shown, NodeTable]:
    source = ground.source
    neighbours = source.neighbours(indirect=walk.indirect, as_of=walk.as_of)
    reached = graph.trace(roots, walk.direction, walk.max_depth, neighbours)
    if walk.granularity is Granularity.DATASET:
        rolled = graph.roll_up(reached, source.owners)
        shown = cap(graph.with_roots(rolled, owners), ground.max_edges)
        return shown, source.describe_owners(shown.nodes)
    edges, hop = graph.merge(reached.edges, reached.hop)
    shown = cap(graph.Reached(reached.nodes, reached.depth, edges, hop), ground.max_edges)
    return shown, source.describe(shown.nodes)
