"""Column lineage as text for other tools: Mermaid, Graphviz, CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from teralineage.cli.names import plain
from teralineage.domain.model import ColumnEdge, Extraction, TransformationType

Parsed = Sequence[tuple[str, Extraction]]
"""Files by name, each with what was found in it."""

_CSV_COLUMNS = (
    "file",
    "line",
    "kind",
    "source",
    "target",
    "type",
    "subtype",
    "confidence",
    "reason",
    "masking",
    "span",
)


def render_mermaid(parsed: Parsed) -> str:
    """A flow chart for Mermaid; steering edges are dotted."""
    ids: dict[str, str] = {}
    lines = ["flowchart LR"]
    edges = list(_edges(parsed))
    for edge in edges:
        for name in (plain(edge.source), plain(edge.target)):
            if name not in ids:
                ids[name] = f"n{len(ids)}"
                lines.append(f'  {ids[name]}["{_mermaid_text(name)}"]')
    for edge in edges:
        arrow = "-->" if edge.subtype.type is TransformationType.DIRECT else "-.->"
        lines.append(f"  {ids[plain(edge.source)]} {arrow}|{edge.subtype}| {ids[plain(edge.target)]}")
    return "\n".join(lines)


def _mermaid_text(name: str) -> str:
    return "".join(c if c.isalnum() or c in "_.:/- " else f"#{ord(c)};" for c in name)


def render_dot(parsed: Parsed) -> str:
    """A digraph for Graphviz; steering edges are dashed."""
    lines = ["digraph lineage {", "  rankdir=LR;", "  node [shape=box];"]
    for edge in _edges(parsed):
        style = "" if edge.subtype.type is TransformationType.DIRECT else ", style=dashed"
        lines.append(
            f'  {_dot_text(plain(edge.source))} -> {_dot_text(plain(edge.target))} [label="{edge.subtype}"{style}];'
        )
    return "\n".join([*lines, "}"])


def _dot_text(name: str) -> str:
    return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'


def render_csv(parsed: Parsed) -> str:
    """One row an edge, with a header."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_CSV_COLUMNS)
    for file, extraction in parsed:
        for statement in extraction.statements:
            for edge in statement.edges:
                writer.writerow(
                    (
                        statement.file or file,
                        statement.line,
                        statement.kind,
                        plain(edge.source),
                        plain(edge.target),
                        edge.subtype.type,
                        edge.subtype,
                        edge.reason.confidence,
                        edge.reason,
                        str(edge.masking).lower(),
                        f"{edge.span.start}:{edge.span.end}",
                    )
                )
    return out.getvalue().rstrip("\n")


def _edges(parsed: Parsed) -> Iterator[ColumnEdge]:
    """Every edge once, in order."""
    seen: set[tuple[str, str, str]] = set()
    for _, extraction in parsed:
        for statement in extraction.statements:
            yield from _fresh(statement.edges, seen)


def _fresh(edges: Iterable[ColumnEdge], seen: set[tuple[str, str, str]]) -> Iterator[ColumnEdge]:
    for edge in edges:
        key = plain(edge.source), plain(edge.target), edge.subtype.value
        if key not in seen:
            seen.add(key)
            yield edge
