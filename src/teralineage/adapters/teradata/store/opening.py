"""Opening the store in a Teradata database."""

from __future__ import annotations

from dataclasses import dataclass

from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store.bulk import read_graph, settled_generation
from teralineage.adapters.teradata.store.repository import TeradataRepository
from teralineage.adapters.teradata.store.schema import set_up
from teralineage.adapters.teradata.store.writer import TeradataWriter
from teralineage.domain.stored import StoredGraph


@dataclass(frozen=True, slots=True)
class TeradataStore:
    """An open store: `repository` answers, `writer` stores, `close` logs off."""

    repository: TeradataRepository
    writer: TeradataWriter
    pool: Pool
    database: str

    def graph_state(self) -> str:
        """See `ports.LineageStore`: rounds of requests answer walks."""
        self.generation()
        return "store"

    def generation(self) -> int | None:
        """The stamp of the last write, without waiting for one that goes on; None then."""
        return settled_generation(self.pool, self.database)

    def read(self) -> StoredGraph:
        """All that stands, in a few big reads."""
        return read_graph(self.pool, self.database)

    def close(self) -> None:
        """Log off everywhere."""
        self.pool.close()


def open_teradata_store(
    pool: Pool, database: str, *, max_edges: int | None = None, look_only: bool = False
) -> TeradataStore:
    """Open the store in a database, and make its tables where they are missing; where `look_only`, they stay missing.

    Raises:
        StoreTooNewError: a later release made them.
        StoreError: the database does not answer, or the user may not make tables there.
    """
    if not look_only:
        set_up(pool, database)
    repository = TeradataRepository(pool, database, max_edges=max_edges)
    return TeradataStore(repository, TeradataWriter(pool, database), pool, database)
