"""CREATE and REPLACE, DROP: what is defined, of which columns, filled by which query. Physical options are dropped."""

from __future__ import annotations

from itertools import pairwise

from sqlglot import exp
from sqlglot.tokenizer_core import TokenType

from teralineage.extract.teradata.nodes import Alteration, Definition, FieldDeclaration, Quiet
from teralineage.extract.teradata.statements import Statements

_CONSTRAINTS = frozenset({"CONSTRAINT", "PRIMARY", "FOREIGN", "CHECK", "UNIQUE", "PERIOD", "LIKE"})
_TYPE_ENDS = frozenset(
    """
    NOT NULL FORMAT TITLE CHARACTER COMPRESS NO DEFAULT PRIMARY UNIQUE CHECK REFERENCES GENERATED CASESPECIFIC
    UPPERCASE CONSTRAINT CS UC AS NAMED SECURITY
    """.split()  # noqa: SIM905 - a list of twenty lines reads worse
)
_BEFORE_KIND = frozenset(
    {"SET", "MULTISET", "VOLATILE", "GLOBAL", "TEMPORARY", "FOREIGN", "JOIN", "HASH", "UNIQUE", "RECURSIVE", "TRACE"}
)


def _ungrouped(item: exp.Expr) -> list[exp.Expr]:
    """The columns of a join index's `(a, b), (c)`, where the parentheses only say how rows are stored."""
    if isinstance(item, exp.Tuple):
        return item.expressions
    return [item.this] if isinstance(item, exp.Paren) and isinstance(item.this, exp.Column) else [item]


class Definitions(Statements):
    """Reads definitions of datasets; other objects are quiet."""

    def _parse_create(self) -> exp.Expr:  # type: ignore[override]  # a node of our own
        words: list[str] = []
        self._match_pair(TokenType.OR, TokenType.REPLACE)
        while self._curr.text.upper() in _BEFORE_KIND:
            words.append(self._curr.text.upper())
            self._advance()
        kind = self._curr.text.upper()
        if "JOIN" in words and kind == "INDEX":
            return self._parse_definition("JOIN INDEX", recursive=False)
        if kind == "TABLE":
            for word, name in (("VOLATILE", "VOLATILE"), ("GLOBAL", "GLOBAL TEMPORARY"), ("FOREIGN", "FOREIGN")):
                if word in words:
                    return self._parse_definition(f"{name} TABLE", recursive=False)
            return self._parse_definition("TABLE", recursive=False)
        if kind == "VIEW":
            return self._parse_definition("VIEW", recursive="RECURSIVE" in words)
        return self._rest(Quiet(this=f"CREATE {kind}"))

    def _parse_definition(self, kind: str, *, recursive: bool) -> exp.Expr:
        self._advance()
        self._match_text_seq("IF", "NOT", "EXISTS")
        name = self._parse_table_parts(schema=True)
        definition = Definition(this=name, kind=kind, recursive=recursive)
        self._skip_options()
        if self._curr.token_type == TokenType.L_PAREN:
            definition.set("columns", self._parse_declarations())
            self._skip_options()
        if self._match(TokenType.ALIAS):
            self._parse_filling(definition)
        self._parse_tail(definition)
        return definition

    def _skip_options(self) -> None:
        """`, NO FALLBACK, MAP = TD_MAP1, …` and whatever else stands before AS, the columns, or WITH."""
        while self._curr and self._curr.token_type not in (TokenType.L_PAREN, TokenType.ALIAS, TokenType.SELECT):
            if self._curr.token_type == TokenType.USING and self._next.token_type == TokenType.L_PAREN:
                self._retreat(self._index)
                return
            self._advance()

    def _parse_declarations(self) -> list[exp.Expr]:
        self._match_l_paren()
        columns: list[exp.Expr] = []
        while self._curr:
            if self._curr.token_type != TokenType.IDENTIFIER and self._is_constraint():
                self._skip_item()
            else:
                columns.append(self._parse_declaration())
            if not self._match(TokenType.COMMA):
                break
        self._match_r_paren()
        return columns

    def _is_constraint(self) -> bool:
        word, following = [*self._curr.text.upper().split(), self._next.text.upper()][:2]
        return word in _CONSTRAINTS and (
            following in ("KEY", "FOR") or self._next.token_type == TokenType.L_PAREN or word in ("CONSTRAINT", "LIKE")
        )

    def _parse_declaration(self) -> exp.Expr:
        name = self._parse_id_var(any_token=True)
        while self._match(TokenType.DOT):  # a view's column may be written with a table before it
            name = self._parse_id_var(any_token=True)
        start = self._curr
        while self._curr and self._curr.token_type not in (TokenType.COMMA, TokenType.R_PAREN):
            if self._curr.text.upper().partition(" ")[0] in _TYPE_ENDS and self._curr.token_type != TokenType.STRING:
                break
            if self._curr.token_type == TokenType.L_PAREN:
                self._skip_parentheses()
            else:
                self._advance()
        kind = self._find_sql(start, self._prev) if self._curr is not start else ""
        tail = self._index
        self._skip_item()
        words = [word for token in self._tokens[tail : self._index] for word in token.text.upper().split()]
        pairs = set(pairwise(words))
        nullable, key = ("NOT", "NULL") not in pairs, ("PRIMARY", "KEY") in pairs
        return FieldDeclaration(this=name, type=kind, nullable=nullable, key=key)

    def _skip_item(self) -> None:
        while self._curr and self._curr.token_type not in (TokenType.COMMA, TokenType.R_PAREN):
            if self._curr.token_type == TokenType.L_PAREN:
                self._skip_parentheses()
            else:
                self._advance()

    def _parse_filling(self, definition: exp.Expr) -> None:
        """What stands behind AS: a query, in parentheses or not, or a table that is copied."""
        self._skip_locking()
        if self._is_wrapped_template():
            query: exp.Expr | None = self._parse_wrapped_template()
        else:
            query = self._parse_select(nested=True, parse_subquery_alias=False)
        if query is None:
            definition.set("like", self._parse_table_parts())
        else:
            query = self._parse_query_modifiers(self._parse_set_operations(query))
            if definition.args["kind"] == "JOIN INDEX" and isinstance(query, exp.Select):
                query.set("expressions", [column for item in query.expressions for column in _ungrouped(item)])
            definition.set("query", query)

    def _parse_tail(self, definition: exp.Expr) -> None:
        """WITH [NO] DATA and a location matter; the rest is physical."""
        while self._curr:
            if self._match_text_seq("NO", "DATA"):
                definition.set("empty", True)  # noqa: FBT003 - sqlglot's signature
            elif self._match_text_seq("LOCATION") and self._match(TokenType.L_PAREN):
                definition.set("location", self._parse_string())
            else:
                self._advance()

    def _parse_alter(self) -> exp.Expr:  # type: ignore[override]  # a node of our own
        """ALTER TABLE as far as it changes which columns there are."""
        word = self._curr.text.upper()
        self._advance()
        if word != "TABLE":
            return self._rest(Quiet(this=f"ALTER {word}"))
        node = self.expression(Alteration(this=self._parse_table_parts()))
        while self._curr:
            if self._match_text_seq("ADD") and not self._is_constraint():
                node.append("added", self._parse_declaration())
            elif self._match_text_seq("DROP") and not self._is_constraint():
                node.append("dropped", self._parse_id_var(any_token=True))
            elif self._match_text_seq("RENAME"):
                old = self._parse_id_var(any_token=True)
                self._advance()
                node.append("renamed", exp.Tuple(expressions=[old, self._parse_id_var(any_token=True)]))
            else:
                self._advance()
        return node

    def _parse_drop(self, exists: bool = False, kind: str | None = None) -> exp.Expr:  # type: ignore[override]  # noqa: ARG002, FBT001, FBT002 - the parent's signature, a node of our own
        """Only tables and views matter to later statements."""
        self._match_text_seq("TEMPORARY")
        word = self._curr.text.upper()
        self._advance()
        self._match_text_seq("IF", "EXISTS")
        if word not in ("TABLE", "VIEW"):
            return self._rest(Quiet(this=f"DROP {word}"))
        return self._rest(exp.Drop(tables=[self._parse_table_parts()], kind=word))
