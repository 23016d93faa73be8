"""The example warehouse as tests see it: its files in reading order, its expected edges, its catalog."""

from __future__ import annotations

from pathlib import Path

from teralineage.domain.ids import FieldName
from teralineage.domain.model import ColumnEdge, Extraction
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.extractor import extract

ROOT = Path(__file__).parents[2] / "examples" / "retail"
EXPECTED = Path(__file__).parent / "retail"
FOLDERS = ("views", "macros", "procedures", "load", "bteq")


def scripts() -> list[str]:
    """Every file that may hold lineage, as `folder/name.ext`, in the order its README gives."""
    return [f"{folder}/{path.name}" for folder in FOLDERS for path in sorted((ROOT / folder).iterdir())]


def read(script: str) -> str:
    return (ROOT / script).read_text(encoding="utf-8")


def catalog() -> InMemoryCatalog:
    """Tables from `ddl/`, then the views over them."""
    known = InMemoryCatalog()
    for path in [*sorted((ROOT / "ddl").glob("*.sql")), *sorted((ROOT / "views").glob("*.sql"))]:
        for statement in extract(path.read_text(encoding="utf-8"), known).statements:
            for definition in statement.defines:
                known.add(definition)
    return known


def edges(extraction: Extraction) -> set[str]:
    return {render(edge) for statement in extraction.statements for edge in statement.edges}


def render(edge: ColumnEdge) -> str:
    return f"{plain(edge.source)} -> {plain(edge.target)} {edge.subtype.type} {edge.subtype}"


def plain(name: FieldName) -> str:
    parts = (name.dataset.database, name.dataset.name, name.name)
    return ".".join(part for part in parts if part).lower()


def expected_edges(script: str) -> set[str]:
    text = (EXPECTED / script).with_suffix(".txt").read_text(encoding="utf-8")
    return {line for line in text.splitlines() if line and not line.startswith("#")}
