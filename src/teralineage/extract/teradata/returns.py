"""RETURNS of a table function or operator: the columns it is said to yield."""

from __future__ import annotations

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from teralineage.extract.teradata.nodes import FieldDeclaration
from teralineage.extract.teradata.phrases import Phrases


class Returns(Phrases):
    """Reads `(a INTEGER, b CHAR(3))`, and the same in strings, each of one column or several."""

    def _parse_returned_columns(self) -> list[exp.Expr]:
        """What stands in the parentheses of RETURNS."""
        found: list[exp.Expr] = []
        while self._curr and self._curr.token_type != TokenType.R_PAREN:
            if self._match(TokenType.STRING):
                found += self._declared(self._prev.text)
            else:
                found.append(self._parse_returned())
            if not self._match(TokenType.COMMA):
                break
        return found

    def _parse_returned(self) -> exp.Expr:
        name = self._parse_id_var(any_token=True)
        start = self._curr
        while self._curr and self._curr.token_type not in (TokenType.COMMA, TokenType.R_PAREN):
            if self._curr.token_type == TokenType.L_PAREN:
                self._skip_parentheses()
            else:
                self._advance()
        return FieldDeclaration(this=name, type=self._find_sql(start, self._prev))

    def _declared(self, text: str) -> list[exp.Expr]:
        """The columns that a string declares."""
        columns: list[list[Token]] = [[]]
        depth = 0
        for token in self.dialect.tokenize(text):
            depth += (token.token_type == TokenType.L_PAREN) - (token.token_type == TokenType.R_PAREN)
            if token.token_type == TokenType.COMMA and not depth:
                columns.append([])
            else:
                columns[-1].append(token)
        return [_declaration(tokens, text) for tokens in columns if tokens]


def _declaration(tokens: list[Token], text: str) -> exp.Expr:
    name, kind = tokens[0], text[tokens[0].end + 1 : tokens[-1].end + 1]
    return FieldDeclaration(this=exp.to_identifier(name.text, quoted=True), type=kind.strip())
