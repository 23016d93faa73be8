"""Questions whose answers have a wanted number of edges."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from teralineage.adapters.sql.snapshot.files import Snapshot
from teralineage.adapters.sql.snapshot.source import SnapshotSource
from teralineage.domain import graph
from teralineage.domain.ids import DatasetId
from teralineage.domain.queries import ColumnarLineageQuery, Direction, LineageQuery, Walk

SIZES = (2_000, 50_000)


@dataclass(frozen=True)
class Question:
    """What lies downstream of a field, or of a whole dataset where `field` is None: so many edges."""

    dataset: DatasetId
    field: str | None
    depth: int
    edges: int

    @property
    def walk(self) -> Walk:
        """How to walk."""
        return Walk(Direction.DOWNSTREAM, self.depth)

    def objects(self) -> LineageQuery:
        """To be answered as objects."""
        return LineageQuery(self.dataset, self.field, self.walk)

    def columnar(self) -> ColumnarLineageQuery:
        """To be answered as arrays."""
        return ColumnarLineageQuery(self.dataset, self.field, self.walk)


def questions(snapshot: Snapshot) -> list[Question]:
    """For each of the sizes the question whose answer is nearest to it, among hubs and others."""
    source = SnapshotSource(snapshot)
    neighbours = source.neighbours(indirect=False, as_of=None)
    random = np.random.default_rng(3)
    fan = np.diff(snapshot.down_start)
    nodes = np.concatenate([np.argsort(fan)[-20:], random.choice(np.flatnonzero(fan), 40)])
    homes = np.concatenate([snapshot.dataset[nodes[:10]], random.choice(len(snapshot.dataset_id), 30)])
    starts = [(np.array([node]), True) for node in nodes]
    starts += [(np.arange(snapshot.dataset_start[home], snapshot.dataset_start[home + 1]), False) for home in homes]
    found = []
    for roots, one_field in starts:
        reached = graph.trace(roots, Direction.DOWNSTREAM, 9, neighbours)
        found += [(int((reached.hop <= depth).sum()), depth, roots, one_field) for depth in range(1, 10)]
    chosen = [min(found, key=lambda one: abs(one[0] - size)) for size in SIZES]
    told = []
    for edges, depth, roots, one_field in chosen:
        table = source.describe(roots[:1])
        home = DatasetId.parse(table.datasets.ids.texts[0])
        told.append(Question(home, table.names.texts[0] if one_field else None, depth, edges))
    return told
