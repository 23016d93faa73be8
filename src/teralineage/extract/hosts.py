"""Where host variables stand in a statement, for edges that come through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from teralineage.domain.ids import FieldName, fold
from teralineage.domain.model import Span
from teralineage.extract.session import Source
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Kind, Lexis, tokens_of


def located(reading: Reading, text: str, bindings: Mapping[str, tuple[Source, ...]], lexis: Lexis) -> Reading:
    """A reading in which every edge has a span: one that came through a variable stands where the variable does."""
    if all(edge.span.end > edge.span.start for edge in reading.edges):
        return reading
    places = _places(text, bindings, lexis)
    whole = Span(0, len(text))
    edges = tuple(
        edge if edge.span.end > edge.span.start else replace(edge, span=places.get(edge.source, whole))
        for edge in reading.edges
    )
    return replace(reading, edges=edges)


def _places(text: str, bindings: Mapping[str, tuple[Source, ...]], lexis: Lexis) -> dict[FieldName, Span]:
    """The first variable in the text that each field stands behind, with its colon; one with a colon comes first."""
    places: dict[FieldName, Span] = {}
    bare: dict[FieldName, Span] = {}
    colon = -1
    for token in tokens_of(text, 0, len(text), lexis):
        if token.upper == ":":
            colon = token.start
        elif token.kind == Kind.WORD:
            for source in bindings.get(fold(text[token.start : token.end]), ()):
                into = bare if colon < 0 else places
                into.setdefault(source.field, Span(token.start if colon < 0 else colon, token.end))
            colon = -1
        else:
            colon = -1
    return bare | places
