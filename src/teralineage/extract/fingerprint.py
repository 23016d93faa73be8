"""The shape of a statement: its text with the literals it compares with folded away.

A query log says the same few thousand things a million times, each time with another date or key. Statements of one
shape have the same lineage, so a shape is read once. Only literals that cannot bear on lineage are folded: those
behind a comparison, in IN lists, in VALUES, and alone in the select list of an INSERT. Positions in GROUP BY 1, 2
stay, and so do formats, names in PIVOT and the arguments of table operators.

    SELECT a FROM t WHERE d = DATE '2024-05-01' AND k IN (1, 2, 3)
    SELECT a FROM t WHERE d = DATE '?' AND k IN (0)
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Kind, Lexis, Token, tokens_of, words

_COMPARES = words("= < > <= >= <> LIKE BETWEEN NE EQ LT LE GT GE")
_CLAUSES = words("SELECT SEL FROM WHERE GROUP ORDER HAVING QUALIFY SAMPLE VALUES ON SET")
_WRITES = words("INSERT INS")  # what an item of their select lists is called does not matter
_BEFORE_ITEM = words("SELECT SEL ,")
_TYPED = words("DATE TIME TIMESTAMP")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?![\w.])")


def shape_of(text: MappedText, lexis: Lexis) -> MappedText:
    """The shape of a statement, still mapped to the script that the statement stands in."""
    parts: list[MappedText] = []
    position = 0
    for span, new in _folds(text.text, lexis):
        parts.append(text.slice(position, span.start))
        parts.append(MappedText.standing_for(new, text.origin(span)))
        position = span.end
    if not parts:
        return text
    return MappedText.joined((*parts, text.slice(position, len(text.text))))


def fingerprint_of(text: str, lexis: Lexis) -> str:
    """A digest that statements of one shape share: 16 hex digits."""
    shape = shape_of(MappedText.of(text), lexis).text
    return hashlib.sha256(shape.encode(errors="surrogatepass")).hexdigest()[:16]


def _folds(text: str, lexis: Lexis) -> Iterator[tuple[Span, str]]:
    """Each literal, or list of them, that can be folded, with what stands for it."""
    tokens = [*tokens_of(text, 0, len(text), lexis)]
    written = bool(tokens) and tokens[0].upper in _WRITES
    clauses = [""]  # what the comma of each open parenthesis separates
    index = 0
    between = False
    while index < len(tokens):
        word = tokens[index].upper
        following = tokens[index + 1].upper if index + 1 < len(tokens) else ""
        clauses = _clauses(clauses, word)
        if word == "IN" and following == "(":
            end = _list_end(text, tokens, index + 2)
            if end > index + 2:
                yield Span(tokens[index + 2].start, tokens[end - 1].end), "0"
                index = end - 1
        elif (
            word in _COMPARES
            or (word == "AND" and between)
            or (word in {"(", ","} and clauses[-1] == "VALUES")
            or (written and word in _BEFORE_ITEM and clauses[-1] == "SELECT" and _ends_item(tokens, index + 2))
        ):
            yield from _literal(text, tokens, index + 1)
        between = word == "BETWEEN" or (between and word != "AND")
        index += 1


def _clauses(clauses: list[str], word: str) -> list[str]:
    """The clauses around the next token, the innermost last."""
    if word == "(":
        return [*clauses, "VALUES" if clauses[-1] == "VALUES" and len(clauses) == 1 else ""]
    if word == ")":
        return clauses[:-1] or [""]
    if word in _CLAUSES:
        return [*clauses[:-1], "SELECT" if word == "SEL" else word]
    return clauses


def _ends_item(tokens: Sequence[Token], index: int) -> bool:
    return index >= len(tokens) or tokens[index].upper in {",", "FROM", ")", ";"}


def _literal(text: str, tokens: Sequence[Token], index: int) -> Iterator[tuple[Span, str]]:
    if index < len(tokens) and tokens[index].upper in _TYPED:
        index += 1
    if index >= len(tokens):
        return
    token = tokens[index]
    if token.kind == Kind.STRING:
        yield Span(token.start, token.end), "'?'"
    elif match := _NUMBER.match(text, token.start):
        yield Span(match.start(), match.end()), "0"


def _list_end(text: str, tokens: Sequence[Token], index: int) -> int:
    """The index of the parenthesis that ends a list of nothing but literals; `index` itself for any other list."""
    for position in range(index, len(tokens)):
        token = tokens[position]
        if token.upper == ")":
            return position
        number = token.kind == Kind.WORD and text[token.start].isdigit()
        if not (number or token.kind == Kind.STRING or token.upper in {",", ".", "-"}):
            break
    return index


@dataclass(slots=True)
class Shapes:
    """Readings by shape, over one unchanging catalog. `most` bounds how many are kept; the oldest goes first."""

    most: int = 20_000
    _readings: dict[tuple[str, str, str | None], Reading] = field(default_factory=dict)

    def get(self, shape: str, dialect: str, default_database: str | None) -> Reading | None:
        """The reading of a shape, or None where it has not been read yet."""
        return self._readings.get((shape, dialect, default_database))

    def keep(self, shape: str, dialect: str, default_database: str | None, reading: Reading) -> None:
        """Remember the reading of a shape."""
        if len(self._readings) >= self.most:
            del self._readings[next(iter(self._readings))]
        self._readings[shape, dialect, default_database] = reading
