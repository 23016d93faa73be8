"""Clauses of a SELECT, in whatever order they come."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.parsers.teradata import TeradataParser
from sqlglot.tokenizer_core import TokenType

from teralineage.domain.model import Span
from teralineage.extract.spans import SPAN
from teralineage.extract.teradata.nodes import Expand, Summary, Variables
from teralineage.extract.teradata.templates import Templates

_LOCKED = ("TABLE", "VIEW", "DATABASE", "ROW")
_TEMPORAL = ("SEQUENCED", "NONSEQUENCED", "CURRENT", "VALIDTIME", "TRANSACTIONTIME", "AND")
_QUALIFIERS = (*_TEMPORAL[:-1], "NONTEMPORAL")
TIMES = ("VALIDTIME", "TRANSACTIONTIME", "SYSTEM_TIME", "VALID_TIME")
_NOT_SUMMARIES = ("DATA", "NO", "CHECK", "TIES")
_OPENERS = {"EXPAND": ("ON",), "LOGGING": ("ERRORS", "ALL")}


class Clauses(Templates):
    """Reads what belongs to a SELECT besides its values and tables."""

    TABLE_ALIAS_TOKENS: ClassVar[set[TokenType]] = TeradataParser.TABLE_ALIAS_TOKENS - {TokenType.SET}
    QUERY_MODIFIER_PARSERS: ClassVar[dict[TokenType, Callable[[Any], tuple[str, Any]]]] = {
        kind: read for kind, read in TeradataParser.QUERY_MODIFIER_PARSERS.items() if kind != TokenType.LOCK
    }

    def _skip_locking(self) -> None:
        """`LOCKING [TABLE] x FOR ACCESS [NOWAIT]` in all its spellings, any number of them: no lineage."""
        while self._curr.token_type == TokenType.LOCK:
            self._advance()
            if not self._match_text_seq("ROW"):
                self._match_texts(_LOCKED)
                if self._curr.text.upper() not in ("FOR", "IN"):
                    self._parse_table_parts()
            self._match_texts(("FOR", "IN"))
            load = self._match_text_seq("LOAD") and self._match_texts(("COMMITTED", "UNCOMMITTED"))
            if not load:
                self._advance()
            if self._match_text_seq("OVERRIDE"):
                continue
            self._match_text_seq("MODE")
            self._match_text_seq("NOWAIT")

    def _skip_temporal(self) -> None:
        """`SEQUENCED VALIDTIME [period]`, `VALIDTIME AS OF …` before a statement."""
        if self._match_text_seq("NONTEMPORAL"):
            return
        index = self._index
        while self._match_texts(_TEMPORAL):
            pass
        if self._index == index:
            return
        if self._tokens[self._index - 1].text.upper() not in ("VALIDTIME", "TRANSACTIONTIME"):
            self._retreat(index)
            return
        if (self._match(TokenType.ALIAS) and self._match_text_seq("OF")) or self._curr.text.upper() == "PERIOD":
            self._parse_bitwise()
            if self._curr.token_type == TokenType.AND:
                self._skip_temporal()

    def _skip_qualifier(self) -> None:
        """A temporal qualifier before the query of a derived table."""
        index = self._index
        self._skip_temporal()
        if self._curr.token_type not in (TokenType.SELECT, TokenType.WITH):
            self._retreat(index)

    def _parse_select_or_expression(self, alias: bool = False) -> exp.Expr | None:  # noqa: FBT001, FBT002 - the parent's signature
        if self._curr.token_type == TokenType.LOCK:
            self._skip_locking()
        return super()._parse_select_or_expression(alias)

    def _parse_group(self, skip_group_by_token: bool = False) -> exp.Group | None:  # noqa: FBT001, FBT002 - the parent's signature
        """`GROUP BY TIME (HOURS(1) AND b) USING TIMECODE(ts) FILL(…)`, besides the usual."""
        time = self._curr.token_type == TokenType.GROUP_BY and self._next.text.upper() == "TIME"
        if not time or self._tokens[self._index + 2].token_type != TokenType.L_PAREN:
            return super()._parse_group(skip_group_by_token)
        self._advance(2)
        keys = self._parse_wrapped_csv(self._parse_disjunction)
        if self._match(TokenType.USING):
            self._advance()
            keys += self._parse_wrapped_csv(self._parse_disjunction)
        if self._match_text_seq("FILL"):
            self._parse_wrapped_csv(self._parse_assignment)
        return exp.Group(expressions=keys)

    def _parse_select_query(self, *arguments: Any, **options: Any) -> exp.Expr | None:
        if self._curr.token_type == TokenType.LOCK:
            self._skip_locking()
        if self._curr.text.upper() in _QUALIFIERS:
            self._skip_qualifier()
        return super()._parse_select_query(*arguments, **options)

    def _parse_table_alias(self, alias_tokens: Any = None) -> exp.TableAlias | None:
        """A word that begins the next clause is no alias."""
        if self._curr.token_type == TokenType.VAR and self._next.text.upper() in _OPENERS.get(
            self._curr.text.upper(), ()
        ):
            return None
        return super()._parse_table_alias(alias_tokens)

    def _parse_limit(self, this: Any = None, top: bool = False, skip_limit_token: bool = False) -> Any:  # noqa: FBT001, FBT002 - the parent's signature
        """`TOP n [PERCENT] [WITH TIES]`, where n may be a variable; no lineage."""
        if not top or not self._match(TokenType.TOP):
            return super()._parse_limit(this, top, skip_limit_token)
        if not (self._curr.token_type == TokenType.L_PAREN and self._parse_paren()):
            self._match(TokenType.COLON)
            self._advance()
        self._match_text_seq("PERCENT")
        self._match_text_seq("WITH", "TIES")
        self._match(TokenType.DISTINCT)
        return None

    def _parse_projections(self) -> tuple[list[exp.Expr], list[exp.Expr] | None]:
        if self._curr.text.upper() == "NORMALIZE" and self._next.token_type not in (TokenType.COMMA, TokenType.FROM):
            self._advance()
            if self._match(TokenType.ON):
                while self._match_texts(("MEETS", "OVERLAPS", "OR")):
                    pass
        return super()._parse_projections()

    def _parse_into(self) -> exp.Expr | None:  # type: ignore[override]  # variables, where the parent reads a table
        if not self._match(TokenType.INTO):
            return None
        return Variables(expressions=self._parse_csv(self._parse_variable))

    def _parse_variable(self) -> exp.Expr | None:
        self._match(TokenType.COLON)
        return self._parse_id_var(any_token=True)

    def _parse_query_modifiers(self, this: Any) -> Any:
        node = super()._parse_query_modifiers(this)
        while isinstance(node, exp.Select) and self._parse_late_clause(node):
            node = super()._parse_query_modifiers(node)
        return node

    def _parse_late_clause(self, select: exp.Select) -> bool:
        """Clauses the stock parser does not look for: FROM behind WHERE, EXPAND ON, WITH … BY, INTO behind FROM."""
        kind = self._curr.token_type
        if kind == TokenType.FROM and select.args.get("from_") is None:
            select.set("from_", self._parse_from())
        elif kind == TokenType.WITH and self._next.text.upper() not in _NOT_SUMMARIES:
            select.append("summaries", self._parse_summary())
        elif kind == TokenType.INTO and select.args.get("into") is None:
            select.set("into", self._parse_into())
        elif self._match_text_seq("EXPAND", "ON"):
            select.set("expand", self._parse_expand())
        else:
            return False
        return True

    def _parse_summary(self) -> exp.Expr:
        self._advance()
        values = self._parse_csv(self._parse_assignment)
        by = self._parse_csv(self._parse_ordered) if self._match_text_seq("BY") else None
        return Summary(expressions=values, by=by)

    def _parse_expand(self) -> exp.Expr:
        start = self._curr.start
        period = self._parse_bitwise()
        if period is not None and not isinstance(period, exp.Column):
            period.meta.setdefault(SPAN, Span(start, self._prev.end + 1))
        alias = self._parse_id_var(any_token=True) if self._match(TokenType.ALIAS) else None
        if self._match_text_seq("BY"):
            if self._match_text_seq("ANCHOR"):
                self._match_text_seq("PERIOD")
                self._advance()
                if self._match_text_seq("AT"):
                    self._parse_bitwise()
            else:
                self._parse_bitwise()
        limit = self._parse_disjunction() if self._match(TokenType.FOR) else None
        return self.expression(Expand(this=period, alias=alias, period=limit))

    def _parse_table_sample(self, as_modifier: bool = False) -> exp.TableSample | None:  # noqa: ARG002, FBT001, FBT002 - the parent's signature
        """`SAMPLE [WITH REPLACEMENT] [RANDOMIZED ALLOCATION] 10, .5` or `SAMPLE WHEN c THEN .5 … END`: no lineage."""
        if not self._match(TokenType.TABLE_SAMPLE):
            return None
        self._match_text_seq("WITH", "REPLACEMENT")
        self._match_text_seq("RANDOMIZED", "ALLOCATION")
        if self._curr.token_type == TokenType.WHEN:
            while self._curr and not self._match(TokenType.END):
                self._advance()
        else:
            self._parse_csv(self._parse_unary)
        return exp.TableSample()
