"""`row.column` of a FOR loop's row, and `?` of a prepared statement, as the host variables that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from teralineage.domain.ids import fold
from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import ROW_FIELD
from teralineage.extract.tokens import Kind, Lexis, tokens_of


def with_row_fields(text: MappedText, rows: AbstractSet[str], lexis: Lexis) -> MappedText:
    """A statement with the columns of those rows as host variables, and without `WHERE CURRENT OF cursor`."""
    parts: list[MappedText] = []
    position = 0
    for span, new in _replacements(text.text, rows, lexis):
        parts.append(text.slice(position, span.start))
        parts.append(MappedText.standing_for(new, text.origin(span)))
        position = span.end
    if not parts:
        return text
    return MappedText.joined((*parts, text.slice(position, len(text.text))))


def with_values(text: MappedText, names: Sequence[str], lexis: Lexis) -> MappedText:
    """A prepared statement with host variables for its question marks, as EXECUTE … USING gives them in order."""
    marks = [token for token in tokens_of(text.text, 0, len(text.text), lexis) if token.upper == "?"] if names else []
    parts: list[MappedText] = []
    position = 0
    for token, name in zip(marks, names, strict=False):
        span = Span(token.start, token.end)
        parts += [text.slice(position, span.start), MappedText.standing_for(f":{name}", text.origin(span))]
        position = span.end
    return MappedText.joined((*parts, text.slice(position, len(text.text)))) if parts else text


def _replacements(text: str, rows: AbstractSet[str], lexis: Lexis) -> Iterator[tuple[Span, str]]:
    tokens = [*tokens_of(text, 0, len(text), lexis)]
    for index, token in enumerate(tokens[:-2]):
        upper = [other.upper for other in tokens[index : index + 4]]
        row = fold(text[token.start : token.end].strip('"'))
        before = tokens[index - 1] if index else None
        if upper[0] == "WHERE" and upper[1:3] == ["CURRENT", "OF"] and len(upper) > 3:  # noqa: PLR2004 - and a name
            yield Span(token.start, tokens[index + 3].end), " "
        elif row in rows and upper[1] == "." and tokens[index + 2].kind != Kind.SYMBOL:
            column = tokens[index + 2]
            if before is not None and before.upper == ".":
                continue
            start = before.start if before is not None and before.upper == ":" else token.start
            name = fold(text[column.start : column.end].strip('"'))
            yield Span(start, column.end), f":{row}{ROW_FIELD}{name}"
