"""Template variables that stand for a whole query."""

from __future__ import annotations

from sqlglot import exp
from sqlglot.parsers.teradata import TeradataParser
from sqlglot.tokenizer_core import TokenType

from teralineage.domain.model import Span
from teralineage.extract.placeholders import is_placeholder
from teralineage.extract.spans import SPAN


class Templates(TeradataParser):
    """Takes such a variable as if it named a table, all of whose columns are asked for."""

    def _is_template_query(self) -> bool:
        """Whether a template variable stands where a query is wanted: `INSERT INTO x ${QUERY}`, `AS (${QUERY})`."""
        return is_placeholder(self._curr.text) and self._next.token_type not in (TokenType.DOT, TokenType.L_PAREN)

    def _is_wrapped_template(self) -> bool:
        """Whether nothing but such a variable stands in parentheses here."""
        wrapped = self._curr.token_type == TokenType.L_PAREN and is_placeholder(self._next.text)
        return wrapped and self._tokens[min(self._index + 2, len(self._tokens) - 1)].token_type == TokenType.R_PAREN

    def _parse_wrapped_template(self) -> exp.Expr:
        """`(${QUERY})`."""
        self._match_l_paren()
        query = self._parse_template_query()
        self._match_r_paren()
        return query

    def _parse_template_query(self) -> exp.Expr:
        """All of what the variable's query yields, as if the variable named a table."""
        star = exp.Star()
        star.meta[SPAN] = Span(self._curr.start, self._curr.end + 1)
        return exp.Select(expressions=[star], from_=exp.From(this=self._parse_table_parts()))

    def _parse_cte(self) -> exp.CTE | exp.FunctionSpecification | None:
        index = self._index
        alias = self._parse_table_alias(self.ID_VAR_TOKENS)
        if alias is not None and self._match(TokenType.ALIAS) and self._is_wrapped_template():
            return exp.CTE(this=self._parse_wrapped_template(), alias=alias)
        self._retreat(index)
        return super()._parse_cte()
