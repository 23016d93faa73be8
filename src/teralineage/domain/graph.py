"""Walking the graph of field edges.

Nodes are integers that a store chooses; edges come as parallel arrays. Every walk goes over one function,
`Neighbours`: the edges one hop away from a frontier. Where they come from (rounds of SQL, arrays in memory) is not
known here. The rules of a walk:

- Each node and each edge stands once; cycles and self-loops end by themselves. Depth is the fewest hops from a root.
- "Both" is the union of two walks, never one walk that turns round.
- INDIRECT edges end in the pseudo-field `*` of their target dataset. Whoever reaches `t.*` downstream reaches all
  columns of t at the same depth, to go on from there; whoever reaches a column of t upstream reaches `t.*` at the same
  depth. `Neighbours` does this step: it answers with the edges of these *stand-ins* too, and `trace` gives a near end
  it has not met the depth of the frontier.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from teralineage.domain import arrays
from teralineage.domain.arrays import ascending, has_repeats, missing, stable_order
from teralineage.domain.model import Subtype
from teralineage.domain.queries import Direction

Ints = arrays.Ints

STRENGTH = (
    Subtype.AGGREGATION,
    Subtype.TRANSFORMATION,
    Subtype.IDENTITY,
    Subtype.JOIN,
    Subtype.GROUP_BY,
    Subtype.FILTER,
    Subtype.SORT,
    Subtype.WINDOW,
    Subtype.CONDITIONAL,
)
"""Subtypes, strongest first; an edge's `subtype` is an index into this. The first three are DIRECT."""

LAST_DIRECT = 2
"""Edges whose subtype is at most this are DIRECT."""

_FITS = 1 << 29  # two numbers below this and a subtype are a number of 63 bits

CODES = {subtype: code for code, subtype in enumerate(STRENGTH)}
"""The index of each subtype."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Edges as arrays of one length. `row` tells stored edges apart; `last_seen` is in microseconds since 1970."""

    row: Ints
    source: Ints
    target: Ints
    subtype: Ints
    confidence: NDArray[np.float64]
    evidence: Ints
    last_seen: Ints

    def __len__(self) -> int:
        return len(self.row)

    @classmethod
    def none(cls) -> Self:
        """No edges."""
        empty = np.empty(0, np.int64)
        return cls(empty, empty, empty, empty, np.empty(0, np.float64), empty, empty)

    @classmethod
    def join(cls, parts: list[Self]) -> Self:
        """All edges of some parts, one part after the other."""
        if not parts:
            return cls.none()
        return cls(*(np.concatenate([getattr(part, one.name) for part in parts]) for one in fields(cls)))

    def take(self, index: NDArray[Any]) -> Self:
        """Those at some positions, or where a mask is true."""
        at = np.flatnonzero(index) if index.dtype == bool else index
        return type(self)(*(getattr(self, one.name).take(at) for one in fields(self)))


Neighbours = Callable[[Ints, Direction], Edges]
"""Edges one hop from a frontier (UPSTREAM or DOWNSTREAM), those of stand-ins included. Unknown nodes have none."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What a walk met: `nodes` ascending with their `depth`, and `edges` in the order of `hop`, each once."""

    nodes: Ints
    depth: Ints
    edges: Edges
    hop: Ints

    def depth_of(self, nodes: Ints) -> Ints:
        """The depth of nodes that were met."""
        return self.depth[np.searchsorted(self.nodes, nodes)]


def trace(roots: Ints, direction: Direction, max_depth: int, neighbours: Neighbours) -> Reached:
    """Everything within `max_depth` hops of the roots. Roots are always met, with or without edges."""
    if direction is Direction.BOTH:
        upstream = trace(roots, Direction.UPSTREAM, max_depth, neighbours)
        return _union(upstream, trace(roots, Direction.DOWNSTREAM, max_depth, neighbours))
    frontier = ascending(roots)
    nodes, depth = frontier, np.zeros(len(frontier), np.int64)
    parts: list[Edges] = []
    hops: list[Ints] = []
    for hop in range(1, max_depth + 1):
        if not len(frontier):
            break
        step = neighbours(frontier, direction)
        near, far = (step.source, step.target) if direction is Direction.DOWNSTREAM else (step.target, step.source)
        nodes, depth, _ = _meet(nodes, depth, near, hop - 1)  # stand-ins
        nodes, depth, frontier = _meet(nodes, depth, far, hop)
        parts.append(step)
        hops.append(np.full(len(step), hop, np.int64))
    edges, hop_of = _once(Edges.join(parts), np.concatenate(hops) if hops else np.empty(0, np.int64))
    return Reached(nodes, depth, edges, hop_of)


def _meet(nodes: Ints, depth: Ints, ends: Ints, at: int) -> tuple[Ints, Ints, Ints]:
    """Add ends not met before at a depth; also answers which those are."""
    new, place = missing(nodes, ascending(ends))
    if not len(new):
        return nodes, depth, new
    into = place + np.arange(len(new))
    old = np.ones(len(nodes) + len(new), bool)
    old[into] = False
    all_nodes, all_depth = np.empty(len(old), np.int64), np.full(len(old), at)
    all_nodes[into], all_nodes[old] = new, nodes
    all_depth[old] = depth
    return all_nodes, all_depth, new


def _once(edges: Edges, hop: Ints) -> tuple[Edges, Ints]:
    """Each stored edge once, where it was met first."""
    if not has_repeats(edges.row):
        return edges, hop
    _, first = np.unique(edges.row, return_index=True)
    first.sort()
    return edges.take(first), hop[first]


def _union(one: Reached, other: Reached) -> Reached:
    nodes = ascending(np.concatenate([one.nodes, other.nodes]))
    depth = np.full(len(nodes), np.iinfo(np.int64).max)
    for part in (one, other):
        place = np.searchsorted(nodes, part.nodes)
        depth[place] = np.minimum(depth[place], part.depth)
    hop = np.concatenate([one.hop, other.hop])
    order = stable_order(hop)
    edges, hop = _once(Edges.join([one.edges, other.edges]).take(order), hop[order])
    return Reached(nodes, depth, edges, hop)


def merge(edges: Edges, hop: Ints) -> tuple[Edges, Ints]:
    """One edge for each pair of nodes: the strongest subtype, evidence summed, confidence and last seen the greatest.

    In the order of `hop` (the least of each pair), then of source and target.
    """
    order = _by_pair(edges)
    source, target = edges.source[order], edges.target[order]
    first = np.ones(len(order), bool)
    first[1:] = (source[1:] != source[:-1]) | (target[1:] != target[:-1])
    if first.all():
        order = order[stable_order(hop[order])]
        return edges.take(order), hop[order]
    edges, hop = edges.take(order), hop[order]
    start = np.flatnonzero(first)
    merged = Edges(
        edges.row[start],
        edges.source[start],
        edges.target[start],
        edges.subtype[start],
        np.maximum.reduceat(edges.confidence, start),
        np.add.reduceat(edges.evidence, start),
        np.maximum.reduceat(edges.last_seen, start),
    )
    hop = np.minimum.reduceat(hop, start)
    order = stable_order(hop)
    return merged.take(order), hop[order]


def _by_pair(edges: Edges) -> Ints:
    """The order of source, target and subtype: as one number where that fits, for speed."""
    source, target, subtype = edges.source, edges.target, edges.subtype
    if len(edges) and max(source.max(), target.max()) < _FITS and min(source.min(), target.min()) >= 0:
        return np.argsort((source * _FITS + target) * len(STRENGTH) + subtype)
    return np.lexsort((subtype, target, source))


def roll_up(reached: Reached, owner: Callable[[Ints], Ints]) -> Reached:
    """The same graph between the owners (datasets) of its nodes; `owner` maps nodes to theirs.

    An edge between two fields of one dataset stands as a self-loop only where it is DIRECT: the dataset feeds itself.
    One that merely steers its own rows says nothing at this grain.
    """
    owners = owner(reached.nodes)
    order = np.lexsort((reached.depth, owners))
    nodes, first = np.unique(owners[order], return_index=True)
    depth = reached.depth[order][first]
    edges = reached.edges
    source, target = owner(edges.source), owner(edges.target)
    keep = (source != target) | (edges.subtype <= LAST_DIRECT)
    rolled = Edges(edges.row, source, target, edges.subtype, edges.confidence, edges.evidence, edges.last_seen)
    merged, hop = merge(rolled.take(keep), reached.hop[keep])
    return Reached(nodes, depth, merged, hop)


@dataclass(frozen=True, slots=True)
class Impacted:
    """What a change reaches, nearest first: arrays of one length. `subtype` is that of the last edge on the way."""

    nodes: Ints
    depth: Ints
    subtype: Ints
    indirect_only: NDArray[np.bool_]


def impact(roots: Ints, max_depth: int, neighbours: Neighbours, *, indirect: bool) -> Impacted:
    """Every end of an edge downstream of the roots, themselves left out.

    `indirect_only` holds where no way of at most `max_depth` DIRECT edges leads there. `neighbours` answers with
    INDIRECT edges only where `indirect` is set. A column met only because its dataset's `*` was is told as that `*`.
    """
    reached = trace(roots, Direction.DOWNSTREAM, max_depth, neighbours)
    edges = reached.edges
    ends_first = (reached.hop == reached.depth_of(edges.target)) & ~np.isin(edges.target, roots)
    edges, hop = edges.take(ends_first), reached.hop[ends_first]
    order = np.lexsort((edges.subtype, edges.target))
    nodes, first = np.unique(edges.target[order], return_index=True)
    subtype, depth = edges.subtype[order][first], hop[order][first]
    only = np.zeros(len(nodes), bool)
    if indirect:
        direct = trace(roots, Direction.DOWNSTREAM, max_depth, _direct(neighbours))
        only = ~np.isin(nodes, direct.nodes, assume_unique=True)
    order = np.lexsort((nodes, depth))
    return Impacted(nodes[order], depth[order], subtype[order], only[order])


def _direct(neighbours: Neighbours) -> Neighbours:
    """The same edges without INDIRECT ones, and without those that only stand-ins have."""

    def only_direct(frontier: Ints, direction: Direction) -> Edges:
        edges = neighbours(frontier, direction)
        near = edges.source if direction is Direction.DOWNSTREAM else edges.target
        return edges.take((edges.subtype <= LAST_DIRECT) & np.isin(near, frontier))

    return only_direct


def with_roots(reached: Reached, roots: Ints) -> Reached:
    """The same graph with roots that the walk had no field to begin from; their depth is 0."""
    nodes = ascending(roots)
    lonely = Reached(nodes, np.zeros(len(nodes), np.int64), Edges.none(), np.empty(0, np.int64))
    return _union(reached, lonely)
