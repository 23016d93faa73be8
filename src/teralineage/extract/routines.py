"""Where the definition of a macro, procedure, trigger or function ends, and where a TPT job does.

Their bodies hold semicolons of their own. What counts is the nesting of BEGIN, CASE and parentheses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from teralineage.domain.model import Span
from teralineage.extract.tokens import Kind, Lexis, Token, tokens_of, words

_HEADER = re.compile(r"(?:CREATE|REPLACE|ALTER|BEGIN|DECLARE|DEFINE|USING\s+CHAR(?:ACTER)?\s*SET)\b", re.IGNORECASE)
_ROUTINES = frozenset({"PROCEDURE", "MACRO", "TRIGGER", "FUNCTION", "METHOD", "PROC"})
_CREATE = frozenset({"CREATE", "REPLACE", "ALTER"})
_PREFIX = frozenset({"OR", "REPLACE", "EDITIONABLE", "NONEDITIONABLE", "TEMP", "TEMPORARY", "SPECIFIC", "CONSTRUCTOR"})
_TRANSACTION = frozenset({
    "TRANSACTION", "TRAN", "WORK", "QUERY", "LOGGING", "LOADING", "ISOLATED", "MLOAD", "IMPORT", "EXPORT", "DELETE",
    ";", "",
})  # fmt: skip
_BLOCK_ENDS = frozenset({"IF", "LOOP", "WHILE", "FOR", "REPEAT"})
# After one of these, `END(` asks for the end of a period; after anything else it closes a CASE.
_OPERATORS = words(
    "SELECT SEL THEN ELSE WHEN AND OR NOT IN BETWEEN SET ON WHERE BY VALUES LIKE BEGIN CASE RETURN DISTINCT HAVING"
    " QUALIFY ( , = < > <= >= <> + - * / || :="
)
_FRESH = re.compile(
    r"(?:CREATE|REPLACE)(?:\s+OR\s+REPLACE)?\s+(?:PROCEDURE|MACRO|TRIGGER|FUNCTION|VIEW|TABLE|MULTISET|SET|VOLATILE)\b"
    r"|\.[ \t]*(?:IF|LOGOFF|QUIT|EXIT|COMPILE|LABEL|RUN|EXPORT|SET)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Routine:
    """Where a routine ends, and whether it is a TPT job. `blanks`: odd comments inside, as for statements."""

    end: int
    job: bool = False
    blanks: tuple[Span, ...] = ()


def find_routine(text: str, start: int, end: int, lexis: Lexis) -> Routine | None:
    """The routine or TPT job that begins at `start`; None where another statement does."""
    if not _HEADER.match(text, start, end):
        return None
    tokens = tokens_of(text, start, end, lexis)
    first = [token.upper for token, _ in zip(tokens, range(6), strict=False)]
    first += [""] * (6 - len(first))
    if first[0] in _CREATE:
        rest = [word for word in first[1:] if word not in _PREFIX]
        if rest[:1] and rest[0] in _ROUTINES:
            return _routine(text, start, end, lexis)
    elif (first[0] == "DEFINE" and first[1] == "JOB") or (first[0] == "USING" and "DEFINE" in first):
        return _job(text, start, end, lexis)
    elif (first[0] == "BEGIN" and first[1] not in _TRANSACTION) or (first[0] == "DECLARE" and lexis != Lexis()):
        return _routine(text, start, end, lexis)
    return None


def _job(text: str, start: int, end: int, lexis: Lexis) -> Routine:
    """A TPT job ends at the semicolon outside its parentheses."""
    depth = 0
    last = start
    for token in tokens_of(text, start, end, lexis):
        if token.upper == "(":
            depth += 1
        elif token.upper == ")":
            depth -= 1
        elif token.upper == ";" and depth <= 0:
            break
        last = token.end
    return Routine(last, job=True)


def _routine(text: str, start: int, end: int, lexis: Lexis) -> Routine:
    nesting = _Nesting()
    last = start
    previous: Token | None = None
    complete = False  # a body in BEGIN and END has closed; only its label may still come
    for token in tokens_of(text, start, end, lexis):
        word = token.upper
        outside = nesting.depth == 0
        if word == ";" and outside and not nesting.declares:
            return Routine(last)
        if complete and not (token.kind == Kind.WORD and word == nesting.label):
            return Routine(last)
        if not outside and last > start and _starts_afresh(text, last, token, lexis):
            return Routine(last)
        nesting.see(token, previous, text)
        complete = complete or (nesting.depth == 0 and not outside and nesting.compound)
        previous = token
        last = token.end
    return Routine(last)


def _starts_afresh(text: str, last: int, token: Token, lexis: Lexis) -> bool:
    """Whether another definition begins at the start of this line: then a routine was never closed."""
    del lexis
    gap = text[last : token.start]
    at_margin = gap.endswith(("\n", "\r"))
    return at_margin and bool(_FRESH.match(text, token.start)) and text[last - 1] != "'"


class _Nesting:
    """The open blocks and parentheses of a body."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._parens = 0
        self._after_end = False
        self.compound = False
        self.declares = False  # `AS DECLARE a INTEGER; BEGIN`: semicolons before the body begins
        self.label = ""

    @property
    def depth(self) -> int:
        return len(self._open) + self._parens

    def see(self, token: Token, previous: Token | None, text: str) -> None:
        """Take one more token into account."""
        word = token.upper
        before = previous.upper if previous else ""
        if word == "(":
            self._parens += 1
        elif word == ")":
            self._parens = max(0, self._parens - 1)
        elif token.kind != Kind.WORD:
            return
        elif word == "BEGIN" and before not in {"END", "."} and not _follows(text, token.end, "("):
            self._begin(token, previous, text)
        elif word == "DECLARE" and before in {"AS", "IS"} and not self._open:
            self.declares = True
        elif word == "CASE" and before != "END":
            self._open.append("CASE")
        elif word == "END" and before != "." and self._open:
            self._end(token, before, text)

    def _begin(self, token: Token, previous: Token | None, text: str) -> None:
        if _next_word(text, token.end) in {"TRANSACTION", "TRAN", "WORK"} or _follows(text, token.end, ";"):
            return
        if not self._open:
            self.compound = True
            self.declares = False
            if previous and previous.upper == ":":
                names = re.findall(r"[\w$#]+", text[max(0, previous.start - 130) : previous.start])
                self.label = names[-1].upper() if names else ""
        self._open.append("BEGIN")

    def _end(self, token: Token, before: str, text: str) -> None:
        if _next_word(text, token.end) in _BLOCK_ENDS or _next_word(text, token.end) in {"TRANSACTION", "TRAN"}:
            return
        if _follows(text, token.end, "(") and before in _OPERATORS:
            return
        self._open.pop()


_NEXT = re.compile(r"(?:\s|--[^\r\n]*|/\*(?s:.*?)\*/)*([\w$#]+|.)?")


def _next_word(text: str, position: int) -> str:
    match = _NEXT.match(text, position)
    return (match[1] or "").upper() if match else ""


def _follows(text: str, position: int, symbol: str) -> bool:
    return _next_word(text, position) == symbol
