"""The shortest ways from one set of nodes to another, with the data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from teralineage.domain.graph import Edges, Ints, Neighbours, merge
from teralineage.domain.queries import Direction

_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class ShortestPaths:
    """All paths have `length` edges, each an index into `edges`; `length` is None where there is no way."""

    edges: Edges
    length: int | None
    paths: tuple[tuple[int, ...], ...]
    truncated: bool


def paths(
    sources: Ints, targets: Ints, neighbours: Neighbours, every: Callable[[Ints], Ints], limit: int
) -> ShortestPaths:
    """Up to `limit` shortest paths; `truncated` where there are more.

    `every` gives the `*` node of each node's dataset, -1 where it has none: a path that arrives at `t.*` goes on from
    a column of t. A source that is itself a target is no distance away: length 0, and no edges to show.
    """
    depth = dict.fromkeys(np.unique(sources).tolist(), 0)
    goals = set(targets.tolist())
    if goals & depth.keys():
        return ShortestPaths(Edges.none(), 0, (), truncated=False)
    frontier = np.unique(sources)
    parts: list[Edges] = []
    hops: list[Ints] = []
    arrived: set[int] = set()
    while len(frontier) and not arrived:
        hop = len(parts) + 1
        step = neighbours(frontier, Direction.DOWNSTREAM)
        for node in np.unique(step.source).tolist():
            depth.setdefault(node, hop - 1)
        new = [node for node in np.unique(step.target).tolist() if node not in depth]
        depth.update(dict.fromkeys(new, hop))
        parts.append(step)
        hops.append(np.full(len(step), hop, np.int64))
        arrived = goals.intersection(new)
        frontier = np.array(new, np.int64)
    if not arrived:
        return ShortestPaths(Edges.none(), None, (), truncated=False)
    edges, _ = merge(*_unique(Edges.join(parts), np.concatenate(hops)))
    met = np.array(list(depth), np.int64)
    star_of = dict(zip(met.tolist(), every(met).tolist(), strict=True))
    back = _Back(edges, depth, star_of)
    found: dict[tuple[int, ...], None] = {}  # a field and its dataset's `*` may both be goals, and share a way
    for goal in sorted(arrived):
        for path in back.ways_to(goal):
            if len(found) == limit and path not in found:
                return ShortestPaths(edges, len(parts), tuple(found), truncated=True)
            found[path] = None
    return ShortestPaths(edges, len(parts), tuple(found), truncated=False)


def _unique(edges: Edges, hop: Ints) -> tuple[Edges, Ints]:
    _, first = np.unique(edges.row, return_index=True)
    return edges.take(first), hop[first]


class _Back:
    """Goes back from a node to the sources along edges that each come one hop nearer."""

    def __init__(self, edges: Edges, depth: dict[int, int], star_of: dict[int, int]) -> None:
        self._edges = edges
        self._depth = depth
        self._star_of = star_of
        self._order = np.argsort(edges.target, kind="stable")
        self._targets = edges.target[self._order]

    def ways_to(self, node: int) -> Iterator[tuple[int, ...]]:
        """Every shortest way to a node, as edges in the order of the data."""
        at = self._depth[node]
        if at == 0:
            yield ()
            return
        arrivals = {node}
        star = self._star_of.get(node, _NOWHERE)
        if self._depth.get(star) == at:
            arrivals.add(star)
        for arrival in sorted(arrivals):
            for edge in self._into(arrival):
                source = int(self._edges.source[edge])
                if self._depth.get(source) == at - 1:
                    for way in self.ways_to(source):
                        yield (*way, edge)

    def _into(self, node: int) -> list[int]:
        first, last = np.searchsorted(self._targets, [node, node + 1])
        return [int(edge) for edge in self._order[first:last]]
