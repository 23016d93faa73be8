"""`teralineage cache`: how the cache in Redis stands, to clear it, to warm it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from teralineage.cli.options import DataDir, database_url

if TYPE_CHECKING:
    from pathlib import Path

    from teralineage.cache.admin import CacheAdmin, CacheWarmUp

EXIT_FAILED = 1
NO_REDIS = "neither REDIS_URL nor REDIS_ADDR names a Redis"

commands = typer.Typer(
    name="cache",
    help="See, clear and warm the cache in Redis that REDIS_ADDR or REDIS_URL names.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(commands)


@commands.command()
def stats(*, data_dir: DataDir = None) -> None:
    """Print whether Redis answers, and how many entries it holds of each kind."""
    with _admin(data_dir, required=False) as admin:
        report = admin.report()
        reason = NO_REDIS if report.state == "off" else report.reason
        typer.echo(f"{report.state}{f' ({reason})' if reason else ''}, prefix {report.prefix!r}")
        for entity, usage in report.by_entity.items():
            typer.echo(f"{entity:12} {usage.entries:8} entries {usage.memory_bytes:12,} bytes")
        typer.echo(f"{'all':12} {report.entries:8} entries {report.memory_bytes:12,} bytes")


@commands.command()
def clear(
    *,
    prefix: Annotated[str, typer.Option(help="What the keys start with, as in ol:lineage: .")] = "ol:",
    data_dir: DataDir = None,
) -> None:
    """Delete the entries under a prefix, of this deployment only, and print how many there were."""
    with _admin(data_dir, required=True) as admin:
        cleared = admin.clear(prefix)
        typer.echo(f"{cleared.deleted} entries under {cleared.prefix} deleted")


@commands.command()
def warm(
    roots: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="Fields and datasets: DB.TABLE, or an id of the API.")
    ] = None,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many roots where none is named.")] = 100,
    data_dir: DataDir = None,
) -> None:
    """Ask for lineage ahead of people: of the roots named, else of those asked for most since yesterday."""
    with _admin(data_dir, required=True) as admin:
        done = admin.warm(admin.roots(roots or None, limit), _print_progress)
        if done.total:
            typer.echo("", err=True)
        typer.echo(f"{done.done - done.failed} of {done.total} roots are in the cache")
        # Of what people ask for, some is never there: that alone is no failure of a nightly run.
        if done.failed and (roots or done.failed == done.total):
            raise typer.Exit(EXIT_FAILED)


def _print_progress(progress: CacheWarmUp) -> None:
    typer.echo(f"warming {progress.done}/{progress.total}, {progress.failed} failed\r", err=True, nl=False)


@contextmanager
def _admin(data_dir: Path | None, *, required: bool) -> Iterator[CacheAdmin]:
    from teralineage.bootstrap import open_cache_admin  # noqa: PLC0415 - not needed by --help

    environ = {**os.environ, "DATABASE_URL": database_url(data_dir, os.environ)}
    with open_cache_admin(environ, required=required) as admin:
        yield admin
