"""What may stand in FROM: table operators, table functions, external data, tables of other servers."""

from __future__ import annotations

from typing import Any

from sqlglot import exp
from sqlglot.tokenizer_core import TokenType

from teralineage.domain.model import Span
from teralineage.extract.spans import SPAN
from teralineage.extract.teradata.clauses import TIMES
from teralineage.extract.teradata.nodes import (
    External,
    OperatorInput,
    OperatorOption,
    OperatorTarget,
    TableOperator,
)
from teralineage.extract.teradata.returns import Returns

_NAMES = (TokenType.VAR, TokenType.IDENTIFIER)
_IN_SQL = frozenset({"SYMBOLS", "RESULT", "FILTER"})
"""Options of nPath that are written as SQL rather than as literals."""

NPATH_CALLS = {
    **dict.fromkeys(("AVG", "COUNT", "MAX", "MIN", "SUM", "ACCUMULATE", "TUPLE"), True),
    **dict.fromkeys(("FIRST", "LAST", "NTH", "FIRST_NOTNULL", "LAST_NOTNULL", "MAX_CHOOSE", "MIN_CHOOSE"), False),
    **dict.fromkeys(("DUPCOUNT", "DUPCOUNTCUM"), False),
}
"""What nPath's Result may call, and whether that aggregates; the others pick the value of one row."""


class Tables(Returns):
    """Reads one item of FROM."""

    def _parse_table(self, *arguments: Any, **options: Any) -> exp.Expr | None:
        kind, start = self._curr.token_type, self._curr.start
        if kind == TokenType.TABLE and self._next.token_type == TokenType.L_PAREN:
            return self._located(self._parse_table_function(), start)
        if kind == TokenType.L_PAREN and self._next.text.upper() == "LOCATION":
            return self._parse_location()
        if self._curr.text.upper() == "CONNECTION" and self._next.text.upper() == "TO":
            self._advance(3)  # CONNECTION TO teradata (query), as SAS asks for rows
        elif kind in _NAMES or kind == TokenType.UNPIVOT:
            behind = self._behind_name()
            if behind == TokenType.L_PAREN:
                return self._located(self._parse_table_operator(), start)
            if behind == TokenType.PARAMETER:
                return self._parse_foreign_table()
            if behind == TokenType.ALIAS:
                return self._parse_table_as_of()
        return super()._parse_table(*arguments, **options)

    def _located(self, node: exp.Expr, start: int) -> exp.Expr:
        node.meta[SPAN] = Span(start, self._prev.end + 1)
        return node

    def _parse_location(self) -> exp.Expr:
        """`(LOCATION='/s3/…' AUTHORIZATION=…) AS d`."""
        place = self._ahead(3).text
        self._skip_parentheses()
        return External(this=exp.Var(this=place), alias=self._parse_table_alias())

    def _behind_name(self) -> TokenType | None:
        """What stands behind the name here, if it makes the name more than a table's."""
        step = 0
        while self._ahead(step + 1).token_type == TokenType.DOT and self._ahead(step + 2).token_type in _NAMES:
            step += 2
        token, following = self._ahead(step + 1), self._ahead(step + 2)
        if token.token_type == TokenType.PARAMETER:
            return self._behind_server(step)
        if token.token_type == TokenType.L_PAREN and following.text.upper() in ("ON", "USING"):
            return TokenType.L_PAREN
        if token.token_type == TokenType.ALIAS and following.text.upper() == "OF":
            return TokenType.ALIAS
        time, behind = (following, self._ahead(step + 3)) if token.token_type == TokenType.FOR else (token, following)
        if time.text.upper() in TIMES and behind.text.upper() in ("AS", "BETWEEN", "FROM", "CONTAINED"):
            return TokenType.ALIAS
        return None

    def _behind_server(self, step: int) -> TokenType:
        return TokenType.L_PAREN if self._ahead(step + 3).token_type == TokenType.L_PAREN else TokenType.PARAMETER

    def _parse_foreign_table(self) -> exp.Expr:
        """`db.t@server`: the server is part of the table's name."""
        table = self._parse_table_parts()
        assert isinstance(table, exp.Table)  # noqa: S101 - a name stands here
        self._match(TokenType.PARAMETER)
        server = self._parse_id_var(any_token=True)
        table.set("this", exp.to_identifier(f"{table.name}@{server.name if server else ''}", quoted=True))
        table.set("alias", self._parse_table_alias())
        return table

    def _parse_table_as_of(self) -> exp.Expr | None:
        """`t AS OF moment [AS] alias`, `t FOR VALIDTIME BETWEEN a AND b`: when, as literals or parameters say."""
        table = self._parse_table_parts()
        self._match(TokenType.FOR)
        self._match_texts(TIMES)
        if self._match_text_seq("CONTAINED", "IN"):
            self._skip_parentheses()
        else:
            self._advance(2 if self._curr.token_type == TokenType.ALIAS else 1)
            self._parse_bitwise()
            if self._match(TokenType.AND) or self._match_text_seq("TO"):
                self._parse_bitwise()
        if table is not None:
            table.set("alias", self._parse_table_alias())
        return table

    def _parse_table_function(self) -> exp.Expr:
        """`TABLE (f(t.a, 1) RETURNS (b INTEGER) HASH BY …) AS d (x, y)`."""
        self._advance(2)
        name = self._parse_operator_name()
        self._match_l_paren()
        arguments = [] if self._curr.token_type == TokenType.R_PAREN else self._parse_csv(self._parse_assignment)
        self._match_r_paren()
        returns = None
        if self._match_text_seq("RETURNS"):
            if self._match(TokenType.L_PAREN):
                returns = self._parse_returned_columns()
                self._match_r_paren()
            else:
                self._match_text_seq("TABLE")
                self._parse_table_parts()
        while self._curr and self._curr.token_type != TokenType.R_PAREN:
            self._advance()
        self._match_r_paren()
        return TableOperator(this=name, arguments=arguments, returns=returns, alias=self._parse_table_alias())

    def _parse_operator_name(self) -> exp.Expr:
        parts = [self._advance_any(ignore_reserved=True)]
        while self._match(TokenType.DOT) or self._match(TokenType.PARAMETER):
            parts.append(self._advance_any(ignore_reserved=True))
        server = len(parts) > 1 and self._tokens[self._index - 2].token_type == TokenType.PARAMETER
        names = [part.text for part in parts if part is not None]
        return exp.to_identifier(names[-2] if server else names[-1], quoted=True)

    def _parse_table_operator(self) -> exp.Expr:
        """`f(ON t … USING k('v')) AS d (x, y)`."""
        name = self._parse_operator_name()
        self._match_l_paren()
        inputs: list[exp.Expr] = []
        options: list[exp.Expr] = []
        targets: list[exp.Expr] = []
        returns = None
        while self._curr and not self._match(TokenType.R_PAREN):
            if self._match(TokenType.ON):
                inputs.append(self._parse_operator_input())
            elif self._curr.text.upper() == "OUT" and self._next.token_type != TokenType.L_PAREN:
                targets.append(self._parse_operator_target())
            elif self._match_text_seq("RETURNS"):
                self._match_l_paren()
                returns = self._parse_returned_columns()
                self._match_r_paren()
            elif not self._match(TokenType.USING):
                options.append(self._parse_operator_option())
        return TableOperator(
            this=name,
            inputs=inputs,
            options=options,
            returns=returns,
            targets=targets,
            alias=self._parse_table_alias(),
        )

    def _parse_operator_target(self) -> exp.Expr:
        """`OUT [PERMANENT | VOLATILE] TABLE Name(db.t)`."""
        self._advance()
        volatile = bool(self._match_text_seq("VOLATILE"))
        self._match_text_seq("PERMANENT")
        self._match(TokenType.TABLE)
        self._advance_any(ignore_reserved=True)
        self._match_l_paren()
        table = self._parse_table_parts()
        self._match_r_paren()
        return OperatorTarget(this=table, volatile=volatile)

    def _parse_operator_input(self) -> exp.Expr:
        """`ON t AS a PARTITION BY ANY HASH BY b LOCAL ORDER BY c DIMENSION`."""
        table = self._parse_operator_table()
        partition: list[exp.Expr] = []
        order = None
        dimension = False
        while self._curr and self._curr.token_type != TokenType.R_PAREN:
            if self._match(TokenType.PARTITION_BY) or self._match_text_seq("HASH", "BY"):
                if not self._match_text_seq("ANY") and not self._match_text_seq("RANDOM"):
                    partition += self._parse_csv(self._parse_disjunction)
            elif self._curr.token_type == TokenType.ORDER_BY:
                order = self._parse_order()
            elif self._match_texts(("DIMENSION",)):
                dimension = True
            elif not self._match_texts(("LOCAL", "COPARTITION")) and not self._match(TokenType.COMMA):
                break
        return OperatorInput(this=table, partition_by=partition, order=order, dimension=dimension)

    def _parse_operator_table(self) -> exp.Expr | None:
        if self._is_wrapped_template():
            subquery = exp.Subquery(this=self._parse_wrapped_template())
        elif self._curr.token_type == TokenType.L_PAREN:
            self._advance()
            query = self._parse_select()
            self._match_r_paren()
            subquery = exp.Subquery(this=query)
        else:
            subquery = self._parse_table_parts()  # type: ignore[assignment]  # one name for both kinds of input
        alias = self._parse_id_var(any_token=True) if self._match(TokenType.ALIAS) else self._parse_bare_alias()
        if alias is not None:
            subquery.set("alias", exp.TableAlias(this=alias))
        return subquery

    def _parse_bare_alias(self) -> exp.Expr | None:
        if self._curr.token_type in _NAMES and self._curr.text.upper() not in ("HASH", "LOCAL", "DIMENSION"):
            return self._parse_id_var() if self._next.token_type != TokenType.L_PAREN else None
        return None

    def _parse_operator_option(self) -> exp.Expr:
        """`Name('value', col, …)`; what stands in the parentheses is kept as texts."""
        token = self._advance_any(ignore_reserved=True)
        texts: list[str] = []
        if token is not None and token.text.upper() in _IN_SQL and self._next.token_type != TokenType.STRING:
            parts = self._parse_wrapped_csv(self._parse_operator_part)
            return OperatorOption(this=exp.Var(this=token.text), parts=parts)
        if self._curr.token_type == TokenType.L_PAREN:
            start = self._index + 1
            self._skip_parentheses()
            texts = [
                token.text
                for token in self._tokens[start : self._index - 1]
                if token.token_type in (TokenType.STRING, TokenType.NUMBER, *_NAMES)
            ]
        return OperatorOption(this=exp.Var(this=token.text if token else ""), texts=texts)

    def _parse_operator_part(self) -> exp.Expr:
        """`page = 'x' AS A`, `FIRST(ts OF ANY(A, B)) AS start`: behind OF stand symbols, no columns."""
        call = self._next.token_type == TokenType.L_PAREN and self._curr.text.upper() in NPATH_CALLS
        if call:
            name = self._curr.text
            self._advance(2)
            star = self._match(TokenType.STAR)
            values = [] if star else self._parse_csv(self._parse_disjunction)
            while self._curr and self._curr.token_type != TokenType.R_PAREN:
                if self._curr.token_type == TokenType.L_PAREN:
                    self._skip_parentheses()
                else:
                    self._advance()
            self._match_r_paren()
            value: exp.Expr | None = exp.Anonymous(this=name, expressions=values)
        else:
            value = self._parse_disjunction()
        if value is None:
            self.raise_error("Expected a value")
        if not self._match(TokenType.ALIAS):
            return value  # type: ignore[return-value]  # raised above where there is none
        return exp.Alias(this=value, alias=self._parse_id_var(any_token=True))
