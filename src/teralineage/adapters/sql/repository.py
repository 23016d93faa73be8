"""Answers queries from the store: one room for each kind of question, found by the query's type."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from teralineage.adapters.sql import browse, changes, evidence, lineage, search, statistics
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.frontier import FrontierSource
from teralineage.adapters.sql.generation import GenerationReader
from teralineage.adapters.sql.lineage import Ground, StoreGround
from teralineage.adapters.sql.snapshot.keeper import SnapshotKeeper
from teralineage.adapters.sql.snapshot.repository import WALKS, as_of
from teralineage.adapters.sql.snapshot.source import SnapshotSource, UnresolvedError
from teralineage.domain import queries
from teralineage.domain.answers import Answer
from teralineage.domain.queries import Query

T = TypeVar("T")

_ROOMS: dict[type[Query[Any]], Callable[[Connection, Any], Any]] = {
    queries.NamespacesQuery: browse.namespaces,
    queries.NamespaceQuery: browse.namespace,
    queries.DatabasesQuery: browse.databases,
    queries.DatasetsQuery: browse.datasets,
    queries.DatasetQuery: browse.dataset,
    queries.StatisticsQuery: statistics.of_dataset,
    queries.DdlQuery: statistics.ddl,
    queries.StoreStatisticsQuery: statistics.of_store,
    queries.DatasetSearchQuery: search.dataset_search,
    queries.SearchQuery: search.search,
    queries.EvidenceQuery: evidence.evidence,
    queries.ChangesQuery: changes.changes,
}

_STORE_WALKS: dict[type[Query[Any]], Callable[[StoreGround, Any], Answer[Any]]] = {
    queries.DatabaseLineageQuery: lineage.database_lineage,
    queries.ColumnarDatabaseLineageQuery: lineage.columnar_database_lineage,
    queries.PathsQuery: lineage.paths,
}


class SqlRepository:
    """`OpenLineageRepository` on a store's engine; `max_edges` caps the edges of one lineage answer.

    `snapshots` keeps the graph as arrays, where that is wanted: walks use them whenever they are of the store's very
    generation, and the store's own tables otherwise. The answers are the same.
    """

    def __init__(
        self, engine: Engine, *, max_edges: int | None = None, snapshots: SnapshotKeeper | None = None
    ) -> None:
        self.snapshots = snapshots
        self._engine = engine
        self._max_edges = max_edges
        self._generation = GenerationReader(engine)
        self._source: SnapshotSource | None = None

    def answer(self, query: Query[T]) -> Answer[T]:
        """See `OpenLineageRepository.answer`. All of an answer is read from one moment of the store."""
        if (walk := WALKS.get(type(query))) is not None and (source := self._snapshot(query, self.generation)):
            # What a snapshot cannot resolve the store may, or it says what is wrong.
            with suppress(UnresolvedError):
                return walk(Ground(source, self._max_edges), query)
        with translated(), self._engine.connect() as connection, connection.begin():
            if (room := _ROOMS.get(type(query))) is not None:
                return Answer.of(room(connection, query))
            if walk is not None:
                return walk(Ground(FrontierSource(connection), self._max_edges), query)
            return self._store_walk(connection, query)

    def _store_walk(self, connection: Connection, query: Any) -> Answer[Any]:
        walk = _STORE_WALKS[type(query)]

        def generation() -> int:
            # Asked within the transaction, so that what is read from the store is of the snapshot's moment.
            return int(connection.exec_driver_sql("SELECT generation FROM ol_stamp").scalar_one())

        if source := self._snapshot(query, generation):
            with suppress(UnresolvedError):
                return walk(StoreGround(source, self._max_edges, connection=connection), query)
        return walk(StoreGround(FrontierSource(connection), self._max_edges, connection=connection), query)

    def _snapshot(self, query: Any, generation: Callable[[], int]) -> SnapshotSource | None:
        """The snapshot that may answer a walk: of the store's very generation, and for no other instant than now."""
        if self.snapshots is None or as_of(query) is not None:
            return None
        snapshot, source = self.snapshots.at(generation()), self._source
        if snapshot is None:
            return None
        if source is None or not source.is_of(snapshot):
            self._source = source = SnapshotSource(snapshot)
        return source

    def generation(self) -> int:
        """See `OpenLineageRepository.generation`."""
        return self._generation.read()

    def close(self) -> None:
        """Let go what is not the engine's."""
        if self.snapshots is not None:
            self.snapshots.close()
        self._generation.close()
