"""Engines for SQLite and PostgreSQL, and the two things their SQL says differently."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlalchemy import (
    ARRAY,
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Row,
    Select,
    Text,
    any_,
    bindparam,
    create_engine,
    event,
    exc,
    func,
    select,
    tuple_,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool
from sqlalchemy.types import TypeEngine

from teralineage.adapters.sql.bell import Bell

T = TypeVar("T")

AnyRow = Row[*tuple[Any, ...]]
AnySelect = Select[*tuple[Any, ...]]

BUSY_SECONDS = 30.0
"""How long a writer waits for another before it gives up."""

_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}",
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = NORMAL",  # with WAL: a crash of the machine may lose the last commit, never damage the file
    "PRAGMA wal_autocheckpoint = 2000",  # pages: a load would else copy the same ones over and over
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -65536",
    "PRAGMA mmap_size = 2147483648",
)


def sqlite_engine(path: Path) -> Engine:
    """An engine on an existing SQLite file; transactions begin when SQLAlchemy says so."""
    uri = f"file:{quote(str(path))}?mode=rw"  # a file that is gone must not come back empty
    bell = Bell(path)

    class RingingConnection(sqlite3.Connection):
        """Rings after each commit that changed something."""

        told = 0

        def commit(self) -> None:
            super().commit()
            if self.total_changes != self.told:
                self.told = self.total_changes
                bell.ring()

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(uri, uri=True, check_same_thread=False, cached_statements=256, factory=RingingConnection)

    engine = create_engine(
        "sqlite://", creator=connect, poolclass=QueuePool, pool_size=16, max_overflow=16, pool_timeout=BUSY_SECONDS
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        assert isinstance(connection, sqlite3.Connection)  # noqa: S101 - narrows the type for what follows
        connection.isolation_level = None  # the driver's own BEGIN would let DDL escape the transaction
        for pragma in _SQLITE_PRAGMAS:
            connection.execute(pragma)
        record.info["inode"] = file_identity(path)

    @event.listens_for(engine, "checkout")
    def _checkout(_connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: Any) -> None:
        # A removed or replaced file would go on answering from a connection opened before.
        if record.info.get("inode") != file_identity(path):
            raise exc.DisconnectionError

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if not options.get("writes", False):
            connection.exec_driver_sql("BEGIN")
            return
        # The PRAGMA counts for the transactions that begin after it.
        connection.exec_driver_sql(f"PRAGMA foreign_keys = {'OFF' if options.get('trusted', False) else 'ON'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def postgres_engine(url: URL) -> Engine:
    """An engine on PostgreSQL; a reader sees one snapshot through all its statements."""
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        isolation_level="REPEATABLE READ",
        pool_size=8,
        max_overflow=8,
        pool_pre_ping=True,
        pool_timeout=BUSY_SECONDS,
        connect_args={"connect_timeout": 10},
    )


def for_writing(engine: Engine) -> Engine:
    """The same engine whose transactions take the write lock at once, so that none fails half-way for it."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(writes=True)
    return engine.execution_options(isolation_level="READ COMMITTED")


def trusted(engine: Engine) -> Engine:
    """An engine for writing that does not look each reference up again, for who has just found or made what it means.

    In SQLite alone, where that costs a tenth of a load; tests see that every reference means something.
    """
    return engine.execution_options(trusted=True)


def among(connection: Connection, column: ColumnElement[Any], ids: Iterable[int]) -> ColumnElement[bool]:
    """`column` is one of any number of integer ids, as one bound value."""
    return _among(connection, column, [int(one) for one in ids], BigInteger())


def among_texts(connection: Connection, column: ColumnElement[Any], texts: Iterable[str]) -> ColumnElement[bool]:
    """`column` is one of any number of texts, as one bound value."""
    return _among(connection, column, sorted(texts), Text())


def _among(
    connection: Connection, column: ColumnElement[Any], values: list[Any], type_: TypeEngine[Any]
) -> ColumnElement[bool]:
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(values)).table_valued("value")
        return column.in_(select(listed.c.value))
    return column == any_(bindparam(None, values, type_=ARRAY(type_), unique=True))


def among_pairs(
    connection: Connection, one: ColumnElement[str], other: ColumnElement[str], texts: Sequence[tuple[str, str]]
) -> ColumnElement[bool]:
    """Two columns are one of any number of pairs of texts, which an index over both finds one by one."""
    if connection.dialect.name == "sqlite":
        listed = func.json_each(json.dumps(texts)).table_valued("value").c.value
        return tuple_(one, other).in_(select(func.json_extract(listed, "$[0]"), func.json_extract(listed, "$[1]")))
    columns = [bindparam(None, list(part), type_=ARRAY(Text()), unique=True) for part in zip(*texts, strict=True)]
    named = func.unnest(*columns).table_valued("first", "second").render_derived()
    return tuple_(one, other).in_(select(named.c.first, named.c.second))


def chunks(values: Sequence[T], size: int = 20_000) -> Iterator[Sequence[T]]:
    """Parts of a sequence, so that no statement carries too much."""
    for start in range(0, len(values), size):
        yield values[start : start + size]


def next_id(connection: Connection, column: ColumnElement[int]) -> int:
    """The first id not handed out yet; only the one writer may ask."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def contains(column: ColumnElement[str], text: str) -> ColumnElement[bool]:
    """`column` holds `text` somewhere; no character of it is a wildcard."""
    return column.contains(text, autoescape=True)


def file_identity(path: Path) -> tuple[int, int] | None:
    """Which file stands at a path; another may have been put there. None where there is none."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino
