"""`teralineage extract`: SQL files and folders into the store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from teralineage.cli.options import DEFAULT_NAMESPACE, DataDir, Namespace, database_url, memo_path
from teralineage.cli.purge import forget, retention_days

EXIT_SKIPPED = 3
NOTHING_TO_READ = (
    "no file to read: a folder is searched for .sql, .bteq, .tpt and their like; "
    "a file that is named itself may have any ending"
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(  # noqa: PLR0913 - one parameter an option
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="SQL files, or folders of them.")],
    *,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="What the folders are known as, wherever they are read, and what their jobs' names begin with. "
            "[default: the git repository's address and the path in it; else the folder's path]",
        ),
    ] = None,
    namespace: Namespace = DEFAULT_NAMESPACE,
    data_dir: DataDir = None,
    dialect: Annotated[str, typer.Option(help="The SQL dialect of the files.")] = "teradata",
    default_database: Annotated[
        str | None, typer.Option("--default-database", metavar="NAME", help="Where unqualified names are looked for.")
    ] = None,
    var: Annotated[
        list[str] | None, typer.Option("--var", metavar="X=Y", help="Value of a template variable; may be repeated.")
    ] = None,
    vars_: Annotated[
        list[Path] | None,
        typer.Option("--vars", metavar="FILE", help="Values of template variables: JSON, or X=Y lines."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", min=1, help="How many processes read. [default: one a core]")
    ] = None,
    scheduler: Annotated[
        str | None, typer.Option(metavar="tcp://…", help="Read on a Dask cluster; needs the extra `dask`.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where a statement was skipped.")] = False,
) -> None:
    """Read SQL into the store and say what could and could not be read.

    Reads DDL, views, macros, procedures, BTEQ, FastLoad, MultiLoad, FastExport and TPT, and shell scripts around them.
    Files that have not changed are not read again; what files said that are gone from a folder is kept as history
    alone. A file that another one runs (`.RUN FILE`) is read as a part of it. A run that was stopped goes on where it
    was.
    """
    from teralineage.bootstrap import open_store  # noqa: PLC0415 - not needed by --help
    from teralineage.cli.loading import Origin, load, print_coverage  # noqa: PLC0415 - as above
    from teralineage.cli.parse_inputs import check_dialect, read_variables  # noqa: PLC0415 - as above
    from teralineage.cli.script_files import read_sources  # noqa: PLC0415 - as above
    from teralineage.cli.workers import Workers  # noqa: PLC0415 - as above
    from teralineage.services.memo import Memo  # noqa: PLC0415 - as above

    origin = Origin(namespace, check_dialect(dialect), default_database, read_variables(var or [], vars_ or []))
    workers = Workers(jobs or os.cpu_count() or 1, scheduler)
    sources = read_sources(paths, origin.variables, origin.dialect, name)
    store = open_store(database_url(data_dir, os.environ))
    try:
        memo = Memo(memo_path(data_dir, namespace))
        days = retention_days(os.environ)
        summary = load(sources.scripts, origin, store.writer, "Reading", workers, memo, sources.folders)
        forget(store.writer, days)
    finally:
        store.close()
    if not summary.read and not summary.gone:
        typer.echo(f"{len(sources.scripts)} files, nothing new" if sources.scripts else NOTHING_TO_READ)
    else:
        print_coverage(summary.coverage)
        gone = f", {summary.gone} gone" if summary.gone else ""
        typer.echo(f"{summary.read} files read, {summary.unchanged} unchanged{gone}")
    if strict and any(row.skipped or row.partly for row in summary.coverage):
        raise typer.Exit(EXIT_SKIPPED)
