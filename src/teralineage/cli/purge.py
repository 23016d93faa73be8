"""`teralineage purge`: history that is older than it is kept for goes for good."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from teralineage.cli.options import DataDir, database_url
from teralineage.ports import LineageWriter


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("purge")(purge)


def purge(
    *,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, help="How many days of history stay. [default: LINEAGE_RETENTION_DAYS]"),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Delete edges that were closed, and runs that ended, longer ago than history is kept.

    `extract` and `sync` do so at their end where LINEAGE_RETENTION_DAYS is set. What stands is never deleted.
    """
    from teralineage.bootstrap import open_store  # noqa: PLC0415 - not needed by --help

    kept = days if days is not None else retention_days(os.environ)
    if not kept:
        typer.echo("everything is kept: LINEAGE_RETENTION_DAYS is 0, and no --days is given")
        return
    store = open_store(database_url(data_dir, os.environ))
    try:
        forget(store.writer, kept)
    finally:
        store.close()


def retention_days(environ: Mapping[str, str]) -> int:
    """How many days history is kept; 0 is for ever."""
    from teralineage.config import Settings  # noqa: PLC0415 - not needed by --help

    return Settings.from_env(environ).lineage_retention_days


def forget(writer: LineageWriter, days: int) -> None:
    """Delete what is older than so many days, and say how much that was; 0 keeps everything."""
    if days:
        gone = writer.forget(datetime.now(UTC) - timedelta(days=days))
        typer.echo(f"history older than {days} days: {gone.edges} edges and {gone.runs} runs deleted")
