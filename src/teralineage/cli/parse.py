"""`teralineage parse`: the lineage of SQL files, printed; nothing is stored."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from teralineage.cli.documents import statement_document
from teralineage.cli.options import DEFAULT_NAMESPACE, DataDir, Namespace, database_url
from teralineage.domain.errors import UsageError

if TYPE_CHECKING:  # sqlglot is slow to import, and `--help` needs none of it
    from teralineage.cli.parse_inputs import Inputs
    from teralineage.domain.model import Extraction
    from teralineage.ports import Catalog

EXIT_SKIPPED = 3
STORE = Path("store")


class Format(StrEnum):
    """What `parse` prints."""

    TREE = "tree"
    JSON = "json"
    JSONL = "jsonl"
    OPENLINEAGE = "openlineage"
    MERMAID = "mermaid"
    DOT = "dot"
    CSV = "csv"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("parse")(parse)


def parse(  # noqa: PLR0913 - one parameter an option
    files: Annotated[
        list[str] | None, typer.Argument(metavar="FILE…", help="SQL files or scripts; - is stdin.")
    ] = None,
    *,
    format_: Annotated[Format, typer.Option("--format", "-f", help="What to print.")] = Format.TREE,
    catalog: Annotated[
        list[Path] | None,
        typer.Option(
            "--catalog",
            metavar="FILE",
            help="DDL, or JSON {table: {column: type}}, or the word `store` for what was extracted; may be repeated.",
        ),
    ] = None,
    var: Annotated[
        list[str] | None, typer.Option("--var", metavar="X=Y", help="Value of a template variable; may be repeated.")
    ] = None,
    vars_: Annotated[
        list[Path] | None,
        typer.Option("--vars", metavar="FILE", help="Values of template variables: JSON, or X=Y lines."),
    ] = None,
    dialect: Annotated[str, typer.Option(help="The SQL dialect of the files.")] = "teradata",
    default_database: Annotated[
        str | None, typer.Option("--default-database", metavar="NAME", help="Where unqualified names are looked for.")
    ] = None,
    namespace: Namespace = DEFAULT_NAMESPACE,
    data_dir: DataDir = None,
    batch: Annotated[
        bool, typer.Option("--batch", help="Read JSON lines of requests from stdin, write JSON lines of answers.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 where a statement was skipped.")] = False,
) -> None:
    """Print which columns feed which, with the SQL that says so. Nothing is stored.

    Reads SQL, BTEQ, MultiLoad, FastLoad, FastExport, TPT, procedures, macros, and shell scripts around them.
    """
    from teralineage.cli import parse_inputs as reading  # noqa: PLC0415 - `--help` need not wait for sqlglot

    if batch and files:
        raise UsageError("--batch reads its requests from stdin and takes no files")
    if not batch and not files:
        raise UsageError("name a file to read, or - for stdin")
    variables = reading.read_variables(var or [], vars_ or [])
    inputs = reading.Inputs(reading.check_dialect(dialect), default_database, variables)
    with _catalog(catalog or [], inputs, namespace, data_dir) as known:
        if batch:
            _run_batch(known if catalog else None, inputs)
            return
        parsed = [(file, reading.parse_file(file, known, inputs)) for file in files or []]
    _print(parsed, format_, namespace)
    if strict and any(item.skipped for _, extraction in parsed for item in extraction.statements):
        raise typer.Exit(EXIT_SKIPPED)


@contextmanager
def _catalog(files: list[Path], inputs: Inputs, namespace: str, data_dir: Path | None) -> Iterator[Catalog]:
    """What files define, and behind it what the store knows where the word `store` stands among them."""
    from teralineage.cli.parse_inputs import read_catalog  # noqa: PLC0415 - as above

    known = read_catalog([file for file in files if file != STORE], inputs)
    if STORE not in files:
        yield known
        return
    from teralineage.bootstrap import open_store  # noqa: PLC0415 - as above
    from teralineage.services.store_catalog import LayeredCatalog, StoreCatalog  # noqa: PLC0415 - as above

    store = open_store(database_url(data_dir, os.environ))
    try:
        yield LayeredCatalog(known, StoreCatalog(store.repository, namespace))
    finally:
        store.close()


def _run_batch(catalog: Catalog | None, inputs: Inputs) -> None:
    from teralineage.cli.batch import answer_lines  # noqa: PLC0415 - as above

    for line in answer_lines(sys.stdin.buffer, inputs, catalog):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _print(parsed: Sequence[tuple[str, Extraction]], format_: Format, namespace: str) -> None:
    from teralineage.cli import render_graph, render_openlineage, render_tree  # noqa: PLC0415 - as above

    if format_ is Format.TREE:
        render_tree.print_trees(parsed, Console())
    elif format_ is Format.JSON:
        documents = [
            {"file": file, "statements": [statement_document(item) for item in extraction.statements]}
            for file, extraction in parsed
        ]
        typer.echo(json.dumps(documents, indent=2))
    elif format_ is Format.JSONL:
        for file, extraction in parsed:
            for item in extraction.statements:
                typer.echo(json.dumps({"file": file, **statement_document(item)}))
    elif format_ is Format.OPENLINEAGE:
        for event in render_openlineage.openlineage_events(parsed, namespace):
            typer.echo(json.dumps(event))
    else:
        render = {
            Format.MERMAID: render_graph.render_mermaid,
            Format.DOT: render_graph.render_dot,
            Format.CSV: render_graph.render_csv,
        }
        typer.echo(render[format_](parsed))
