"""Sets and look-ups of integer arrays, quicker than numpy's own for what walks ask of them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_DENSE = 4_000_000  # a table over so many values is sooner filled than values are sorted
_SMALL = np.iinfo(np.int16).max


def ascending(values: NDArray[Any]) -> NDArray[Any]:
    """Each value once, in order; quick where they stand in it already."""
    ordered = values if (values[1:] >= values[:-1]).all() else np.sort(values)
    return ordered[begins(ordered)]


def begins(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before it."""
    first = np.empty(len(ordered), bool)
    first[:1] = True
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return first


def has_repeats(values: NDArray[Any]) -> bool:
    """Whether any value stands twice."""
    ordered = np.sort(values)
    return bool((ordered[1:] == ordered[:-1]).any())


def missing(known: NDArray[Any], values: NDArray[Any]) -> tuple[NDArray[Any], Ints]:
    """Those values that are not known, and where each would stand; both arrays ascend."""
    place = np.searchsorted(known, values)
    if not len(known):
        return values, place
    new = known[np.minimum(place, len(known) - 1)] != values
    return values[new], place[new]


def places(values: NDArray[Any], *wanted: NDArray[Any]) -> tuple[Ints, ...]:
    """Where each wanted value stands among distinct values, all of which are there."""
    if len(values) and values.min() >= 0 and values.max() < _DENSE:
        table = np.empty(int(values.max()) + 1, np.int32)
        table[values] = np.arange(len(values), dtype=np.int32)
        return tuple(table[one].astype(np.int64) for one in wanted)
    order = np.argsort(values)
    ordered = values[order]
    return tuple(order[np.searchsorted(ordered, one)] for one in wanted)


def distinct(values: NDArray[Any], below: int) -> tuple[Ints, Ints]:
    """Each value once, ascending, and which of these stands at each position; values are 0 … below - 1."""
    if below > _DENSE:
        one, place = np.unique(values, return_inverse=True)
        return one.astype(np.int64), place
    there = np.zeros(below, bool)
    there[values] = True
    used = np.flatnonzero(there)
    table = np.empty(below, np.int32)
    table[used] = np.arange(len(used), dtype=np.int32)
    return used, table[values].astype(np.int64)


def stable_order(small: NDArray[Any]) -> Ints:
    """The order of small numbers that keeps equal ones as they stand: counted, not compared."""
    if len(small) and small.max() <= _SMALL and small.min() >= 0:
        small = small.astype(np.int16)
    return np.argsort(small, kind="stable")
