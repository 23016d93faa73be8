"""Opening the store in a Teradata database."""

from __future__ import annotations

from dataclasses import dataclass

from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store.repository import TeradataRepository
from teralineage.adapters.teradata.store.schema import set_up
from teralineage.adapters.teradata.store.writer import TeradataWriter


@dataclass(frozen=True, slots=True)
class TeradataStore:
    """An open store: `repository` answers, `writer` stores, `close` logs off."""

    repository: TeradataRepository
    writer: TeradataWriter
    pool: Pool

    def close(self) -> None:
        """Log off everywhere."""
        self.pool.close()


def open_teradata_store(pool: Pool, database: str, *, max_edges: int | None = None) -> TeradataStore:
    """Open the store in a database, and make its tables where they are missing.

    Raises:
        StoreTooNewError: a later release made them.
        StoreError: the database does not answer, or the user may not make tables there.
    """
    set_up(pool, database)
    return TeradataStore(TeradataRepository(pool, database, max_edges=max_edges), TeradataWriter(pool, database), pool)
