"""Answers queries from the OL_* tables.

Reads take access locks alone, so that they never wait for a writer and never make one wait. They may therefore see rows
of a write that goes on. The stamp tells: it is odd while a write goes on, and another one after it. An answer whose
stamp was odd or changed meanwhile is asked for again, behind the writer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.errors import Fault, Meaning, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store import browse, changes, evidence, search, walks
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data
from teralineage.domain import queries
from teralineage.domain.answers import Answer
from teralineage.domain.queries import Query

T = TypeVar("T")

ATTEMPTS = 5

_ROOMS: dict[type[Query[Any]], Callable[[Data, Any], Any]] = {
    queries.NamespacesQuery: browse.namespaces,
    queries.NamespaceQuery: browse.namespace,
    queries.DatabasesQuery: browse.databases,
    queries.DatasetsQuery: browse.datasets,
    queries.DatasetQuery: browse.dataset,
    queries.StatisticsQuery: browse.statistics,
    queries.DdlQuery: browse.ddl,
    queries.StoreStatisticsQuery: browse.store_statistics,
    queries.DatasetSearchQuery: search.dataset_search,
    queries.SearchQuery: search.search,
    queries.EvidenceQuery: evidence.evidence,
    queries.ChangesQuery: changes.changes,
}
_WALKS: dict[type[Query[Any]], Callable[[Data, Any, int | None], Any]] = {
    queries.LineageQuery: walks.lineage,
    queries.ColumnarLineageQuery: walks.columnar_lineage,
    queries.DatabaseLineageQuery: walks.database_lineage,
    queries.ColumnarDatabaseLineageQuery: walks.columnar_database_lineage,
    queries.ImpactQuery: walks.impact,
    queries.PathsQuery: walks.paths,
}


class TeradataRepository:
    """`ports.OpenLineageRepository` over the sessions of a pool; `max_edges` caps the edges of one lineage answer."""

    def __init__(self, pool: Pool, database: str, *, max_edges: int | None = None) -> None:
        self._pool = pool
        self._database = database
        self._max_edges = max_edges

    def answer(self, query: Query[T]) -> Answer[T]:
        """See `ports.OpenLineageRepository`."""

        def work(session: Session) -> T:
            data = Data(session, self._database)
            walk = _WALKS.get(type(query))
            entity: T = walk(data, query, self._max_edges) if walk else _ROOMS[type(query)](data, query)
            return entity

        return Answer.of(self._pool.transact(lambda session: self._steadily(session, work)))

    def generation(self) -> int:
        """See `ports.OpenLineageRepository`."""
        return self._pool.transact(lambda session: self._stamp(session, waiting=True))

    def _steadily(self, session: Session, work: Callable[[Session], T]) -> T:
        """Do work while nothing is written; do it again where something was."""
        for _ in range(ATTEMPTS):
            stamp = self._stamp(session, waiting=False)
            if stamp % 2:
                self._stamp(session, waiting=True)
                session.commit()  # lets the lock go that was waited for
                continue
            failure: Exception | None = None
            try:
                found = work(session)
            except Exception as error:  # noqa: BLE001 - half of a write may look like anything; raised below if none was
                failure = error
            if session.broken or self._stamp(session, waiting=False) == stamp:
                if failure is not None:
                    raise failure
                return found
        raise TeradataUnavailableError(Fault(Meaning.RESUBMIT, None, "the store is being written all the time"))

    def _stamp(self, session: Session, *, waiting: bool) -> int:
        return int(session.rows(sql.generation(self._database, waiting))[0][0])
