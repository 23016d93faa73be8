"""One question on its way through the cache: as it came in, what came of it, and who is told."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from teralineage.cache import keys
from teralineage.cache.codec import Envelope
from teralineage.cache.entries import Entry
from teralineage.cache.metadata import CacheMetadata, CacheRead, Result
from teralineage.cache.metrics import CacheMetrics
from teralineage.cache.popularity import Popularity
from teralineage.domain.answers import Answer
from teralineage.domain.errors import NotFoundError
from teralineage.domain.queries import Query
from teralineage.ports import CacheRepository

Flight = tuple[str, int | None, bool]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ask:
    """One question as it came in. `generation` is None where the store does not say."""

    query: Query[Any]
    key: str
    generation: int | None
    refresh: bool
    arrived: float

    @property
    def flight(self) -> Flight:
        """Who may share a flight: those who ask the same of the same generation, refreshing or not."""
        return self.key, self.generation, self.refresh


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question, and how it was come by. `envelope` is None where no entry exists."""

    answer: Answer[Any] | NotFoundError | None
    result: Result
    envelope: Envelope | None

    @classmethod
    def of(cls, entry: Entry, result: Result) -> Outcome:
        """An entry's answer."""
        return cls(entry.answer, result, entry.envelope)


class Recorder:
    """Tells the metrics, the counts of what is popular, the log, and the request being served what happened."""

    def __init__(
        self,
        cache: CacheRepository,
        metrics: CacheMetrics,
        popularity: Popularity,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._cache = cache
        self._metrics = metrics
        self._popularity = popularity
        self._clock = clock

    def record(self, ask: Ask, outcome: Outcome, request: CacheMetadata | None, seconds: float) -> None:
        """One question was answered, or failed, in so many seconds."""
        operation = keys.operation_of(ask.query)
        self._metrics.answered(operation, outcome.result)
        self._popularity.asked(ask.key)
        if _log.isEnabledFor(logging.DEBUG):
            _log.debug("cache=%s operation=%s key=%s ms=%.2f", outcome.result, operation, ask.key, seconds * 1000)
        if request is None:
            return
        if self._cache.state().state == "degraded":
            request.degraded = "REDIS-DOWN"
        envelope = outcome.envelope
        request.reads.append(
            CacheRead(
                outcome.result,
                ask.key,
                operation,
                ttl_seconds=None if envelope is None else envelope.soft - self._clock(),
                envelope=envelope,
                body=outcome.answer.json if isinstance(outcome.answer, Answer) else None,
            )
        )
