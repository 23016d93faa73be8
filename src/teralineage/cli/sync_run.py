"""What `teralineage sync` does once everything is open, and what it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn

from teralineage.domain.errors import StoreError
from teralineage.domain.model import Extraction, LineageBatch
from teralineage.extract.extractor import extract
from teralineage.extract.shapes import Shapes
from teralineage.ports import Catalog, LineageWriter, Refusal, Source
from teralineage.services.ingest import coverage_of
from teralineage.services.sync import DictionarySync, ExtractText
from teralineage.services.sync_log import LogSync

console = Console(stderr=True)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is to read; no databases means all, no `since` a day back in a log that was never read."""

    databases: tuple[str, ...] = ()
    since: datetime | None = None
    full: bool = False
    query_log: bool = True


class Watch:
    """Progress as one line that changes; on a terminal only."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task = progress.add_task("", step="")

    def begin(self, stage: str, total: int | None) -> None:
        """A stage begins."""
        self._progress.reset(self._task, description=stage, total=total, step="")

    def advance(self, step: str) -> None:
        """A step of it is done."""
        self._progress.update(self._task, advance=1, step=step)


def reader() -> ExtractText:
    """Reads Teradata SQL whose unqualified names are taken to belong to a database; each shape of a statement once."""
    shapes = Shapes()

    def read_text(text: str, catalog: Catalog, default_database: str | None) -> Extraction:
        return extract(text, catalog, default_database=default_database, assumed=True, shapes=shapes)

    return read_text


def print_changes(source: Source, writer: LineageWriter, wanted: Wanted) -> None:
    """What a run would read, by database."""
    with _watched() as progress:
        found = DictionarySync(source.dictionary, writer, reader(), Watch(progress)).changes(
            wanted.databases, full=wanted.full
        )
    for one in found:
        print(f"{one.database}: {len(one.objects)} objects, {len(one.changed)} to read, {len(one.gone)} gone")  # noqa: T201 - the answer


def run_sync(source: Source, writer: LineageWriter, wanted: Wanted) -> tuple[Refusal, ...]:
    """Read the dictionary and, where wanted, the log; say what was done; return what was refused.

    Raises:
        StoreError: the dictionary cannot be read at all, or the store does not answer.
    """
    with _watched() as progress:
        watch = Watch(progress)
        read_text = reader()
        objects = DictionarySync(source.dictionary, writer, read_text, watch)
        changes = objects.changes(wanted.databases, full=wanted.full)
        objects.run(changes)
        readings = list(objects.readings)
        changed = sum(len(one.changed) for one in changes)
        gone = sum(len(one.gone) for one in changes)
        said = [f"{sum(len(one.objects) for one in changes)} objects, {changed} read{f', {gone} gone' if gone else ''}"]
        refusals = list(source.dictionary.refusals())
        if ways := source.dictionary.type_sources():
            counted = ", ".join(f"{count} by {way}" for way, count in sorted(ways.items()))
            console.print(f"types of view columns: views {counted}", markup=False, highlight=False)
        if wanted.query_log:
            log = LogSync(source.log, writer, read_text, objects.catalog, source.dictionary.namespace_uri, watch)
            try:
                log.run(wanted.since)
            except StoreError as error:
                if not source.log.refusals():
                    raise
                said.append(f"no query log ({error})")
            else:
                said.append(f"{log.queries} queries up to {log.until:%Y-%m-%d %H:%M}" if log.until else "no queries")
            readings += log.readings
            refusals += source.log.refusals()
        if readings:
            writer.write(LineageBatch(source.dictionary.namespace_uri, coverage=coverage_of(readings)))
    print("; ".join(said))  # noqa: T201 - the answer
    return tuple(refusals)


def print_report(refusals: Sequence[Refusal]) -> None:
    """What was refused, and what would allow it."""
    for one in refusals:
        console.print(f"not read: {one.subject}: {one.reason}", markup=False, highlight=False)
        if one.remedy:
            console.print(f"          {one.remedy}", markup=False, highlight=False)


def _watched() -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        TextColumn("{task.completed}/{task.total} {task.fields[step]}"),
        console=console,
        transient=True,
    )
