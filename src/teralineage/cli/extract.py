"""`teralineage extract`: SQL files and folders into the store."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from teralineage.cli.options import DEFAULT_NAMESPACE, DataDir, Namespace, database_url

EXIT_SKIPPED = 3


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="SQL files, or folders of them.")],
    *,
    namespace: Namespace = DEFAULT_NAMESPACE,
    data_dir: DataDir = None,
    dialect: Annotated[str, typer.Option(help="The SQL dialect of the files.")] = "teradata",
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where a statement was skipped.")] = False,
) -> None:
    """Read SQL into the store and say what could and could not be read.

    Reads DDL, views, macros, procedures, BTEQ, FastLoad, MultiLoad, FastExport and TPT. All or nothing is stored.
    """
    from teralineage.bootstrap import open_store  # noqa: PLC0415 - not needed by --help
    from teralineage.cli.loading import Origin, load, print_coverage, read_files  # noqa: PLC0415 - as above

    scripts = read_files(paths)
    store = open_store(database_url(data_dir, os.environ))
    try:
        coverage = load(scripts, Origin(namespace, dialect), store.writer, "Reading")
    finally:
        store.close()
    if not coverage:
        typer.echo(f"{len(scripts)} files, nothing new")
        return
    print_coverage(coverage)
    if strict and any(row.skipped or row.partly for row in coverage):
        raise typer.Exit(EXIT_SKIPPED)
