"""Scripts from files into a store, with a progress bar and a summary; shared by `demo` and `extract`."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from teralineage import __version__
from teralineage.adapters.tpcds import load_tpcds
from teralineage.cli.script_files import read_files
from teralineage.cli.workers import ALONE, Workers
from teralineage.domain.errors import UsageError
from teralineage.domain.model import Coverage, Extraction
from teralineage.extract.extractor import extract
from teralineage.extract.includes import Includes
from teralineage.extract.shapes import Shapes
from teralineage.ports import Catalog, LineageWriter
from teralineage.services.ingest import Options, Reading, Script, Summary, fingerprint, ingest
from teralineage.services.memo import Memo

NO_FOLDERS: Mapping[str, Collection[str]] = {}

console = Console(stderr=True)


def retail_files() -> list[Script]:
    """The example warehouse: from the installed package, else from the source tree beside it."""
    for folder in (Path(str(files("teralineage"))) / "examples/retail", Path(__file__).parents[3] / "examples/retail"):
        if folder.is_dir():
            return read_files([folder])
    raise UsageError("the example warehouse is not part of this installation; install teralineage anew")


def tpcds_scripts() -> list[Script]:
    """TPC-DS: a script of its tables, and one a view.

    Raises:
        UsageError: the extra `tpcds` is not installed.
    """
    tpcds = load_tpcds()
    return [
        Script("tables.sql", ";\n".join(tpcds.tables)),
        *(Script(f"{name}.sql", view) for name, view in tpcds.views.items()),
    ]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where scripts come from: the system their names belong to, and how they are written."""

    namespace: str
    dialect: str = "teradata"
    default_database: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)

    def salt(self) -> str:
        """Whatever besides its text decides what is found in a script."""
        values = json.dumps(dict(self.variables), sort_keys=True)
        return f"{__version__} {self.dialect} {self.default_database} {values}"


@cache
def _shapes() -> Shapes:
    """What this process has read so far, in whichever script."""
    return Shapes()


def read_sql(  # noqa: PLR0913 - the keyword arguments are what a run's scripts have in common
    text: str,
    catalog: Catalog,
    *,
    dialect: str,
    default_database: str | None,
    variables: Mapping[str, str],
    includes: Includes | None = None,
) -> Extraction:
    """A script's lineage; statements of a shape that this process has met are not read again."""
    return extract(
        text,
        catalog,
        variables=variables,
        default_database=default_database,
        dialect=dialect,
        includes=includes,
        shapes=_shapes(),
    )


def load(  # noqa: PLR0913, PLR0917 - what a run is made of
    scripts: list[Script],
    origin: Origin,
    writer: LineageWriter,
    title: str,
    workers: Workers = ALONE,
    memo: Memo | None = None,
    folders: Mapping[str, Collection[str]] = NO_FOLDERS,
) -> Summary:
    """Store what scripts say; those that the store holds as they are, are not read.

    Raises:
        UsageError: the scheduler cannot be used.
        StoreUnavailableError: the store does not answer; what was stored before is complete.
        TeraLineageError: a worker was lost; what was stored before is complete.
    """
    salt = origin.salt()
    if memo is None and writer.fingerprints(origin.namespace) == {
        script.name: fingerprint(script, salt) for script in scripts
    }:
        return Summary(0, len(scripts), ())
    read = partial(
        read_sql, dialect=origin.dialect, default_database=origin.default_database, variables=dict(origin.variables)
    )
    with workers.executor(len(scripts)) as executor, Bar(title) as bar:
        return ingest(scripts, origin.namespace, read, writer, Options(executor, memo, salt, bar, folders))


class Bar:
    """A progress bar over scripts; it vanishes when it is done."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files, {task.fields[statements]} statements, {task.fields[rate]:.0f}/s, remaining"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,  # elsewhere it would leave an empty line
        )
        self._task: TaskID | None = None
        self._statements = 0
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def expect(self, scripts: int) -> None:
        """So many more scripts are to be read."""
        if self._task is None:
            self._task = self._progress.add_task(self._title, total=scripts, statements=0, rate=0.0)
        else:
            total = self._progress.tasks[0].total or 0
            self._progress.update(self._task, total=total + scripts)

    def advance(self, reading: Reading) -> None:
        """One script has been read."""
        self._statements += len(reading.extraction.statements)
        if self._task is not None:
            rate = self._statements / max(time.monotonic() - self._began, 0.001)
            self._progress.update(self._task, advance=1, statements=self._statements, rate=rate)


_REASONS_SHOWN = 3


def print_coverage(coverage: tuple[Coverage, ...]) -> None:
    """A table by kind of statement: read, parsed, partly, skipped, and the most frequent reasons."""
    table = Table("Statement", "Read", "Parsed", "Partly", "Skipped", "Most frequent reasons", box=None)
    for row in coverage:
        reasons = sorted(row.reasons.items(), key=lambda item: (-item[1], item[0]))[:_REASONS_SHOWN]
        told = ", ".join(f"{reason} {count}" for reason, count in reasons)
        read = row.parsed + row.partly + row.skipped
        table.add_row(row.kind, str(read), str(row.parsed), str(row.partly), str(row.skipped), told)
    console.print(table)
