"""Teradata's tokens."""

from __future__ import annotations

from typing import ClassVar

from sqlglot.dialects.teradata import Teradata
from sqlglot.tokenizer_core import TokenType

_PLAIN_WORDS = frozenset(
    """
    COLLECT HELP BYTEINT ST_GEOMETRY ANTI ASOF DIV GLOB ILIKE ISNULL NOTNULL RLIKE SEMI STRAIGHT_JOIN WINDOW
    """.split()  # noqa: SIM905 - a list of twenty lines reads worse
)
"""Keywords of other dialects, and words the parser knows by their text where a statement starts."""


class FieldTokenizer(Teradata.Tokenizer):
    """Stock tokens, but `#` and `$` are letters, `!!` is `||`, `..` is `.`, comments do not nest, nothing is raw."""

    NESTED_COMMENTS = False
    SINGLE_TOKENS: ClassVar[dict[str, TokenType]] = {
        text: kind for text, kind in Teradata.Tokenizer.SINGLE_TOKENS.items() if text not in ("#", "$")
    }
    KEYWORDS: ClassVar[dict[str, TokenType]] = {
        **{text: kind for text, kind in Teradata.Tokenizer.KEYWORDS.items() if text not in _PLAIN_WORDS},
        "!!": TokenType.DPIPE,
        "..": TokenType.DOT,
        "~=": TokenType.NEQ,
        "¬=": TokenType.NEQ,
        "LOCKING": TokenType.LOCK,
        "LOCK": TokenType.LOCK,
    }
    UNICODE_STRINGS: ClassVar[list[str | tuple[str, str]]] = [("U&'", "'"), ("u&'", "'")]
    COMMANDS: ClassVar[set[TokenType]] = set()
