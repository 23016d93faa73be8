"""The graph of a store as it is read in bulk: columns of rows, for whoever lays a picture of it out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np

from teralineage.domain.arrays import Ints
from teralineage.domain.graph import Edges

Row = Sequence[Any]

LAST_POSITION = 32_000
"""The position of a field that no definition places: after those that one does."""


@dataclass(frozen=True, slots=True)
class Datasets:
    """Datasets in the order of their ids; `name` as `database.table`, `namespace` its URI."""

    id: Ints
    name: list[str]
    namespace: list[str]
    source_type: list[str]
    active: list[bool]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """Of rows of just these members, in that order."""
        numbers, *rest = zip(*rows, strict=True) if rows else [()] * 5
        return cls(np.array(numbers, np.int64), *(list(one) for one in rest))


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields in the order of dataset and id; `type` and `nullable` are -1 and `position` is 0 where unknown."""

    id: Ints
    dataset_id: Ints
    name: Ints
    names: list[str]
    type: Ints
    types: list[str]
    nullable: Ints
    position: Ints
    active: Ints

    @classmethod
    def of(cls, batches: Iterable[Sequence[Row]]) -> Self:
        """Of rows of id, dataset's id, name, type, whether nullable, position, whether active, in batches with rows.

        They stand in the order of the rows; `in_order` puts them right.
        """
        names: dict[str, int] = {}
        types: dict[str | None, int] = {None: -1}
        parts = []
        for rows in batches:
            numbers, homes, named, typed, nullable, positions, active = zip(*rows, strict=True)
            parts.append(
                np.array(
                    [
                        numbers,
                        homes,
                        [names.setdefault(name, len(names)) for name in named],
                        [types.setdefault(type_, len(types) - 1) for type_ in typed],
                        [-1 if one is None else int(one) for one in nullable],
                        [0 if one == LAST_POSITION else one for one in positions],
                        active,
                    ],
                    np.int64,
                )
            )
        table = np.concatenate(parts, axis=1) if parts else np.empty((7, 0), np.int64)
        typed_as = [one for one in types if one is not None]
        return cls(table[0], table[1], table[2], list(names), table[3], typed_as, *table[4:])

    def in_order(self) -> Self:
        """The same in the order of dataset and id."""
        at = np.lexsort((self.id, self.dataset_id))
        members = ("id", "dataset_id", "name", "type", "nullable", "position", "active")
        return replace(self, **{name: getattr(self, name)[at] for name in members})


def edges_of(batches: Iterable[Sequence[Row]]) -> Edges:
    """Edges between field ids, of rows of id, source, target, subtype, evidence, last seen, confidence.

    The batches are not empty.
    """
    parts = []
    for rows in batches:
        *ints, confidence = zip(*rows, strict=True)
        row, source, target, subtype, evidence, last_seen = np.array(ints, np.int64)
        parts.append(Edges(row, source, target, subtype, np.array(confidence, np.float64), evidence, last_seen))
    return Edges.join(parts)


@dataclass(frozen=True, slots=True)
class StoredGraph:
    """All that stands in a store at one generation, and what is gone of its datasets and fields."""

    generation: int
    datasets: Datasets
    fields: Fields
    edges: Edges  # in any order, their ends as field ids
