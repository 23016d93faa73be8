"""What each write touched, so that whoever keeps a picture of the store need not look at all of it again.

A row of `ol_write` says which datasets, fields and edges a write made or changed, and the generation before it: where
the rows from one generation to another hang together, they tell the whole difference. A write that leaves no row, or
that touched too much to list, breaks the chain.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from sqlalchemy import Connection, delete, insert, select, update

from teralineage.adapters.sql.schema import stamp, write
from teralineage.domain.arrays import Ints, ascending

MOST_IDS = 200_000
"""A write that touches more is not listed: reading all again costs no more then."""

_WRITES_KEPT = 500


@dataclass(slots=True)
class Touched:
    """Ids of what was made or changed; what is closed counts as changed."""

    datasets: set[int] = field(default_factory=set)
    fields: set[int] = field(default_factory=set)
    edges: set[int] = field(default_factory=set)

    def __len__(self) -> int:
        return len(self.datasets) + len(self.fields) + len(self.edges)

    def __ior__(self, other: Touched) -> Self:
        self.datasets |= other.datasets
        self.fields |= other.fields
        self.edges |= other.edges
        return self


def raise_generation(connection: Connection, last: int) -> int:
    """Above the last one, and above that of any store before this one: a cache may remember its answers."""
    generation = max(last + 1, time.time_ns() // 1000)
    connection.execute(update(stamp).values(generation=generation))
    return generation


def last_generation(connection: Connection) -> int:
    """The generation before this write."""
    return int(connection.execute(select(stamp.c.generation)).scalar_one())


def note(connection: Connection, previous: int, generation: int, touched: Touched) -> None:
    """Say what a write touched; rows of long ago go."""
    if len(touched) <= MOST_IDS:
        listed = {kind: render_ids(getattr(touched, kind)) for kind in ("datasets", "fields", "edges")}
        connection.execute(insert(write).values(generation=generation, previous=previous, **listed))
    kept = select(write.c.generation).order_by(write.c.generation.desc()).limit(1).offset(_WRITES_KEPT)
    connection.execute(delete(write).where(write.c.generation <= kept.scalar_subquery()))


def since(connection: Connection, generation: int, until: int) -> Touched | None:
    """All that was touched after one generation up to another; None where that is not known."""
    found = Touched()
    rows = select(write).where(write.c.generation > generation, write.c.generation <= until)
    for row in connection.execute(rows.order_by(write.c.generation)):
        if row.previous != generation or len(found) > MOST_IDS:
            return None
        generation = row.generation
        found |= Touched(parse_ids(row.datasets), parse_ids(row.fields), parse_ids(row.edges))
    return found if generation == until else None


def render_ids(ids: Iterable[int]) -> str:
    """Ids as text, those that follow one another as a range: `1-1000 2005`."""
    ordered: Ints = ascending(np.fromiter(ids, np.int64))
    if not len(ordered):
        return ""
    parts = np.split(ordered, np.flatnonzero(np.diff(ordered) != 1) + 1)
    return " ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def parse_ids(text: str) -> set[int]:
    """The ids that `render_ids` wrote."""
    ids: set[int] = set()
    for part in text.split():
        first, _, last = part.partition("-")
        ids.update(range(int(first), int(last or first) + 1))
    return ids
