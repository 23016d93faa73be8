"""The whole graph in a few big reads: what a snapshot is made of, so that Teradata is not asked hop by hop."""

from __future__ import annotations

from collections.abc import Iterator

from teralineage.adapters.teradata.connection import Row
from teralineage.adapters.teradata.errors import Fault, Meaning, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data
from teralineage.adapters.teradata.store.tables import DATASET, FIELD, LINEAGE, NAMESPACE, Table
from teralineage.domain.stored import Datasets, Fields, StoredGraph, edges_of

ATTEMPTS = 3

_DATASET = ("dataset_id", "name", "namespace_id", "source_type", "is_active")
_FIELD = ("field_id", "dataset_id", "field_name", "field_type", "nullable", "ordinal_position", "is_active")
_EDGE = (
    "lineage_id", "source_field_id", "target_field_id", "subtype_code", "evidence_count", "last_seen",
    "confidence_score",
)  # fmt: skip


def settled_generation(pool: Pool, database: str) -> int | None:
    """The stamp of the last write, asked for without waiting; None while somebody writes."""
    stamp = int(pool.transact(lambda session: session.rows(sql.generation(database, waiting=False))[0][0]))
    return None if stamp % 2 else stamp


def read_graph(pool: Pool, database: str) -> StoredGraph:
    """All that stands at one generation; read again where somebody wrote meanwhile.

    Raises:
        TeradataUnavailableError: the store is being written all the time.
    """
    for _ in range(ATTEMPTS):
        generation = settled_generation(pool, database)
        if generation is None:
            continue
        uris = pool.transact(
            lambda s: {row.namespace_id: row.namespace_uri for row in Data(s, database).all(NAMESPACE)}
        )
        rows = [row for page in _pages(pool, database, DATASET, _DATASET) for row in page]
        datasets = Datasets.of([(id_, name, uris[home], kind, bool(active)) for id_, name, home, kind, active in rows])
        fields = Fields.of(_pages(pool, database, FIELD, _FIELD)).in_order()
        edges = edges_of(_pages(pool, database, LINEAGE, _EDGE, active=True))
        if settled_generation(pool, database) == generation:
            return StoredGraph(generation, datasets, fields, edges)
    raise TeradataUnavailableError(Fault(Meaning.RESUBMIT, None, "the store is being written all the time"))


def _pages(
    pool: Pool, database: str, table: Table, columns: tuple[str, ...], *, active: bool = False
) -> Iterator[list[Row]]:
    """The rows of a table in the order of their keys, each page in a transaction of its own."""
    after, statement = -1, sql.bulk_page(database, table, columns, active)
    while page := pool.transact(lambda session, a=after: session.rows(statement, [a])):  # type: ignore[misc]
        yield page
        after = int(page[-1][0])
