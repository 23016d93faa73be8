"""The value of a text expression made of literals and known variables: `'INSERT INTO ' || db || '.t …'`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from teralineage.domain.ids import fold
from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import OPEN
from teralineage.extract.tokens import Kind, Lexis, Token, tokens_of, words
from teralineage.extract.variables import placeholder

Texts = Mapping[str, tuple[MappedText, ...]]
"""What each variable may hold, by folded name; a variable that is not there holds nobody knows what."""

MOST = 8
"""How many different texts a variable may hold before it counts as unknown."""
LONGEST = 200_000

_PASSES_THROUGH = words("TRIM UPPER LOWER CAST COALESCE RTRIM LTRIM NVL TRANSLATE TO_CHAR")


def texts_of(text: MappedText, known: Texts, lexis: Lexis) -> tuple[MappedText, ...]:
    """Every text an expression may yield; what is not known stands in it as a placeholder with its own spelling."""
    tokens = [*tokens_of(text.text, 0, len(text.text), lexis)]
    alternatives = [_term(text, term, known, lexis) for term in _terms(tokens)]
    found: dict[str, MappedText] = {}
    for parts in product(*alternatives):
        joined = MappedText.joined(parts)
        if len(joined.text) > LONGEST or len(found) >= MOST:
            break
        found.setdefault(joined.text, joined)
    return tuple(found.values())


def _terms(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """The operands of `||`."""
    term: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.upper == "(") - (token.upper == ")")
        if token.upper in {"||", "!!"} and depth == 0:
            yield term
            term = []
        else:
            term.append(token)
    yield term


def _term(text: MappedText, term: Sequence[Token], known: Texts, lexis: Lexis) -> tuple[MappedText, ...]:
    """Every text that one operand may yield."""
    if not term:
        return (MappedText.of(""),)
    whole = Span(term[0].start, term[-1].end)
    bare = [token for token in term if token.upper != ":"] or list(term)
    second = bare[1].upper if len(bare) > 1 else ""
    if bare[0].kind == Kind.STRING and second not in {"XC", "XB"}:
        return (unquoted(text.slice(bare[0].start, bare[0].end)),)
    if bare[0].upper == "(" and bare[-1].upper == ")":
        return texts_of(text.slice(bare[0].end, bare[-1].start), known, lexis)
    alone = "" if second else text.text[bare[0].start : bare[0].end]
    if alone.isdigit() or alone.startswith(OPEN):
        return (text.slice(bare[0].start, bare[0].end),)
    values = _variable(text, bare, known)
    origin = text.origin(whole)
    if values is None:
        if second == "(" and bare[0].upper in _PASSES_THROUGH and len(bare) > 2:  # noqa: PLR2004 - and an argument
            whole = Span(bare[2].start, bare[2].end)
        spelling = " ".join(text.text[whole.start : whole.end].split()).lstrip(": ")
        return (MappedText.standing_for(placeholder(spelling), origin),)
    return tuple(_used_at(value, origin) for value in values)


def _variable(text: MappedText, bare: Sequence[Token], known: Texts) -> tuple[MappedText, ...] | None:
    """What `v`, `v (phrase)` or `TRIM(v)` may hold; None where that is not known."""
    if len(bare) > 1 and bare[0].upper in _PASSES_THROUGH:
        names = [fold(text.text[token.start : token.end]) for token in bare[2:] if token.kind == Kind.WORD]
        return next((known[name] for name in names if name in known), None)
    if len(bare) > 1 and bare[1].upper != "(":
        return None
    return known.get(fold(text.text[bare[0].start : bare[0].end].strip('"')))


def _used_at(value: MappedText, origin: Span) -> MappedText:
    """A name in a variable stands where it is used; a longer piece of SQL where it is written."""
    return value if any(map(str.isspace, value.text)) else MappedText.standing_for(value.text, origin)


def unquoted(literal: MappedText) -> MappedText:
    """What a string literal says, each doubled quote being one."""
    parts: list[MappedText] = []
    position = 1
    end = len(literal.text) - 1
    while (quote := literal.text.find("''", position, end)) >= 0:
        parts.append(literal.slice(position, quote))
        parts.append(MappedText.standing_for("'", literal.origin(Span(quote, quote + 2))))
        position = quote + 2
    return MappedText.joined((*parts, literal.slice(position, max(position, end))))
