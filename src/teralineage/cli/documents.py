"""What `parse` found, as plain objects for JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from teralineage.cli.names import plain
from teralineage.domain.model import ColumnEdge, Skipped, StatementLineage


def statement_document(statement: StatementLineage) -> dict[str, Any]:
    """One statement: kind, datasets, edges, and its place in the script, or in which `file` that the script runs."""
    return {
        **({} if statement.file is None else {"file": statement.file}),
        "kind": statement.kind,
        "line": statement.line,
        "number": statement.number,
        "span": [statement.span.start, statement.span.end],
        "sources": [plain(name) for name in statement.sources],
        "targets": [plain(name) for name in statement.targets],
        "edges": edge_documents(statement.edges),
        "outputs": [name.lower() for name in statement.outputs],
        "skipped": None if statement.skipped is None else _skipped_document(statement.skipped),
    }


def edge_documents(edges: Iterable[ColumnEdge]) -> list[dict[str, Any]]:
    """Edges with their ends by name; `span` points into the script."""
    return [
        {
            "source": plain(edge.source),
            "target": plain(edge.target),
            "type": edge.subtype.type.value,
            "subtype": edge.subtype.value,
            "confidence": edge.reason.confidence,
            "reason": edge.reason.value,
            "masking": edge.masking,
            "span": [edge.span.start, edge.span.end],
            "candidates": [plain(name) for name in edge.candidates],
        }
        for edge in edges
    ]


def _skipped_document(skipped: Skipped) -> dict[str, Any]:
    return {"reason": skipped.reason, "message": skipped.message, "line": skipped.line}
