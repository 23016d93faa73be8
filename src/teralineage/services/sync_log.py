"""Brings the store up to date with the query log of a source system.

    slices after the mark → statements, session by session, in the order they ran ─ extract → one batch for each slice

Statements of one shape, which differ in literals that cannot bear on lineage, are one job. Volatile tables live as
long as their session.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import (
    DatasetDefinition,
    Extraction,
    JobLineage,
    JobType,
    LineageBatch,
    SourceType,
    StatementEvidence,
    StatementLineage,
)
from teralineage.extract.fingerprint import shape_of
from teralineage.extract.mapped import MappedText
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
        for statement in extraction.statements:
            for definition in statement.defines:
                if definition.source_type is SourceType.VOLATILE_TABLE:
                    self._own[definition.name] = definition


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
    _read: dict[str, Extraction] = field(default_factory=dict)

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
        groups: dict[str, list[LoggedQuery]] = {}
        found: dict[str, Extraction] = {}
        for query in piece.queries:
            name = job_name(query)
            extraction = self._extraction(name, query)
            if any(is_lineage(statement) for statement in extraction.statements):
                groups.setdefault(name, []).append(query)
                found[name] = extraction
        jobs = [_job(name, queries, found[name]) for name, queries in groups.items()]
        jobs.append(JobLineage(NOTE, JobType.QUERY, (), datetime.now(UTC), fingerprint=piece.mark))
        volatile = {
            definition.name: definition
            for extraction in found.values()
            for statement in extraction.statements
            for definition in statement.defines
            if definition.source_type is SourceType.VOLATILE_TABLE and self.catalog.find(definition.name) is None
        }
        return LineageBatch(self.namespace_uri, tuple(volatile.values()), tuple(jobs))

    def _extraction(self, name: str, query: LoggedQuery) -> Extraction:
        """What a query does; one that differs from an earlier one in literals alone is not read again."""
        seen = self._sessions.pop(query.session, None) or SessionCatalog(self.catalog)
        self._sessions[query.session] = seen
        if len(self._sessions) > MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        extraction = self._read.get(name)
        if extraction is None:
            extraction = self._read[name] = self.extract(query.text, seen, query.default_database)
            self.readings.append(Reading(Script(name, query.text), extraction))
        seen.keep(extraction)
        return extraction


def job_name(query: LoggedQuery) -> str:
    """The same for statements of one shape that differ in blanks alone, run in the same default database."""
    shape = shape_of(MappedText.of(query.text), Lexis()).text
    normal = _SPACE.sub(" ", shape).strip().rstrip(";")
    digest = hashlib.sha256(f"{query.default_database or ''}\n{normal}".encode(errors="surrogatepass")).hexdigest()
    return f"query {digest[:16]}"


def is_lineage(statement: StatementLineage) -> bool:
    """Whether a statement writes to a dataset."""
    return any(target != RESULT for target in statement.targets) and bool(statement.edges or statement.sources)


def _job(name: str, queries: list[LoggedQuery], extraction: Extraction) -> JobLineage:
    last = max(queries, key=lambda query: query.started_at)
    return JobLineage(
        name,
        JobType.QUERY,
        tuple(_evidence(item, last, len(queries)) for item in extraction.statements if is_lineage(item)),
        last.started_at.replace(tzinfo=UTC) if last.started_at.tzinfo is None else last.started_at.astimezone(UTC),
    )


def _evidence(statement: StatementLineage, query: LoggedQuery, count: int) -> StatementEvidence:
    evidence = evidence_of(statement, "")
    return replace(evidence, file=None, query_id=query.query_id, user=query.user, count=count)
