"""One statement's text → one expression that remembers where its parts stand."""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Any

from sqlglot import exp, parser
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token

from teralineage.domain.model import Span
from teralineage.extract.dialect import FieldTeradata
from teralineage.extract.spans import SPAN
from teralineage.extract.teradata.nodes import Quiet
from teralineage.extract.teradata.tokens import with_unicode_names
from teralineage.extract.variables import spelled

SECONDS = 20.0
"""How long one statement may take to read, its names resolved."""


class NotUnderstoodError(Exception):
    """A statement that gives no lineage; `reason` is a stable word, `line` counts from 1 in the statement's text."""

    def __init__(self, reason: str, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.reason = reason
        self.line = line


class TooSlowError(NotUnderstoodError):
    """A statement that takes longer than any should."""

    def __init__(self) -> None:
        super().__init__("too-slow", f"reading it took longer than {SECONDS:.0f} s")


class Spanned(parser.Parser):
    """Leaves the span of every operand of AND, OR and comma in its `meta`, and keeps to a time limit."""

    deadline = float("inf")

    def _parse_disjunction(self) -> exp.Expr | None:
        return self._spanned(super()._parse_disjunction, self._curr.start)

    def _parse_equality(self, *arguments: Any, **options: Any) -> exp.Expr | None:
        start = self._curr.start
        node = super()._parse_equality(*arguments, **options)
        return self._mark(node, start)

    def _parse_cube_or_rollup(self, with_prefix: bool = False) -> exp.Cube | exp.Rollup | None:  # noqa: FBT001, FBT002 - the parent's signature
        group = super()._parse_cube_or_rollup(with_prefix=True)
        if group is not None and not with_prefix:
            group.set("expressions", self._parse_wrapped_csv(self._parse_key))
        return group

    def _parse_grouping_set(self) -> exp.Expr | None:
        return self._spanned(super()._parse_grouping_set, self._curr.start)

    def _parse_key(self) -> exp.Expr | None:
        return self._spanned(self._parse_bitwise, self._curr.start)

    def _parse_pivot(self) -> exp.Pivot | None:
        start = self._curr.start
        pivot = super()._parse_pivot()
        self._mark(pivot, start)
        return pivot

    def _parse_pivot_aggregation(self) -> exp.Expr | None:
        start = self._curr.start
        call = self._mark(self._parse_function(), start)
        return super()._parse_pivot_aggregation() if call is None else self._parse_alias(call)

    def _warn_unsupported(self) -> None:
        """The reading itself says what was not understood."""

    def _spanned(self, method: Any, start: int) -> exp.Expr | None:
        return self._mark(method(), start)

    def _mark(self, node: exp.Expr | None, start: int) -> exp.Expr | None:
        if node is None:
            return None
        if type(node) is not exp.Column:  # whose span is that of its names
            meta = node.meta
            if SPAN in meta:
                return node
            meta[SPAN] = Span(start, self._prev.end + 1)
        if time.monotonic() > self.deadline:
            raise TooSlowError
        return node


@lru_cache(maxsize=64)
def _dialect(name: str) -> tuple[Dialect, type[Spanned]]:
    try:
        dialect = FieldTeradata() if name == "teradata" else Dialect.get_or_raise(name)
    except ValueError as error:
        raise NotUnderstoodError("dialect-unknown", f"no SQL dialect is called {name!r}") from error
    return dialect, type("Spanned" + dialect.parser_class.__name__, (Spanned, dialect.parser_class), {})


_FULL_WORDS = {"SEL": "SELECT", "INS": "INSERT", "UPD": "UPDATE", "DEL": "DELETE", "REPLACE": "CREATE"}
_NAMED_BY_TWO = ("CREATE", "DROP", "ALTER")


def kind_of(text: str, dialect: str) -> str:
    """The class of a statement that could not be read, by its first words."""
    try:
        words = [token.text.upper() for token in _dialect(dialect)[0].tokenize(text)[:2]]
    except (SqlglotError, NotUnderstoodError):
        words = [word.upper() for word in text.split(maxsplit=2)[:2]]
    if not words:
        return "EMPTY"
    first = _FULL_WORDS.get(words[0], words[0])
    return " ".join([first, *words[1:]]) if first in _NAMED_BY_TWO else first


def _stored_code(tokens: list[Token]) -> str | None:
    """The kind of a statement that defines code with statements of its own within."""
    words = [token.text.upper() for token in tokens[:2]]
    if words and words[0] in ("CREATE", "REPLACE") and words[-1] in ("MACRO", "PROCEDURE", "TRIGGER", "FUNCTION"):
        return f"CREATE {words[-1]}"
    return None


def parse(text: str, dialect: str, deadline: float | None = None) -> exp.Expr:
    """The expression of one statement; a semicolon may follow it. By `deadline`, of `time.monotonic`, it gives up.

    Raises:
        NotUnderstoodError: empty, several statements, or not of the dialect.
    """
    reading, parser_class = _dialect(dialect)
    try:
        tokens = reading.tokenize(text)
        if dialect == "teradata" and (kind := _stored_code(tokens)) is not None:
            return Quiet(this=kind)
        if dialect == "teradata" and ('U&"' in text or 'u&"' in text):
            tokens = with_unicode_names(tokens)
        reader = parser_class(dialect=reading)
        reader.deadline = time.monotonic() + SECONDS if deadline is None else deadline
        statements = [statement for statement in reader.parse(tokens, text) if statement is not None]
    except SqlglotError as error:
        details: list[dict[str, Any]] = getattr(error, "errors", None) or [{}]
        message = details[0].get("description") or str(error).splitlines()[0]
        line = details[0].get("line") or 1
        near = details[0].get("highlight")
        message = message.partition(" but got <Token")[0] + (f" near {spelled(near)!r}" if near else "")
        raise NotUnderstoodError("syntax", message, line) from error
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        # The parser trips over some texts that are no SQL, rather than refusing them.
        raise NotUnderstoodError("syntax", f"not understood: {error}") from error
    if not statements:
        raise NotUnderstoodError("empty", "no statement here")
    if len(statements) > 1:
        raise NotUnderstoodError("several-statements", "more than one statement in one text")
    return statements[0]
