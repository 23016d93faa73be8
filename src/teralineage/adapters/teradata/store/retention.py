"""Deletes history that is older than it is kept for: few rows at a time, each time in a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Iterable

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import in_lists
from teralineage.adapters.teradata.store.tables import (
    EVIDENCE,
    JOB,
    LINEAGE,
    RUN,
    RUN_INPUT,
    RUN_OUTPUT,
    STATEMENT,
    Table,
)
from teralineage.ports import Forgotten

Rows = tuple[tuple[Table, str], ...]
"""Tables with the column whose values choose the rows that go."""

EDGES: Rows = ((EVIDENCE, "lineage_id"), (LINEAGE, "lineage_id"))
STATEMENTS: Rows = ((EVIDENCE, "statement_id"), (STATEMENT, "statement_id"))
RUNS: Rows = ((RUN_INPUT, "run_id"), (RUN_OUTPUT, "run_id"), (RUN, "run_id"))
JOBS: Rows = ((JOB, "job_id"),)


def forget(pool: Pool, database: str, before: int) -> Forgotten:
    """See `ports.LineageWriter.forget`; the instant is in microseconds."""
    edges = _closed(pool, database, LINEAGE, before, EDGES)
    _closed(pool, database, STATEMENT, before, STATEMENTS)
    runs = _runs(pool, database, before)
    _closed(pool, database, JOB, before, JOBS, unless=((STATEMENT, "job_id"), (RUN, "job_id")))
    return Forgotten(edges, runs)


def _closed(  # noqa: PLR0913, PLR0917 - which rows go, and which go with them
    pool: Pool, database: str, table: Table, before: int, rows: Rows, unless: Rows = ()
) -> int:
    """Delete what of a table was closed before an instant, unless other rows still name it; how many went."""
    gone, after = 0, -1
    while page := pool.transact(lambda s, a=after: s.rows(sql.closed_before(database, table), [before, a])):  # type: ignore[misc]
        ids = {int(row[0]) for row in page}
        after = max(ids)
        for other, column in unless:
            ids -= _named(pool, database, other, column, ids)
        _delete(pool, database, rows, ids)
        gone += len(ids)
    return gone


def _runs(pool: Pool, database: str, before: int) -> int:
    gone, after = 0, -1
    while page := pool.transact(lambda s, a=after: s.rows(sql.runs_before(database), [before, a])):  # type: ignore[misc]
        after = max(int(run) for run, _ in page)
        ids = {int(run) for run, _ in page}
        ids -= _named(pool, database, LINEAGE, "run_id", ids)
        for part in in_lists({int(job) for _, job in page}):
            last = sql.last_runs(database, len(part))
            ids -= {int(row[0]) for row in pool.transact(lambda s, q=last, p=part: s.rows(q, p))}  # type: ignore[misc]
        _delete(pool, database, RUNS, ids)
        gone += len(ids)
    return gone


def _named(pool: Pool, database: str, table: Table, column: str, ids: Iterable[int]) -> set[int]:
    """Those of some values that a column holds."""
    found: set[int] = set()
    for part in in_lists(ids):
        asked = sql.values_in(database, table, column, len(part))
        found |= {int(row[0]) for row in pool.transact(lambda s, q=asked, p=part: s.rows(q, p))}  # type: ignore[misc]
    return found


def _delete(pool: Pool, database: str, rows: Rows, ids: set[int]) -> None:
    """Delete rows in one transaction, told to readers as every write is."""

    def work(session: Session) -> None:
        session.run(sql.begin_write(database))
        for table, column in rows:
            for part in in_lists(ids):
                session.run(sql.delete_in(database, table, column, len(part)), part)
        even = time.time_ns() // 2000 * 2
        session.run(sql.end_write(database), [even, even])

    if ids:
        pool.transact(work)
