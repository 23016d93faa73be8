"""Walks as documents of the API."""

from __future__ import annotations

import numpy as np
from sqlalchemy import Connection

from teralineage.adapters.sql.engine import AnyRow
from teralineage.adapters.sql.nodes import Nodes, dataset_text, load_datasets
from teralineage.adapters.sql.schema import from_micros
from teralineage.domain import answers
from teralineage.domain.graph import STRENGTH, Edges, Reached
from teralineage.domain.queries import Granularity, Walk


def render_graph(connection: Connection, reached: Reached, walk: Walk, max_edges: int | None) -> answers.Graph:
    """A merged walk as a graph; beyond `max_edges` the farthest edges, and nodes only they touch, are left out."""
    edges = reached.edges
    omitted = 0
    if max_edges is not None and len(edges) > max_edges:
        omitted = len(edges) - max_edges
        edges = edges.take(np.arange(max_edges))
    shown = np.union1d(reached.nodes[reached.depth == 0], np.union1d(edges.source, edges.target))
    if not omitted:
        shown = np.union1d(shown, reached.nodes)
    order = np.argsort(reached.depth_of(shown), kind="stable")
    shown = shown[order]
    depths = reached.depth_of(shown).tolist()
    if walk.granularity is Granularity.DATASET:
        rows = load_datasets(connection, shown)
        ids = {id_: dataset_text(row) for id_, row in rows.items()}
        nodes = tuple(
            _dataset_node(ids[id_], rows[id_], depth) for id_, depth in zip(shown.tolist(), depths, strict=True)
        )
    else:
        fields = Nodes.load(connection, shown)
        ids = fields.texts
        nodes = _field_nodes(fields, shown.tolist(), depths)
    return answers.Graph(
        nodes=nodes,
        edges=render_edges(
            edges, [ids[id_] for id_ in edges.source.tolist()], [ids[id_] for id_ in edges.target.tolist()]
        ),
        truncated=bool(omitted),
        omitted_edges=omitted,
    )


def render_edges(edges: Edges, sources: list[str], targets: list[str]) -> tuple[answers.Edge, ...]:
    """Edges whose ends have these ids."""
    kinds = [(subtype.type.value, subtype.value) for subtype in STRENGTH]
    times = {micros: from_micros(micros) for micros in np.unique(edges.last_seen).tolist()}
    return tuple(
        answers.Edge(
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


def _field_nodes(fields: Nodes, shown: list[int], depths: list[int]) -> tuple[answers.Node, ...]:
    homes: dict[int, answers.NodeDataset] = {}
    nodes = []
    for id_, depth in zip(shown, depths, strict=True):
        row = fields.rows[id_]
        home = homes.get(row.dataset_id)
        if home is None:
            home = homes[row.dataset_id] = _node_dataset(f"{row.namespace_id}/{row.name}", row)
        nodes.append(
            answers.Node(
                id=fields.texts[id_],
                type="field",
                name=row.field_name,
                dataset=home,
                metadata=answers.NodeMetadata(column_type=row.field_type, nullable=row.nullable, depth=depth),
            )
        )
    return tuple(nodes)


def _dataset_node(id_: str, row: AnyRow, depth: int) -> answers.Node:
    return answers.Node(
        id=id_,
        type="dataset",
        name=row.name,
        dataset=_node_dataset(id_, row),
        metadata=answers.NodeMetadata(column_type=None, nullable=None, depth=depth),
    )


def _node_dataset(id_: str, row: AnyRow) -> answers.NodeDataset:
    return answers.NodeDataset(id=id_, name=row.name, namespace=row.namespace_uri, source_type=row.source_type)
