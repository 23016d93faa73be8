"""Operators and predicates: `NOT =`, `IN 'x'`, `IS NOT IN`, period words between two values."""

from __future__ import annotations

from sqlglot import exp
from sqlglot.parsers.teradata import TeradataParser
from sqlglot.tokenizer_core import TokenType

_BETWEEN_PERIODS = frozenset(
    {"CONTAINS", "MEETS", "PRECEDES", "SUCCEEDS", "EQUALS", "P_INTERSECT", "P_NORMALIZE", "LDIFF", "RDIFF"}
)
_COMPARISONS = (TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT, TokenType.GTE)
_LITERALS = (TokenType.STRING, TokenType.NUMBER)
_ENDS = (TokenType.COMMA, TokenType.FROM, TokenType.R_PAREN, TokenType.SENTINEL, TokenType.ALIAS)


class Operators(TeradataParser):
    """Reads what stands between two values."""

    def _parse_range(self, this: exp.Expr | None = None, parse_is: bool = False) -> exp.Expr | None:  # noqa: FBT001, FBT002 - the parent's signature
        node = super()._parse_range(this, parse_is)
        while node is not None and self._curr:
            if self._curr.token_type == TokenType.NOT and self._next.token_type in _COMPARISONS:
                self._advance()
                return node
            if self._period_word():
                self._advance()
                node = self.expression(exp.Overlaps(this=node, expression=self._parse_bitwise()))
                node = super()._parse_range(node)
            else:
                break
        return node

    def _period_word(self) -> bool:
        """Whether a period operator stands here, with an operand behind it."""
        if self._curr.token_type != TokenType.VAR:
            return False
        word = self._curr.text.upper()
        if word == "IMMEDIATELY" and self._next.text.upper() in ("PRECEDES", "SUCCEEDS"):
            self._advance()
            return True
        return word in _BETWEEN_PERIODS and self._next.token_type not in _ENDS

    def _parse_is(self, this: exp.Expr | None) -> exp.Expr | None:
        """`IS [NOT] IN (…)`, `IS UNTIL_CHANGED`, besides IS NULL."""
        index = self._index
        negated = self._match(TokenType.NOT)
        if self._match(TokenType.IN):
            return self._parse_in(this)
        if self._match_texts(("UNTIL_CHANGED", "UNTIL_CLOSED")):
            return self.expression(exp.Is(this=this, expression=exp.Null()))
        if negated:
            self._retreat(index)
        return super()._parse_is(this)

    def _parse_in(self, this: exp.Expr | None, alias: bool = False) -> exp.In:  # noqa: FBT001, FBT002 - the parent's signature
        """`IN 'x'` without parentheses, and `IN ANY (…)`."""
        if self._match_texts(("ANY", "ALL", "SOME")) or self._curr.token_type == TokenType.L_PAREN:
            if self._skip_literals():
                return exp.In(this=this, expressions=[])
            return super()._parse_in(this, alias)
        value = self._parse_bitwise()
        if value is None:
            self.raise_error("Expected a value behind IN")
        return exp.In(this=this, expressions=[value])

    def _skip_literals(self) -> bool:
        """Past a list of nothing but literals, of which there may be very many and which have no lineage."""
        index = self._index + 1
        while self._tokens[index].token_type in _LITERALS:
            if self._tokens[index + 1].token_type != TokenType.COMMA:
                break
            index += 2
        if self._tokens[index].token_type not in _LITERALS or self._tokens[index + 1].token_type != TokenType.R_PAREN:
            return False
        self._advance(index + 2 - self._index)
        return True
