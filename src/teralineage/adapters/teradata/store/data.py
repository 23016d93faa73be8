"""Rows of the OL_* tables in and out, within one transaction of a session."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Collection, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from teralineage.adapters.teradata.connection import Session, sendable
from teralineage.adapters.teradata.errors import TeradataError
from teralineage.adapters.teradata.statements import Sql
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store import write_sql
from teralineage.adapters.teradata.store.tables import NAME, TEXT, TEXT_PIECE, Table

log = logging.getLogger(__name__)

_DIGEST = 17

STAGED_ROWS = 200
"""From so many rows on, one MERGE from a staging table costs less than a MERGE for each."""

Record = SimpleNamespace
"""A row; its members are named like the columns, flags are true or false."""


class Data:
    """One session's view of the tables in `database`."""

    def __init__(self, session: Session, database: str) -> None:
        self.session = session
        self.database = database

    def select(self, table: Table, statement: Sql, parameters: Sequence[Any] = ()) -> list[Record]:
        """Rows of a statement that asks for all columns of a table."""
        flags = table.flags
        return [
            Record(**{
                name: bool(value) if name in flags and value is not None else value
                for name, value in zip(table.columns, row, strict=True)
            })
            for row in self.session.rows(statement, parameters)
        ]  # fmt: skip

    def rows(self, table: Table, column: str, values: Iterable[Any], *, active: bool = False) -> list[Record]:
        """Rows with one of some values in a column, in rounds of at most 500."""
        found: list[Record] = []
        for part in in_lists(values):
            found += self.select(table, sql.rows_in(self.database, table, column, len(part), active), part)
        return found

    def all(self, table: Table) -> list[Record]:
        """Every row of a small table."""
        return self.select(table, sql.every_row(self.database, table))

    def value(self, statement: Sql, parameters: Sequence[Any] = ()) -> Any:
        """The first value of the first row."""
        return self.session.rows(statement, parameters)[0][0]

    def next_id(self, table: Table) -> int:
        """A key that no row has yet; only the one writer asks."""
        return int(self.value(write_sql.highest(self.database, table)) or 0) + 1

    def upsert(self, table: Table, rows: Sequence[dict[str, Any] | Record]) -> None:
        """Add or replace rows by their keys; what a row does not say is null."""
        latest: dict[tuple[Any, ...], list[Any]] = {}  # a MERGE may meet no row twice
        for row in rows:
            values = row if isinstance(row, dict) else vars(row)
            latest[tuple(values[name] for name in table.key)] = [
                _sent(values.get(name), length) for name, length in zip(table.columns, table.lengths, strict=True)
            ]
        if len(latest) >= STAGED_ROWS and table.name in self.session.stages:
            self.session.run(write_sql.empty_stage(table))
            self.session.run_many(write_sql.fill_stage(table), list(latest.values()))
            self.session.run(write_sql.upsert_staged(self.database, table))
        elif latest:
            self.session.run_many(write_sql.upsert(self.database, table), list(latest.values()))

    def keep_texts(self, texts: Iterable[str | None]) -> None:
        """Store long texts that are not there yet; `text_id` names them."""
        wanted = {text_id(text): text for text in texts if text is not None}
        known = {row.text_id for row in self.rows(TEXT, "text_id", wanted)}
        self.upsert(
            TEXT,
            [
                {"text_id": id_, "piece_number": number, "piece": text[start : start + TEXT_PIECE]}
                for id_, text in wanted.items()
                if id_ not in known
                for number, start in enumerate(range(0, max(len(text), 1), TEXT_PIECE), 1)
            ],
        )

    def texts(self, ids: Collection[str | None]) -> dict[str, str]:
        """Long texts by their ids."""
        pieces: dict[str, dict[int, str]] = {}
        for row in self.rows(TEXT, "text_id", {id_ for id_ in ids if id_ is not None}):
            pieces.setdefault(row.text_id, {})[row.piece_number] = row.piece or ""
        return {id_: "".join(parts[number] for number in sorted(parts)) for id_, parts in pieces.items()}


def make_stages(session: Session, tables: Iterable[Table]) -> None:
    """Make staging tables in a session, each in a transaction of its own; without one, rows are merged one by one."""
    for table in tables:
        if table.name not in session.stages:
            try:
                session.run(write_sql.create_stage(table))
                session.commit()
            except TeradataError as error:
                session.rollback()
                log.info("No staging table for %s: %s", table.name, error)
                return
            session.stages.add(table.name)


def text_id(text: str | None) -> str | None:
    """The name of a long text: the beginning of its SHA-256."""
    return None if text is None else hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def fit(text: str, length: int = NAME) -> str:
    """A text that fits its column; one too long keeps its beginning and gets a digest instead of its end."""
    text = str(sendable(text))
    return text if len(text) <= length else f"{text[: length - 17]}~{(text_id(text) or '')[:16]}"


def in_lists(values: Iterable[Any]) -> list[list[Any]]:
    """Distinct values in lists of a few lengths; the last value of a list is repeated to fill it up."""
    ordered = sorted(set(values))
    most = sql.IN_SIZES[-1]
    lists = [ordered[start : start + most] for start in range(0, len(ordered), most)]
    return [one + one[-1:] * (_size(len(one)) - len(one)) for one in lists]


def _size(length: int) -> int:
    return next(size for size in sql.IN_SIZES if size >= length)


def _sent(value: Any, length: int | None) -> Any:
    """A value for its column: in ANSI mode a text that does not fit is an error, not cut."""
    if isinstance(value, str) and length is not None:
        return fit(value, length) if length > _DIGEST else value[:length]
    return int(value) if isinstance(value, bool) else value
