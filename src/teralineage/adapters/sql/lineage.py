"""Lineage, impact and paths: the walks of `domain.graph` over the store, told as documents."""

from __future__ import annotations

from collections import Counter

import numpy as np
from sqlalchemy import Connection, select

from teralineage.adapters.sql import names
from teralineage.adapters.sql.engine import AnyRow
from teralineage.adapters.sql.evidence import latest_evidence
from teralineage.adapters.sql.frontier import frontier_neighbours
from teralineage.adapters.sql.nodes import Nodes, every_of, owners
from teralineage.adapters.sql.render import render_edges, render_graph
from teralineage.adapters.sql.schema import dataset, field
from teralineage.domain import answers, graph, queries
from teralineage.domain import paths as ways
from teralineage.domain.graph import STRENGTH, Ints
from teralineage.domain.ids import EVERY_FIELD, DatasetId, FieldId, fold
from teralineage.domain.queries import Granularity, Walk


def lineage(connection: Connection, query: queries.LineageQuery, max_edges: int | None) -> answers.Lineage:
    """The graph around a field, or around all fields of a dataset."""
    home = names.find_dataset(connection, query.dataset)
    field_name, roots = _roots(connection, home, query.field)
    return answers.Lineage(
        dataset_id=str(names.id_of(home)),
        field_name=field_name,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=_graph(connection, roots, [home.dataset_id], query.walk, max_edges),
    )


def database_lineage(
    connection: Connection, query: queries.DatabaseLineageQuery, max_edges: int | None
) -> answers.DatabaseLineage:
    """The graph around a window of a database's datasets."""
    spelling = names.find_database(connection, query.database)
    listed = select(dataset.c.dataset_id).where(dataset.c.database_key == fold(query.database), dataset.c.is_active)
    homes = connection.execute(listed.order_by(dataset.c.table_key, dataset.c.dataset_id)).scalars().all()
    window = homes[query.paging.offset : query.paging.offset + query.paging.limit]
    roots = np.array(
        connection.execute(
            select(field.c.field_id).where(
                field.c.dataset_id.in_(window), field.c.is_active, field.c.field_key != EVERY_FIELD
            )
        )
        .scalars()
        .all(),
        np.int64,
    )
    return answers.DatabaseLineage(
        database_name=spelling,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=_graph(connection, roots, list(window), query.walk, max_edges),
        total=len(homes),
        pagination=answers.paginate(len(homes), query.paging.limit, query.paging.offset),
    )


def impact(connection: Connection, query: queries.ImpactQuery, _max_edges: int | None) -> answers.Impact:
    """Everything downstream, nearest first, with counts."""
    home = names.find_dataset(connection, query.dataset)
    field_name, roots = _roots(connection, home, query.field)
    neighbours = frontier_neighbours(connection, indirect=query.indirect, as_of=query.as_of)
    found = graph.impact(roots, query.max_depth, neighbours, indirect=query.indirect)
    nodes = Nodes.load(connection, found.nodes)
    impacted = tuple(
        answers.ImpactedField(
            id=nodes.id(node),
            name=nodes.qualified(node),
            database=nodes.of(node).database_name,
            table=nodes.of(node).table_name,
            field=nodes.of(node).field_name,
            source_type=nodes.of(node).source_type,
            depth=depth,
            impact_type=STRENGTH[subtype],
            via_indirect_only=only,
        )
        for node, depth, subtype, only in zip(
            found.nodes.tolist(),
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


def paths(connection: Connection, query: queries.PathsQuery, _max_edges: int | None) -> answers.Paths:
    """The shortest ways between two assets."""
    source, sources = _asset(connection, query.source)
    target, targets = _asset(connection, query.target)
    if query.indirect:
        every = every_of(connection, targets)
        targets = np.union1d(targets, every[every >= 0])
    neighbours = frontier_neighbours(connection, indirect=query.indirect, as_of=query.as_of)
    found = ways.paths(sources, targets, neighbours, lambda nodes: every_of(connection, nodes), query.limit)
    used = sorted({edge for path in found.paths for edge in path})
    edges = found.edges.take(np.array(used, np.int64))
    nodes = Nodes.load(connection, np.union1d(edges.source, edges.target))
    steps = {
        index: answers.PathStep(edge=edge, evidence=latest_evidence(connection, row))
        for index, row, edge in zip(
            used, edges.row.tolist(), render_edges(edges, nodes.ids(edges.source), nodes.ids(edges.target)), strict=True
        )
    }
    return answers.Paths(
        source=source,
        target=target,
        length=found.length,
        paths=tuple(tuple(steps[edge] for edge in path) for path in found.paths),
        truncated=found.truncated,
    )


def _asset(connection: Connection, asset: FieldId | DatasetId) -> tuple[str, Ints]:
    """An asset's full id, and the fields it stands for."""
    dataset_id = asset.dataset if isinstance(asset, FieldId) else asset
    home = names.find_dataset(connection, dataset_id)
    spelling, roots = _roots(connection, home, asset.name if isinstance(asset, FieldId) else None)
    found = names.id_of(home)
    return str(found) if spelling is None else str(FieldId(found, spelling)), roots


def _roots(connection: Connection, home: AnyRow, name: str | None) -> tuple[str | None, Ints]:
    """A field's spelling and id; or None, and the ids of all fields that stand now."""
    if name is not None:
        row = names.find_field(connection, home, name)
        return row.field_name, np.array([row.field_id], np.int64)
    ids = connection.execute(
        select(field.c.field_id).where(
            field.c.dataset_id == home.dataset_id, field.c.is_active, field.c.field_key != EVERY_FIELD
        )
    ).scalars()
    return None, np.array(ids.all(), np.int64)


def _graph(connection: Connection, roots: Ints, homes: list[int], walk: Walk, max_edges: int | None) -> answers.Graph:
    neighbours = frontier_neighbours(connection, indirect=walk.indirect, as_of=walk.as_of)
    reached = graph.trace(roots, walk.direction, walk.max_depth, neighbours)
    if walk.granularity is Granularity.DATASET:
        rolled = graph.roll_up(reached, lambda nodes: owners(connection, nodes))
        return render_graph(connection, graph.with_roots(rolled, np.array(homes, np.int64)), walk, max_edges)
    edges, hop = graph.merge(reached.edges, reached.hop)
    merged = graph.Reached(reached.nodes, reached.depth, edges, hop)
    return render_graph(connection, merged, walk, max_edges)
