"""Reads SQL files into the store: files → catalog → edges → one batch.

A statement can be read well only when the columns of what it reads are known, and scripts come in no order that
guarantees that. So every pass notes which names each script asked for in vain, and a script is read again when a
later one has defined such a name. Passes end when nothing new turns up.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Protocol

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import (
    ColumnEdge,
    Coverage,
    DatasetDefinition,
    Extraction,
    JobLineage,
    JobType,
    LineageBatch,
    SourceType,
    Span,
    StatementEvidence,
    StatementLineage,
)
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.flows import UNKNOWN_DATASET
from teralineage.extract.writes import RESULT
from teralineage.ports import Catalog, LineageWriter

MAX_PASSES = 8
"""Views on views rarely nest deeper; what is still open then is stored as it stands, marked as inferred."""


class Progress(Protocol):
    """Is told how reading goes on."""

    def expect(self, scripts: int) -> None:
        """So many more scripts are to be read."""

    def advance(self, reading: Reading) -> None:
        """One script has been read."""


AMBIGUOUS_COLUMN = "column-ambiguous"
"""The gap of a statement that is understood but for a column which several datasets may own."""

Extract = Callable[[str, Catalog], Extraction]


@dataclass(frozen=True, slots=True)
class Script:
    """A named text; the name is what its job will be called."""

    name: str
    text: str


class AskingCatalog:
    """A catalog that remembers what it answered, so that a changed answer can be noticed."""

    def __init__(self, inner: Catalog) -> None:
        self._inner = inner
        self.answered: dict[DatasetName, tuple[str, ...] | None] = {}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """As the inner catalog answers."""
        found = self._inner.find(name)
        self.answered[name] = _field_names(found)
        return found

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that the inner catalog knows."""
        return self._inner.datasets()

    def is_stale(self) -> bool:
        """Whether any name would be answered differently now."""
        return any(_field_names(self._inner.find(name)) != before for name, before in self.answered.items())


def _field_names(definition: DatasetDefinition | None) -> tuple[str, ...] | None:
    return None if definition is None else tuple(field.name for field in definition.fields)


@dataclass(frozen=True, slots=True)
class Reading:
    """A script and what was found in it."""

    script: Script
    extraction: Extraction


def read_scripts(
    scripts: Iterable[Script], extract: Extract, catalog: InMemoryCatalog, progress: Progress | None = None
) -> list[Reading]:
    """Extract every script, again where a later one defined what it needed; new definitions go into `catalog`."""
    pending = list(scripts)
    done: dict[str, tuple[Reading, AskingCatalog]] = {}
    for _ in range(MAX_PASSES):
        if progress is not None:
            progress.expect(len(pending))
        for script in pending:
            asking = AskingCatalog(catalog)
            reading = Reading(script, extract(script.text, asking))
            done[script.name] = reading, asking
            for definition in lasting_definitions(reading.extraction):
                catalog.add(definition)
            if progress is not None:
                progress.advance(reading)
        pending = [reading.script for reading, asking in done.values() if asking.is_stale()]
        if not pending:
            break
    return [reading for reading, _ in done.values()]


def lasting_definitions(extraction: Extraction) -> Iterator[DatasetDefinition]:
    """What a script defines for others too: all but its own session's volatile tables."""
    for statement in extraction.statements:
        for definition in statement.defines:
            if definition.source_type is not SourceType.VOLATILE_TABLE:
                yield definition


def job_of(reading: Reading, seen_at: datetime) -> JobLineage:
    """A script as a job, its statements as evidence."""
    script = reading.script
    return JobLineage(
        name=script.name,
        type=JobType.SCRIPT,
        statements=tuple(
            evidence_of(statement, script.name)
            for statement in reading.extraction.statements
            if statement.edges or statement.sources or statement.targets
        ),
        seen_at=seen_at,
        fingerprint=fingerprint(script),
    )


def is_stored(edge: ColumnEdge) -> bool:
    """Whether an edge joins two real fields.

    A bare SELECT's result is no dataset, and a column that may be one of several is none of them: stored, it would
    join whatever else is unresolved. The former is use, not lineage; the latter is counted as a gap.
    """
    return edge.source.dataset != UNKNOWN_DATASET and edge.target.dataset != RESULT


def evidence_of(statement: StatementLineage, file: str) -> StatementEvidence:
    """A statement as evidence; its edges' spans are moved from the script's text into the statement's own."""
    return StatementEvidence(
        text=statement.text,
        kind=statement.kind,
        edges=tuple(_move(edge, -statement.span.start) for edge in statement.edges if is_stored(edge)),
        inputs=statement.sources,
        outputs=tuple(target for target in statement.targets if target != RESULT),
        file=file,
        line=statement.line,
        number=statement.number,
    )


def _move(edge: ColumnEdge, by: int) -> ColumnEdge:
    return replace(edge, span=Span(edge.span.start + by, edge.span.end + by))


def coverage_of(readings: Iterable[Reading]) -> tuple[Coverage, ...]:
    """What became of the statements, by kind, most frequent first."""
    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    partly: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    for reading in readings:
        for statement in reading.extraction.statements:
            counts[statement.kind] += 1
            reason = gap(statement)
            if reason is None:
                continue
            whole = partly if statement.edges else skipped
            whole[statement.kind] += 1
            reasons.setdefault(statement.kind, Counter())[reason] += 1
    return tuple(
        Coverage(
            kind=kind,
            parsed=count - partly[kind] - skipped[kind],
            partly=partly[kind],
            skipped=skipped[kind],
            reasons=dict(reasons.get(kind, {})),
        )
        for kind, count in counts.most_common()
    )


def gap(statement: StatementLineage) -> str | None:
    """In a word, what is not known of a statement; None where all is."""
    if statement.skipped is not None:
        return statement.skipped.reason
    if any(edge.source.dataset == UNKNOWN_DATASET for edge in statement.edges):
        return AMBIGUOUS_COLUMN
    return None


def fingerprint(script: Script) -> str:
    """A digest of a script's text: equal texts need not be read twice."""
    return hashlib.sha256(script.text.encode(errors="surrogatepass")).hexdigest()


def ingest(
    scripts: Iterable[Script],
    namespace_uri: str,
    extract: Extract,
    writer: LineageWriter,
    progress: Progress | None = None,
) -> tuple[Coverage, ...]:
    """Read scripts and store what they say, in one transaction.

    Raises:
        StoreUnavailableError: the store does not answer, or its disk is full; nothing was stored.
    """
    catalog = InMemoryCatalog()
    readings = read_scripts(scripts, extract, catalog, progress)
    now = datetime.now(UTC)
    volatile = {
        definition.name: definition
        for reading in readings
        for statement in reading.extraction.statements
        for definition in statement.defines
        if definition.source_type is SourceType.VOLATILE_TABLE
    }
    coverage = coverage_of(readings)
    writer.write(
        LineageBatch(
            namespace_uri=namespace_uri,
            datasets=(*catalog.datasets(), *(d for name, d in volatile.items() if catalog.find(name) is None)),
            jobs=tuple(job_of(reading, now) for reading in readings),
            coverage=coverage,
        )
    )
    return coverage
