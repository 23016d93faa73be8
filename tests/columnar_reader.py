"""Between a columnar graph and objects, both ways, as the columnar module's docstring says they relate."""

from __future__ import annotations

from teralineage.domain.answers import Edge, Graph, Node, NodeDataset, NodeMetadata
from teralineage.domain.columnar import ColumnarGraph, DatasetColumns, EdgeColumns, NodeColumns
from teralineage.domain.graph import STRENGTH
from teralineage.domain.ids import render_part


def as_objects(graph: ColumnarGraph) -> Graph:
    """The same graph as objects."""
    homes = [
        NodeDataset(id=id_, name=name, namespace=graph.namespaces[namespace], source_type=source_type)
        for id_, name, namespace, source_type in zip(
            graph.datasets.id, graph.datasets.name, graph.datasets.namespace, graph.datasets.source_type, strict=True
        )
    ]
    nodes = tuple(_node(graph, homes, position) for position in range(len(graph.nodes.dataset)))
    columns = graph.edges
    edges = []
    for j in range(len(columns.source)):
        source, target = nodes[columns.source[j]].id, nodes[columns.target[j]].id
        edges.append(
            Edge(
                id=f"{source}->{target}",
                source=source,
                target=target,
                transformation_type=graph.transformation_types[columns.subtype[j]],
                transformation_subtype=graph.subtypes[columns.subtype[j]],
                confidence_score=columns.confidence_score[j],
                evidence_count=columns.evidence_count[j],
                last_seen=graph.times[columns.last_seen[j]],
            )
        )
    return Graph(nodes=nodes, edges=tuple(edges), truncated=graph.truncated, omitted_edges=graph.omitted_edges)


def _node(graph: ColumnarGraph, homes: list[NodeDataset], i: int) -> Node:
    home = homes[graph.nodes.dataset[i]]
    depth = graph.nodes.depth[i]
    if graph.type == "dataset":
        metadata = NodeMetadata(column_type=None, nullable=None, depth=depth)
        return Node(id=home.id, type="dataset", name=home.name, dataset=home, metadata=metadata)
    type_, nullable, name = graph.nodes.column_type[i], graph.nodes.nullable[i], graph.nodes.name[i]
    return Node(
        id=f"{home.id}/{graph.name_ids[name]}",
        type="field",
        name=graph.names[name],
        dataset=home,
        metadata=NodeMetadata(
            column_type=None if type_ < 0 else graph.types[type_],
            nullable=None if nullable < 0 else bool(nullable),
            depth=depth,
            ordinal_position=graph.nodes.ordinal_position[i] or None,
        ),
    )


def as_columns(graph: Graph, kind: str) -> ColumnarGraph:
    """The same graph as arrays; `kind` is `field` or `dataset`."""
    homes = list(dict.fromkeys(node.dataset for node in graph.nodes))
    uris = sorted({home.namespace for home in homes})
    fields = graph.nodes if kind == "field" else ()
    names = sorted({node.name for node in fields})
    types = sorted({node.metadata.column_type for node in fields if node.metadata.column_type is not None})
    times = sorted({edge.last_seen for edge in graph.edges if edge.last_seen is not None})
    subtypes = [one.value for one in STRENGTH]
    place = {node.id: index for index, node in enumerate(graph.nodes)}
    return ColumnarGraph(
        type=kind,
        namespaces=uris,
        datasets=DatasetColumns(
            id=[home.id for home in homes],
            name=[home.name for home in homes],
            namespace=[uris.index(home.namespace) for home in homes],
            source_type=[home.source_type for home in homes],
        ),
        names=names,
        name_ids=[render_part(name) for name in names],
        types=types,
        nodes=NodeColumns(
            dataset=[homes.index(node.dataset) for node in graph.nodes],
            name=[names.index(node.name) for node in fields],
            column_type=[types.index(one.metadata.column_type) if one.metadata.column_type else -1 for one in fields],
            nullable=[-1 if one.metadata.nullable is None else int(one.metadata.nullable) for one in fields],
            depth=[node.metadata.depth for node in graph.nodes],
            ordinal_position=[one.metadata.ordinal_position or 0 for one in fields],
        ),
        edges=EdgeColumns(
            source=[place[edge.source] for edge in graph.edges],
            target=[place[edge.target] for edge in graph.edges],
            subtype=[subtypes.index(edge.transformation_subtype) for edge in graph.edges],
            confidence_score=[edge.confidence_score for edge in graph.edges],
            evidence_count=[edge.evidence_count for edge in graph.edges],
            last_seen=[times.index(edge.last_seen) for edge in graph.edges if edge.last_seen is not None],
        ),
        subtypes=subtypes,
        transformation_types=[one.type.value for one in STRENGTH],
        times=times,
        truncated=graph.truncated,
        omitted_edges=graph.omitted_edges,
    )
