"""Second chances for a statement that nobody could read: what a missing separator or a variable may have spoilt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import CLOSE, OPEN
from teralineage.extract.scripts import spans_of
from teralineage.extract.tokens import Kind, Lexis, Token, tokens_of, words

_STARTS = re.compile(
    r"(?:(?:INS|INSERT)\s+INTO|(?:UPD|UPDATE)\s+[\w.$\"]+\s+(?:SET|FROM)|(?:DEL|DELETE)\s+(?:FROM\s|[\w.$\"]+\s*(?:ALL|WHERE|$))"
    r"|MERGE\s+INTO|CREATE\s|REPLACE\s+(?:VIEW|MACRO|PROCEDURE|RECURSIVE)|DROP\s+(?:TABLE|VIEW|MACRO|JOIN|STATISTICS)"
    r"|COLLECT\s+STAT|DATABASE\s+\w+|LOCKING\s+[\w.]+\s|BT\b|ET\b|COMMIT\b)",
    re.IGNORECASE,
)
_QUERY = re.compile(r"SEL(?:ECT)?\b", re.IGNORECASE)  # begins a statement where another query has had its FROM
_VERB = re.compile(
    r"(?:SEL|SELECT|WITH|INS|INSERT|UPD|UPDATE|DEL|DELETE|MERGE|CREATE|REPLACE|CT|DROP|ALTER|RENAME|LOCK|LOCKING|USING"
    r"|EXPLAIN|COLLECT|CALL|EXEC|EXECUTE|SET|BT|ET|DATABASE)\b|[(.]",
    re.IGNORECASE,
)
_OPENS_MORE = re.compile(r"(?:USING|LOCKING|LOCK|EXPLAIN)\b", re.IGNORECASE)
_CONTINUES = words(
    "THEN ELSE AFTER BEFORE OR AS EXPLAIN ON GRANT , ( IN FOR ACCESS UNION ALL ANY SOME MINUS EXCEPT INTERSECT"
)
_NOT_OPERANDS = words(
    "SELECT SEL DISTINCT FROM JOIN INTO UPDATE TABLE VIEW DATABASE WHERE AND OR NOT ON HAVING QUALIFY BY SET VALUES"
    " WHEN THEN ELSE CASE IN BETWEEN LIKE AS UNION ALL ANY SOME MINUS EXCEPT INTERSECT TOP INSERT DELETE MERGE USING"
    " EXISTS ( , = < > <= >= <> + - * / || . : ; MOD LOCKING"
)
_CLAUSES = words(
    "WHERE GROUP HAVING QUALIFY ORDER UNION MINUS EXCEPT INTERSECT SAMPLE WITH ON JOIN LEFT RIGHT INNER FULL CROSS"
    " AND OR ) ;"
) | {""}
_GLUED = words("WHERE GROUP HAVING QUALIFY ORDER")
_JOINED = words(". = (")


def rescue(text: MappedText, lexis: Lexis) -> Iterator[list[MappedText]]:
    """Other ways to take a text that could not be read, the likeliest first; each is a list of statements."""
    for spans in (spans_of(text.text, replace(lexis, short_strings=True)), list(_at_line_starts(text.text, lexis))):
        if len(spans) > 1:
            yield [text.slice(span.start, span.end) for span in spans]
    if OPEN in text.text:
        yield from _without_loose_placeholders(text, lexis)


def _at_line_starts(text: str, lexis: Lexis) -> Iterator[Span]:
    """The statements of a text that misses semicolons, or begins with prose: each begins a line, in no parentheses."""
    if _OPENS_MORE.match(text):
        return
    start = 0
    depth = 0
    complete = not _VERB.match(text)  # a query has had its FROM, or what stands before it is none
    previous: Token | None = None
    for token in tokens_of(text, 0, len(text), lexis):
        if token.upper == "(":
            depth += 1
        elif token.upper == ")":
            depth -= 1
        elif depth <= 0 and token.upper == "FROM":
            complete = True
        elif (
            depth <= 0
            and previous is not None
            and token.kind == Kind.WORD
            and previous.upper not in _CONTINUES
            and re.search(r"[\r\n]", text[previous.end : token.start])
            and (_STARTS.match(text, token.start) or (complete and _QUERY.match(text, token.start)))
        ):
            yield Span(start, previous.end)
            start = token.start
            complete = False
        previous = token
    if start and previous is not None:
        yield Span(start, previous.end)


def _without_loose_placeholders(text: MappedText, lexis: Lexis) -> Iterator[list[MappedText]]:
    """Without the variables that stand where only a whole clause or condition can: `WHERE a = 1 ${MORE}`."""
    tokens = [*tokens_of(text.text, 0, len(text.text), lexis)]
    loose: list[Span] = []
    after = ""
    for index, token in reversed([*enumerate(tokens)]):
        if token.kind == Kind.WORD and token.upper.startswith(OPEN):
            before = tokens[index - 1].upper if index else ""
            clause = token.upper.rpartition(CLOSE)[2]
            if clause in _GLUED:
                loose.append(Span(token.start, token.end - len(clause)))
            elif before not in _NOT_OPERANDS and (after in _CLAUSES or (index == 0 and after not in _JOINED)):
                loose.append(Span(token.start, token.end))
                continue  # what stands before is followed by whatever follows this
        after = token.upper
    if not loose:
        return
    plain = text.text
    for span in loose:
        plain = plain[: span.start] + " " * (span.end - span.start) + plain[span.end :]
    yield [replace(text, text=plain)]
