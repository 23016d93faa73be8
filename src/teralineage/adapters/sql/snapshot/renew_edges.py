"""The edges of the next snapshot: those touched are taken out, those of them that stand are put where they belong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teralineage.adapters.sql.snapshot.build import pair_key, starts
from teralineage.adapters.sql.snapshot.files import Snapshot
from teralineage.domain.arrays import Ints
from teralineage.domain.stored import StoredEdges

_FACTS = ("row", "subtype", "confidence", "evidence", "last_seen")


def with_edges(old: Snapshot, moved: NDArray[np.int32] | None, edges: StoredEdges, touched: Ints) -> Snapshot:
    """The same nodes with other edges.

    `moved` says where each node went of those that the old edges speak of; `edges` speak of fields by their ids.
    """
    old_source, old_target = (old.source, old.target) if moved is None else (moved[old.source], moved[old.target])
    nodes = len(old.field_id)
    if not len(touched):
        start: dict[str, Any] = {"down_start": starts(old_source, nodes), "up_start": starts(old_target, nodes)}
        return replace(old, source=old_source, target=old_target, **start)
    out = _among(old.row, touched)
    cut = np.flatnonzero(out)
    source, target = (
        old.by_field_id[np.searchsorted(old.field_id, ends, sorter=old.by_field_id)]
        for ends in (edges.source, edges.target)
    )
    order = np.argsort(pair_key(source, target, edges.subtype))
    source, target, subtype = source[order], target[order], edges.subtype[order]

    down_start = starts(old_source, nodes)
    before = _places(down_start, source, _key(target, subtype), lambda at: _number(old_target[at], old.subtype[at]))
    edit = _Edit(len(old.row), cut, before)
    arrays: dict[str, Any] = {
        member: edit.apply(getattr(old, member), getattr(edges, member)[order]) for member in _FACTS
    }
    arrays["source"], arrays["target"] = edit.apply(old_source, source), edit.apply(old_target, target)

    up_start = starts(old_target, nodes)
    up = np.argsort(pair_key(target, source, subtype))

    def key_above(place: int) -> int:
        edge = old.up_edge[place]
        return _number(old_source[edge], old.subtype[edge])

    above = _places(up_start, target[up], _key(source, subtype)[up], key_above)
    cut_above = np.flatnonzero(out[old.up_edge]) if len(cut) else cut
    went = edit.went()
    up_edge = _Edit(len(old.row), cut_above, above).apply(went[old.up_edge], edit.new[up])
    return replace(
        old,
        down_start=starts(arrays["source"], nodes),
        up_start=starts(arrays["target"], nodes),
        up_edge=up_edge,
        **arrays,
    )


class _Edit:
    """Takes out what stands at `cut` and puts others before `before`, both ascending places in the old order."""

    def __init__(self, count: int, cut: Ints, before: Ints) -> None:
        self._cut = cut
        self._count = count
        self._into = before - np.searchsorted(cut, before)
        self.new = self._into + np.arange(len(before))
        """Where the new ones stand."""

    def apply(self, old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
        """An array in the new order."""
        kept = np.delete(old, self._cut) if len(self._cut) else old
        return np.insert(kept, self._into, new) if len(self._into) else kept

    def went(self) -> NDArray[np.int32]:
        """Where each old one stands now; what is cut is nowhere that counts."""
        left = np.ones(self._count, np.int32)
        left[self._cut] = 0
        place = left.cumsum(dtype=np.int32) - 1
        shift = np.bincount(self._into, minlength=self._count + 1).cumsum(dtype=np.int32)
        went: NDArray[np.int32] = place + shift[place]
        return went


def _places(start: Ints, owners: NDArray[Any], keys: Ints, key: Callable[[int], int]) -> Ints:
    """Behind which of their owner's edges new ones belong: those with keys no greater."""
    first, last = start[owners].tolist(), start[owners + 1].tolist()
    found = [
        low + bisect_right(range(low, high), wanted, key=key)
        for low, high, wanted in zip(first, last, keys.tolist(), strict=True)
    ]
    return np.array(found, np.int64)


def _key(end: NDArray[Any], subtype: NDArray[Any]) -> Ints:
    return pair_key(np.zeros(1, np.int64), end, subtype)


def _number(end: np.int32, subtype: np.int8) -> int:
    return int(end) << 4 | int(subtype)


def _among(values: NDArray[np.int64], wanted: Ints) -> NDArray[np.bool_]:
    """Which values are among wanted ones, which ascend: a look at a table of their span."""
    if not len(wanted):
        return np.zeros(len(values), bool)
    low, high = wanted[0], wanted[-1]
    found: NDArray[np.bool_] = (values >= low) & (values <= high)
    table = np.zeros(high - low + 1, bool)
    table[wanted - low] = True
    within = np.flatnonzero(found)
    found[within] = table[values[within] - low]
    return found
