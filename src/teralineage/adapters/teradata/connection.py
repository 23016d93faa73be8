"""Sessions: what runs a `Sql`. The driver's exceptions end here; one thread uses a session at a time."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from teralineage import __version__
from teralineage.adapters.teradata.driver import Connect
from teralineage.adapters.teradata.errors import Meaning, TeradataError, TeradataUnavailableError, translated
from teralineage.adapters.teradata.statements import Sql, autocommit_off, ping, query_band

T = TypeVar("T")
Row = tuple[Any, ...]
log = logging.getLogger(__name__)

APPLICATION = "teralineage"
FETCH_ROWS = 5000
ARRAY_ROWS = 500
ARRAY_BYTES = 900_000
"""Of the 1 MB that an array request may hold with its text."""

_NOT_STORED = re.compile("[\ud800-\udfff\U00010000-\U0010ffff]")
"""What a UNICODE column does not take: halves of characters, and characters outside the basic plane."""


class Session:
    """A logged-on connection, transactions on. `secrets` are kept out of every message."""

    def __init__(self, connection: Any, secrets: Sequence[str] = ()) -> None:
        self._connection = connection
        self._secrets = tuple(secrets)
        self.broken = False
        self.stages: set[str] = set()  # tables that this session has a staging table for

    def rows(self, sql: Sql, parameters: Sequence[Any] = ()) -> list[Row]:
        """All rows of a request."""
        return list(self.stream(sql, parameters))

    def stream(self, sql: Sql, parameters: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a request, fetched as they are taken."""
        with self._cursor(sql, parameters) as cursor:
            while batch := self._guarded(lambda: cursor.fetchmany(FETCH_ROWS)):
                yield from (tuple(row) for row in batch)

    def records(self, sql: Sql) -> list[dict[str, Any]]:
        """All rows by column heading, for answers whose columns vary by release."""
        with self._cursor(sql, ()) as cursor:
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in self._guarded(cursor.fetchall)]

    def text(self, sql: Sql) -> str:
        """The one long text that SHOW answers in several rows, perhaps several results, with plain line ends."""
        parts: list[str] = []
        with self._cursor(sql, ()) as cursor:
            while True:
                parts += [row[0] for row in self._guarded(cursor.fetchall) if row[0] is not None]
                if not self._guarded(cursor.nextset):
                    break
        return plain_lines("".join(parts))  # nothing between: a row may end within a word

    def run(self, sql: Sql, parameters: Sequence[Any] = ()) -> None:
        """A request whose answer does not matter."""
        with self._cursor(sql, parameters):
            pass

    def run_many(self, sql: Sql, rows: Sequence[Sequence[Any]]) -> None:
        """One request with many sets of values, in chunks that an array request can hold."""
        for chunk in _chunks(rows):
            cursor = self._guarded(self._connection.cursor)
            try:
                self._guarded(partial(cursor.executemany, sql.text, chunk))
            finally:
                self._quietly(cursor.close)

    def commit(self) -> None:
        """Keep what was done, let locks go."""
        self._guarded(self._connection.commit)

    def rollback(self) -> None:
        """Undo what was done, let locks go."""
        self._guarded(self._connection.rollback)

    def close(self) -> None:
        """Log off; a session that is already gone is no failure."""
        self.broken = True
        self._quietly(self._connection.close)

    def alive(self) -> bool:
        """Whether the database still answers this session."""
        try:
            self.rows(ping())
            self.commit()
        except (TeradataError, TeradataUnavailableError):
            return False
        return True

    @contextmanager
    def _cursor(self, sql: Sql, parameters: Sequence[Any]) -> Iterator[Any]:
        cursor = self._guarded(self._connection.cursor)
        try:
            arguments = (sql.text, [sendable(value) for value in parameters]) if parameters else (sql.text,)
            self._guarded(lambda: cursor.execute(*arguments))
            yield cursor
        finally:
            self._quietly(cursor.close)

    def _guarded(self, call: Callable[[], T]) -> T:
        try:
            return call()
        except Exception as error:
            ours = translated(error, self._secrets)
            if ours.fault.meaning is Meaning.CONNECTION:
                self.broken = True
            raise ours from error

    @staticmethod
    def _quietly(call: Callable[[], Any]) -> None:
        with suppress(Exception):  # closing what is gone already has nothing to tell
            call()


def _chunks(rows: Sequence[Sequence[Any]]) -> Iterator[list[list[Any]]]:
    chunk: list[list[Any]] = []
    size = 0
    for row in rows:
        values = [sendable(value) for value in row]
        bytes_ = sum(len(value.encode()) + 2 if isinstance(value, str) else 16 for value in values)
        if chunk and (len(chunk) == ARRAY_ROWS or size + bytes_ > ARRAY_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(values)
        size += bytes_
    if chunk:
        yield chunk


def sendable(value: Any) -> Any:
    """A value as Teradata takes it: characters that it would refuse the whole request for become U+FFFD."""
    return _NOT_STORED.sub("\ufffd", value) if isinstance(value, str) and not value.isascii() else value


def plain_lines(text: str) -> str:
    """The text with newlines alone; statement text often holds carriage returns, bare ones too."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def open_session(connect: Connect, secrets: Sequence[str] = ()) -> Session:
    """Log on, turn transactions on, and name this program in the query log (failing that is a warning)."""
    try:
        session = Session(connect(), secrets)
    except (TeradataError, TeradataUnavailableError):
        raise
    except Exception as error:
        raise translated(error, secrets) from error
    try:
        session.run(autocommit_off())
        _name(session)
    except BaseException:
        session.close()  # sessions are few: one that cannot be used must not stay logged on
        raise
    return session


def _name(session: Session) -> None:
    try:
        session.run(query_band(APPLICATION, __version__))
        session.commit()
    except TeradataError as error:
        log.warning("The session has no query band, so the query log will show our own queries too: %s", error)
        session.rollback()
