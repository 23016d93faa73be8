"""Texts in a snapshot: as JSON already, in whole words, so that many are picked out at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from teralineage.domain.arrays import Ints
from teralineage.domain.texts import TextList, pack, unpack


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts, any of which can be read without the others: text t is words `start[t] … start[t + 1] - 1`."""

    words: NDArray[np.uint64]
    start: NDArray[np.int64]

    @classmethod
    def of(cls, texts: list[str]) -> Self:
        """Keep some texts."""
        words, counts = pack(texts)
        return cls(words, np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)]))

    def __len__(self) -> int:
        return len(self.start) - 1

    def with_more(self, texts: list[str]) -> Texts:
        """These, then some more."""
        more = self.of(texts)
        return Texts(
            np.concatenate([self.words, more.words]), np.concatenate([self.start, self.start[-1] + more.start[1:]])
        )

    def some(self, indexes: NDArray[Any]) -> TextList:
        """Those at some positions."""
        return TextList.from_json(unpack(self.words.take(ranges(self.start, indexes))))

    def all(self) -> list[str]:
        """All of them."""
        return TextList.from_json(unpack(self.words)).texts


def ranges(start: NDArray[Any], which: NDArray[Any]) -> Ints:
    """Every position in `start[w] … start[w + 1] - 1`, for each w in turn."""
    first = start.take(which)
    count = start.take(which + 1) - first
    ends = np.cumsum(count)
    if not len(ends):
        return np.empty(0, np.int64)
    positions: Ints = np.arange(ends[-1]) + np.repeat(first - ends + count, count)
    return positions
