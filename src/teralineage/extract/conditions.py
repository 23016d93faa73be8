"""Conditions that stand beside the statement whose rows they filter: a trigger's WHEN, APPLY … WHERE of a load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from teralineage.domain.ids import EVERY_FIELD, FieldName
from teralineage.domain.model import ColumnEdge, Reason, Span, Subtype
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import holds_placeholder
from teralineage.extract.session import Session, Source
from teralineage.extract.statement import Reading, read_statement
from teralineage.extract.writes import known_fields

Told = tuple[MappedText, Reading]


def as_query(condition: MappedText, tables: str = "") -> MappedText:
    """A condition as a query that it filters, over `tables` where its columns are those of tables."""
    origin = condition.origin(Span(0, len(condition.text)))
    begin = f"SELECT 1 FROM {tables} WHERE " if tables else "SELECT 1 WHERE "  # noqa: S608 - read, never run
    return MappedText.joined((MappedText.standing_for(begin, Span(origin.start, origin.start)), condition))


def applied(told: Told, condition: MappedText, fields: Mapping[str, tuple[Source, ...]], session: Session) -> Reading:
    """A reading of what is run for those rows that a condition on `fields`, by folded name, lets through."""
    before, session.bindings = session.bindings, {**session.bindings, **fields}
    asked = read_statement(as_query(condition).text, session)
    session.bindings = before
    return filtered(told, asked, session)


def filtered(told: Told, asked: Reading, session: Session) -> Reading:
    """A reading whose rows a condition elsewhere filters as well; its edges are shown with the whole statement.

    Args:
        told: a statement's text and what it does.
        asked: what the condition reads, as a query.
        session: tells which targets are known.
    """
    text, reading = told
    whole = Span(0, len(text.text))
    known = {(edge.source, edge.target) for edge in reading.edges if edge.subtype is Subtype.FILTER}
    edges: list[ColumnEdge] = []
    for target in reading.targets:
        rows = FieldName(target, EVERY_FIELD)
        doubt = None if known_fields(session, target) else Reason.INFERRED
        doubt = Reason.PLACEHOLDER if holds_placeholder(str(target)) else doubt
        for edge in asked.edges:
            if (edge.source, rows) not in known:
                known.add((edge.source, rows))
                reason = doubt if doubt is not None and doubt.confidence < edge.reason.confidence else edge.reason
                edges.append(replace(edge, target=rows, subtype=Subtype.FILTER, reason=reason, span=whole))
    sources = tuple(dict.fromkeys((*reading.sources, *asked.sources)))
    return replace(reading, sources=sources, edges=(*reading.edges, *edges))
