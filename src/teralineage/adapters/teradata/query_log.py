"""The query log (DBQL) as statements: each query once, whole, however late its rows were flushed.

A run reads slices from an overlap before its mark up to now. A query whose text is not there yet is left for a later
run; once the overlap has passed it counts as incomplete. Times are by the database's clock, which has no zone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import groupby

from teralineage.adapters.teradata import log_sql as sql
from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.connection import Row, plain_lines
from teralineage.adapters.teradata.errors import Meaning, TeradataError
from teralineage.adapters.teradata.log_mark import OVERLAP, LogMark, QueryKey
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.view_types import text
from teralineage.ports import LoggedQuery, LogSlice, Refusal

SLICE = timedelta(hours=1)
FULL_ROW = 30_000
"""A last text row as long as this may not be the last."""

DAY = timedelta(days=1)
"""By how much the dates of a site's copy are widened: sites date rows by their beginning, or by their end."""

FIRST_LOOK = timedelta(days=1)
"""How far back a first run looks that was not told since when."""

LOGGING = "An administrator may run: BEGIN QUERY LOGGING WITH SQL LIMIT SQLTEXT=0 ON ALL;"


@dataclass(slots=True)
class _Source:
    """The log, or a site's copy of it."""

    view: str
    text_view: str
    dated: bool
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class TeradataQueryLog:
    """`ports.QueryLog` over the sessions of a pool."""

    pool: Pool
    config: TeradataConfig
    _refusals: dict[str, Refusal] = field(default_factory=dict)

    def slices(self, mark: str | None, since: datetime | None = None) -> Iterator[LogSlice]:
        """See `ports.QueryLog`."""
        now: datetime = self.pool.transact(lambda session: session.rows(sql.database_now())[0][0])
        state = self._parsed(mark) or LogMark((since or now - FIRST_LOOK) + OVERLAP)
        if state.until - OVERLAP > now:
            state = LogMark(now, state.taken)  # the clock went back: read again rather than miss anything
        sources = self._sources()
        start = first = state.resume
        lacking, silent = 0, mark is None
        while start < now:
            end = min(start + SLICE, now)
            rows = [row for source in sources for row in self._rows(source, start, end)]
            state, taken, incomplete = _take(rows, state, end, now)
            yield LogSlice(taken, str(state), end, incomplete)
            lacking, silent = lacking + incomplete, silent and not rows
            if lacking:
                told = f"{lacking} queries have no complete text in {self.config.log_text_view}"
                self._note("texts", told, LOGGING)
            start = end
        if silent:
            self._note(self.config.log_view, f"it has nothing since {first:%Y-%m-%d %H:%M}", LOGGING)

    def refusals(self) -> tuple[Refusal, ...]:
        """See `ports.QueryLog`."""
        return tuple(self._refusals.values())

    def _parsed(self, mark: str | None) -> LogMark | None:
        if mark is None:
            return None
        try:
            return LogMark.parse(mark)
        except ValueError:
            self._note("mark", "where the last run ended cannot be read", "The log is read again from the beginning.")
            return None

    def _sources(self) -> list[_Source]:
        log = _Source(self.config.log_view, self.config.log_text_view, dated=False)
        log.columns = tuple(name for name in sql.OPTIONAL if self._has(log.view, name))
        sources = [log]
        if self.config.history_view and self.config.history_text_view:
            history = _Source(self.config.history_view, self.config.history_text_view, dated=True)
            if self._has(history.view, "LogDate"):
                history.columns = tuple(name for name in sql.OPTIONAL if self._has(history.view, name))
                sources.insert(0, history)
            else:
                self._note(history.view, "it is not there, or may not be read", self._grant(history.view))
        return sources

    def _has(self, view: str, column: str) -> bool:
        try:
            self.pool.transact(lambda session: session.rows(sql.probe_column(view, column)))
        except TeradataError as error:
            if error.fault.meaning in (Meaning.COLUMN_MISSING, Meaning.OBJECT_MISSING, Meaning.PRIVILEGE):
                return False
            raise
        return True

    def _rows(self, source: _Source, start: datetime, end: datetime) -> list[Row]:
        statement = sql.log_slice(source.view, source.text_view, source.columns, source.dated)
        earliest = start - OVERLAP
        dates = [(earliest - DAY).date()] if source.dated else []
        span = [(start - DAY).date(), (end + DAY).date()] if source.dated else []
        parameters = [*dates, earliest, *span, start, end]
        try:
            return self.pool.transact(lambda session: session.rows(statement, parameters))
        except TeradataError as error:
            hidden = error.fault.meaning in (Meaning.PRIVILEGE, Meaning.OBJECT_MISSING)
            if hidden or source.dated:
                for view in (source.view, source.text_view):
                    self._note(view, str(error.fault), self._grant(view) if hidden else None)
            if source.dated:
                return []
            raise

    def _grant(self, view: str) -> str:
        return f"GRANT SELECT ON {view} TO {self.config.user or '<user>'};"

    def _note(self, subject: str, reason: str, remedy: str | None) -> None:
        self._refusals[subject] = Refusal(subject, reason, remedy)


def _take(
    rows: list[Row], state: LogMark, end: datetime, now: datetime
) -> tuple[LogMark, tuple[LoggedQuery, ...], int]:
    """The mark after a slice, and what is new and whole in it: once, though a copy of the log may tell it too."""
    found: dict[QueryKey, LoggedQuery] = {}
    taken: dict[QueryKey, datetime] = {}
    incomplete: set[QueryKey] = set()
    for key, group in groupby(rows, key=lambda row: (int(row[0]), int(row[1]))):
        if key in state.taken or key in found:
            continue
        lines = list(group)
        at = lines[0][2]
        late = at < now - OVERLAP  # nothing more will come
        whole = join_text([(line[-2], line[-1]) for line in lines], last_may_be_full=late)
        if whole is not None:
            found[key] = _query(key, lines[0], whole)
            incomplete.discard(key)
        elif late:
            incomplete.add(key)
        else:
            continue
        taken[key] = at
    queries = sorted(found.values(), key=lambda query: (query.started_at, query.session, query.order))
    until = max(end, state.until)
    return state.advanced(until, taken), tuple(queries), len(incomplete)


def join_text(rows: list[tuple[int | None, str | None]], *, last_may_be_full: bool) -> str | None:
    """The text of a query from its numbered rows, in whatever order; None while rows are missing.

    `last_may_be_full` accepts a last row so long that another one would be expected behind it.
    """
    numbered = {int(number): part or "" for number, part in rows if number is not None}
    if sorted(numbered) != list(range(1, len(numbered) + 1)) or not numbered:
        return None
    parts = [numbered[number] for number in sorted(numbered)]
    if len(parts[-1]) >= FULL_ROW and not last_may_be_full:
        return None
    return plain_lines("".join(parts))


def _query(key: QueryKey, row: Row, whole: str) -> LoggedQuery:
    session = "/".join(str(row[place]) for place in (8, 6, 9))  # host, session and logon: numbers are used again
    order = (int(row[7] or 0), int(row[10] or 0))
    return LoggedQuery(f"{key[0]}/{key[1]}", whole, session, row[3], order, text(row[4]), text(row[5]))
