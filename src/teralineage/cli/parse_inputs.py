"""What `parse` is given: files in any encoding, variables, catalogs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from teralineage.cli.script_files import includes_beside
from teralineage.domain.errors import UsageError, ValidationError
from teralineage.domain.model import Extraction
from teralineage.extract.catalog import InMemoryCatalog, SchemaCatalog, catalog_from_schema, catalog_of
from teralineage.extract.dialects import dialect_names
from teralineage.extract.encodings import decode
from teralineage.extract.extractor import extract
from teralineage.ports import Catalog

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Inputs:
    """How files are to be read; requests of `--batch` may say otherwise."""

    dialect: str = "teradata"
    default_database: str | None = None
    variables: Mapping[str, str] = field(default_factory=dict)


def check_dialect(name: str) -> str:
    """The dialect as it is known.

    Raises:
        UsageError: there is none of that name.
    """
    if name.lower() not in dialect_names():
        raise UsageError(f"dialect {name!r} is not known: one of {', '.join(sorted(dialect_names()))}")
    return name.lower()


def read_variables(assignments: Iterable[str], files: Iterable[Path]) -> dict[str, str]:
    """Values from files, then from `X=Y` words, which win.

    Raises:
        UsageError: a file cannot be read, or an assignment has no `=`.
    """
    values: dict[str, str] = {}
    for file in files:
        text = read_text(str(file))
        values.update(_json_values(text, file) if text.lstrip().startswith("{") else _line_values(text, file))
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"--var {assignment}: the form is NAME=VALUE")
        values[name.strip()] = value
    return values


def _json_values(text: str, file: Path) -> dict[str, str]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UsageError(f"{file}: not JSON: {error}") from error
    if not isinstance(found, dict):
        raise UsageError(f"{file}: not a JSON object of names and values")
    return {str(name): str(value) for name, value in found.items()}


def _line_values(text: str, file: Path) -> dict[str, str]:
    """`NAME=VALUE` lines, with `export` before and quotes around the value as shells allow; `#` begins a comment."""
    values: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip().removeprefix("export ").strip()
        if not stripped or stripped.startswith(("#", "--", "/*")):
            continue
        name, equals, value = stripped.partition("=")
        if not equals:
            raise UsageError(f"{file}: line {number}: the form is NAME=VALUE")
        value = value.strip().removesuffix(",")  # as in a file of TPT's job variables
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        values[name.strip()] = value
    return values


def read_catalog(files: Sequence[Path], inputs: Inputs) -> InMemoryCatalog:
    """What JSON schemas and DDL files define.

    Raises:
        UsageError: a file cannot be read, or a schema has another shape.
    """
    schemas = [file for file in files if file.suffix.lower() == ".json"]
    catalog = SchemaCatalog() if schemas else InMemoryCatalog()
    for file in schemas:
        for dataset in _schema(file, inputs.default_database).datasets():
            catalog.add(dataset)
    ddl = [read_text(str(file)) for file in files if file not in schemas]
    found = catalog_of(
        ddl, variables=inputs.variables, default_database=inputs.default_database, dialect=inputs.dialect
    )
    for dataset in found.datasets():
        catalog.add(dataset)
    return catalog


def _schema(file: Path, default_database: str | None) -> SchemaCatalog:
    try:
        schema = json.loads(read_text(str(file)))
    except ValueError as error:
        raise UsageError(f"{file}: not JSON: {error}") from error
    if not isinstance(schema, dict):
        raise UsageError(f"{file}: not a JSON object of tables")
    try:
        return catalog_from_schema(schema, default_database)
    except ValidationError as error:
        raise UsageError(f"{file}: {error}") from error


def read_text(file: str) -> str:
    """The text of a file, or of stdin for `-`.

    Raises:
        UsageError: it cannot be read, or is no text.
    """
    try:
        data = sys.stdin.buffer.read() if file == STDIN else Path(file).read_bytes()
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from error
    try:
        return decode(data)
    except ValueError as error:
        raise UsageError(f"{file}: {error}") from error


def parse_file(file: str, catalog: Catalog, inputs: Inputs) -> Extraction:
    """What the script in a file does."""
    return extract(
        read_text(file),
        catalog,
        variables=inputs.variables,
        default_database=inputs.default_database,
        dialect=inputs.dialect,
        includes=includes_beside(Path(file)),
    )
