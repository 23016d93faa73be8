"""Teradata's tokens."""

from __future__ import annotations

import re
from typing import ClassVar

from sqlglot.dialects.teradata import Teradata
from sqlglot.tokenizer_core import Token, TokenType

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


_UNICODE_NAME = (TokenType.VAR, TokenType.AMP, TokenType.IDENTIFIER)


def with_unicode_names(tokens: list[Token]) -> list[Token]:
    r"""Tokens in which `U&"\00e4"`, with or without UESCAPE '\' behind it, is the quoted name that it means."""
    joined: list[Token] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        index += 1
        if token.text in ("U", "u") and tuple(t.token_type for t in tokens[index - 1 : index + 2]) == _UNICODE_NAME:
            name = tokens[index + 1]
            if tokens[index].start == token.end + 1 and name.start == tokens[index].end + 1:
                index += 2
                escape = "\\"
                if [t.text.upper() for t in tokens[index : index + 1]] == ["UESCAPE"]:
                    escape = tokens[index + 1].text if index + 1 < len(tokens) else escape
                    index += 2
                text = _unescaped(name.text, escape)
                token = Token(TokenType.IDENTIFIER, text, name.line, name.col, token.start, name.end)
        joined.append(token)
    return joined


def _unescaped(text: str, escape: str) -> str:
    mark = re.escape(escape)

    def character(found: re.Match[str]) -> str:
        code = int(found[1] or found[2] or "0", 16)
        return found[3] or (chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else found[0])  # noqa: PLR2004 - what Unicode leaves out

    return re.sub(rf"{mark}(?:\+([0-9a-fA-F]{{6}})|([0-9a-fA-F]{{4}})|({mark}))", character, text)
