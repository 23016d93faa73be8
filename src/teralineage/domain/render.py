"""Graphs as JSON, written from arrays: the very bytes that the documents of `answers` and `columnar` have as JSON.

A document is put together from members that are JSON already (`msgspec.Raw`), so its form is said once, there. Such a
document is only for encoding; whoever wants to look inside decodes the bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import msgspec
import numpy as np

from teralineage.domain.answers import Edge, Graph
from teralineage.domain.arrays import places
from teralineage.domain.columnar import ColumnarGraph, DatasetColumns, EdgeColumns, NodeColumns
from teralineage.domain.graph import STRENGTH, Edges, Ints
from teralineage.domain.ids import render_part
from teralineage.domain.queries import Granularity
from teralineage.domain.shown import EPOCH, DatasetTable, NodeTable, Shown, time_of
from teralineage.domain.texts import TextList, few, few_distinct, numbers

_MICROSECOND = timedelta(microseconds=1)
_NULLABLE = {1: "true", 0: "false", -1: "null"}
_NULLABLE_CODE = {True: 1, False: 0, None: -1}


def raw(json: bytes) -> Any:
    """JSON as a member of a document that is only encoded."""
    return msgspec.Raw(json)


def columns_json(shown: Shown, table: NodeTable, granularity: Granularity) -> bytes:
    """A `ColumnarGraph`."""
    edges, homes = shown.edges, table.datasets
    source, target = places(shown.nodes, edges.source, edges.target)
    times, last_seen = few_distinct(edges.last_seen)
    uris, namespace = _in_use(homes.namespaces, homes.namespace)
    source_type = [homes.source_types[one] for one in homes.source_type.tolist()]
    return msgspec.json.encode(
        ColumnarGraph(
            type=granularity,
            namespaces=uris,
            datasets=DatasetColumns(
                id=raw(homes.ids.json),
                name=raw(homes.names.json),
                namespace=raw(numbers(namespace)),
                source_type=source_type,
            ),
            names=raw(table.names.json),
            name_ids=raw(table.name_ids.json),
            types=table.types,
            nodes=NodeColumns(
                dataset=raw(numbers(table.dataset)),
                name=raw(numbers(table.name)),
                column_type=raw(numbers(table.type)),
                nullable=raw(numbers(table.nullable)),
                depth=raw(numbers(shown.depth)),
                ordinal_position=raw(numbers(table.position)),
            ),
            edges=EdgeColumns(
                source=raw(numbers(source)),
                target=raw(numbers(target)),
                subtype=raw(numbers(edges.subtype)),
                confidence_score=raw(few(edges.confidence)),
                evidence_count=raw(numbers(edges.evidence)),
                last_seen=raw(numbers(last_seen)),
            ),
            subtypes=[subtype.value for subtype in STRENGTH],
            transformation_types=[subtype.type.value for subtype in STRENGTH],
            times=[time_of(micros) for micros in times.tolist()],
            truncated=bool(shown.omitted),
            omitted_edges=shown.omitted,
        )
    )


def _in_use(texts: list[str], which: Ints) -> tuple[list[str], Ints]:
    """Those texts that are used, sorted, and which of these stands at each position."""
    used = np.unique(which)
    ordered = sorted(used.tolist(), key=texts.__getitem__)
    rank = np.zeros(len(texts), np.int64)
    rank[ordered] = np.arange(len(ordered))
    return [texts[one] for one in ordered], rank[which]


def graph_json(shown: Shown, table: NodeTable, granularity: Granularity) -> bytes:
    """A `Graph`."""
    if granularity is Granularity.FIELD:
        heads, tails = table.datasets.ids.escaped, table.name_ids.escaped
        ids = [
            f"{heads[home]}/{tails[name]}"
            for home, name in zip(table.dataset.tolist(), table.name.tolist(), strict=True)
        ]
        nodes = _field_nodes(shown, table, ids)
    else:
        homes = table.datasets.ids.escaped
        ids = [homes[home] for home in table.dataset.tolist()]
        nodes = _dataset_nodes(shown, table, ids)
    graph = Graph(
        nodes=raw(f"[{','.join(nodes)}]".encode()),
        edges=raw(f"[{','.join(_edges(shown, ids))}]".encode()),
        truncated=bool(shown.omitted),
        omitted_edges=shown.omitted,
    )
    return msgspec.json.encode(graph)


def _homes(table: DatasetTable) -> list[str]:
    """Each dataset as a `NodeDataset`."""
    uris, source_types = _encoded(table.namespaces), _encoded(table.source_types)
    return [
        f'{{"id":"{id_}","name":"{name}","namespace":{uris[namespace]},"sourceType":{source_types[source_type]}}}'
        for id_, name, namespace, source_type in zip(
            table.ids.escaped, table.names.escaped, table.namespace.tolist(), table.source_type.tolist(), strict=True
        )
    ]


def _field_nodes(shown: Shown, table: NodeTable, ids: list[str]) -> list[str]:
    types = [*_encoded(table.types), "null"]  # -1 is the last
    homes, names = _homes(table.datasets), table.names.escaped
    return [
        f'{{"id":"{id_}","type":"field","name":"{names[name]}","dataset":{homes[home]},"metadata":'
        f'{{"columnType":{types[type_]},"nullable":{_NULLABLE[nullable]},"depth":{depth},'
        f'"ordinalPosition":{position or "null"}}}}}'
        for id_, name, home, type_, nullable, depth, position in zip(
            ids,
            table.name.tolist(),
            table.dataset.tolist(),
            table.type.tolist(),
            table.nullable.tolist(),
            shown.depth.tolist(),
            table.position.tolist(),
            strict=True,
        )
    ]


def _dataset_nodes(shown: Shown, table: NodeTable, ids: list[str]) -> list[str]:
    homes, names = _homes(table.datasets), table.datasets.names.escaped
    return [
        f'{{"id":"{id_}","type":"dataset","name":"{names[home]}","dataset":{homes[home]},"metadata":'
        f'{{"columnType":null,"nullable":null,"depth":{depth},"ordinalPosition":null}}}}'
        for id_, home, depth in zip(ids, table.dataset.tolist(), shown.depth.tolist(), strict=True)
    ]


def _edges(shown: Shown, ids: list[str]) -> list[str]:
    edges = shown.edges
    source, target = places(shown.nodes, edges.source, edges.target)
    ends = _Ends(edges)
    return [
        f'{{"id":"{ids[first]}->{ids[last]}","source":"{ids[first]}","target":"{ids[last]}",{ends[what]}'
        for first, last, what in zip(source.tolist(), target.tolist(), ends.which, strict=True)
    ]


class _Places(dict[Any, int]):
    """Each thing once, with its place among them."""

    def __missing__(self, thing: object) -> int:
        self[thing] = place = len(self)
        return place


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)


class _Ends(dict[tuple[int, float, int, int], str]):
    """What stands behind an edge's target, for each set of values once."""

    def __init__(self, edges: Edges) -> None:
        self.which = zip(
            edges.subtype.tolist(),
            edges.confidence.tolist(),
            edges.evidence.tolist(),
            edges.last_seen.tolist(),
            strict=True,
        )

    def __missing__(self, what: tuple[int, float, int, int]) -> str:
        subtype, confidence, evidence, last_seen = what
        whole = msgspec.json.encode(
            Edge(
                id="",
                source="",
                target="",
                transformation_type=STRENGTH[subtype].type.value,
                transformation_subtype=STRENGTH[subtype].value,
                confidence_score=confidence,
                evidence_count=evidence,
                last_seen=time_of(last_seen),
            )
        )
        self[what] = told = whole.removeprefix(b'{"id":"","source":"","target":"",').decode()
        return told


def _encoded(texts: list[str]) -> list[str]:
    return [msgspec.json.encode(text).decode() for text in texts]


def columns_of(graph: Graph, granularity: Granularity) -> ColumnarGraph:
    """A graph of objects as arrays, for a source that has no table of its nodes."""
    nodes, edges = graph.nodes, graph.edges
    fields = nodes if granularity is Granularity.FIELD else ()
    homes = _Places()
    names, types, uris, source_types = _Places(), _Places(), _Places(), _Places()
    dataset = [homes[node.dataset] for node in nodes]
    name = [names[node.name] for node in fields]
    type_ = [-1 if one.metadata.column_type is None else types[one.metadata.column_type] for one in fields]
    datasets = DatasetTable(
        ids=TextList.of([home.id for home in homes]),
        names=TextList.of([home.name for home in homes]),
        namespace=_ints(uris[home.namespace] for home in homes),
        namespaces=list(uris),
        source_type=_ints(source_types[home.source_type] for home in homes),
        source_types=list(source_types),
    )
    table = NodeTable(
        dataset=_ints(dataset),
        datasets=datasets,
        name=_ints(name),
        names=TextList.of(list(names)),
        name_ids=TextList.of([render_part(one) for one in names]),
        type=_ints(type_),
        types=list(types),
        nullable=_ints(_NULLABLE_CODE[node.metadata.nullable] for node in fields),
        position=_ints(node.metadata.ordinal_position or 0 for node in fields),
    )
    at = {node.id: index for index, node in enumerate(nodes)}
    codes = {subtype.value: code for code, subtype in enumerate(STRENGTH)}
    seen = [EPOCH if edge.last_seen is None else edge.last_seen for edge in edges]
    found = Edges(
        row=np.arange(len(edges)),
        source=_ints(at[edge.source] for edge in edges),
        target=_ints(at[edge.target] for edge in edges),
        subtype=_ints(codes[edge.transformation_subtype] for edge in edges),
        confidence=np.array([edge.confidence_score for edge in edges], np.float64),
        evidence=_ints(edge.evidence_count for edge in edges),
        last_seen=_ints((time - EPOCH) // _MICROSECOND for time in seen),
    )
    depth = _ints(node.metadata.depth for node in nodes)
    shown = Shown(np.arange(len(nodes)), depth, found, graph.omitted_edges)
    return msgspec.json.decode(columns_json(shown, table, granularity), type=ColumnarGraph)
