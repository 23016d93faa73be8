"""What a worker found, packed for the way: numbers and strings, each name once.

A script has thousands of edges between a few hundred fields, and pickling them one object after the other would take
a good part of the time that a second process saves.
"""

from __future__ import annotations

from dataclasses import replace

from teralineage.domain.ids import FieldName
from teralineage.domain.model import ColumnEdge, Extraction, Reason, Span, StatementLineage, Subtype

Packed = tuple[int, int, int, int, int, int, bool, tuple[int, ...]]
"""An edge: source, target, subtype, start, end, reason, masking, candidates; fields and words by their place."""

Parcel = tuple[tuple[StatementLineage, ...], list[FieldName], list[list[Packed]]]
"""Statements without their edges, every field that an edge names, and the edges of each statement."""

_SUBTYPES = tuple(Subtype)
_REASONS = tuple(Reason)
_SUBTYPE_AT = {subtype: index for index, subtype in enumerate(_SUBTYPES)}
_REASON_AT = {reason: index for index, reason in enumerate(_REASONS)}


def pack(extraction: Extraction) -> Parcel:
    """An extraction for the way to another process."""
    fields: list[FieldName] = []
    at: dict[tuple[str, str, str], int] = {}

    def place(name: FieldName) -> int:
        key = name.dataset.database, name.dataset.name, name.name  # as spelled: names compare without regard to case
        found = at.get(key)
        if found is None:
            found = at[key] = len(fields)
            fields.append(name)
        return found

    edges = [
        [
            (
                place(edge.source),
                place(edge.target),
                _SUBTYPE_AT[edge.subtype],
                edge.span.start,
                edge.span.end,
                _REASON_AT[edge.reason],
                edge.masking,
                tuple(map(place, edge.candidates)),
            )
            for edge in statement.edges
        ]
        for statement in extraction.statements
    ]
    return tuple(replace(statement, edges=()) for statement in extraction.statements), fields, edges


def unpack(parcel: Parcel) -> Extraction:
    """The extraction that was packed."""
    statements, fields, edges = parcel
    return Extraction(
        tuple(
            replace(
                statement,
                edges=tuple(
                    ColumnEdge(
                        fields[source],
                        fields[target],
                        _SUBTYPES[subtype],
                        Span(start, end),
                        _REASONS[reason],
                        masking,
                        tuple([fields[index] for index in candidates]),
                    )
                    for source, target, subtype, start, end, reason, masking, candidates in packed
                ),
            )
            for statement, packed in zip(statements, edges, strict=True)
        )
    )
