"""Walks as documents: objects, or the same as arrays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import numpy as np

from teralineage.domain.answers import Edge, Graph, Node, NodeDataset, NodeMetadata
from teralineage.domain.columnar import ColumnarGraph, DatasetColumns, EdgeColumns, NodeColumns
from teralineage.domain.graph import STRENGTH, Edges, Ints, Reached
from teralineage.domain.ids import render_part
from teralineage.domain.queries import Granularity

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NULLABLE = {1: True, 0: False, -1: None}
_NULLABLE_CODE = {meaning: code for code, meaning in _NULLABLE.items()}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class NodeTable:
    """What nodes are called: one position for each, indexes into lists of what is distinct.

    `name`, `type` and `nullable` are empty where the nodes are datasets; -1 in `type` and `nullable` is unknown.
    """

    dataset: Ints
    datasets: list[NodeDataset]
    name: Ints
    names: list[str]
    type: Ints
    types: list[str]
    nullable: Ints


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a merged walk that is shown: nodes by depth, edges by hop, how many edges are not."""

    nodes: Ints
    depth: Ints
    edges: Edges
    omitted: int


def cap(reached: Reached, max_edges: int | None) -> Shown:
    """At most so many edges, the nearest; nodes that only edges left out touch are left out with them."""
    edges, nodes = reached.edges, reached.nodes
    omitted = 0 if max_edges is None else max(0, len(edges) - max_edges)
    if omitted:
        edges = edges.take(np.arange(len(edges) - omitted))
        ends = np.concatenate([nodes[reached.depth == 0], edges.source, edges.target])
        nodes = np.unique(ends)
    depth = reached.depth_of(nodes)
    order = np.argsort(depth, kind="stable")
    return Shown(nodes[order], depth[order], edges, omitted)


def render_graph(shown: Shown, table: NodeTable) -> Graph:
    """A graph of objects."""
    is_field = bool(len(table.name)) or not len(table.dataset)
    ids = _ids(table)
    nodes = _field_nodes(shown, table, ids) if is_field else _dataset_nodes(shown, table)
    source, target = _positions(shown)
    return Graph(
        nodes=nodes,
        edges=render_edges(shown.edges, [ids[end] for end in source.tolist()], [ids[end] for end in target.tolist()]),
        truncated=bool(shown.omitted),
        omitted_edges=shown.omitted,
    )


def render_columns(shown: Shown, table: NodeTable, *, is_field: bool) -> ColumnarGraph:
    """The same graph as arrays."""
    uris = sorted({one.namespace for one in table.datasets})
    place = {uri: index for index, uri in enumerate(uris)}
    times, last_seen = np.unique(shown.edges.last_seen, return_inverse=True)
    source, target = _positions(shown)
    return ColumnarGraph(
        type="field" if is_field else "dataset",
        namespaces=uris,
        datasets=DatasetColumns(
            id=[one.id for one in table.datasets],
            name=[one.name for one in table.datasets],
            namespace=[place[one.namespace] for one in table.datasets],
            source_type=[one.source_type for one in table.datasets],
        ),
        names=table.names,
        name_ids=[render_part(name) for name in table.names],
        types=table.types,
        nodes=NodeColumns(
            dataset=table.dataset.tolist(),
            name=table.name.tolist(),
            column_type=table.type.tolist(),
            nullable=table.nullable.tolist(),
            depth=shown.depth.tolist(),
        ),
        edges=EdgeColumns(
            source=source.tolist(),
            target=target.tolist(),
            subtype=shown.edges.subtype.tolist(),
            confidence_score=shown.edges.confidence.tolist(),
            evidence_count=shown.edges.evidence.tolist(),
            last_seen=last_seen.tolist(),
        ),
        subtypes=[subtype.value for subtype in STRENGTH],
        transformation_types=[subtype.type.value for subtype in STRENGTH],
        times=[_time(micros) for micros in times.tolist()],
        truncated=bool(shown.omitted),
        omitted_edges=shown.omitted,
    )


def columns_of(graph: Graph, granularity: Granularity) -> ColumnarGraph:
    """A graph of objects as arrays, for a source that has no table of its nodes."""
    is_field = granularity is Granularity.FIELD
    nodes, edges = graph.nodes, graph.edges
    datasets = _places(node.dataset for node in nodes)
    names = _places(node.name for node in nodes if is_field)
    types = _places(node.metadata.column_type for node in nodes if is_field and node.metadata.column_type is not None)
    node_at = {node.id: index for index, node in enumerate(nodes)}
    codes = {subtype.value: code for code, subtype in enumerate(STRENGTH)}
    seen = [_EPOCH if edge.last_seen is None else edge.last_seen for edge in edges]
    micros = np.array([(time - _EPOCH) // _MICROSECOND for time in seen], np.int64)
    found = Edges(
        row=np.arange(len(edges)),
        source=np.array([node_at[edge.source] for edge in edges], np.int64),
        target=np.array([node_at[edge.target] for edge in edges], np.int64),
        subtype=np.array([codes[edge.transformation_subtype] for edge in edges], np.int64),
        confidence=np.array([edge.confidence_score for edge in edges], np.float64),
        evidence=np.array([edge.evidence_count for edge in edges], np.int64),
        last_seen=micros,
    )
    depth = np.array([node.metadata.depth for node in nodes], np.int64)
    fields = nodes if is_field else ()
    table = NodeTable(
        dataset=np.array([datasets[node.dataset] for node in nodes], np.int64),
        datasets=list(datasets),
        name=np.array([names[node.name] for node in fields], np.int64),
        names=list(names),
        type=np.array([types.get(node.metadata.column_type or "", -1) for node in fields], np.int64),
        types=list(types),
        nullable=np.array([_NULLABLE_CODE[node.metadata.nullable] for node in fields], np.int64),
    )
    return render_columns(Shown(np.arange(len(nodes)), depth, found, graph.omitted_edges), table, is_field=is_field)


def _places(things: Iterable[T]) -> dict[T, int]:
    """Each thing once, with its place among them."""
    return {thing: index for index, thing in enumerate(dict.fromkeys(things))}


def render_edges(edges: Edges, sources: list[str], targets: list[str]) -> tuple[Edge, ...]:
    """Edges whose ends have these ids."""
    kinds = [(subtype.type.value, subtype.value) for subtype in STRENGTH]
    times = {micros: _time(micros) for micros in np.unique(edges.last_seen).tolist()}
    return tuple(
        Edge(
            id=f"{source}->{target}",
            source=source,
            target=target,
            transformation_type=kinds[subtype][0],
            transformation_subtype=kinds[subtype][1],
            confidence_score=confidence,
            evidence_count=evidence,
            last_seen=times[last_seen],
        )
        for source, target, subtype, confidence, evidence, last_seen in zip(
            sources,
            targets,
            edges.subtype.tolist(),
            edges.confidence.tolist(),
            edges.evidence.tolist(),
            edges.last_seen.tolist(),
            strict=True,
        )
    )


def field_ids(table: NodeTable) -> list[str]:
    """The ids of field nodes as text."""
    heads = [f"{one.id}/" for one in table.datasets]
    tails = [render_part(name) for name in table.names]
    return [
        heads[dataset] + tails[name] for dataset, name in zip(table.dataset.tolist(), table.name.tolist(), strict=True)
    ]


def _ids(table: NodeTable) -> list[str]:
    if len(table.name):
        return field_ids(table)
    return [table.datasets[dataset].id for dataset in table.dataset.tolist()]


def _positions(shown: Shown) -> tuple[Ints, Ints]:
    """Where each edge's ends stand among the nodes."""
    order = np.argsort(shown.nodes)
    ordered = shown.nodes[order]
    return (
        order[np.searchsorted(ordered, shown.edges.source)],
        order[np.searchsorted(ordered, shown.edges.target)],
    )


def _field_nodes(shown: Shown, table: NodeTable, ids: list[str]) -> tuple[Node, ...]:
    types = [*table.types, None]  # -1 is the last
    return tuple(
        Node(
            id=id_,
            type="field",
            name=table.names[name],
            dataset=table.datasets[dataset],
            metadata=NodeMetadata(column_type=types[type_], nullable=_NULLABLE[nullable], depth=depth),
        )
        for id_, name, dataset, type_, nullable, depth in zip(
            ids,
            table.name.tolist(),
            table.dataset.tolist(),
            table.type.tolist(),
            table.nullable.tolist(),
            shown.depth.tolist(),
            strict=True,
        )
    )


def _dataset_nodes(shown: Shown, table: NodeTable) -> tuple[Node, ...]:
    return tuple(
        Node(
            id=home.id,
            type="dataset",
            name=home.name,
            dataset=home,
            metadata=NodeMetadata(column_type=None, nullable=None, depth=depth),
        )
        for home, depth in zip(
            (table.datasets[dataset] for dataset in table.dataset.tolist()), shown.depth.tolist(), strict=True
        )
    )


def _time(micros: int) -> datetime:
    return _EPOCH + timedelta(microseconds=micros)
