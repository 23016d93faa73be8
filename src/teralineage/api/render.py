"""Answers as HTTP responses. The documents' JSON goes out as it is."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Response

from teralineage.api.params import Values
from teralineage.domain.answers import Answer, Impact

COLUMNAR = "application/vnd.teralineage.columnar+json"
"""Graphs as arrays; a client asks for them by `format=columnar` or by this type in Accept."""

IMPACT_COLUMNS = ("id", "database", "table", "field", "sourceType", "depth", "impactType", "viaIndirectOnly")


def as_json(answer: Answer[Any], _values: Values) -> Response:
    """The answer's own JSON."""
    return Response(answer.json, mimetype="application/json")


def impact_as_csv(impact: Impact) -> Response:
    """One line for each impacted field, for spreadsheets."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(IMPACT_COLUMNS)
    for field in impact.impacted:
        rows.writerow(
            [
                safe_cell(field.id),
                safe_cell(field.database),
                safe_cell(field.table),
                safe_cell(field.field),
                field.source_type,
                field.depth,
                field.impact_type,
                "true" if field.via_indirect_only else "false",
            ]
        )
    response = Response(text.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers.set("Content-Disposition", "attachment", filename="impact.csv")
    return response


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
