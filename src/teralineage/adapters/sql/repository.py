"""Answers queries from the store: one room for each kind of question, found by the query's type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine

from teralineage.adapters.sql import browse, changes, evidence, lineage, search, statistics
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.frontier import FrontierSource
from teralineage.adapters.sql.generation import GenerationReader
from teralineage.adapters.sql.lineage import Ground
from teralineage.adapters.sql.snapshot.keeper import SnapshotKeeper
from teralineage.adapters.sql.snapshot.source import SnapshotSource
from teralineage.adapters.sql.source import GraphSource
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

_WALKS: dict[type[Query[Any]], Callable[[Ground, Any], Any]] = {
    queries.LineageQuery: lineage.lineage,
    queries.ColumnarLineageQuery: lineage.columnar_lineage,
    queries.DatabaseLineageQuery: lineage.database_lineage,
    queries.ColumnarDatabaseLineageQuery: lineage.columnar_database_lineage,
    queries.ImpactQuery: lineage.impact,
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

    def answer(self, query: Query[T]) -> Answer[T]:
        """See `OpenLineageRepository.answer`. All of an answer is read from one snapshot of the store."""
        with translated(), self._engine.connect() as connection, connection.begin():
            entity: T
            if (walk := _WALKS.get(type(query))) is not None:
                entity = walk(Ground(connection, self._source(connection, query), self._max_edges), query)
            else:
                entity = _ROOMS[type(query)](connection, query)
        return Answer.of(entity)

    def _source(self, connection: Connection, query: Any) -> GraphSource:
        as_of = query.walk.as_of if hasattr(query, "walk") else query.as_of
        if self.snapshots is not None and as_of is None:
            # Asked within the transaction, so that names read from the store are those of the snapshot's moment.
            generation = connection.exec_driver_sql("SELECT generation FROM ol_stamp").scalar_one()
            if (snapshot := self.snapshots.at(int(generation))) is not None:
                return SnapshotSource(snapshot)
        return FrontierSource(connection)

    def generation(self) -> int:
        """See `OpenLineageRepository.generation`."""
        return self._generation.read()

    def close(self) -> None:
        """Let go what is not the engine's."""
        if self.snapshots is not None:
            self.snapshots.close()
        self._generation.close()
