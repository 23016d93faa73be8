"""Brings the store up to date with the query log of a source system.

    slices after the mark → statements, session by session, in the order they ran ─ extract → one batch for each slice

Statements of one shape, which differ in literals that cannot bear on lineage, are one job, told with the text of the
last of them; where they mean different things, as over volatile tables of one name, each meaning is evidence of its
own. Volatile tables live as long as their session. Shapes that are known are not read again: see `extract.shapes`.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import (
    DatasetDefinition,
    Extraction,
    JobLineage,
    JobType,
    LineageBatch,
    SourceType,
    StatementEvidence,
    StatementLineage,
    Subtype,
)
from teralineage.extract.fingerprint import shape_of
from teralineage.extract.tokens import Lexis
from teralineage.extract.writes import RESULT
from teralineage.ports import Catalog, LineageWriter, LoggedQuery, LogSlice, QueryLog
from teralineage.services.ingest import Reading, Script, evidence_of
from teralineage.services.sync import ExtractText, SyncProgress

NOTE = "teralineage sync: query log"
"""The job that notes how far the log was read."""

MOST_SESSIONS = 10_000
"""Sessions whose volatile tables are remembered; the oldest are forgotten first."""

_SPACE = re.compile(r"\s+")


class SessionCatalog:
    """What a session sees: its own volatile tables before everybody's datasets."""

    def __init__(self, everybody: Catalog) -> None:
        self._everybody = everybody
        self._own: dict[DatasetName, DatasetDefinition] = {}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The session's own dataset of that name, else everybody's."""
        return self._own.get(name) or self._everybody.find(name)

    def datasets(self) -> Iterable[DatasetDefinition]:
        """Both kinds."""
        return (*self._own.values(), *self._everybody.datasets())

    def keep(self, extraction: Extraction) -> None:
        """Remember the volatile tables that a statement made."""
        self._own.update((definition.name, definition) for definition in _volatile_tables(extraction))


@dataclass(slots=True)
class LogSync:
    """One run over a query log. `catalog` knows the system's datasets; `readings` gathers each distinct statement."""

    log: QueryLog
    writer: LineageWriter
    extract: ExtractText
    catalog: Catalog
    namespace_uri: str
    progress: SyncProgress
    readings: list[Reading] = field(default_factory=list)
    queries: int = 0
    incomplete: int = 0
    until: datetime | None = None
    _sessions: dict[str, SessionCatalog] = field(default_factory=dict)
    _met: set[str] = field(default_factory=set)

    def run(self, since: datetime | None = None) -> None:
        """Read all that is new and store it, a slice at a time, each with the mark behind it.

        Raises:
            StoreError: the log cannot be read, or the store does not answer; what was stored before is complete.
        """
        mark = self.writer.fingerprints(self.namespace_uri).get(NOTE)
        self.progress.begin("Reading the query log", None)
        for piece in self.log.slices(mark, since):
            self.writer.write(self._batch(piece))
            self.queries += len(piece.queries)
            self.incomplete += piece.incomplete
            self.until = piece.until
            self.progress.advance(f"up to {piece.until:%Y-%m-%d %H:%M}")

    def _batch(self, piece: LogSlice) -> LineageBatch:
        jobs: dict[str, dict[_Meaning, _Ran]] = {}
        volatile: dict[DatasetName, DatasetDefinition] = {}
        for query in piece.queries:
            name = job_name(query)
            extraction = self._extraction(name, query)
            lineage = tuple(statement for statement in extraction.statements if is_lineage(statement))
            if not lineage:
                continue
            meanings = jobs.setdefault(name, {})
            meaning = _meaning(lineage)
            if meaning in meanings:
                meanings[meaning].add(query, lineage)
            else:
                meanings[meaning] = _Ran(query, lineage)
            for definition in _volatile_tables(extraction):
                if self.catalog.find(definition.name) is None:
                    volatile[definition.name] = definition
        mark = JobLineage(NOTE, JobType.NOTE, (), datetime.now(UTC), fingerprint=piece.mark)
        told = [_job(name, list(meanings.values())) for name, meanings in jobs.items()]
        return LineageBatch(self.namespace_uri, tuple(volatile.values()), (*told, mark))

    def _extraction(self, name: str, query: LoggedQuery) -> Extraction:
        """What a query does in its session."""
        seen = self._sessions.pop(query.session, None) or SessionCatalog(self.catalog)
        self._sessions[query.session] = seen
        if len(self._sessions) > MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        extraction = self.extract(query.text, seen, query.default_database)
        if name not in self._met:
            self._met.add(name)
            self.readings.append(Reading(Script(name, query.text), extraction))
        seen.keep(extraction)
        return extraction


_Meaning = tuple[tuple[FieldName, FieldName, Subtype], ...]
"""The edges of a query, without their places."""


@dataclass(slots=True)
class _Ran:
    """Queries of one shape and meaning: the last of them with its lineage, and how many there were."""

    last: LoggedQuery
    lineage: tuple[StatementLineage, ...]
    count: int = 1

    def add(self, query: LoggedQuery, lineage: tuple[StatementLineage, ...]) -> None:
        """One more."""
        self.count += 1
        if query.started_at >= self.last.started_at:
            self.last, self.lineage = query, lineage


def job_name(query: LoggedQuery) -> str:
    """The same for statements of one shape that differ in blanks alone, run in the same default database."""
    shape = shape_of(query.text, Lexis()).text
    normal = _SPACE.sub(" ", shape).strip().rstrip(";")
    digest = hashlib.sha256(f"{query.default_database or ''}\n{normal}".encode(errors="surrogatepass")).hexdigest()
    return f"query {digest[:16]}"


def is_lineage(statement: StatementLineage) -> bool:
    """Whether a statement writes to a dataset."""
    return any(target != RESULT for target in statement.targets) and bool(statement.edges or statement.sources)


def _meaning(lineage: tuple[StatementLineage, ...]) -> _Meaning:
    return tuple((edge.source, edge.target, edge.subtype) for statement in lineage for edge in statement.edges)


def _volatile_tables(extraction: Extraction) -> Iterable[DatasetDefinition]:
    for statement in extraction.statements:
        for definition in statement.defines:
            if definition.source_type is SourceType.VOLATILE_TABLE:
                yield definition


def _job(name: str, meanings: list[_Ran]) -> JobLineage:
    last = max(ran.last.started_at for ran in meanings)
    return JobLineage(
        name,
        JobType.QUERY,
        tuple(_evidence(item, ran) for ran in meanings for item in ran.lineage),
        last.replace(tzinfo=UTC) if last.tzinfo is None else last.astimezone(UTC),
    )


def _evidence(statement: StatementLineage, ran: _Ran) -> StatementEvidence:
    evidence = evidence_of(statement, "")
    return replace(evidence, file=None, query_id=ran.last.query_id, user=ran.last.user, count=ran.count)
