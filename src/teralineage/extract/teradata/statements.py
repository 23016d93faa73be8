"""Statements that move data, and those that only say how the session goes on."""

from __future__ import annotations

from typing import Any

from sqlglot import exp
from sqlglot.tokenizer_core import TokenType

from teralineage.extract.placeholders import is_placeholder
from teralineage.extract.teradata.clauses import Clauses
from teralineage.extract.teradata.nodes import (
    Database,
    FunctionRun,
    OperatorInput,
    OperatorTarget,
    Quiet,
    Rename,
    TableOperator,
)
from teralineage.extract.teradata.phrases import Phrases

QUIET = frozenset(
    """
    ABORT BEGIN BT CALL CHECKPOINT COLLECT COMMENT COMMIT DATABASE_ DIAGNOSTIC DROP_ DUMP ECHO END ET EXEC EXECUTE
    FLUSH GIVE GRANT HELP INITIATE LOGGING LOGOFF LOGON MODIFY NULL PREPARE RELEASE RESTART REVOKE ROLLBACK SET SHOW
    SS
    """.split()  # noqa: SIM905 - a list of forty lines reads worse
)
"""First words of statements that make no lineage and are no failures."""

_QUERY_STARTS = (TokenType.SELECT, TokenType.WITH, TokenType.LOCK, TokenType.VALUES, TokenType.L_PAREN)
_DEFINED = ("TABLE", "VIEW", "MACRO", "PROCEDURE", "TRIGGER", "INDEX", "DATABASE", "USER", "FUNCTION")


class Statements(Clauses, Phrases):
    """Reads a statement by its first word."""

    def _parse_definition(self, kind: str, *, recursive: bool) -> exp.Expr:
        raise NotImplementedError

    def _parse_statement(self) -> exp.Expr | None:
        self._skip_locking()
        self._skip_temporal()
        word = self._curr.text.upper() if self._curr.token_type != TokenType.IDENTIFIER else ""
        if word in ("EXECUTE", "EXEC") and (
            self._next.token_type == TokenType.L_PAREN or self._next.text.upper() == "FUNCTION"
        ):
            return self._parse_passed_through()
        if word in QUIET:
            return self._quiet(word)
        if self._skip_explain() or self._skip_using():
            return self._parse_statement()
        if self._match_text_seq("RENAME"):
            return self._parse_rename()
        if self._match_text_seq("DATABASE"):
            return self._rest(self.expression(Database(this=self._parse_id_var(any_token=True))))
        table = word == "CT" and self._next.token_type in (TokenType.VAR, TokenType.IDENTIFIER)
        return self._parse_definition("TABLE", recursive=False) if table else super()._parse_statement()

    def _parse_passed_through(self) -> exp.Expr | None:
        """`EXECUTE (statement) BY teradata`, as SAS hands a statement on; EXECUTE FUNCTION is one of its own."""
        self._advance(2)
        if self._prev.token_type != TokenType.L_PAREN:
            return self._parse_function_run()
        statement = self._parse_statement()
        self._match_r_paren()
        if self._match_text_seq("BY"):
            self._advance()
        return statement

    def _parse_function_run(self) -> exp.Expr:
        """`EXECUTE FUNCTION [INTO [VOLATILE] ART(x)] f(… TABLE_NAME(t) …)`: what it reads and writes, by name."""
        targets: list[exp.Expr] = []
        if self._match(TokenType.INTO):
            volatile = bool(self._match_text_seq("VOLATILE"))
            self._match_text_seq("ART")
            self._match_l_paren()
            targets.append(OperatorTarget(this=self._parse_table_parts(), volatile=volatile))
            self._match_r_paren()
        name = self._advance_any(ignore_reserved=True)
        inputs: list[exp.Expr] = []
        while self._curr and self._curr.token_type != TokenType.SEMICOLON:
            if self._match_text_seq("TABLE_NAME") and self._match(TokenType.L_PAREN):
                inputs.append(OperatorInput(this=self._parse_table_parts()))
            else:
                self._advance()
        called = exp.to_identifier(name.text if name is not None else "", quoted=True)
        return self.expression(FunctionRun(this=TableOperator(this=called, inputs=inputs, targets=targets)))

    def _skip_explain(self) -> bool:
        """`[STATIC | DYNAMIC] EXPLAIN [IN XML | JSON] [NODDLTEXT]` before the statement that it explains."""
        if self._curr.text.upper() in ("STATIC", "DYNAMIC") and self._next.text.upper() == "EXPLAIN":
            self._advance()
        if not self._match_text_seq("EXPLAIN"):
            return False
        self._match_texts(("STATIC", "DYNAMIC"))
        if self._match(TokenType.IN):
            self._match_texts(("XML", "JSON"))
        self._match_text_seq("NODDLTEXT")
        return True

    def _skip_using(self) -> bool:
        """`USING (a CHAR(3))` before the statement whose host variables it declares."""
        if self._curr.token_type != TokenType.USING or self._next.token_type != TokenType.L_PAREN:
            return False
        self._advance()
        self._skip_parentheses()
        return True

    def _rest(self, node: exp.Expr) -> exp.Expr:
        while self._curr:
            self._advance()
        return node

    def _quiet(self, word: str) -> exp.Expr:
        if word == "SET" and [self._ahead(step).text.upper() for step in (1, 2)] == ["SESSION", "DATABASE"]:
            self._advance(3)
            return self._rest(self.expression(Database(this=self._parse_id_var(any_token=True))))
        return self._rest(Quiet(this=word))

    def _parse_rename(self) -> exp.Expr:
        kind = self._curr.text.upper()
        self._match_texts(_DEFINED)
        old = self._parse_table_parts()
        if not self._match_text_seq("TO"):
            self._match(TokenType.ALIAS)
        new = self._parse_table_parts()
        node = self.expression(Rename(this=old, to=new)) if kind in ("TABLE", "VIEW") else Quiet(this="RENAME")
        return self._rest(node)

    def _parse_insert(self) -> exp.Insert:
        self._match(TokenType.INTO)
        table: exp.Expr | None = self._parse_table_parts(schema=True)
        values: exp.Expr | None = None
        if is_placeholder(self._curr.text) and self._next.token_type in _QUERY_STARTS:
            table = exp.Schema(this=table, expressions=[self._parse_id_var(any_token=True)])
        if self._curr.token_type == TokenType.L_PAREN and self._next.token_type not in _QUERY_STARTS[:3]:
            if self._is_column_list():
                names = self._parse_wrapped_csv(lambda: self._parse_id_var(any_token=True))
                table = exp.Schema(this=table, expressions=names)
            elif not self._is_named_row() and not self._is_wrapped_query():
                values = self._parse_rows()
        elif self._curr.token_type == TokenType.VALUES and self._is_named_row(1):
            self._advance()
        if values is None and self._is_named_row():
            names, row = self._parse_named_values()
            table, values = exp.Schema(this=table, expressions=names), exp.Values(expressions=[row])
        elif values is None:
            values = self._parse_inserted()
        self._parse_error_logging()
        return exp.Insert(this=table, expression=values)

    def _parse_inserted(self) -> exp.Expr | None:
        if self._match(TokenType.VALUES):
            return self._parse_rows()
        if self._match_text_seq("DEFAULT", "VALUES"):
            return None
        query = self._parse_template_query() if self._is_template_query() else self._parse_select(nested=True)
        if query is None:
            self.raise_error("Expected VALUES or a query")
        return self._parse_query_modifiers(self._parse_set_operations(query))  # type: ignore[no-any-return]

    def _is_column_list(self) -> bool:
        """Whether the parentheses behind the table's name are followed by something to insert."""
        index = self._index
        self._skip_parentheses()
        follows = self._curr.token_type in _QUERY_STARTS or self._curr.text.upper() == "DEFAULT"
        follows = follows or is_placeholder(self._curr.text)
        self._retreat(index)
        return follows

    def _is_wrapped_query(self) -> bool:
        """Whether the parentheses hold nothing but a query in parentheses of its own."""
        if self._next.token_type != TokenType.L_PAREN:
            return False
        index = self._index
        self._advance()
        query = self._next.token_type in _QUERY_STARTS[:3]
        self._skip_parentheses()
        query = query and self._curr.token_type == TokenType.R_PAREN
        self._retreat(index)
        return query

    def _is_named_row(self, behind: int = 0) -> bool:
        """Whether `(a = 1, …)` stands here, or that many tokens ahead."""
        opening, name, equals = (self._ahead(behind + step).token_type for step in range(3))
        return opening == TokenType.L_PAREN != name and equals == TokenType.EQ  # type: ignore[no-any-return]

    def _parse_named_values(self) -> tuple[list[exp.Expr], exp.Expr]:
        """`(a = 1, b = :v)`: a row told by the names of its columns."""
        pairs = self._parse_wrapped_csv(self._parse_update_assignment)
        if not all(isinstance(pair, exp.EQ) for pair in pairs):
            self.raise_error("Expected column = value")
        return [pair.this.this for pair in pairs], exp.Tuple(expressions=[pair.expression for pair in pairs])

    def _parse_rows(self) -> exp.Expr:
        """One or more rows of values; `,,` stands for a value left out."""
        if is_placeholder(self._curr.text):  # the rows as one variable
            self._advance()
            return exp.Values(expressions=[])
        rows = [self._parse_row_values()]
        while self._match(TokenType.COMMA):
            rows.append(self._parse_row_values())
        return exp.Values(expressions=rows)

    def _parse_row_values(self) -> exp.Expr:
        self._match_l_paren()
        items: list[exp.Expr] = []
        while self._curr.token_type != TokenType.R_PAREN and self._curr:
            items.append(self._parse_assignment() or exp.Null())
            if not self._match(TokenType.COMMA):
                break
        self._match_r_paren()
        return exp.Tuple(expressions=items)

    def _parse_error_logging(self) -> None:
        if self._match_text_seq("LOGGING"):
            while self._curr:
                self._advance()

    def _parse_update(self) -> exp.Update:
        update = exp.Update(this=self._parse_table(alias_tokens=self.UPDATE_ALIAS_TOKENS))
        while self._curr:
            if self._match(TokenType.SET):
                update.set("expressions", self._parse_csv(self._parse_update_assignment))
            elif self._curr.token_type == TokenType.FROM:
                update.set("from_", self._parse_from(joins=True))
            elif self._curr.token_type == TokenType.WHERE:
                update.set("where", self._parse_where())
            elif self._match(TokenType.ELSE):
                self._match(TokenType.INSERT)
                update.set("otherwise", self._parse_insert())
            elif not self._match(TokenType.ALL) and not self._skip_portion():
                break
        return update

    def _skip_portion(self) -> bool:
        """`FOR PORTION OF period FROM a TO b`: how much of a row's time is changed, as literals or parameters say."""
        if self._curr.token_type != TokenType.FOR or self._next.text.upper() != "PORTION":
            return False
        self._advance(4)
        self._match(TokenType.FROM)
        self._parse_bitwise()
        self._match_text_seq("TO")
        self._parse_bitwise()
        return True

    def _parse_delete(self) -> exp.Expr:  # type: ignore[override]  # of a whole database it is quiet
        """`DELETE FROM x`, `DELETE x ALL`, `DELETE x FROM db.x x, t WHERE …`."""
        target = None
        if self._curr.text.upper() in ("DATABASE", "USER") and self._ahead(2).token_type == TokenType.ALL:
            return self._rest(Quiet(this=f"DELETE {self._curr.text.upper()}"))  # its objects go, none is written
        if self._curr.token_type != TokenType.FROM:
            target = self._parse_table_parts()
            target.set("alias", self._parse_delete_alias())  # type: ignore[union-attr]  # raises where no name stands
        from_ = self._parse_from(joins=True) if self._curr.token_type == TokenType.FROM else None
        self._skip_portion()
        where = self._parse_where()
        self._match(TokenType.ALL)
        return exp.Delete(this=target, from_=from_, where=where)

    def _parse_delete_alias(self) -> exp.Expr | None:
        if self._curr.token_type in (TokenType.ALL, TokenType.FROM, TokenType.WHERE):
            return None
        return self._parse_table_alias()

    def _parse_merge(self) -> exp.Merge:
        merge = super()._parse_merge()
        self._parse_error_logging()
        return merge

    def _parse_value(self, values: bool = True) -> Any:  # noqa: FBT001, FBT002 - the parent's signature
        """A row in MERGE's INSERT; its column list may be missing altogether."""
        if not values and self._curr.token_type == TokenType.VALUES:
            return None
        if self._is_named_row():
            return exp.Tuple(expressions=self._parse_wrapped_csv(self._parse_update_assignment))
        return super()._parse_value(values=values)
