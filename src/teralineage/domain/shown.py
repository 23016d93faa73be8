"""Walks as what is shown of them: how much, and what its nodes are called. `render` writes it down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

import numpy as np

from teralineage.domain.answers import Edge
from teralineage.domain.arrays import ascending, stable_order
from teralineage.domain.graph import STRENGTH, Edges, Ints, Reached
from teralineage.domain.texts import TextList

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Where `last_seen` of edges counts from."""


@dataclass(frozen=True, slots=True)
class DatasetTable:
    """Datasets: one position for each, indexes into lists of what is distinct; `namespaces` are URIs."""

    ids: TextList
    names: TextList
    namespace: Ints
    namespaces: list[str]
    source_type: Ints
    source_types: list[str]


@dataclass(frozen=True, slots=True)
class NodeTable:
    """What nodes are called: one position for each, indexes into lists of what is distinct.

    `name_ids` are the names as parts of ids. `name`, `type`, `nullable` and `position` are empty where the
    nodes are datasets; -1 in `type` and `nullable` is unknown, and so is 0 in `position`.
    """

    dataset: Ints
    datasets: DatasetTable
    name: Ints
    names: TextList
    name_ids: TextList
    type: Ints
    types: list[str]
    nullable: Ints
    position: Ints

    @classmethod
    def of_datasets(cls, dataset: Ints, datasets: DatasetTable) -> Self:
        """Nodes that are datasets themselves."""
        none, nothing = TextList.of([]), np.empty(0, np.int64)
        return cls(dataset, datasets, nothing, none, none, nothing, [], nothing, nothing)


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a merged walk that is shown: nodes by depth, edges by hop, how many edges are not."""

    nodes: Ints
    depth: Ints
    edges: Edges
    omitted: int


def cap(reached: Reached, max_edges: int | None) -> Shown:
    """At most so many edges, the nearest; nodes that only edges left out touch are left out with them."""
    edges, nodes, depth = reached.edges, reached.nodes, reached.depth
    omitted = 0 if max_edges is None else max(0, len(edges) - max_edges)
    if omitted:
        edges = edges.take(np.arange(len(edges) - omitted))
        nodes = ascending(np.concatenate([nodes[depth == 0], edges.source, edges.target]))
        depth = reached.depth_of(nodes)
    order = stable_order(depth)
    return Shown(nodes[order], depth[order], edges, omitted)


def render_edges(edges: Edges, sources: list[str], targets: list[str]) -> tuple[Edge, ...]:
    """Edges whose ends have these ids."""
    kinds = [(subtype.type.value, subtype.value) for subtype in STRENGTH]
    times = {micros: time_of(micros) for micros in np.unique(edges.last_seen).tolist()}
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
    heads = [f"{id_}/" for id_ in table.datasets.ids.texts]
    tails = table.name_ids.texts
    return [
        heads[dataset] + tails[name] for dataset, name in zip(table.dataset.tolist(), table.name.tolist(), strict=True)
    ]


def time_of(micros: int) -> datetime:
    """A time of so many microseconds since 1970."""
    return EPOCH + timedelta(microseconds=micros)
