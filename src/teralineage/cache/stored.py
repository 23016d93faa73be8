"""Stored answers by their keys, for who need not know the question: the layer below Flask that answers again."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from teralineage.cache.codec import Envelope
from teralineage.cache.entries import Entries
from teralineage.cache.generation import Generations
from teralineage.cache.metadata import Result
from teralineage.cache.metrics import CacheMetrics
from teralineage.cache.news import News
from teralineage.cache.popularity import Popularity
from teralineage.ports import CacheRepository


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """What the cache holds under keys that a repository has spelled; the parts are that repository's own."""

    cache: CacheRepository
    entries: Entries
    generations: Generations
    news: News
    popularity: Popularity
    metrics: CacheMetrics
    key_prefix: str = ""
    clock: Callable[[], float] = time.time

    def generation(self) -> int | None:
        """The store's generation now; None where it does not say."""
        return self.generations.current()

    def load(self, key: str) -> Envelope | None:
        """The envelope of an answer, fresh or not."""
        envelope = self.entries.load_envelope(key)
        return envelope if envelope is not None and envelope.kind == "answer" else None

    def ttl_seconds(self, envelope: Envelope, generation: int) -> float | None:
        """For how long an answer is fresh; None where it is not, or belongs to another generation."""
        seconds = envelope.soft - self.clock()
        return seconds if seconds > 0 and envelope.generation == generation else None

    def answered(self, key: str, operation: str, *, from_memory: bool) -> None:
        """Count an answer that was given from here, out of process memory or out of Redis."""
        self.metrics.answered(operation, Result.HIT, from_memory=from_memory)
        self.popularity.asked(key)
