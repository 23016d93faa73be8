"""The shape of a statement: its text with the literals it compares with, and its comments, folded away.

A query log says the same few thousand things a million times, each time with another date or key. Statements of one
shape have the same lineage, so a shape is read once. Only literals that cannot bear on lineage are folded: those
behind a comparison, in IN lists, in VALUES, and alone in the select list of an INSERT. Positions in GROUP BY 1, 2
stay, and so do formats and the arguments of table operators. `?` stands here for `FOLDED`:

    SELECT a FROM t WHERE d = DATE '2024-05-01' AND k IN (1, 2, 3)
    SELECT a FROM t WHERE d = DATE ? AND k IN (?)

A literal may still give something its name: a column of PIVOT, an unnamed item of a select list, a file. Then
`MARK` shows in the reading, and such a shape is never taken for another statement of it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.tokens import Kind, Lexis, Token, tokens_of, words

MARK = "\ue002"
"""A character of no script's; stands in what is folded, so that a name made of it can be told."""

FOLDED = f"'{MARK}'"
"""What stands for a literal, or for a list of them."""

COMMENT = f" /*{MARK}*/ "
"""What stands for comments and the blanks around them."""

_COMPARES = words("= < > <= >= <> LIKE BETWEEN NE EQ LT LE GT GE")
_CLAUSES = words("SELECT SEL FROM WHERE GROUP ORDER HAVING QUALIFY SAMPLE VALUES ON SET")
_WRITES = words("INSERT INS")  # what an item of their select lists is called does not matter
_LISTS = words("IN ANY ALL SOME")
_FRAMES = words("ROWS RANGE")  # BETWEEN 1 PRECEDING AND 2 FOLLOWING compares nothing
_BEFORE_ITEM = words("SELECT SEL ,")
_BEFORE_LITERAL = words("DATE TIME TIMESTAMP + -")
_NUMBER = re.compile(r"\d+(?:\.\d+)?(?![\w.])")


@lru_cache(maxsize=256)  # a log says the same words again, and its reader asks twice
def shape_of(text: str, lexis: Lexis) -> MappedText:
    """The shape of a statement, mapped to the statement's own text."""
    tokens = [*tokens_of(text, 0, len(text), lexis)]
    folds = [(span, FOLDED) for span in _folds(text, tokens)]
    folds += [(span, COMMENT) for span in _comments(text, tokens)]
    parts: list[MappedText] = []
    position = 0
    for span, new in sorted(folds, key=_start):
        if span.start < position:  # a comment within a list
            continue
        parts.append(MappedText.of(text[position : span.start], position))
        parts.append(MappedText.standing_for(new, span))
        position = span.end
    return MappedText.joined((*parts, MappedText.of(text[position:], position)))


def fingerprint_of(text: str, lexis: Lexis) -> str:
    """A digest that statements of one shape share: 16 hex digits."""
    shape = shape_of(text, lexis).text
    return hashlib.sha256(shape.encode(errors="surrogatepass")).hexdigest()[:16]


def _start(fold: tuple[Span, str]) -> int:
    return fold[0].start


def _comments(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """What stands between two tokens where that begins with a comment; a log's often name the run."""
    position = 0
    for start, end in [*((token.start, token.end) for token in tokens), (len(text), len(text))]:
        if start - position > 1 and text[position:start].lstrip().startswith(("--", "/*")):
            yield Span(position, start)
        position = end


def _folds(text: str, tokens: Sequence[Token]) -> Iterator[Span]:
    """Each literal, or list of them, that can be folded."""
    written = bool(tokens) and tokens[0].upper in _WRITES
    clauses = [""]  # what the comma of each open parenthesis separates
    index = 0
    between = False
    while index < len(tokens):
        word = tokens[index].upper
        following = tokens[index + 1].upper if index + 1 < len(tokens) else ""
        framed = index > 0 and tokens[index - 1].upper in _FRAMES
        clauses = _clauses(clauses, word)
        if word in _LISTS and following == "(":
            end = _list_end(text, tokens, index + 2)
            if end > index + 2:
                yield Span(tokens[index + 2].start, tokens[end - 1].end)
                index = end - 1
        elif (
            (word in _COMPARES and not framed)
            or (word == "AND" and between)
            or (word in {"(", ","} and clauses[-1] == "VALUES")
            or (written and word in _BEFORE_ITEM and clauses[-1] == "SELECT" and _ends_item(tokens, index + 2))
        ):
            yield from _literal(text, tokens, index + 1)
        between = (word == "BETWEEN" and not framed) or (between and word != "AND")
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


def _literal(text: str, tokens: Sequence[Token], index: int) -> Iterator[Span]:
    if index < len(tokens) and tokens[index].upper in _BEFORE_LITERAL:
        index += 1
    if index >= len(tokens):
        return
    token = tokens[index]
    if index + 1 < len(tokens) and tokens[index + 1].kind == Kind.STRING:
        return  # 'a' 'b' is one value, 1 'b' is a mistake
    if token.kind == Kind.STRING:
        yield Span(token.start, token.end)
    elif match := _NUMBER.match(text, token.start):
        yield Span(match.start(), match.end())


def _list_end(text: str, tokens: Sequence[Token], index: int) -> int:
    """The index of the parenthesis that ends a list of nothing but literals; `index` itself for any other list."""
    after_literal = False
    for position in range(index, len(tokens)):
        token = tokens[position]
        if token.upper == ")":
            return position
        literal = token.kind == Kind.STRING or (token.kind == Kind.WORD and text[token.start].isdigit())
        if after_literal if literal else token.upper not in {",", ".", "-"}:
            break
        after_literal = literal
    return index
