"""Deletes history that is older than it is kept for: few rows at a time, each time in a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TypeVar

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.statements import Sql
from teralineage.adapters.teradata.store import forget_sql, write_sql
from teralineage.adapters.teradata.store.data import in_lists
from teralineage.adapters.teradata.store.tables import (
    DATASET,
    EVIDENCE,
    FIELD,
    FIELD_CHANGE,
    JOB,
    LINEAGE,
    RUN,
    RUN_INPUT,
    RUN_OUTPUT,
    STATEMENT,
    TEXT,
    Table,
)
from teralineage.ports import Forgotten

T = TypeVar("T")

Rows = tuple[tuple[Table, str], ...]
"""Tables with the column whose values choose the rows that go."""

Page = Callable[[Session, int], tuple[int, set[int]]]
"""The last key of a page after a key, that key itself where there is none; and those of its keys that may go."""

EDGES: Rows = ((EVIDENCE, "lineage_id"), (LINEAGE, "lineage_id"))
STATEMENTS: Rows = ((EVIDENCE, "statement_id"), (STATEMENT, "statement_id"))
RUNS: Rows = ((RUN_INPUT, "run_id"), (RUN_OUTPUT, "run_id"), (RUN, "run_id"))
JOBS: Rows = ((JOB, "job_id"),)
FIELDS: Rows = ((FIELD_CHANGE, "field_id"), (FIELD, "field_id"))
DATASETS: Rows = ((DATASET, "dataset_id"),)
RUNS_OF_JOBS: Rows = ((STATEMENT, "job_id"), (RUN, "job_id"))
EDGES_OF_FIELDS: Rows = ((LINEAGE, "source_field_id"), (LINEAGE, "target_field_id"))
ALL_OF_DATASETS: Rows = ((FIELD, "dataset_id"), (RUN_INPUT, "dataset_id"), (RUN_OUTPUT, "dataset_id"))


def forget(pool: Pool, database: str, before: int) -> Forgotten:
    """See `ports.LineageWriter.forget`; the instant is in microseconds."""
    edges = _closed(pool, database, LINEAGE, before, EDGES)
    _closed(pool, database, STATEMENT, before, STATEMENTS)
    runs = _runs(pool, database, before)
    _closed(pool, database, JOB, before, JOBS, unless=RUNS_OF_JOBS)
    _closed(pool, database, FIELD, before, FIELDS, unless=EDGES_OF_FIELDS)
    _closed(pool, database, DATASET, before, DATASETS, unless=ALL_OF_DATASETS)
    _texts(pool, database)
    return Forgotten(edges, runs)


def _closed(  # noqa: PLR0913, PLR0917 - which rows go, and which go with them
    pool: Pool, database: str, table: Table, before: int, rows: Rows, unless: Rows = ()
) -> int:
    """Delete what of a table was closed before an instant, unless other rows still name it; how many went."""

    def page(session: Session, after: int) -> tuple[int, set[int]]:
        found = [int(row[0]) for row in session.rows(forget_sql.closed_before(database, table), [before, after])]
        ids = set(found)
        for other, column in unless:
            ids -= _named(session, database, other, column, ids)
        return max(found, default=after), ids

    return _page_by_page(pool, database, rows, page)


def _page_by_page(pool: Pool, database: str, rows: Rows, page: Page) -> int:
    """Delete what a page chooses, each page in a transaction of its own; how many went."""
    gone, after = 0, -1
    while True:
        last, ids = pool.transact(lambda session, a=after: page(session, a))  # type: ignore[misc]
        if last == after:
            return gone
        if ids:

            def work(session: Session, after: int = after) -> int:
                # Chosen again behind the lock of writers: one may have brought something back, or named it again.
                _, still = page(session, after)
                _delete(session, database, rows, still)
                return len(still)

            gone += pool.transact(lambda session, work=work: _writing(session, database, work))  # type: ignore[misc]
        after = last


def _texts(pool: Pool, database: str) -> None:
    """Delete long texts that nothing uses, a sixteenth of them at a time."""
    for low, high in pairwise([*"0123456789abcdef", "g"]):
        unused = forget_sql.unused_texts(database)
        if pool.transact(lambda s, q=unused, p=(low, high): s.rows(q, p)):  # type: ignore[misc]

            def work(session: Session, unused: Sql = unused, bounds: tuple[str, str] = (low, high)) -> None:
                ids = {str(row[0]) for row in session.rows(unused, bounds)}
                _delete(session, database, ((TEXT, "text_id"),), ids)

            pool.transact(lambda session, work=work: _writing(session, database, work))  # type: ignore[misc]


def _runs(pool: Pool, database: str, before: int) -> int:
    def page(session: Session, after: int) -> tuple[int, set[int]]:
        rows = session.rows(forget_sql.runs_before(database), [before, after])
        found = {int(run) for run, _ in rows}
        ids = found - _named(session, database, LINEAGE, "run_id", found)
        for part in in_lists({int(job) for _, job in rows}):
            ids -= {int(row[0]) for row in session.rows(forget_sql.last_runs(database, len(part)), part)}
        return max(found, default=after), ids

    return _page_by_page(pool, database, RUNS, page)


def _named(session: Session, database: str, table: Table, column: str, ids: Iterable[int]) -> set[int]:
    """Those of some values that a column holds."""
    found: set[int] = set()
    for part in in_lists(ids):
        found |= {int(row[0]) for row in session.rows(forget_sql.values_in(database, table, column, len(part)), part)}
    return found


def _delete(session: Session, database: str, rows: Rows, ids: Iterable[int | str]) -> None:
    for table, column in rows:
        for part in in_lists(ids):
            session.run(forget_sql.delete_in(database, table, column, len(part)), part)


def _writing(session: Session, database: str, work: Callable[[Session], T]) -> T:
    """Work in one transaction in which nobody else writes, told to readers as every write is."""
    session.run(write_sql.begin_write(database))
    done = work(session)
    even = time.time_ns() // 2000 * 2
    session.run(write_sql.end_write(database), [even, even])
    return done
