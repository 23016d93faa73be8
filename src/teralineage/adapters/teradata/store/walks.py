"""Lineage, impact and paths: the walks of `domain.graph`, each hop one round of IN lists."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teralineage.adapters.teradata.store import names
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data, Record, in_lists
from teralineage.adapters.teradata.store.evidence import latest_evidence
from teralineage.adapters.teradata.store.nodes import Nodes
from teralineage.adapters.teradata.store.tables import FIELD, LINEAGE
from teralineage.adapters.teradata.store.times import from_micros, maybe_micros, to_micros
from teralineage.domain import answers, columnar, graph, queries
from teralineage.domain import paths as ways
from teralineage.domain.graph import LAST_DIRECT, STRENGTH, Edges, Ints, Neighbours, Reached
from teralineage.domain.ids import EVERY_FIELD, DatasetId, FieldId, fold
from teralineage.domain.queries import Direction, Granularity, Walk
from teralineage.domain.render import columns_of


def neighbours(data: Data, *, indirect: bool, as_of: datetime | None) -> Neighbours:
    """Edges that stand now, or stood at an instant, around a frontier of field ids."""
    nodes = Nodes(data)

    def around(frontier: Ints, direction: Direction) -> Edges:
        near = "source_field_id" if direction is Direction.DOWNSTREAM else "target_field_id"
        at = set(frontier.tolist())
        if indirect:
            at |= nodes.stand_ins(at, direction)
        rows = [row for row in _edges(data, near, at, as_of) if indirect or row.subtype_code <= LAST_DIRECT]
        return _arrays(rows)

    return around


def _edges(data: Data, near: str, at: set[int], as_of: datetime | None) -> list[Record]:
    if as_of is None:
        return data.rows(LINEAGE, near, at, active=True)
    instant = [to_micros(as_of)] * 2
    found: list[Record] = []
    for part in in_lists(at):
        found += data.select(LINEAGE, sql.edges_as_of(data.database, near, len(part)), [*part, *instant])
    return found


def _arrays(rows: list[Record]) -> Edges:
    def column(name: str, type_: type = np.int64) -> NDArray[Any]:
        return np.array([getattr(row, name) for row in rows], type_)

    return Edges(
        column("lineage_id"),
        column("source_field_id"),
        column("target_field_id"),
        column("subtype_code"),
        column("confidence_score", np.float64),
        column("evidence_count"),
        column("last_seen"),
    )


def lineage(data: Data, query: queries.LineageQuery, max_edges: int | None) -> answers.Lineage:
    """The graph around a field, or around all fields of a dataset."""
    home = names.find_dataset(data, query.dataset)
    field_name, roots = _roots(data, home, query.field, query.walk.as_of)
    return answers.Lineage(
        dataset_id=str(names.id_of(home)),
        field_name=field_name,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=_graph(data, roots, [home.dataset_id], query.walk, max_edges),
    )


def database_lineage(data: Data, query: queries.DatabaseLineageQuery, max_edges: int | None) -> answers.DatabaseLineage:
    """The graph around a window of a database's datasets."""
    spelling = names.find_database(data, query.database)
    homes = names.datasets_of(data, fold(query.database), maybe_micros(query.walk.as_of))
    homes.sort(key=lambda row: (row.table_key, row.dataset_id))
    window = [row.dataset_id for row in homes[query.paging.offset : query.paging.offset + query.paging.limit]]
    roots = _standing(data, window, query.walk.as_of)
    return answers.DatabaseLineage(
        database_name=spelling,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=_graph(data, roots, window, query.walk, max_edges),
        total=len(homes),
        pagination=answers.paginate(len(homes), query.paging.limit, query.paging.offset),
    )


def columnar_lineage(
    data: Data, query: queries.ColumnarLineageQuery, max_edges: int | None
) -> columnar.ColumnarLineage:
    """`lineage` as arrays."""
    told = lineage(data, queries.LineageQuery(query.dataset, query.field, query.walk), max_edges)
    return columnar.ColumnarLineage(
        dataset_id=told.dataset_id,
        field_name=told.field_name,
        direction=told.direction,
        max_depth=told.max_depth,
        graph=columns_of(told.graph, query.walk.granularity),
    )


def columnar_database_lineage(
    data: Data, query: queries.ColumnarDatabaseLineageQuery, max_edges: int | None
) -> columnar.ColumnarDatabaseLineage:
    """`database_lineage` as arrays."""
    told = database_lineage(data, queries.DatabaseLineageQuery(query.database, query.walk, query.paging), max_edges)
    return columnar.ColumnarDatabaseLineage(
        database_name=told.database_name,
        direction=told.direction,
        max_depth=told.max_depth,
        graph=columns_of(told.graph, query.walk.granularity),
        total=told.total,
        pagination=told.pagination,
    )


def impact(data: Data, query: queries.ImpactQuery, _max_edges: int | None) -> answers.Impact:
    """Everything downstream, nearest first, with counts."""
    home = names.find_dataset(data, query.dataset)
    field_name, roots = _roots(data, home, query.field, query.as_of)
    around = neighbours(data, indirect=query.indirect, as_of=query.as_of)
    found = graph.impact(roots, query.max_depth, around, indirect=query.indirect)
    nodes = Nodes(data)
    nodes.load(found.nodes)
    impacted = tuple(
        answers.ImpactedField(
            id=nodes.id(node),
            name=nodes.qualified(node),
            database=nodes.home(node).database_name,
            table=nodes.home(node).table_name,
            field=nodes.fields[node].field_name,
            source_type=nodes.home(node).source_type,
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
    by_depth = Counter(one.depth for one in impacted)
    source = names.id_of(home)
    return answers.Impact(
        source=str(source) if field_name is None else str(FieldId(source, field_name)),
        impacted=impacted,
        summary=answers.ImpactSummary(
            total_impacted=len(impacted),
            critical_count=by_depth[1],
            by_database=dict(sorted(Counter(one.database for one in impacted).items())),
            by_depth={str(depth): by_depth[depth] for depth in sorted(by_depth) if by_depth[depth]},
            by_type=dict(sorted(Counter(one.impact_type for one in impacted).items())),
            max_depth=query.max_depth,
        ),
    )


def paths(data: Data, query: queries.PathsQuery, _max_edges: int | None) -> answers.Paths:
    """The shortest ways between two assets."""
    source, sources = _asset(data, query.source, query.as_of)
    target, targets = _asset(data, query.target, query.as_of)
    nodes = Nodes(data)
    if query.indirect:
        every = nodes.every_of(targets)
        targets = np.union1d(targets, every[every >= 0])
    around = neighbours(data, indirect=query.indirect, as_of=query.as_of)
    found = ways.paths(sources, targets, around, nodes.every_of, query.limit)
    used = sorted({edge for path in found.paths for edge in path})
    edges = found.edges.take(np.array(used, np.int64))
    nodes.load(np.union1d(edges.source, edges.target))
    told = _render_edges(edges, {node: nodes.id(node) for node in np.union1d(edges.source, edges.target).tolist()})
    steps = {
        index: answers.PathStep(edge=edge, evidence=latest_evidence(data, row))
        for index, row, edge in zip(used, edges.row.tolist(), told, strict=True)
    }
    return answers.Paths(
        source=source,
        target=target,
        length=found.length,
        paths=tuple(tuple(steps[edge] for edge in path) for path in found.paths),
        truncated=found.truncated,
    )


def _asset(data: Data, asset: FieldId | DatasetId, as_of: datetime | None) -> tuple[str, Ints]:
    """An asset's full id, and the fields it stands for."""
    home = names.find_dataset(data, asset.dataset if isinstance(asset, FieldId) else asset)
    spelling, roots = _roots(data, home, asset.name if isinstance(asset, FieldId) else None, as_of)
    found = names.id_of(home)
    return str(found) if spelling is None else str(FieldId(found, spelling)), roots


def _roots(data: Data, home: Record, name: str | None, as_of: datetime | None) -> tuple[str | None, Ints]:
    """A field's spelling and id; or None, and the ids of all fields that stand now, or stood at an instant."""
    if name is not None:
        row = names.find_field(data, home, name)
        return row.field_name, np.array([row.field_id], np.int64)
    return None, _standing(data, [home.dataset_id], as_of)


def _standing(data: Data, homes: list[int], as_of: datetime | None) -> Ints:
    """The ids of all fields of some datasets that stand now, and of those that went after an instant."""
    rows = data.rows(FIELD, "dataset_id", homes, active=as_of is None)
    return np.array([row.field_id for row in rows if row.field_key != EVERY_FIELD and _stands(row, as_of)], np.int64)


def _stands(row: Record, as_of: datetime | None) -> bool:
    return row.is_active or (as_of is not None and (row.closed_at or 0) > to_micros(as_of))


def _graph(data: Data, roots: Ints, homes: list[int], walk: Walk, max_edges: int | None) -> answers.Graph:
    around = neighbours(data, indirect=walk.indirect, as_of=walk.as_of)
    reached = graph.trace(roots, walk.direction, walk.max_depth, around)
    nodes = Nodes(data)
    if walk.granularity is Granularity.DATASET:
        rolled = graph.with_roots(graph.roll_up(reached, nodes.owners), np.array(homes, np.int64))
        return _render(nodes, rolled, walk, max_edges)
    edges, hop = graph.merge(reached.edges, reached.hop)
    return _render(nodes, Reached(reached.nodes, reached.depth, edges, hop), walk, max_edges)


def _render(nodes: Nodes, reached: Reached, walk: Walk, max_edges: int | None) -> answers.Graph:
    """A merged walk as a graph; beyond `max_edges` the farthest edges, and nodes only they touch, are left out."""
    edges = reached.edges
    omitted = max(len(edges) - max_edges, 0) if max_edges is not None else 0
    edges = edges.take(np.arange(len(edges) - omitted))
    shown = np.union1d(reached.nodes[reached.depth == 0], np.union1d(edges.source, edges.target))
    if not omitted:
        shown = np.union1d(shown, reached.nodes)
    shown = shown[np.argsort(reached.depth_of(shown), kind="stable")]
    depths = zip(shown.tolist(), reached.depth_of(shown).tolist(), strict=True)
    if walk.granularity is Granularity.DATASET:
        nodes.load_datasets(shown)
        told = tuple(nodes.dataset_node(node, depth) for node, depth in depths)
    else:
        nodes.load(shown)
        told = tuple(nodes.field_node(node, depth) for node, depth in depths)
    ids = {node: one.id for node, one in zip(shown.tolist(), told, strict=True)}
    return answers.Graph(nodes=told, edges=_render_edges(edges, ids), truncated=bool(omitted), omitted_edges=omitted)


def _render_edges(edges: Edges, ids: dict[int, str]) -> tuple[answers.Edge, ...]:
    return tuple(
        answers.Edge(
            id=f"{ids[source]}->{ids[target]}",
            source=ids[source],
            target=ids[target],
            transformation_type=STRENGTH[subtype].type,
            transformation_subtype=STRENGTH[subtype],
            confidence_score=confidence,
            evidence_count=count,
            last_seen=from_micros(last_seen),
        )
        for source, target, subtype, confidence, count, last_seen in zip(
            edges.source.tolist(),
            edges.target.tolist(),
            edges.subtype.tolist(),
            edges.confidence.tolist(),
            edges.evidence.tolist(),
            edges.last_seen.tolist(),
            strict=True,
        )
    )
