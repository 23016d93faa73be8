"""The `teralineage` command: its help, its version, and how errors end."""

from __future__ import annotations

import logging
import os
import sys
from types import ModuleType
from typing import Annotated

import typer

from teralineage import __version__
from teralineage.cli import cache, demo, extract, parse, purge, serve, sync, trace
from teralineage.domain.errors import NotFoundError, StoreError, TeraLineageError, UsageError

EXIT_FAILED = 1
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130
SERVERS = frozenset({"serve", "demo"})
"""Commands whose processes write a log of their own."""

app = typer.Typer(
    name="teralineage",
    help=(
        "Column-level data lineage for Teradata: where a column's values come from, what breaks behind it, "
        "and the SQL that proves every edge."
    ),
    epilog=(
        "First steps:  `teralineage demo`  shows an example warehouse in the browser;  "
        "`teralineage extract my_sql/`  reads your own SQL into the store;  `teralineage serve`  shows it."
    ),
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer passes a flag's value by position
    if wanted:
        typer.echo(f"teralineage {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """What holds for every command."""
    if context.invoked_subcommand not in SERVERS:
        # As a library the package is silent; with no handler of its own, Python writes its warnings to standard error.
        logging.getLogger("teralineage").handlers.clear()


COMMANDS: tuple[ModuleType, ...] = (demo, serve, extract, sync, parse, trace, cache, purge)
"""Modules with a `register(app)` each; their order is the order of `--help`."""

for command in COMMANDS:
    command.register(app)


def main() -> None:
    """Run the command; an error that was foreseen ends in one line and an exit code other than 0."""
    try:
        app()
    except UsageError as error:
        _end(str(error), EXIT_USAGE)
    except NotFoundError as error:
        close = f"; close: {', '.join(error.suggestions)}" if error.suggestions else ""
        _end(f"{error}{close}", EXIT_FAILED)
    except StoreError as error:
        _end(" - ".join((str(error), *getattr(error, "__notes__", ()))), EXIT_FAILED)
    except TeraLineageError as error:
        _end(str(error), EXIT_FAILED)
    except SystemExit as end:  # how typer passes on a KeyboardInterrupt, without a word
        if end.code != EXIT_INTERRUPTED:
            raise
        _end("interrupted; what was stored before is complete", EXIT_INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone; point stdout elsewhere so that Python's own flush at exit is quiet.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILED)


def _end(message: str, code: int) -> None:
    typer.echo(f"teralineage: {message}", err=True)
    sys.exit(code)
