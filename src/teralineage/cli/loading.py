"""Scripts from files into a store, with a progress bar and a summary; shared by `demo` and `extract`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table

from teralineage.adapters.tpcds import load_tpcds
from teralineage.domain.errors import UsageError
from teralineage.domain.model import Coverage, Extraction
from teralineage.extract.encodings import decode
from teralineage.extract.extractor import extract
from teralineage.ports import Catalog, LineageWriter
from teralineage.services.ingest import Reading, Script, fingerprint, ingest

SQL_SUFFIXES = frozenset(
    "." + suffix
    for suffixes in (
        "sql ddl dml vw view mac macro prc proc sp spl trg txt",
        "bteq btq bt btc sh ksh bash",
        "fastload fload fld fl mload mld ml fexp fx tpt tpump",
    )
    for suffix in suffixes.split()
)
"""What a folder is searched for; a file that is named itself may have any suffix."""

console = Console(stderr=True)


def retail_files() -> list[Script]:
    """The example warehouse: from the installed package, else from the source tree beside it."""
    for folder in (Path(str(files("teralineage"))) / "examples/retail", Path(__file__).parents[3] / "examples/retail"):
        if folder.is_dir():
            return read_files([folder])
    raise UsageError("the example warehouse is not part of this installation; install teralineage anew")


def read_files(paths: Iterable[Path]) -> list[Script]:
    """Scripts of files and of all SQL files in folders, in the order of their names.

    Raises:
        UsageError: a path is not there, or cannot be read.
    """
    scripts = []
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist")
        inside = sorted(p for p in path.rglob("*") if p.is_file() and p.suffix.lower() in SQL_SUFFIXES)
        for file in inside if path.is_dir() else [path]:
            name = str(file.relative_to(path)) if path.is_dir() else file.name
            scripts.append(Script(name, _read(file)))
    return scripts


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


def _read(file: Path) -> str:
    try:
        return decode(file.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"cannot read {file}: {error}") from error


@dataclass(frozen=True, slots=True)
class Origin:
    """Where scripts come from: the system their names belong to, and how they are written."""

    namespace: str
    dialect: str = "teradata"
    default_database: str | None = None


def load(scripts: list[Script], origin: Origin, writer: LineageWriter, title: str) -> tuple[Coverage, ...]:
    """Store what scripts say, unless the store holds just that already."""
    if writer.fingerprints(origin.namespace) == {script.name: fingerprint(script) for script in scripts}:
        return ()

    def read(text: str, catalog: Catalog) -> Extraction:
        return extract(text, catalog, dialect=origin.dialect, default_database=origin.default_database)

    with Bar(title) as bar:
        return ingest(scripts, origin.namespace, read, writer, bar)


class Bar:
    """A progress bar over scripts; it vanishes when it is done."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("files, {task.fields[statements]} statements"),
            TimeRemainingColumn(),
            console=console,
            transient=True,
        )
        self._task: TaskID | None = None
        self._statements = 0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def expect(self, scripts: int) -> None:
        """So many more scripts are to be read."""
        if self._task is None:
            self._task = self._progress.add_task(self._title, total=scripts, statements=0)
        else:
            total = self._progress.tasks[0].total or 0
            self._progress.update(self._task, total=total + scripts)

    def advance(self, reading: Reading) -> None:
        """One script has been read."""
        self._statements += len(reading.extraction.statements)
        if self._task is not None:
            self._progress.update(self._task, advance=1, statements=self._statements)


def print_coverage(coverage: tuple[Coverage, ...]) -> None:
    """A table by kind of statement: read, parsed, partly, skipped, and the most frequent reason."""
    table = Table("Statement", "Read", "Parsed", "Partly", "Skipped", "Most frequent reason", box=None)
    for row in coverage:
        reason = max(row.reasons, key=lambda name: row.reasons[name], default="")
        read = row.parsed + row.partly + row.skipped
        table.add_row(row.kind, str(read), str(row.parsed), str(row.partly), str(row.skipped), reason)
    console.print(table)
