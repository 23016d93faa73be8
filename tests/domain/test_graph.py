"""Laws of the walks, held on random graphs against a walk that looks at one edge at a time."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from teralineage.domain.graph import STRENGTH, Edges, impact, merge, roll_up, trace
from teralineage.domain.paths import paths
from teralineage.domain.queries import Direction

nodes = st.integers(0, 11)
edge_lists = st.lists(st.tuples(nodes, nodes, st.integers(0, 2)), max_size=40)  # parallel edges and self-loops too
directions = st.sampled_from(list(Direction))
depths = st.integers(0, 6)
root_lists = st.lists(nodes, min_size=1, max_size=3)


def as_edges(listed: list[tuple[int, int, int]]) -> Edges:
    row, one = np.arange(len(listed)), np.ones(len(listed), np.int64)
    source, target, subtype = (np.array([edge[i] for edge in listed], np.int64) for i in range(3))
    return Edges(row, source, target, subtype, np.linspace(0.1, 1, len(listed)), one, row * 10)


def neighbours_in(edges: Edges):
    def neighbours(frontier, direction):
        near = edges.source if direction is Direction.DOWNSTREAM else edges.target
        return edges.take(np.isin(near, frontier))

    return neighbours


def naive(listed, roots, direction, depth):
    """Depth of each node met and the edges crossed, one edge at a time until nothing moves."""
    if direction is Direction.BOTH:
        up, up_edges = naive(listed, roots, Direction.UPSTREAM, depth)
        down, down_edges = naive(listed, roots, Direction.DOWNSTREAM, depth)
        return {node: min(up.get(node, 99), down.get(node, 99)) for node in up | down}, up_edges | down_edges
    met = dict.fromkeys(roots, 0)
    moved = True
    while moved:
        moved = False
        for source, target, _ in listed:
            near, far = (source, target) if direction is Direction.DOWNSTREAM else (target, source)
            if near in met and met[near] < depth and met.get(far, 99) > met[near] + 1:
                met[far] = met[near] + 1
                moved = True
    crossed = set()
    for row, (source, target, _) in enumerate(listed):
        near = source if direction is Direction.DOWNSTREAM else target
        if near in met and met[near] < depth:
            crossed.add(row)
    return met, crossed


@given(edge_lists, root_lists, directions, depths)
def test_a_walk_meets_what_a_naive_walk_meets(listed, roots, direction, depth):
    found = trace(np.array(roots), direction, depth, neighbours_in(as_edges(listed)))
    met, crossed = naive(listed, roots, direction, depth)
    assert dict(zip(found.nodes.tolist(), found.depth.tolist(), strict=True)) == met
    assert sorted(found.edges.row.tolist()) == sorted(crossed), "each edge exactly once"
    assert (np.diff(found.hop) >= 0).all()


@given(edge_lists, root_lists, depths)
def test_both_is_the_union_of_two_walks(listed, roots, depth):
    neighbours = neighbours_in(as_edges(listed))
    up, down, both = (trace(np.array(roots), one, depth, neighbours) for one in Direction)
    assert set(both.nodes.tolist()) == set(up.nodes.tolist()) | set(down.nodes.tolist())
    assert set(both.edges.row.tolist()) == set(up.edges.row.tolist()) | set(down.edges.row.tolist())


@given(edge_lists)
def test_merging_keeps_the_strongest_and_sums_the_evidence(listed):
    edges = as_edges(listed)
    merged, _ = merge(edges, np.zeros(len(edges), np.int64))
    best = defaultdict(list)
    for source, target, subtype in listed:
        best[source, target].append(subtype)
    told = zip(
        merged.source.tolist(), merged.target.tolist(), merged.subtype.tolist(), merged.evidence.tolist(), strict=True
    )
    assert sorted(told) == sorted((*pair, min(kinds), len(kinds)) for pair, kinds in best.items())


@given(edge_lists, root_lists, directions, depths)
def test_rolling_up_is_the_graph_of_owners(listed, roots, direction, depth):
    found = trace(np.array(roots), direction, depth, neighbours_in(as_edges(listed)))
    rolled = roll_up(found, lambda nodes: nodes // 4)
    met, crossed = naive(listed, roots, direction, depth)
    owners = {node // 4: min(at for other, at in met.items() if other // 4 == node // 4) for node in met}
    assert dict(zip(rolled.nodes.tolist(), rolled.depth.tolist(), strict=True)) == owners
    pairs = {(listed[row][0] // 4, listed[row][1] // 4) for row in crossed}
    assert set(zip(rolled.edges.source.tolist(), rolled.edges.target.tolist(), strict=True)) == pairs


@given(edge_lists, root_lists, depths)
def test_impact_is_what_lies_downstream(listed, roots, depth):
    found = impact(np.array(roots), depth, neighbours_in(as_edges(listed)), indirect=False)
    met, _ = naive(listed, roots, Direction.DOWNSTREAM, depth)
    expected = {node: at for node, at in met.items() if node not in roots}
    assert dict(zip(found.nodes.tolist(), found.depth.tolist(), strict=True)) == expected
    for node, at, subtype in zip(found.nodes.tolist(), found.depth.tolist(), found.subtype.tolist(), strict=True):
        assert subtype == min(kind for s, t, kind in listed if t == node and met.get(s, 99) == at - 1)


@given(edge_lists, root_lists, root_lists)
def test_paths_are_all_the_shortest(listed, sources, targets):
    none = lambda nodes: np.full(len(nodes), -1)  # noqa: E731 - no node stands for others here
    found = paths(np.array(sources), np.array(targets), neighbours_in(as_edges(listed)), none, 10_000)
    met, _ = naive(listed, sources, Direction.DOWNSTREAM, 99)
    lengths = [met[target] for target in targets if target in met]
    assert found.length == (min(lengths) if lengths else None)
    told = [
        tuple((int(found.edges.source[edge]), int(found.edges.target[edge])) for edge in path) for path in found.paths
    ]
    assert len(set(told)) == len(told)
    expected = set()
    heads = {((s, t),) for s, t, _ in listed if s in sources}
    for _ in range((found.length or 0) - 1):
        heads = {(*way, (s, t)) for way in heads for s, t, _ in listed if way[-1][1] == s}
    if found.length:
        expected = {way for way in heads if way[-1][1] in targets}
    assert set(told) == expected


def test_a_ladder_of_diamonds_does_not_blow_up():
    listed = []
    for rung in range(20):
        top = rung * 3
        listed += [(top, top + 1, 0), (top, top + 2, 0), (top + 1, top + 3, 0), (top + 2, top + 3, 0)]
    neighbours = neighbours_in(as_edges(listed))
    assert len(trace(np.array([0]), Direction.DOWNSTREAM, 10**6, neighbours).edges) == 80
    none = lambda nodes: np.full(len(nodes), -1)  # noqa: E731 - no node stands for others here
    found = paths(np.array([0]), np.array([60]), neighbours, none, 10)
    assert (found.length, len(found.paths), found.truncated) == (40, 10, True)


def test_direct_subtypes_are_the_strongest_three():
    assert [one.type for one in STRENGTH] == ["DIRECT"] * 3 + ["INDIRECT"] * 6
