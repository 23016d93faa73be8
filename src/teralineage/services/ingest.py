"""Reads SQL files into the store: files → catalog → edges → batches.

A statement can be read well only when the columns of what it reads are known, and scripts come in no order that
guarantees that. So a script is read again when a later one has defined a name that it asked for. What has not changed
since the last time is not read at all, unless what it relied on has. Batches are stored on the way: a run that is
killed loses the last one, and the next run goes on from there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import (
    ColumnEdge,
    Coverage,
    DatasetDefinition,
    JobLineage,
    JobType,
    LineageBatch,
    SourceType,
    Span,
    StatementEvidence,
    StatementLineage,
)
from teralineage.extract.flows import UNKNOWN_DATASET
from teralineage.extract.writes import RESULT
from teralineage.ports import LineageWriter
from teralineage.services.coverage import AMBIGUOUS_COLUMN, coverage_of, sum_coverage
from teralineage.services.gone import NOTHING_GONE, Gone
from teralineage.services.memo import Memo, remember
from teralineage.services.reading import (
    Answers,
    AskingCatalog,
    Extract,
    GrowingCatalog,
    Progress,
    Reading,
    Script,
    lasting_definitions,
    read_scripts,
    read_until_settled,
)

__all__ = [
    "AMBIGUOUS_COLUMN",
    "AskingCatalog",
    "Extract",
    "Options",
    "Progress",
    "Reading",
    "Script",
    "Summary",
    "coverage_of",
    "fingerprint",
    "ingest",
    "read_scripts",
]

BATCH = 200
"""How many scripts are stored in one transaction."""

PATIENCE = 400
"""How many scripts that asked in vain wait for an answer; then the oldest are stored as they are, so that a run which
is killed has not lost all of them."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to go about it.

    `salt` stands for everything besides its text that a script's reading depends on, such as variables. `folders` are
    the folders that are read whole, by what they are known as, with the names of the scripts in each.
    """

    executor: Executor | None = None
    memo: Memo | None = None
    salt: str = ""
    progress: Progress | None = None
    folders: Mapping[str, Collection[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many scripts were read, had not changed, and are gone; and what is known of all statements."""

    read: int
    unchanged: int
    coverage: tuple[Coverage, ...]
    gone: int = 0


def ingest(
    scripts: Iterable[Script],
    namespace_uri: str,
    extract: Extract,
    writer: LineageWriter,
    options: Options | None = None,
) -> Summary:
    """Read scripts and store what they say, in batches; those that have not changed are left as they are.

    What a folder held when it was read last and holds no longer has ended, and what only that defined is dropped.

    Raises:
        StoreUnavailableError: the store does not answer, or its disk is full; the batches before are stored.
    """
    options = options or Options()
    scripts = list(scripts)
    stored = writer.fingerprints(namespace_uri)
    gone = Gone.of(options.folders, {script.name for script in scripts}, stored)
    storing = _Storing(namespace_uri, writer, options, gone)
    storing.know_before({script.name for script in scripts} | gone.scripts)
    changed = [script for script in scripts if not storing.recall(script, stored.get(script.name))]
    catalog = storing.catalog
    for reading in read_until_settled(changed, storing.relied, extract, catalog, options.executor, options.progress):
        storing.add(reading)
    return storing.finish()


class _Storing:
    """Gathers readings into batches. One that asked in vain waits: a later script may answer it."""

    def __init__(self, namespace_uri: str, writer: LineageWriter, options: Options, gone: Gone) -> None:
        self._namespace_uri = namespace_uri
        self._writer = writer
        self._memo = options.memo or Memo()
        self._salt = options.salt
        self._waiting: dict[str, Reading] = {}
        self._settled: dict[str, Reading] = {}
        self._coverage: dict[str, tuple[Coverage, ...]] = {}
        self._read: set[str] = set()
        self._gone = gone
        self._defined_before: dict[str, set[DatasetName]] = {}
        self._named: dict[str, set[DatasetName]] = {}
        self.catalog = GrowingCatalog()
        self.relied: dict[str, tuple[Script, Answers]] = {}

    def know_before(self, names: Iterable[str]) -> None:
        """Remember what scripts of these names defined when they were read last."""
        for name in names:
            self._defined_before[name] = {one.name for one in self._memo.defined(name)}

    def recall(self, script: Script, stored: str | None) -> bool:
        """Whether a script is stored as it is; then what it defines is known without reading it."""
        mark = fingerprint(script, self._salt)
        known = self._memo.get(script.name, mark)
        if known is None or stored != mark:
            return False
        for definition in known.definitions():
            self.catalog.add(definition)
        self.relied[script.name] = script, known.answered()
        self._named[script.name] = set(known.answered())
        self._coverage[script.name] = known.coverage
        return True

    def add(self, reading: Reading) -> None:
        """Take in a reading; the last one of a script stands."""
        name = reading.script.name
        self._read.add(name)
        self._waiting.pop(name, None)
        self._settled.pop(name, None)
        hopeful = any(fields is None for fields in reading.answered.values())
        (self._waiting if hopeful else self._settled)[name] = reading
        self._coverage[name] = coverage_of([reading])
        statements = reading.extraction.statements
        self._named[name] = {*reading.answered, *(one for said in statements for one in (*said.sources, *said.targets))}
        if any(said.skipped for said in statements):  # what is not understood may define what it defined before
            self._named[name] |= self._defined_before[name]
        if len(self._waiting) > PATIENCE:
            for oldest in list(self._waiting)[:BATCH]:
                self._settled[oldest] = self._waiting.pop(oldest)
        if len(self._settled) >= BATCH:
            self._write(())

    def finish(self) -> Summary:
        """Store what is left, and the coverage of everything."""
        total = sum_coverage(self._coverage.values())
        self._settled |= self._waiting
        dropped = self._dropped()
        if self._settled or dropped or self._gone.scripts or self._gone.notes:
            self._write(total, dropped, self._gone)
        self._gone.warn_of_shared(self._read)
        return Summary(len(self._read), len(self._coverage) - len(self._read), total, len(self._gone.scripts))

    def _dropped(self) -> tuple[DatasetName, ...]:
        """What was defined before and is neither defined nor named now; where a dictionary was read, that decides."""
        left = set().union(*self._defined_before.values()).difference(*self._named.values())
        return tuple(
            sorted(name for name in left if self.catalog.find(name) is None and not self._gone.is_kept(name.database))
        )

    def _write(
        self, coverage: tuple[Coverage, ...], dropped: tuple[DatasetName, ...] = (), gone: Gone = NOTHING_GONE
    ) -> None:
        readings = list(self._settled.values())
        self._settled.clear()
        now = datetime.now(UTC)
        self._writer.write(
            LineageBatch(
                namespace_uri=self._namespace_uri,
                datasets=tuple(_definitions(readings, self.catalog)),
                jobs=(
                    *(job_of(reading, now, fingerprint(reading.script, self._salt)) for reading in readings),
                    *(JobLineage(name, JobType.NOTE, (), now, fingerprint=note) for name, note in gone.notes.items()),
                ),
                coverage=coverage,
                dropped=dropped,
                ended=tuple(sorted(gone.scripts)),
            )
        )
        self._memo.keep(
            remember(
                reading.script.name,
                fingerprint(reading.script, self._salt),
                lasting_definitions(reading.extraction),
                reading.answered,
                self._coverage[reading.script.name],
            )
            for reading in readings
        )


_CREATES = re.compile(r"\s*(?:(?:--[^\n]*(?:\n|$)|/\*.*?\*/)\s*)*(?:CREATE|REPLACE|CT|CV)\b", re.IGNORECASE | re.DOTALL)
"""The beginning of a statement that makes a dataset; one that alters or renames it is no definition to show."""


def _definitions(readings: Iterable[Reading], catalog: GrowingCatalog) -> Iterable[DatasetDefinition]:
    """What scripts define, each name once and as the last script says; volatile tables only where no table is."""
    lasting: dict[object, DatasetDefinition] = {}
    volatile: dict[object, DatasetDefinition] = {}
    texts: dict[object, str] = {}
    for reading in readings:
        for definition in lasting_definitions(reading.extraction):
            lasting[definition.name] = catalog.find(definition.name) or definition
        for statement in reading.extraction.statements:
            for definition in statement.defines:
                if _CREATES.match(statement.text):
                    texts[definition.name] = statement.text
                if definition.source_type is SourceType.VOLATILE_TABLE and catalog.find(definition.name) is None:
                    volatile[definition.name] = definition
    return tuple(
        replace(definition, ddl=definition.ddl or texts.get(definition.name))
        for definition in (*lasting.values(), *volatile.values())
    )


def job_of(reading: Reading, seen_at: datetime, mark: str) -> JobLineage:
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
        fingerprint=mark,
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
        file=statement.file or file,
        line=statement.line,
        number=statement.number,
    )


def _move(edge: ColumnEdge, by: int) -> ColumnEdge:
    span = Span(edge.span.start + by, edge.span.end + by)
    return ColumnEdge(edge.source, edge.target, edge.subtype, span, edge.reason, edge.masking, edge.candidates)


def fingerprint(script: Script, salt: str = "") -> str:
    """A digest of a script's text and of whatever else its reading depends on: equal ones need not be read twice."""
    told = [salt, script.text]
    for name, file in sorted(script.files.items()):
        told += [name, "missing"] if file is None else [name, file.name, file.text]
    return hashlib.sha256("\0".join(told).encode(errors="surrogatepass")).hexdigest()
