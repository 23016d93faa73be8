"""Inserting many rows by the driver's own executemany, without SQLAlchemy's look at each value: four times as fast."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table

from teralineage.adapters.sql.engine import AnySelect, chunks
from teralineage.adapters.sql.schema import UtcTime, to_micros


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that all have the members of the first, at least two; no rows, no statement."""
    if not rows:
        return
    names = list(rows[0])
    times = [index for index, name in enumerate(names) if isinstance(table.c[name].type, UtcTime)]
    values = itemgetter(*names)
    insert_tuples(connection, table, names, [_bound(values(row), times) for row in rows])


def insert_tuples(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of some columns as the driver takes them: times are microseconds already."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    # The names are those of our own tables, never of what is stored.
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join([mark] * len(names))})"  # noqa: S608
    for part in chunks(rows):
        connection.exec_driver_sql(statement, list(part))


def select_tuples(connection: Connection, query: AnySelect) -> list[tuple[Any, ...]]:
    """The rows of a query as the driver gives them, without SQLAlchemy's look at each: times are microseconds."""
    rows: list[tuple[Any, ...]] = list(connection.execute(query).cursor.fetchall())
    return rows


def _bound(values: tuple[Any, ...], times: list[int]) -> tuple[Any, ...]:
    if not times:
        return values
    bound = list(values)
    for index in times:
        if bound[index] is not None:
            bound[index] = micros(bound[index])
    return tuple(bound)


@lru_cache(maxsize=64)
def micros(value: datetime) -> int:
    """`to_micros`; most rows of a batch have the same times."""
    return to_micros(value)


def add_names(connection: Connection, kind: str, names: set[str]) -> None:
    """Make folded names of a kind findable; those that are so already stay."""
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    statement = f"INSERT INTO ol_name (kind, name_key) VALUES ({mark}, {mark}) ON CONFLICT DO NOTHING"  # noqa: S608 - marks only
    if names:
        connection.exec_driver_sql(statement, [(kind, name) for name in sorted(names)])


class _Pauses:
    """How many threads want no collection now, and whether it was on before the first of them."""

    guard = threading.Lock()
    under_way = 0
    was_on = False


@contextmanager
def without_collection() -> Iterator[None]:
    """Pause the search for cycles, which looks at the thousands of rows in the making over and over; they have none."""
    with _Pauses.guard:
        if not _Pauses.under_way:
            _Pauses.was_on = gc.isenabled()
            gc.disable()
        _Pauses.under_way += 1
    try:
        yield
    finally:
        with _Pauses.guard:
            _Pauses.under_way -= 1
            if not _Pauses.under_way and _Pauses.was_on:
                gc.enable()
