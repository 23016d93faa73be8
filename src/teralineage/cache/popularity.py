"""Which lineage roots people ask for, so that the cache can be warmed with them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from teralineage.cache import keys
from teralineage.domain.queries import ColumnarLineageQuery, LineageQuery
from teralineage.observe.tally import Tally
from teralineage.ports import CacheRepository

TELL_SECONDS = 5.0
"""How often a process adds what it counted to what all counted."""

_KEPT_SECONDS = 2 * 24 * 3600
_NAMES_AT_MOST = 10_000


class Popularity:
    """Counts questions by their keys; cheap enough to be told of every one."""

    def __init__(self, cache: CacheRepository, key_prefix: str = "", clock: Callable[[], float] = time.time) -> None:
        self._cache = cache
        self._prefix = key_prefix
        self._heads = tuple(keys.head_of(kind, key_prefix) for kind in keys.LINEAGE_KINDS)
        self._clock = clock
        self._counts: Counter[str] = Counter()
        self._tally = Tally(self._add)
        self._told = clock()

    def asked(self, key: str) -> None:
        """A question was asked; those that are not for lineage do not count."""
        self._tally.note(key)
        if self._clock() - self._told >= TELL_SECONDS:
            self.tell()

    def _add(self, asked: Sequence[str]) -> None:
        for key, count in Counter(asked).items():
            if key.startswith(self._heads) and (key in self._counts or len(self._counts) < _NAMES_AT_MOST):
                self._counts[key] += count

    def tell(self) -> None:
        """Add what was counted here to what all processes counted today."""
        counts = self._tally.look(self._take)
        if counts:
            self._cache.count(self._key(0), counts, _KEPT_SECONDS)

    def _take(self) -> Counter[str]:
        counts, self._counts = self._counts, Counter()
        self._told = self._clock()
        return counts

    def most(self, limit: int) -> list[LineageQuery | ColumnarLineageQuery]:
        """What was asked most today and yesterday, most first."""
        self.tell()
        total: Counter[str] = Counter()
        for days_ago in (0, 1):
            total.update(dict(self._cache.most(self._key(days_ago), 4 * limit)))
        queries: list[LineageQuery | ColumnarLineageQuery] = []
        for key, _ in total.most_common(limit):
            try:
                queries.append(keys.parse_lineage(key, self._prefix))
            except ValueError:
                continue  # counted by another version
        return queries

    def _key(self, days_ago: int) -> str:
        day = datetime.fromtimestamp(self._clock(), UTC) - timedelta(days=days_ago)
        return keys.popularity_of(self._prefix, day.date().isoformat())
