"""Functions whose arguments are no plain list of values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.parsers.teradata import TeradataParser
from sqlglot.tokenizer_core import TokenType

_SORTING = ("CSUM", "MSUM", "MAVG", "MDIFF", "MLINREG", "QUANTILE", "RANK", "PERCENT_RANK")
_PERIOD_ENDS = (TokenType.BEGIN, TokenType.END)


def _parse_sorting(self: Any) -> exp.Expr:
    """`MAVG(a, 3, b DESC)`, `RANK(b DESC)`: arguments may say which way they sort."""
    name = self._tokens[self._index - 2].text
    arguments = [] if self._curr.token_type == TokenType.R_PAREN else self._parse_csv(self._parse_ordered)
    if name.upper() == "RANK" and not arguments:
        return exp.Rank()
    return exp.Anonymous(this=name, expressions=[a if a.args.get("desc") else a.this for a in arguments])


def _parse_translate(self: Any) -> exp.Expr:
    """`TRANSLATE(a USING LATIN_TO_UNICODE WITH ERROR)`; the charset names are no columns."""
    name = self._tokens[self._index - 2].text
    arguments = self._parse_csv(self._parse_assignment)
    if self._match(TokenType.USING):
        self._advance()
        self._match_text_seq("WITH", "ERROR")
    return exp.Anonymous(this=name, expressions=arguments)


def _parse_partition_numbers(self: Any) -> exp.Expr:
    """`CASE_N(a = 1, NO CASE OR UNKNOWN)` and `RANGE_N(a BETWEEN 1 AND 9 EACH 1, NO RANGE)`."""
    name = self._tokens[self._index - 2].text
    arguments: list[exp.Expr] = []
    while self._curr and self._curr.token_type != TokenType.R_PAREN:
        if self._match_texts(("NO", "UNKNOWN", "CASE", "RANGE", "OR", "EACH", "AND")) or self._match_set(
            (TokenType.CASE, TokenType.RANGE, TokenType.OR, TokenType.AND, TokenType.COMMA, TokenType.BETWEEN)
        ):
            continue
        argument = self._parse_bitwise() if name.upper() == "RANGE_N" else self._parse_disjunction()
        if argument is None:
            self.raise_error(f"Unexpected word in {name}")
        arguments.append(argument)
    return exp.Anonymous(this=name, expressions=arguments)


def _parse_xmlagg(self: Any) -> exp.Expr:
    """`XMLAGG(a ORDER BY b RETURNING SEQUENCE)`."""
    name = self._tokens[self._index - 2].text
    argument = self._parse_order(self._parse_assignment())
    if self._match_text_seq("RETURNING"):
        self._advance()
    return exp.Anonymous(this=name, expressions=[argument])


def _parse_xml(self: Any) -> exp.Expr:
    """`XMLELEMENT(NAME "x", a)`, `XMLSERIALIZE(CONTENT b AS VARCHAR(9))`, `XMLFOREST(a AS "x")`."""
    name = self._tokens[self._index - 2].text
    arguments: list[exp.Expr] = []
    while self._curr and self._curr.token_type != TokenType.R_PAREN:
        if self._match_texts(("NAME",)):
            self._advance()
        else:
            self._match_texts(("CONTENT", "DOCUMENT"))
            argument = self._parse_assignment()
            if argument is None:
                self.raise_error(f"Unexpected word in {name}")
            arguments.append(argument)
            while self._curr and self._curr.token_type not in (TokenType.COMMA, TokenType.R_PAREN):
                if self._curr.token_type == TokenType.L_PAREN:
                    self._skip_parentheses()
                else:
                    self._advance()
        self._match(TokenType.COMMA)
    return exp.Anonymous(this=name, expressions=arguments)


class Functions(TeradataParser):
    """Reads calls."""

    FUNC_TOKENS: ClassVar[set[TokenType]] = TeradataParser.FUNC_TOKENS | {TokenType.REPLACE}

    FUNCTION_PARSERS: ClassVar[dict[str, Callable[[Any], exp.Expr | None]]] = {
        **{k: v for k, v in TeradataParser.FUNCTION_PARSERS.items() if k != "DECODE"},
        **dict.fromkeys(_SORTING, _parse_sorting),
        **dict.fromkeys(("TRANSLATE", "TRANSLATE_CHK"), _parse_translate),
        **dict.fromkeys(("CASE_N", "RANGE_N"), _parse_partition_numbers),
        "XMLAGG": _parse_xmlagg,
        **dict.fromkeys(("XMLELEMENT", "XMLSERIALIZE", "XMLFOREST", "XMLPARSE", "XMLATTRIBUTES"), _parse_xml),
    }
    FUNCTIONS: ClassVar[dict[str, Callable[..., exp.Expr]]] = {
        name: build
        for name, build in TeradataParser.FUNCTIONS.items()
        if name not in (*_SORTING, "DECODE", "FIRST", "LAST")
    }
    UNARY_PARSERS: ClassVar[dict[TokenType, Callable[[Any], exp.Expr | None]]] = {
        **TeradataParser.UNARY_PARSERS,
        TokenType.PLUS: lambda self: self.expression(exp.Neg(this=self._parse_unary())),  # an operator like any other
    }

    def _parse_function_call(self, *arguments: Any, **options: Any) -> exp.Expr | None:
        kind = self._curr.token_type
        if kind in _PERIOD_ENDS and self._next.token_type == TokenType.L_PAREN:
            name = self._curr.text
            self._advance(2)
            values = self._parse_csv(self._parse_assignment)
            self._match_r_paren()
            return exp.Anonymous(this=name, expressions=values)
        return super()._parse_function_call(*arguments, **options)

    def validate_expression(self, expression: Any, args: list[Any] | None = None) -> Any:
        """A call with more or fewer arguments than sqlglot expects of its name is a call all the same."""
        if args is not None and expression.error_messages(args):
            kind = exp.AnonymousAggFunc if isinstance(expression, exp.AggFunc) else exp.Anonymous
            return kind(this=expression.key, expressions=args)
        return super().validate_expression(expression, args)

    def _parse_window(self, this: exp.Expr | None, alias: bool = False) -> exp.Expr | None:  # noqa: FBT001, FBT002 - the parent's signature
        window = super()._parse_window(this, alias)
        reset, self._reset = self._reset, None
        if reset is not None and isinstance(window, exp.Window):
            window.set("reset_when", reset)
        return window

    _reset: exp.Expr | None = None

    def _parse_partition_and_order(self) -> tuple[list[exp.Expr], exp.Expr | None]:
        partition, order = super()._parse_partition_and_order()
        if self._match_text_seq("WITH", "TIES"):
            self._match_texts(("LOW", "HIGH", "DENSE", "AVG"))
        if self._match_text_seq("RESET", "WHEN"):
            self._reset = self._parse_disjunction()
        return partition, order
