"""Walks a snapshot: `GraphSource` over arrays in memory."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teralineage.adapters.sql.snapshot.files import Snapshot
from teralineage.domain.answers import NodeDataset
from teralineage.domain.graph import LAST_DIRECT, Edges, Ints, Neighbours
from teralineage.domain.ids import namespace_id
from teralineage.domain.queries import Direction
from teralineage.domain.render import NodeTable

_NOTHING = np.empty(0, np.int64)


class SnapshotSource:
    """A node is a position in the snapshot, an owner a dataset's. It knows only what stands now."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def neighbours(self, *, indirect: bool, as_of: datetime | None) -> Neighbours:
        """Edges that stand now.

        Raises:
            ValueError: another instant is asked for.
        """
        if as_of is not None:
            raise ValueError("a snapshot knows only what stands now")
        snapshot = self._snapshot

        def neighbours(frontier: Ints, direction: Direction) -> Edges:
            if indirect:
                frontier = self._with_stand_ins(frontier, direction)
            if direction is Direction.DOWNSTREAM:
                at = _ranges(snapshot.down_start, frontier)
            else:
                at = snapshot.up_edge[_ranges(snapshot.up_start, frontier)].astype(np.int64)
            subtype = snapshot.subtype[at]
            if not indirect:
                direct = subtype <= LAST_DIRECT
                at, subtype = at[direct], subtype[direct]
            return Edges(
                snapshot.row[at],
                snapshot.source[at].astype(np.int64),
                snapshot.target[at].astype(np.int64),
                subtype.astype(np.int64),
                snapshot.confidence[at],
                snapshot.evidence[at].astype(np.int64),
                snapshot.last_seen[at],
            )

        return neighbours

    def _with_stand_ins(self, frontier: Ints, direction: Direction) -> Ints:
        snapshot = self._snapshot
        homes = snapshot.dataset[frontier]
        stars = snapshot.star[homes]
        if direction is Direction.UPSTREAM:
            return np.unique(np.concatenate([frontier, stars[stars >= 0]]))
        columns = _ranges(snapshot.dataset_start, homes[stars == frontier])
        return np.unique(np.concatenate([frontier, columns]))

    def nodes(self, field_ids: Ints) -> Ints:
        """The nodes of fields."""
        return _find(self._snapshot.field_id, field_ids, self._snapshot.by_field_id)

    def owner_nodes(self, dataset_ids: Ints) -> Ints:
        """The positions of datasets."""
        return _find(self._snapshot.dataset_id, dataset_ids)

    def owners(self, nodes: Ints) -> Ints:
        """The dataset of each node."""
        return self._snapshot.dataset[nodes].astype(np.int64)

    def every(self, nodes: Ints) -> Ints:
        """The `*` of each node's dataset."""
        return self._snapshot.star[self._snapshot.dataset[nodes]].astype(np.int64)

    def describe(self, nodes: Ints) -> NodeTable:
        """What nodes are called."""
        snapshot = self._snapshot
        homes, dataset = np.unique(snapshot.dataset[nodes], return_inverse=True)
        names, name = np.unique(snapshot.name[nodes], return_inverse=True)
        raw = snapshot.type[nodes]
        types, type_ = np.unique(raw[raw >= 0], return_inverse=True)
        type_of = np.full(len(nodes), -1, np.int64)
        type_of[raw >= 0] = type_
        return NodeTable(
            dataset=dataset,
            datasets=self._datasets(homes),
            name=name,
            names=snapshot.names.some(names),
            type=type_of,
            types=snapshot.types.some(types),
            nullable=snapshot.nullable[nodes].astype(np.int64),
        )

    def describe_owners(self, owners: Ints) -> NodeTable:
        """What datasets are called."""
        homes, dataset = np.unique(owners, return_inverse=True)
        return NodeTable(dataset, self._datasets(homes), _NOTHING, [], _NOTHING, [], _NOTHING)

    def _datasets(self, homes: NDArray[Any]) -> list[NodeDataset]:
        snapshot = self._snapshot
        uris, source_types = snapshot.namespaces.all(), snapshot.source_types.all()
        heads = [f"{namespace_id(uri)}/" for uri in uris]
        return [
            NodeDataset(
                id=heads[namespace] + name, name=name, namespace=uris[namespace], source_type=source_types[source_type]
            )
            for name, namespace, source_type in zip(
                snapshot.dataset_names.some(homes),
                snapshot.dataset_namespace[homes].tolist(),
                snapshot.dataset_type[homes].tolist(),
                strict=True,
            )
        ]


def _ranges(start: NDArray[Any], which: NDArray[Any]) -> Ints:
    """Every position in `start[w] … start[w + 1] - 1`, for each w in turn."""
    first = start[which]
    count = start[which + 1] - first
    ends = np.cumsum(count)
    if not len(ends):
        return _NOTHING
    positions: Ints = np.arange(ends[-1]) + np.repeat(first - ends + count, count)
    return positions


def _find(ids: NDArray[Any], wanted: Ints, order: NDArray[Any] | None = None) -> Ints:
    """Where ids stand; those that stand nowhere are left out."""
    at = np.searchsorted(ids, wanted, sorter=order)
    at = at[at < len(ids)]
    found = at if order is None else order[at]
    return found[np.isin(ids[found], wanted)].astype(np.int64)
