"""Walks a snapshot: `GraphSource` over arrays in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teralineage.adapters.sql.snapshot.files import Snapshot, key_of
from teralineage.adapters.sql.snapshot.texts import ranges
from teralineage.adapters.sql.source import Home
from teralineage.domain.arrays import Ints, ascending, distinct
from teralineage.domain.graph import LAST_DIRECT, Edges, Neighbours
from teralineage.domain.ids import DatasetId, fold, render_part
from teralineage.domain.queries import Direction
from teralineage.domain.shown import DatasetTable, NodeTable
from teralineage.domain.texts import TextList


class UnresolvedError(Exception):
    """A name means nothing here, or several things: the store will say which."""


class SnapshotSource:
    """A node is a position in the snapshot, an owner a dataset's. It knows only what stands now."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._names, self._types = snapshot.texts("names"), snapshot.texts("types").all()
        self._dataset_names, self._dataset_ids = snapshot.texts("dataset_names"), snapshot.texts("dataset_ids")
        self._namespaces, self._source_types = snapshot.texts("namespaces").all(), snapshot.texts("source_types").all()

    def is_of(self, snapshot: Snapshot) -> bool:
        """Whether it walks this very snapshot."""
        return self._snapshot is snapshot

    def home(self, wanted: DatasetId) -> Home:
        """The one active dataset that an id or a plain name means.

        Raises:
            UnresolvedError: none does, or several do.
        """
        found = list(self._homes(wanted))
        if len(found) != 1:
            raise UnresolvedError
        return found[0]

    def _homes(self, wanted: DatasetId) -> Iterator[Home]:
        snapshot = self._snapshot
        key = np.uint64(key_of(*wanted.name.key))
        first, last = np.searchsorted(snapshot.key, key), np.searchsorted(snapshot.key, key, "right")
        standing = [at for at in snapshot.by_key[first:last].tolist() if snapshot.dataset_active[at]]
        ids = self._dataset_ids.some(snapshot.dataset_text[standing]).texts
        for at, text in zip(standing, ids, strict=True):
            id_ = DatasetId.parse(text)
            if id_.name == wanted.name and wanted.namespace in (None, id_.namespace):
                yield Home(id_, at)

    def roots(self, home: Home, name: str | None, as_of: datetime | None) -> tuple[str | None, Ints]:
        """A field's spelling and node; or None, and the nodes of all fields that stand now.

        Raises:
            UnresolvedError: the dataset has no field of that name, or another instant is asked for.
        """
        if as_of is not None:
            raise UnresolvedError
        snapshot = self._snapshot
        nodes = np.arange(snapshot.dataset_start[home.owner], snapshot.dataset_start[home.owner + 1])
        if name is None:
            return None, nodes[(snapshot.active[nodes] == 1) & (nodes != snapshot.star[home.owner])]
        key = fold(name)
        for spelling, node in zip(self._names.some(snapshot.name[nodes]).texts, nodes, strict=True):
            if fold(spelling) == key:
                return spelling, np.array([node], np.int64)
        raise UnresolvedError

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
                at = ranges(snapshot.down_start, frontier)
            else:
                at = snapshot.up_edge.take(ranges(snapshot.up_start, frontier)).astype(np.int64)
            subtype = snapshot.subtype.take(at)
            if not indirect and len(at) and subtype.max() > LAST_DIRECT:
                direct = np.flatnonzero(subtype <= LAST_DIRECT)
                at, subtype = at.take(direct), subtype.take(direct)
            return Edges(
                snapshot.row.take(at),
                snapshot.source.take(at).astype(np.int64),
                snapshot.target.take(at).astype(np.int64),
                subtype.astype(np.int64),
                snapshot.confidence.take(at),
                snapshot.evidence.take(at).astype(np.int64),
                snapshot.last_seen.take(at),
            )

        return neighbours

    def _with_stand_ins(self, frontier: Ints, direction: Direction) -> Ints:
        snapshot = self._snapshot
        homes = snapshot.dataset[frontier]
        stars = snapshot.star[homes]
        if direction is Direction.UPSTREAM:
            return ascending(np.concatenate([frontier, stars[stars >= 0]]))
        columns = ranges(snapshot.dataset_start, homes[stars == frontier])
        return ascending(np.concatenate([frontier, columns]))

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
        homes, dataset = distinct(snapshot.dataset[nodes], len(snapshot.dataset_id))
        names, name = distinct(snapshot.name[nodes], len(self._names))
        types, type_ = distinct(snapshot.type[nodes] + 1, len(self._types) + 1)  # 0 is unknown
        if len(types) and types[0] == 0:
            types = types[1:]
            type_ -= 1
        spelled = self._names.some(names)
        ids = spelled if snapshot.names_plain[names].all() else TextList.of([render_part(one) for one in spelled.texts])
        return NodeTable(
            dataset=dataset,
            datasets=self._datasets(homes),
            name=name,
            names=spelled,
            name_ids=ids,
            type=type_,
            types=[self._types[one - 1] for one in types.tolist()],
            nullable=snapshot.nullable[nodes].astype(np.int64),
            position=snapshot.position[nodes].astype(np.int64),
        )

    def describe_owners(self, owners: Ints) -> NodeTable:
        """What owners are called."""
        homes, dataset = distinct(owners, len(self._snapshot.dataset_id))
        return NodeTable.of_datasets(dataset, self._datasets(homes))

    def _datasets(self, homes: NDArray[Any]) -> DatasetTable:
        snapshot = self._snapshot
        texts = snapshot.dataset_text[homes]
        return DatasetTable(
            ids=self._dataset_ids.some(texts),
            names=self._dataset_names.some(texts),
            namespace=snapshot.dataset_namespace[homes].astype(np.int64),
            namespaces=self._namespaces,
            source_type=snapshot.dataset_type[homes].astype(np.int64),
            source_types=self._source_types,
        )


def _find(ids: NDArray[Any], wanted: Ints, order: NDArray[Any] | None = None) -> Ints:
    """Where ids stand; those that stand nowhere are left out."""
    at = np.searchsorted(ids, wanted, sorter=order)
    at = at[at < len(ids)]
    found = at if order is None else order[at]
    return found[np.isin(ids[found], wanted)].astype(np.int64)
