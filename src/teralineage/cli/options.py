"""Options that several commands share, and how they turn into settings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from teralineage.domain.errors import UsageError
from teralineage.domain.ids import namespace_id

DEFAULT_NAMESPACE = "teradata://localhost:1025"

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        metavar="DIR",
        help="Where the SQLite file lives [default: this user's data folder]. Without it, DATABASE_URL where set.",
        file_okay=False,
    ),
]
Host = Annotated[
    str | None, typer.Option(help="Address to listen on; 0.0.0.0 opens it to the network. [default: 127.0.0.1]")
]
Port = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one. [default: 8080]")
]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open a browser.")]
Namespace = Annotated[
    str, typer.Option("--namespace", metavar="URI", help="The Teradata system that the SQL belongs to.")
]


def memo_path(data_dir: Path | None, namespace: str) -> Path:
    """Where `extract` remembers what the files of a namespace said: beside the SQLite file, or where it would be."""
    folder = data_dir or Path(typer.get_app_dir("teralineage"))
    return folder / f"extracted-{namespace_id(namespace)}.jsonl"


def database_url(data_dir: Path | None, environ: Mapping[str, str]) -> str:
    """The store to use: `--data-dir` wins, then DATABASE_URL, then the user's data folder (made where missing).

    Raises:
        UsageError: the folder cannot be made.
    """
    if data_dir is None and environ.get("DATABASE_URL"):
        return environ["DATABASE_URL"]
    folder = data_dir or Path(typer.get_app_dir("teralineage"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"cannot make the folder {folder}: {error.strerror}") from error
    return f"sqlite:///{(folder / 'lineage.sqlite3').resolve()}"
