"""Text that remembers where it came from, so that spans found in it point into the script as it was written.

Filling variables, unquoting strings and joining pieces of dynamic SQL make new text. A `MappedText` keeps for each
stretch of it the stretch of the original that it stands for:

    original   INSERT INTO ${DB}.t ...        with DB = SALES
    text       INSERT INTO SALES.t ...
    pieces     [0:12] as it stands, [12:17] for original [12:17], [17:...] as it stands
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from teralineage.domain.model import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text from `start` on that stands for `origin`; `verbatim` pieces map character by character."""

    start: int
    origin: Span
    verbatim: bool = True


@dataclass(frozen=True, slots=True)
class MappedText:
    """A text and its pieces, in order; the first starts at 0, each ends where the next one starts."""

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Self:
        """Text that stands in the original as it is, from `start` on."""
        return cls(text, (Piece(0, Span(start, start + len(text))),))

    @classmethod
    def standing_for(cls, text: str, origin: Span) -> Self:
        """Text that replaces a stretch of the original as a whole."""
        return cls(text, (Piece(0, origin, verbatim=False),))

    @classmethod
    def joined(cls, parts: Iterable[MappedText]) -> Self:
        """The parts one after the other; each keeps its own origin."""
        texts: list[str] = []
        pieces: list[Piece] = []
        length = 0
        for part in parts:
            texts.append(part.text)
            pieces.extend(Piece(length + piece.start, piece.origin, piece.verbatim) for piece in part.pieces)
            length += len(part.text)
        return cls("".join(texts), tuple(pieces) or (Piece(0, Span(0, 0)),))

    def slice(self, start: int, end: int) -> MappedText:
        """The text from `start` to `end`, still mapped to the same original."""
        first = self._index(start)
        last = self._index(max(start, end - 1))
        pieces = [
            Piece(max(0, piece.start - start), self._cut(piece, start), piece.verbatim)
            for piece in self.pieces[first : last + 1]
        ]
        return MappedText(self.text[start:end], tuple(pieces))

    def origin(self, span: Span) -> Span:
        """The stretch of the original that a span of this text stands for.

        A span that touches replaced text takes in all that was replaced. Where the pieces lie out of order, as in
        SQL text put together from several literals, the result reaches from the first to the last of them.
        """
        if len(self.pieces) == 1 and self.pieces[0].verbatim:
            shift = self.pieces[0].origin.start
            return Span(span.start + shift, span.end + shift)
        first = self._index(span.start)
        last = max(first, self._index(span.end - 1))
        low = high = self._start(self.pieces[first], span.start)
        for piece, following in pairwise((*self.pieces[first : last + 1], None)):
            assert piece is not None  # noqa: S101 - only the mark behind the last piece is None
            end = span.end if following is None else following.start
            low = min(low, self._start(piece, max(span.start, piece.start)))
            high = max(high, self._end(piece, end))
        return Span(low, max(low, high))

    def _index(self, position: int) -> int:
        return max(0, bisect_right(self.pieces, position, key=lambda piece: piece.start) - 1)

    @staticmethod
    def _start(piece: Piece, position: int) -> int:
        return piece.origin.start + (position - piece.start if piece.verbatim else 0)

    @staticmethod
    def _end(piece: Piece, position: int) -> int:
        return piece.origin.start + position - piece.start if piece.verbatim else piece.origin.end

    @staticmethod
    def _cut(piece: Piece, start: int) -> Span:
        gone = max(0, start - piece.start) if piece.verbatim else 0
        return Span(piece.origin.start + gone, piece.origin.end)
