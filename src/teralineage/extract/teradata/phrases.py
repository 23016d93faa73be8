"""Phrases behind a value: `a (INTEGER)`, `(a - b) DAY(4) TO SECOND`, `'0A'XC`, `k (+)`, `ts AT LOCAL`."""

from __future__ import annotations

from typing import Any

from sqlglot import exp
from sqlglot.parsers.teradata import TeradataParser
from sqlglot.tokenizer_core import TokenType

from teralineage.domain.model import Span
from teralineage.extract.placeholders import is_placeholder
from teralineage.extract.spans import SPAN
from teralineage.extract.teradata.nodes import Phrase, Typed
from teralineage.extract.teradata.templates import Templates

TYPES = frozenset(
    """
    BIGINT BLOB BYTE BYTEINT CHAR CHARACTER CLOB DATASET DATE DEC DECIMAL DOUBLE FLOAT GRAPHIC INT INTEGER INTERVAL
    JSON LONG NUMBER NUMERIC PERIOD REAL SMALLINT ST_GEOMETRY TIME TIMESTAMP VARBYTE VARCHAR VARGRAPHIC XML
    """.split()  # noqa: SIM905 - a list of eighty lines reads worse
)
_NAMES_TOO = frozenset({"BLOB", "CLOB", "DATASET", "DATE", "JSON", "NUMBER", "TIME", "TIMESTAMP", "XML"})
"""Types that are a value or a column just as well, so that `f(DATE)` may be a call."""

_ATTRIBUTES = frozenset({"FORMAT", "TITLE", "NAMED", "CASESPECIFIC", "CS", "NOT", "UPPERCASE", "UC", "CHARACTER"})
_STARTS = TYPES | _ATTRIBUTES
_UNITS = frozenset({"YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"})
_HEX = frozenset({"X", "XB", "XBF", "XBV", "XC", "XCF", "XCV", "XI", "XI1", "XI2", "XI4", "XI8"})
_CHARACTER_SETS = frozenset({"_LATIN", "_UNICODE", "_KANJI1", "_KANJISJIS", "_GRAPHIC"})
_SIGN = (TokenType.L_PAREN, TokenType.PLUS, TokenType.R_PAREN)


_BEHIND_VALUES = frozenset({TokenType.COMMA, TokenType.R_PAREN, TokenType.ALIAS, TokenType.EQ, TokenType.PLUS})
"""What stands behind most values, and begins no phrase."""


class Phrases(Templates):
    """Reads what may stand behind a value."""

    _named: exp.Expr | None = None

    def _ahead(self, offset: int) -> Any:
        index = self._index + offset
        return self._tokens[index] if index < len(self._tokens) else self._tokens[-1]

    def _parse_type(self, *arguments: Any, **options: Any) -> exp.Expr | None:
        start = self._curr.start
        if self._next.token_type == TokenType.STRING and self._curr.text.upper() in _CHARACTER_SETS:
            self._advance()  # _UNICODE 'abc'
        if self._next.token_type == TokenType.STRING and self._curr.text.upper() == "PERIOD":
            self._advance(2)
            return exp.Literal.string(self._prev.text)
        node = self._parse_constructor() if self._is_constructor() else super()._parse_type(*arguments, **options)
        while isinstance(node, exp.Expr):
            kind = self._curr.token_type
            if kind in _BEHIND_VALUES:
                break
            if kind == TokenType.L_PAREN:
                node.meta.setdefault(SPAN, Span(start, self._prev.end + 1))
                after = self._parse_phrase(node)
            elif self._curr.text.upper() in _UNITS and self._is_interval_phrase(node):
                after = self._parse_interval_phrase(node)
            elif isinstance(node, exp.Literal) and kind == TokenType.VAR and node.is_string:
                after = self._parse_hex(node)
            else:
                break
            if after is None:
                break
            node = after
            node.meta[SPAN] = Span(start, self._prev.end + 1)
        return node

    def _is_constructor(self) -> bool:
        """Whether `NEW type(` or `NEW db.type(` stands here."""
        if self._curr.token_type != TokenType.VAR or len(self._curr.text) != 3 or self._curr.text.upper() != "NEW":  # noqa: PLR2004 - letters of NEW
            return False
        behind = 4 if self._ahead(2).token_type == TokenType.DOT else 2
        return self._ahead(behind).token_type == TokenType.L_PAREN and self._next.token_type not in _SIGN

    def _parse_constructor(self) -> exp.Expr | None:
        """`NEW db.type(a, TRIM(b) AS b).method(c)`: a value made of its arguments, which may have names."""
        self._advance(4 if self._ahead(2).token_type == TokenType.DOT else 2)
        name = self._prev.text
        values = self._parse_wrapped_csv(self._parse_expression, optional=True)
        return self._parse_column_ops(exp.Anonymous(this=name, expressions=values))

    def _parse_function_call(self, *arguments: Any, **options: Any) -> exp.Expr | None:
        if self._next.token_type == TokenType.L_PAREN and self._curr.token_type != TokenType.CASE:
            following = self._ahead(2)
            if following.token_type == TokenType.PLUS and self._ahead(3).token_type == TokenType.R_PAREN:
                return None
            if following.text.upper() in _STARTS and self._is_phrase():
                return None
        return super()._parse_function_call(*arguments, **options)

    def _parse_alias(self, this: exp.Expr | None, explicit: bool = False) -> exp.Expr | None:  # noqa: FBT001, FBT002 - the parent's signature
        node = super()._parse_alias(this, explicit)
        if isinstance(node, exp.Alias) and self._curr.token_type == TokenType.L_PAREN:
            self._parse_phrase(node)
        return node

    def _parse_expression(self) -> exp.Expr | None:
        """A name given by `(NAMED x)` anywhere at the end of a value names the whole select item."""
        before = self._named
        self._named = None
        node = super()._parse_expression()
        name = self._take_name(before)
        if name is not None and node is not None and not isinstance(node, exp.Alias):
            node = exp.Alias(this=node, alias=name)
        return node

    def _take_name(self, before: exp.Expr | None) -> exp.Expr | None:
        name, self._named = self._named, before
        return name

    def _parse_column_ops(self, this: exp.Expr | None) -> exp.Expr | None:
        """The stock dialect reads `(FORMAT …)` here, alone; we read it with all other phrases.

        A method's path becomes plain names in stock sqlglot, also within a value: `f(a).m()` would lose its `a`.
        """
        node = super(TeradataParser, self)._parse_column_ops(this)
        if isinstance(node, exp.Dot) and this is not None and not isinstance(this, exp.Column):
            first: exp.Expr = node
            while isinstance(first.this, exp.Dot):
                first = first.this
            if type(first.this) is type(this):
                first.set("this", this)
        return node

    def _is_phrase(self) -> bool:
        """Whether the parentheses behind the current name hold phrases rather than arguments."""
        index, named = self._index, self._named
        word = self._curr.text.upper()
        self._advance()
        first = self._next.text.upper()
        items = self._read_phrases()
        single = items is not None and self._index - index == 4 and first in _NAMES_TOO  # noqa: PLR2004 - `f ( T )`
        self._retreat(index)
        self._named = named
        if items is None:
            return False
        known = word in self.FUNCTIONS or word in self.FUNCTION_PARSERS
        return not (single and known)

    def _parse_phrase(self, node: exp.Expr) -> exp.Expr | None:
        if tuple(self._ahead(step).token_type for step in range(3)) == _SIGN:
            self._advance(3)
            return node
        items = self._read_phrases()
        return None if items is None else Phrase(this=node, casts=any(items))

    def _read_phrases(self) -> list[bool] | None:
        """The phrases in parentheses, each as whether it changes the value; None, and nothing read, for others."""
        index = self._index
        self._advance()
        self._types = 0
        items: list[bool] = []
        while (item := self._read_phrase()) is not None:
            items.append(item)
            self._match(TokenType.COMMA)
            if self._match(TokenType.R_PAREN) and self._types <= 1:
                return items
        self._retreat(index)
        return None

    _types = 0  # in the parentheses being read; a value has one type, so `f(DATE, TIME)` is a call

    def _read_phrase(self) -> bool | None:
        """One phrase: whether it changes the value, None if it is no phrase."""
        if self._match_texts(("NAMED",)):
            self._named = self._parse_id_var(any_token=True)
            return False if self._named is not None else None
        if self._match_texts(("UPPERCASE", "UC")):
            return True
        return self._read_type() if self._read_attribute() is None else False

    def _read_attribute(self) -> exp.Expr | bool | None:
        """A phrase that leaves the value as it is; None if there is none."""
        if self._match_texts(("FORMAT", "TITLE")):
            return self._parse_string()
        if self._match_text_seq("CHARACTER", "SET"):
            return self._parse_id_var(any_token=True)
        self._match(TokenType.NOT)
        return self._match_texts(("CASESPECIFIC", "CS")) or None

    def _read_type(self) -> bool | None:
        """A data type with its sizes; True, for it changes the value."""
        if self._curr.token_type == TokenType.STRING or not self._match_texts(TYPES):
            return None
        period = self._prev.text.upper() == "PERIOD"
        self._types += 1
        while True:
            if self._curr.token_type == TokenType.L_PAREN:
                size = self._next.token_type in (TokenType.NUMBER, TokenType.STAR) or is_placeholder(self._next.text)
                if not (size or period):
                    return None  # CHAR(a) is a call
                self._skip_parentheses()
            elif not self._match_texts(_TYPE_WORDS):
                return True

    def _skip_parentheses(self) -> None:
        depth = 0
        while self._curr:
            if self._match(TokenType.L_PAREN):
                depth += 1
            elif self._match(TokenType.R_PAREN):
                depth -= 1
                if depth == 0:
                    return
            else:
                self._advance()
        self.raise_error("Expected )")

    def _is_interval_phrase(self, node: exp.Expr) -> bool:
        """`(a - b) DAY`, or `a - b DAY(4)`, `a - b DAY TO SECOND`: with a size or a range it is no alias."""
        if isinstance(node, exp.Interval) or self._curr.token_type == TokenType.IDENTIFIER:
            return False
        if isinstance(node, exp.Paren) or self._next.text.upper() == "TO":
            return True
        return self._next.token_type == TokenType.L_PAREN and self._ahead(2).token_type == TokenType.NUMBER

    def _parse_interval_phrase(self, node: exp.Expr) -> exp.Expr:
        self._advance()
        self._skip_size()
        if self._match_text_seq("TO") and self._match_texts(_UNITS):
            self._skip_size()
        return self.expression(Typed(this=node))

    def _skip_size(self) -> None:
        if self._curr.token_type == TokenType.L_PAREN and self._next.token_type == TokenType.NUMBER:
            self._skip_parentheses()

    def _parse_hex(self, node: exp.Expr) -> exp.Expr | None:
        if self._is_connected() and self._match_texts(_HEX):
            return node
        return None

    def _parse_at_time_zone(self, this: exp.Expr | None) -> exp.Expr | None:
        while this is not None and self._curr.text.upper() == "AT" and self._curr.token_type != TokenType.IDENTIFIER:
            self._advance()
            local = self._match_texts(("LOCAL", "SOURCE"))
            self._match_text_seq("TIME", "ZONE")
            zone = exp.Var(this="LOCAL") if local else self._parse_unary()
            this = self.expression(exp.AtTimeZone(this=this, zone=zone))
        return this

    def _parse_cast(self, strict: bool, safe: bool | None = None) -> exp.Expr:  # noqa: ARG002, FBT001 - the parent's signature
        """`CAST(a AS …)`: the words behind AS name a type and its attributes, never a column."""
        this = self._parse_assignment()
        if not self._match(TokenType.ALIAS):
            self._match(TokenType.COMMA)
        depth = 0
        while self._curr and not (depth == 0 and self._curr.token_type == TokenType.R_PAREN):
            depth += (self._curr.token_type == TokenType.L_PAREN) - (self._curr.token_type == TokenType.R_PAREN)
            self._advance()
        return self.expression(Typed(this=this))


_TYPE_WORDS = frozenset({"PRECISION", "VARYING", "WITH", "TIME", "ZONE", "TO", "VARCHAR", "VARGRAPHIC", *_UNITS})
