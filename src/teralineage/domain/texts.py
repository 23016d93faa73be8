"""Lists as JSON, made a whole array at a time: no object of Python's for each number or text."""

from __future__ import annotations

from functools import cache
from typing import Any, Self

import msgspec
import numpy as np
from numpy.typing import NDArray

_COMMA = ord(",")
_ZERO = ord("0")
_LOWEST, _LIMIT, _SHORT = -1, 100_000, 1_000
_FEW = 12


class TextList:
    """Texts as a list, or as the JSON of one: each is made from the other when it is first asked for."""

    __slots__ = ("_json", "_texts")

    def __init__(self, texts: list[str] | None, json: bytes | None) -> None:
        self._texts = texts
        self._json = json

    @classmethod
    def of(cls, texts: list[str]) -> Self:
        """These texts."""
        return cls(texts, None)

    @classmethod
    def from_json(cls, json: bytes) -> Self:
        """The texts of a JSON list that has no white space between its members."""
        return cls(None, json)

    @property
    def texts(self) -> list[str]:
        """The texts."""
        if self._texts is None:
            self._texts = msgspec.json.decode(self.json, type=list[str])
        return self._texts

    @property
    def json(self) -> bytes:
        """The JSON of the list."""
        if self._json is None:
            self._json = msgspec.json.encode(self._texts)
        return self._json

    @property
    def escaped(self) -> list[str]:
        """Each text as it stands between the quotes of its JSON."""
        inside = self.json.decode()[2:-2]
        # Within a text of JSON no quote stands without a backslash before it, so this parts texts and nothing else.
        return inside.split('","') if len(self.json) > len("[]") else []


def numbers(values: NDArray[Any]) -> bytes:
    """The JSON of a list of integers."""
    if not len(values):
        return b"[]"
    low, high = int(values.min()), int(values.max())
    if low < _LOWEST or high >= _LIMIT:
        return msgspec.json.encode(values.tolist())
    if low >= 0 and high < 10:  # noqa: PLR2004 - one digit
        pairs = np.full((len(values), 2), _COMMA, np.uint8)
        pairs[:, 0] = values + _ZERO
        return b"[" + pairs.tobytes()[:-1] + b"]"
    tokens = _tokens(_SHORT, "S4") if high < _SHORT else _tokens(_LIMIT, "S8")
    return _listed(tokens[values - _LOWEST])


def few(values: NDArray[Any]) -> bytes:
    """The JSON of a list of numbers of which few differ."""
    distinct, place = few_distinct(values)
    parts = [msgspec.json.encode(one) + b"," for one in distinct.tolist()]
    if not parts or max(map(len, parts)) > 8:  # noqa: PLR2004 - bytes of a word
        return msgspec.json.encode(values.tolist())
    return _listed(np.array(parts, "S8").view(np.uint64)[place])


def few_distinct(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each value once, ascending, and which of these stands at each position; quick where there are few."""
    found: list[Any] = []
    place = np.zeros(len(values), np.int64)
    left = np.arange(len(values))
    while len(left) and len(found) < _FEW:
        same = values[left] == values[left[0]]
        place[left[same]] = len(found)
        found.append(values[left[0]])
        left = left[~same]
    if len(left):
        return np.unique(values, return_inverse=True)
    distinct = np.array(found, values.dtype)
    order = np.argsort(distinct)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return distinct[order], rank[place]


@cache
def _tokens(limit: int, width: str) -> NDArray[Any]:
    """The text of each number from -1 up with a comma, filled up with zero bytes; one word each."""
    texts = np.array([b"%d," % number for number in range(_LOWEST, limit)], width)
    return texts.view(f"u{width[1:]}")


def _listed(words: NDArray[Any]) -> bytes:
    """Words of texts with commas, as a JSON list: what fills them up goes out."""
    return b"[" + words.tobytes().translate(None, b"\0")[:-1] + b"]"


def pack(texts: list[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The JSON of each text with a comma, in whole words; and how many words each takes."""
    parts = [msgspec.json.encode(text) + b"," for text in texts]
    counts = [(len(part) + 7) // 8 for part in parts]
    packed = b"".join(part.ljust(8 * count, b"\0") for part, count in zip(parts, counts, strict=True))
    return np.frombuffer(packed, np.uint64), np.array(counts, np.int64)


def unpack(words: NDArray[np.uint64]) -> bytes:
    """Words that `pack` made, as a JSON list."""
    return _listed(words) if len(words) else b"[]"
