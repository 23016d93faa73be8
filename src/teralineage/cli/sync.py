"""`teralineage sync`: the dictionary and the query log of a Teradata system into the store."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Annotated

import typer

from teralineage.cli.options import DataDir, database_url
from teralineage.cli.purge import forget, retention_days

EXIT_REFUSED = 3


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("sync")(sync)


def sync(  # noqa: PLR0913 - each is an option
    *,
    databases: Annotated[
        str, typer.Option("--databases", metavar="A,B", help="Only these databases. [default: all but the system's]")
    ] = "",
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            metavar="DATE",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
            help="Where a first run begins in the query log, by the database's clock. [default: a day ago]",
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every object anew, altered or not.")] = False,
    query_log: Annotated[bool, typer.Option(help="Read the query log too, after the dictionary.")] = True,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be read, and store nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where something was refused.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Read a Teradata system: its dictionary, its views, macros and procedures, and its query log.

    TERADATA_HOST, TERADATA_USER and TERADATA_PASSWORD say where and who. A later run reads what was altered since, and
    the log from where it ended; one that was cut short goes on. What may not be read is listed with what to GRANT.
    """
    from teralineage.bootstrap import open_source, open_store  # noqa: PLC0415 - not needed by --help
    from teralineage.cli.sync_run import Wanted, print_changes, print_report, run_sync  # noqa: PLC0415 - as above

    names = tuple(name.strip() for name in databases.split(",") if name.strip())
    wanted = Wanted(names, since, full=full, query_log=query_log)
    days = retention_days(os.environ)
    source = open_source(os.environ)
    store = open_store(database_url(data_dir, os.environ), look_only=dry_run)
    try:
        if dry_run:
            print_changes(source, store.writer, wanted)
            return
        refusals = run_sync(source, store.writer, wanted)
        forget(store.writer, days)
    finally:
        store.close()
        source.close()
    print_report(refusals)
    if strict and refusals:
        raise typer.Exit(EXIT_REFUSED)
