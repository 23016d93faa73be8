"""A repository that walks a snapshot where one is at hand, whatever the store behind it is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from teralineage.adapters.sql import lineage
from teralineage.adapters.sql.lineage import Ground
from teralineage.adapters.sql.snapshot.build import assemble
from teralineage.adapters.sql.snapshot.keeper import SnapshotKeeper
from teralineage.adapters.sql.snapshot.source import SnapshotSource, UnresolvedError
from teralineage.domain import queries
from teralineage.domain.answers import Answer
from teralineage.domain.queries import Query
from teralineage.domain.stored import StoredGraph
from teralineage.ports import LineageStore, LineageWriter, OpenLineageRepository

T = TypeVar("T")

WALKS: dict[type[Query[Any]], Callable[[Ground, Any], Answer[Any]]] = {
    queries.LineageQuery: lineage.lineage,
    queries.ColumnarLineageQuery: lineage.columnar_lineage,
    queries.ImpactQuery: lineage.impact,
}
"""Queries that a source answers alone: from a snapshot without a word to the store."""


class SnapshotRepository:
    """`OpenLineageRepository` over another one: walks of now go over the snapshot of the store's very generation.

    `generation` says which that is, None while the store is being written.
    """

    def __init__(
        self,
        inner: OpenLineageRepository,
        snapshots: SnapshotKeeper,
        generation: Callable[[], int | None],
        max_edges: int | None = None,
    ) -> None:
        self.snapshots = snapshots
        self.now = generation
        self._inner = inner
        self._max_edges = max_edges
        self._source: SnapshotSource | None = None

    def answer(self, query: Query[T]) -> Answer[T]:
        """See `OpenLineageRepository.answer`. What a snapshot cannot resolve is asked of the store."""
        walk = WALKS.get(type(query))
        if walk is not None and as_of(query) is None and (source := self._current()) is not None:
            with suppress(UnresolvedError):
                return walk(Ground(source, self._max_edges), query)
        return self._inner.answer(query)

    def generation(self) -> int:
        """See `OpenLineageRepository.generation`."""
        return self._inner.generation()

    def _current(self) -> SnapshotSource | None:
        generation = self.now()
        snapshot = None if generation is None else self.snapshots.at(generation)
        if snapshot is None:
            return None
        source = self._source
        if source is None or not source.is_of(snapshot):
            self._source = source = SnapshotSource(snapshot)
        return source


@dataclass(frozen=True, slots=True)
class SnapshotStore:
    """A store whose walks go over snapshots."""

    inner: LineageStore
    repository: SnapshotRepository

    @property
    def writer(self) -> LineageWriter:
        """As the inner store."""
        return self.inner.writer

    def graph_state(self) -> str:
        """See `ports.LineageStore`."""
        return self.repository.snapshots.told(self.repository.now())

    def close(self) -> None:
        """Let a build under way end, then every connection go."""
        self.repository.snapshots.close()
        self.inner.close()


def with_snapshots(
    store: LineageStore,
    read: Callable[[], StoredGraph],
    generation: Callable[[], int | None],
    folder: Path,
    max_edges: int | None = None,
) -> SnapshotStore:
    """A store with snapshots in a folder; `read` reads all of it, at the cost of one long request or a few."""
    keeper = SnapshotKeeper(lambda _last: assemble(read()), folder)
    return SnapshotStore(store, SnapshotRepository(store.repository, keeper, generation, max_edges))


def as_of(query: Any) -> object:
    """The instant that a walk asks for; None for now."""
    return query.walk.as_of if hasattr(query, "walk") else query.as_of
