"""The edges of the next snapshot: those touched are taken out, those of them that stand are put where they belong."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from teralineage.adapters.sql.snapshot.build import pair_key
from teralineage.adapters.sql.snapshot.files import Snapshot
from teralineage.domain.arrays import Ints
from teralineage.domain.graph import Edges

_FACTS = ("row", "subtype", "confidence", "evidence", "last_seen")


def with_edges(old: Snapshot, edges: Edges, touched: Ints) -> Snapshot:
    """The same nodes with other edges; `edges` speak of fields by their ids."""
    out = _among(old.row, touched)
    cut = np.flatnonzero(out)
    ends = (np.searchsorted(old.field_id, one, sorter=old.by_field_id) for one in (edges.source, edges.target))
    source, target = (old.by_field_id[one] for one in ends)
    order = np.argsort(pair_key(source, target, edges.subtype))
    source, target, subtype = source[order], target[order], edges.subtype[order]
    up = np.argsort(pair_key(target, source, subtype))

    def key_below(edge: int) -> int:
        return _number(old.target[edge], old.subtype[edge])

    def key_above(place: int) -> int:
        edge = old.up_edge[place]
        return _number(old.source[edge], old.subtype[edge])

    below = _places(old.down_start, source, _key(target, subtype), key_below)
    above = _places(old.up_start, target[up], _key(source, subtype)[up], key_above)
    edit = _Edit(len(old.row), cut, below)
    edit_above = _Edit(len(old.row), np.flatnonzero(out[old.up_edge]) if len(cut) else cut, above)
    arrays: dict[str, Any] = {
        member: edit.apply(getattr(old, member), getattr(edges, member)[order]) for member in _FACTS
    }
    return replace(
        old,
        source=edit.apply(old.source, source),
        target=edit.apply(old.target, target),
        down_start=_shifted(old.down_start, source, old.source[cut]),
        up_start=_shifted(old.up_start, target, old.target[cut]),
        up_edge=edit_above.apply(edit.went()[old.up_edge], edit.new[up]),
        **arrays,
    )


def _shifted(start: NDArray[np.int64], added: NDArray[Any], cut: NDArray[Any]) -> NDArray[np.int64]:
    """Where each node's edges begin when some nodes have got more and some have lost some."""
    shifted: NDArray[np.int64] = start + _steps(len(start), added + 1, cut + 1)
    return shifted


def _steps(count: int, up: NDArray[Any], down: NDArray[Any]) -> NDArray[np.int32]:
    """For each i below `count`, how many of `up` are no greater than i, less how many of `down`."""
    at = np.concatenate([up, down])
    order = np.argsort(at)
    level = np.concatenate([[0], np.where(order < len(up), 1, -1).cumsum()]).astype(np.int32)
    return np.repeat(level, np.diff(np.concatenate([[0], np.minimum(at[order], count), [count]])))


class _Edit:
    """Takes out what stands at `cut` and puts others before `before`, both ascending places in the old order."""

    def __init__(self, count: int, cut: Ints, before: Ints) -> None:
        self._count = count
        self._cut = cut
        self._before = before
        self.new = before - np.searchsorted(cut, before) + np.arange(len(before))
        """Where the new ones stand."""
        bounds = np.unique(np.concatenate([cut, cut + 1, before, [0, count]]))
        first = np.searchsorted(before, bounds[:-1]).tolist()
        last = np.searchsorted(before, bounds[:-1], "right").tolist()
        gone = np.isin(bounds[:-1], cut)
        begin = np.where(gone, bounds[:-1] + 1, bounds[:-1]).tolist()
        # What is put before a piece of the old, and the piece; long pieces are copied in one go.
        self._pieces = list(zip(first, last, begin, bounds[1:].tolist(), strict=True))
        self._rest = int(np.searchsorted(before, count)) if count else 0

    def apply(self, old: NDArray[Any], new: NDArray[Any]) -> NDArray[Any]:
        """An array in the new order."""
        new = new.astype(old.dtype)
        parts = [part for first, last, begin, end in self._pieces for part in (new[first:last], old[begin:end])]
        return np.concatenate([*parts, new[self._rest :]])

    def went(self) -> NDArray[np.int32]:
        """Where each old one stands now; what is cut is nowhere that counts."""
        went: NDArray[np.int32] = np.arange(self._count, dtype=np.int32)
        went += _steps(self._count, self._before, self._cut + 1)
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
