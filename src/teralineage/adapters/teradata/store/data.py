"""Rows of the OL_* tables in and out, within one transaction of a session."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from types import SimpleNamespace
from typing import Any

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.statements import Sql
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.tables import NAME, TEXT, TEXT_PIECE, Table

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
        return int(self.value(sql.highest(self.database, table)) or 0) + 1

    def upsert(self, table: Table, rows: Sequence[dict[str, Any] | Record]) -> None:
        """Add or replace rows by their keys; what a row does not say is null."""
        values = [row if isinstance(row, dict) else vars(row) for row in rows]
        if values:
            self.session.run_many(
                sql.upsert(self.database, table),
                [[_sent(row.get(name)) for name in table.columns] for row in values],
            )

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


def text_id(text: str | None) -> str | None:
    """The name of a long text: the beginning of its SHA-256."""
    return None if text is None else hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:32]


def fit(text: str) -> str:
    """A name that fits its column; one too long keeps its beginning and gets a digest instead of its end."""
    return text if len(text) <= NAME else f"{text[: NAME - 17]}~{(text_id(text) or '')[:16]}"


def in_lists(values: Iterable[Any]) -> list[list[Any]]:
    """Distinct values in lists of a few lengths; the last value of a list is repeated to fill it up."""
    ordered = sorted(set(values))
    most = sql.IN_SIZES[-1]
    lists = [ordered[start : start + most] for start in range(0, len(ordered), most)]
    return [one + one[-1:] * (_size(len(one)) - len(one)) for one in lists]


def _size(length: int) -> int:
    return next(size for size in sql.IN_SIZES if size >= length)


def _sent(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
