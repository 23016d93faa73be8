"""Brings the store up to date with the dictionary of a source system.

    objects ─ new or altered since last time? → definitions, texts ─ extract → one batch for each database

Every batch carries, as a job of its own, the note of what the database held, so a run that was cut short goes on where
the last batch was stored. What the source refuses is reported, and is no reason to stop.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Protocol

from teralineage.domain.errors import StoreError
from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import (
    ColumnEdge,
    DatasetDefinition,
    Extraction,
    JobLineage,
    JobType,
    LineageBatch,
    Reason,
    SourceType,
    Subtype,
)
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.ports import Catalog, CatalogObject, Dictionary, LineageWriter
from teralineage.services.gone import DICTIONARY
from teralineage.services.ingest import Reading, Script, evidence_of, fingerprint

NOTE = DICTIONARY

GONE = "No longer in the dictionary."
"""How a dataset is described that was dropped."""

JOB_TYPES = {
    SourceType.VIEW: JobType.VIEW,
    SourceType.MATERIALIZED_VIEW: JobType.VIEW,
    SourceType.MACRO: JobType.MACRO,
    SourceType.PROCEDURE: JobType.PROCEDURE,
}
"""Objects whose text moves data, and the jobs they are."""


class ExtractText(Protocol):
    """Reads SQL whose unqualified names belong to a database."""

    def __call__(self, text: str, catalog: Catalog, default_database: str | None) -> Extraction:
        """The lineage of a text; never raises."""
        ...


class SyncProgress(Protocol):
    """Is told how a run goes on."""

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins, of so many steps where that is known."""

    def advance(self, step: str) -> None:
        """A step of it is done."""


@dataclass(frozen=True, slots=True)
class DatabaseChanges:
    """What one database holds, which of it is new or altered, and which jobs have lost their object."""

    database: str
    objects: tuple[CatalogObject, ...]
    changed: frozenset[DatasetName]
    gone: tuple[DatasetDefinition, ...] = ()
    ended: tuple[str, ...] = ()


@dataclass(slots=True)
class DictionarySync:
    """One run over a dictionary; afterwards `catalog` knows all that it told, `readings` every text that was read."""

    dictionary: Dictionary
    writer: LineageWriter
    extract: ExtractText
    progress: SyncProgress
    catalog: InMemoryCatalog = field(default_factory=InMemoryCatalog)
    readings: list[Reading] = field(default_factory=list)

    def changes(self, databases: Sequence[str] = (), *, full: bool = False) -> list[DatabaseChanges]:
        """What differs from the last run, by database; everything does where `full`.

        Raises:
            StoreError: the lists cannot be read, or are empty though they were not before: rights were lost, rather
                than everything dropped.
        """
        jobs = self.writer.fingerprints(self.dictionary.namespace_uri)
        held: dict[str, list[CatalogObject]] = {}
        for one in self.dictionary.objects(databases):
            held.setdefault(one.name.database, []).append(one)
        wanted = {fold(name) for name in databases}
        if not held and not wanted and any(_parse_note(note) for job, note in jobs.items() if job.startswith(NOTE)):
            raise StoreError("the dictionary shows no object at all, though it did before: are rights missing?")
        for job in jobs:
            database = job.removeprefix(NOTE)
            if job.startswith(NOTE) and (not wanted or fold(database) in wanted):
                held.setdefault(database, [])  # one that holds nothing any longer
        return [_compare(name, tuple(objects), jobs, full=full) for name, objects in held.items()]

    def run(self, changes: Sequence[DatabaseChanges]) -> None:
        """Read every database, then store what changed, a database at a time.

        Raises:
            StoreError: the source or the store does not answer; what was stored before is complete.
        """
        told: list[tuple[DatabaseChanges, tuple[DatasetDefinition, ...]]] = []
        self.progress.begin("Reading columns", len(changes))
        for one in changes:
            definitions = self.dictionary.definitions(one.objects, one.changed)
            for definition in definitions:
                self.catalog.add(definition)
            told.append((one, definitions))
            self.progress.advance(one.database)
        self.progress.begin("Reading views, macros and procedures", len(changes))
        for one, definitions in told:
            if one.changed or one.gone:
                self.writer.write(self._batch(one, definitions))
            self.progress.advance(one.database)

    def _read(self, script: Script, name: DatasetName) -> Reading:
        """A text; where a name without a database leaves doubt, the qualified text, if all names of that are known."""
        reading = Reading(script, self.extract(script.text, self.catalog, name.database))
        if unknown_sources(reading, self.catalog) or is_doubtful(reading):
            text = self.dictionary.qualified_text(name)
            told = text and Reading(Script(script.name, text), self.extract(text, self.catalog, name.database))
            if told and not unknown_sources(told, self.catalog):
                return told
        return reading

    def _batch(self, one: DatabaseChanges, definitions: tuple[DatasetDefinition, ...]) -> LineageBatch:
        now = datetime.now(UTC)
        datasets = list(one.gone)
        jobs: list[JobLineage] = []
        for definition in definitions:
            if definition.name not in one.changed:
                continue
            job_type = JOB_TYPES.get(definition.source_type)
            if job_type is not None and definition.ddl is not None:
                script = Script(job_name(definition.source_type, definition.name), definition.ddl)
                reading = self._read(script, definition.name)
                self.readings.append(reading)
                jobs.append(_job(reading, job_type, now))
                definition = derive_types(definition, reading.extraction, self.catalog)  # noqa: PLW2901 - as it is stored
                self.catalog.add(definition)
            datasets.append(definition)
        jobs.append(JobLineage(NOTE + one.database, JobType.NOTE, (), now, fingerprint=_note(one.objects)))
        dropped = tuple(definition.name for definition in one.gone)
        return LineageBatch(
            self.dictionary.namespace_uri, tuple(datasets), tuple(jobs), dropped=dropped, ended=one.ended
        )


def unknown_sources(reading: Reading, catalog: Catalog) -> set[DatasetName]:
    """Datasets that a text reads and nobody knows."""
    return {
        name for statement in reading.extraction.statements for name in statement.sources if catalog.find(name) is None
    }


def is_doubtful(reading: Reading) -> bool:
    """Whether an edge is not confirmed by a schema."""
    return any(
        edge.reason is not Reason.SCHEMA for statement in reading.extraction.statements for edge in statement.edges
    )


def job_name(source_type: SourceType, name: DatasetName) -> str:
    """The name of the job that an object's text is."""
    return f"{source_type.lower()} {name}"


def derive_types(definition: DatasetDefinition, extraction: Extraction, catalog: Catalog) -> DatasetDefinition:
    """The definition with types for those columns without one that are copied, unchanged, from columns of one type."""
    copied: dict[str, set[str | None]] = {}
    for statement in extraction.statements:
        for edge in statement.edges:
            if edge.target.dataset == definition.name and edge.subtype.type == Subtype.IDENTITY.type:
                copied.setdefault(edge.target.key, set()).add(_copied_type(edge, catalog))
    fields = []
    for one in definition.fields:
        types = copied.get(fold(one.name), set())
        fields.append(replace(one, type=next(iter(types))) if one.type is None and len(types) == 1 else one)
    return replace(definition, fields=tuple(fields))


def _copied_type(edge: ColumnEdge, catalog: Catalog) -> str | None:
    source = catalog.find(edge.source.dataset) if edge.subtype is Subtype.IDENTITY else None
    return next((one.type for one in source.fields if fold(one.name) == edge.source.key), None) if source else None


def _compare(
    database: str, objects: tuple[CatalogObject, ...], jobs: Mapping[str, str], *, full: bool
) -> DatabaseChanges:
    before = _parse_note(jobs.get(NOTE + database))
    now = {str(one.name): _stamp(one) for one in objects}
    changed = frozenset(one.name for one in objects if full or before.get(str(one.name)) != _stamp(one))
    gone = tuple(_gone(name, stamp) for name, stamp in before.items() if name not in now)
    ended = tuple(
        job_name(source_type, one.name)
        for one in gone
        for source_type in JOB_TYPES
        if job_name(source_type, one.name) in jobs
    )
    return DatabaseChanges(database, objects, changed, gone, ended)


def _job(reading: Reading, job_type: JobType, now: datetime) -> JobLineage:
    statements = tuple(
        replace(evidence_of(statement, reading.script.name), file=None)
        for statement in reading.extraction.statements
        if statement.edges or statement.sources or statement.targets
    )
    return JobLineage(reading.script.name, job_type, statements, now, fingerprint=fingerprint(reading.script))


def _gone(name: str, stamp: str) -> DatasetDefinition:
    """An object that the dictionary no longer has: without columns, so that those it had are told as removed."""
    source_type = SourceType(stamp.partition(" ")[0])
    return DatasetDefinition(DatasetName.parse(name), source_type, description=GONE)


def _stamp(one: CatalogObject) -> str:
    return f"{one.source_type} {one.altered_at.isoformat() if one.altered_at else ''}"


def _note(objects: Sequence[CatalogObject]) -> str:
    return json.dumps({str(one.name): _stamp(one) for one in objects})


def _parse_note(note: str | None) -> dict[str, str]:
    """What a note says; one that cannot be read says nothing, and everything is read again."""
    try:
        found = json.loads(note or "{}")
    except json.JSONDecodeError:
        return {}
    sound = isinstance(found, dict) and all(isinstance(stamp, str) for stamp in found.values())
    return found if sound else {}
