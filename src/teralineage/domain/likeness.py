"""How alike names are: for search, and for saying what else may have been meant."""

from __future__ import annotations

import difflib
import heapq
import re
from collections.abc import Iterable

from teralineage.domain.ids import fold

_ALIKE = 0.5


def rank(text: str, key: str) -> int:
    """How well a folded name matches a folded text: 0 exact, 1 prefix, 2 start of a word, 3 inside, 4 not at all."""
    if key == text:
        return 0
    if key.startswith(text):
        return 1
    if re.search(r"(?<![^\W_])" + re.escape(text), key):
        return 2
    return 3 if text in key else 4


def closest(name: str, known: Iterable[str], limit: int = 3, cutoff: float = _ALIKE) -> tuple[str, ...]:
    """Up to `limit` names that are spelled much like `name`, the closest first; `cutoff` is 1 for equal only."""
    by_key = {fold(one): one for one in known}
    return tuple(by_key[key] for key in difflib.get_close_matches(fold(name), by_key, limit, cutoff))


def likest(text: str, keys: Iterable[str], limit: int = 30) -> list[str]:
    """Those of many names that share most runs of three characters with a text: `closest` is dear for each."""
    runs = _runs(text)
    return heapq.nlargest(limit, keys, key=lambda key: len(runs & _runs(key)) * 2 / (len(runs) + len(key)))


def _runs(text: str) -> set[str]:
    return {text[at : at + 3] for at in range(len(text) - 2)}
