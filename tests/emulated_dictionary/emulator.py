"""Connections and cursors with the documented DB-API surface, over one DuckDB database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import duckdb
from tests.adapters.teradata.doubles import DriverError, dropped, error
from tests.emulated_dictionary.shim import padded, to_duckdb

Shown = dict[tuple[str, str], list[list[str]]]
_NAMES = r'"((?:[^"]|"")*)"\."((?:[^"]|"")*)"'


class Emulator:
    """What all connections share: the database, what SHOW and HELP answer, and what is refused."""

    def __init__(self) -> None:
        self.database = duckdb.connect()
        self.shown: Shown = {}  # (database, name) → result sets of rows
        self.helped: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self.refused: dict[str, int] = {}  # a word of the request → the error it meets
        self.requests: list[str] = []
        self.bands: list[str] = []
        self.now = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - the database's clock, as its log tells times
        self.fault: Callable[[str], Exception | None] = lambda _text: None

    def __call__(self) -> EmulatedConnection:
        return EmulatedConnection(self)


class EmulatedConnection:
    def __init__(self, emulator: Emulator) -> None:
        self.emulator = emulator
        self.session = emulator.database.cursor()
        self.closed = False
        self.open = False

    def cursor(self) -> EmulatedCursor:
        return EmulatedCursor(self)

    def commit(self) -> None:
        self._end("COMMIT")

    def rollback(self) -> None:
        self._end("ROLLBACK")

    def close(self) -> None:
        self.closed = True
        self.session.close()

    def begin(self) -> None:
        if self.closed:
            raise dropped()
        if not self.open:
            self.session.execute("BEGIN")
            self.open = True

    def _end(self, how: str) -> None:
        if self.closed:
            raise dropped()
        if self.open:
            self.open = False
            try:
                self.session.execute(how)
            except duckdb.Error as failure:
                raise driver_error(failure) from failure


class EmulatedCursor:
    def __init__(self, connection: EmulatedConnection) -> None:
        self.connection = connection
        self.emulator = connection.emulator
        self.sets: list[list[tuple[Any, ...]]] = []
        self.description: list[tuple[Any, ...]] = []

    def execute(self, text: str, parameters: list[Any] | None = None) -> None:
        self._meet(text)
        self.sets = [[]]
        if text.startswith("{fn "):
            return
        if text.startswith("SET QUERY_BAND"):
            self.emulator.bands.append(text)
        elif text.startswith("SHOW "):
            self._show(text)
        elif text.startswith("HELP "):
            self._help(text)
        elif text.startswith("SELECT CAST(CURRENT_TIMESTAMP"):
            self.sets = [[(self.emulator.now,)]]
        else:
            self._query(text, parameters)

    def executemany(self, text: str, rows: list[list[Any]]) -> None:
        self._meet(text)
        self.connection.begin()
        sql = to_duckdb(text)
        for row in rows:
            self._run(sql, row)

    def fetchall(self) -> list[tuple[Any, ...]]:
        rows, self.sets[0] = self.sets[0], []
        return rows

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        rows, self.sets[0] = self.sets[0][:size], self.sets[0][size:]
        return rows

    def nextset(self) -> bool:
        self.sets.pop(0)
        return bool(self.sets)

    def close(self) -> None:
        pass

    def _meet(self, text: str) -> None:
        self.emulator.requests.append(text)
        if self.connection.closed:
            raise dropped()
        failure = self.emulator.fault(text)
        if failure is not None:
            raise failure
        for word, number in self.emulator.refused.items():
            if re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)", text):
                raise error(number, f"The user may not use {word}.")

    def _query(self, text: str, parameters: list[Any] | None) -> None:
        self.connection.begin()
        self._run(to_duckdb(text), parameters or [])
        for view, row in defined(text):
            marks = ", ".join("?" * len(row))
            self._run(f"INSERT INTO DBC.{view} ({', '.join(row)}) VALUES ({marks})", list(row.values()))
        described = self.connection.session.description or []
        names = [column[0] for column in described]
        self.description = [(name,) for name in names]
        self.sets = [
            [
                tuple(padded(n, v, text) if isinstance(v, str) else v for n, v in zip(names, row, strict=True))
                for row in self.connection.session.fetchall()
            ]
        ]

    def _run(self, sql: str, parameters: list[Any]) -> None:
        try:
            self.connection.session.execute(sql, parameters)
        except duckdb.Error as failure:
            raise driver_error(failure) from failure

    def _show(self, text: str) -> None:
        match = re.search(_NAMES, text)
        assert match is not None
        sets = self.emulator.shown.get((match[1], match[2]))
        if sets is None:
            raise error(3807, f"Object '{match[2]}' does not exist.")
        self.sets = [[(part,) for part in rows] for rows in sets]
        self.description = [("Request Text",)]

    def _help(self, text: str) -> None:
        match = re.search(_NAMES, text)
        assert match is not None
        records = self.emulator.helped.get((match[1], match[2]))
        if records is None:
            raise error(3807, f"Object '{match[2]}' does not exist.")
        self.description = [(name,) for name in records[0]]
        self.sets = [[tuple(record.values()) for record in records]]


def defined(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a request for a lasting table, a column or an index adds to the dictionary: views with their rows."""
    table = re.match(rf"CREATE MULTISET TABLE {_NAMES} \((.*)\) UNIQUE", text, re.DOTALL)
    added = re.match(rf"ALTER TABLE {_NAMES} ADD (\w+)", text)
    index = re.match(rf"CREATE INDEX \S+ \((\w+).*\) ON {_NAMES}", text)
    if table:
        names = re.findall(r"^  (\w+) ", table[3], re.MULTILINE)
        yield "TablesV", {"DatabaseName": table[1], "TableName": table[2], "TableKind": "T"}
        for number, name in enumerate(names, 1):
            yield "ColumnsV", {"DatabaseName": table[1], "TableName": table[2], "ColumnName": name, "ColumnId": number}
    if added:
        yield "ColumnsV", {"DatabaseName": added[1], "TableName": added[2], "ColumnName": added[3], "ColumnId": 99}
    if index:
        place = {"DatabaseName": index[2], "TableName": index[3], "ColumnName": index[1]}
        yield "IndicesV", {**place, "IndexType": "S", "UniqueFlag": "N", "ColumnPosition": 1}


def driver_error(failure: Exception) -> DriverError:
    """A failure of DuckDB in the driver's words."""
    text = str(failure).partition("\n")[0]
    if isinstance(failure, duckdb.ConstraintException):
        return error(2801, text)
    if "already exists" in text:
        return error(3803, text)
    if isinstance(failure, duckdb.CatalogException):
        return error(3807, text)
    if isinstance(failure, duckdb.BinderException):
        return error(3810, text)
    if isinstance(failure, duckdb.TransactionException):
        return error(2631, text)
    return error(3706, text)
