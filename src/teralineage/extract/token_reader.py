"""Tokens of a routine's body, read from left to right: words ahead, places, and how to get past a word."""

from __future__ import annotations

from collections.abc import Sequence

from teralineage.domain.model import Span
from teralineage.extract.tokens import Kind, Token, name_of, words

_ENDED = words("IF CASE LOOP WHILE FOR REPEAT REQUEST")


class TokenReader:
    """Stands before one token of many."""

    def __init__(self, tokens: Sequence[Token], text: str) -> None:
        self._tokens = tokens
        self._text = text
        self._index = 0

    def _word(self, offset: int = 0) -> str:
        index = self._index + offset
        return self._tokens[index].upper if 0 <= index < len(self._tokens) else ""

    def _kind(self) -> str:
        return self._tokens[self._index].kind if self._index < len(self._tokens) else ""

    def _name(self, offset: int) -> str:
        index = self._index + offset
        return self._text_of(self._tokens[index]) if index < len(self._tokens) else ""

    def _text_of(self, token: Token) -> str:
        return name_of(token, self._text)

    def _span(self, start: int, end: int) -> Span:
        """From the token at `start` to the one before `end`."""
        if start >= min(end, len(self._tokens)):
            position = self._tokens[-1].end
            return Span(position, position)
        return Span(self._tokens[start].start, self._tokens[min(end, len(self._tokens)) - 1].end)

    def _semicolon(self) -> int:
        index = self._index
        while index < len(self._tokens) and self._tokens[index].upper != ";":
            index += 1
        return index

    def _argument_end(self, start: int, end: int) -> int:
        """The comma behind the argument that begins at `start`, or `end`."""
        depth = 0
        for index in range(start, end):
            word = self._tokens[index].upper
            if word == "," and depth == 0:
                return index
            depth += (word == "(") - (word == ")")
        return end

    def _to_semicolon(self) -> Span:
        start = self._index
        self._index = self._semicolon()
        return self._span(start, self._index)

    def _past(self, word: str) -> None:
        """Behind the next `word` outside of parentheses and CASE expressions."""
        depth = 0
        while self._index < len(self._tokens):
            this = self._word()
            self._index += 1
            if this == word and depth <= 0:
                return
            if this in {"(", "CASE"}:
                depth += 1
            elif this in {")", "END"}:
                depth -= 1

    def _end(self) -> None:
        """Behind END, the word it ends, and a label."""
        self._index += 1
        if self._word() in _ENDED:
            self._index += 1
        if self._kind() == Kind.WORD and self._word(1) in {";", ""}:
            self._index += 1
