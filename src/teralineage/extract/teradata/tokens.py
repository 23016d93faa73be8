"""Teradata's tokens."""

from __future__ import annotations

from typing import ClassVar

from sqlglot.dialects.teradata import Teradata
from sqlglot.tokenizer_core import TokenType

_PLAIN_WORDS = ("COLLECT", "HELP", "LOCKING", "BYTEINT", "ST_GEOMETRY")
"""Words that mean something only where a statement starts; the parser knows them by their text."""


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
