"""The caching decorator: a repository around a repository. Every decision about caching is taken here.

    answer(query) ── fresh entry ──> its bytes
                  ── old entry ────> one reader asks the source, the others get the old answer
                  ── no entry ─────> one reader asks the source, the others wait for it

One reader: a single flight among the threads of a process, a lock with a token among processes. A broken cache costs
time, never an answer.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from teralineage.cache import keys, metadata
from teralineage.cache.asking import Ask, Flight, Outcome, Recorder
from teralineage.cache.entries import Entries, Entry
from teralineage.cache.flight import SingleFlight
from teralineage.cache.generation import Generations
from teralineage.cache.metadata import Result
from teralineage.cache.metrics import CacheMetrics
from teralineage.cache.news import Ears, News
from teralineage.cache.popularity import Popularity
from teralineage.cache.stored import StoredAnswers
from teralineage.cache.ttl import CacheTTLConfig
from teralineage.domain.answers import Answer
from teralineage.domain.errors import NotFoundError, StoreUnavailableError
from teralineage.domain.queries import Query
from teralineage.ports import CacheRepository, OpenLineageRepository

T = TypeVar("T")

LOCK_POLL_SECONDS = 0.01
"""How often a reader who waits for another process looks whether the answer has come."""

SOURCE_RETRY_SECONDS = 5.0
"""After the source failed, how long old answers are served without asking it again."""


class CachedOpenLineageRepository:
    """Answers from the cache where it can, from the inner repository where it must.

    `generations` says which generation of the store is current; an entry of another one is never served while the
    store says. Clock and chance are arguments so that tests can hold them still.
    """

    def __init__(  # noqa: PLR0913 - collaborators, each replaceable
        self,
        inner: OpenLineageRepository,
        cache: CacheRepository,
        ttl: CacheTTLConfig | None = None,
        *,
        key_prefix: str = "",
        generations: Generations | None = None,
        metrics: CacheMetrics | None = None,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._inner = inner
        self._cache = cache
        self._ttl = ttl or CacheTTLConfig()
        self._prefix = key_prefix
        self._generations = generations or Generations(inner.generation, self._ttl.generation_max_age_seconds)
        self._metrics = metrics or CacheMetrics()
        self._clock = clock
        self._entries = Entries(cache, self._ttl, clock, chance)
        self._news = News(cache, key_prefix)
        popularity = Popularity(cache, key_prefix, clock)
        self._recorder = Recorder(cache, self._metrics, popularity, clock)
        self.stored = StoredAnswers(
            cache, self._entries, self._generations, self._news, popularity, self._metrics, key_prefix, clock
        )
        self._flights: SingleFlight[Outcome] = SingleFlight()
        if self._ttl.generation_max_age_seconds:
            forget = self._generations.forget
            self._news.listen(Ears(written=lambda _: forget(), hearing=lambda _: forget()))
        self._refreshed: dict[Flight, tuple[float, Outcome]] = {}
        self._source_away_until = float("-inf")

    def generation(self) -> int:
        """As the inner repository."""
        return self._inner.generation()

    def answer(self, query: Query[T]) -> Answer[T]:
        """The inner repository's answer, now or as it was when it was stored, its errors included.

        Raises:
            NotFoundError: as the inner repository.
            AmbiguousNameError: as the inner repository.
            StoreUnavailableError: the inner repository is away and no entry may stand in.
        """
        started = time.perf_counter()
        request = metadata.current()
        refresh = request is not None and request.refresh
        ask = Ask(query, keys.key_of(query, self._prefix), self._generations.current(), refresh, self._clock())
        try:
            outcome = self._settle(ask) if self._ttl.seconds(query) else self._pass_by(ask)
        except Exception:
            self._recorder.record(ask, Outcome(None, Result.ERROR, None), request, time.perf_counter() - started)
            raise
        self._recorder.record(ask, outcome, request, time.perf_counter() - started)
        if isinstance(outcome.answer, NotFoundError):
            raise outcome.answer
        assert outcome.answer is not None  # noqa: S101 - only a failure has none, and was raised above
        return outcome.answer

    def _settle(self, ask: Ask) -> Outcome:
        """Take a fresh entry, or ask the source, or make do with an old entry."""
        entry = self._load(ask)
        if ask.refresh:
            return self._refresh(ask, entry)
        if entry is None:
            return self._fetch(ask, Result.MISS, self._is_fresh)
        if ask.generation is None:
            return Outcome.of(entry, Result.STALE_IF_ERROR)
        if self._is_fresh(entry):
            return Outcome.of(entry, Result.HIT)
        if ask.arrived < self._source_away_until:
            return Outcome.of(entry, Result.STALE_IF_ERROR)
        renewed = self._flights.fly_alone(ask.flight, lambda: self._renew(ask, entry))
        return renewed or Outcome.of(entry, Result.STALE)

    def _refresh(self, ask: Ask, entry: Entry | None) -> Outcome:
        """Ask the source, unless somebody refreshed just now or does so at this moment."""

        def recent(entry: Entry) -> bool:
            since = self._clock() - self._ttl.refresh_min_interval_seconds
            return entry.envelope.refreshed > since or entry.envelope.created > ask.arrived

        if entry is not None and recent(entry):
            return Outcome.of(entry, Result.COALESCED)
        just_now = self._refreshed.get(ask.flight)
        if just_now is not None and ask.arrived - just_now[0] < self._ttl.refresh_min_interval_seconds:
            return replace(just_now[1], result=Result.COALESCED)
        try:
            outcome = self._fetch(ask, Result.BYPASS, recent)
        except StoreUnavailableError:
            if entry is None:
                raise
            return Outcome.of(entry, Result.STALE_IF_ERROR)
        if outcome.envelope is None:
            self._remember_refresh(ask, outcome)
        return outcome

    def _remember_refresh(self, ask: Ask, outcome: Outcome) -> None:
        """Where the cache keeps nothing, this process alone sees to it that refreshes do not flood the source."""
        now = self._clock()
        since = now - self._ttl.refresh_min_interval_seconds
        self._refreshed = {flight: known for flight, known in self._refreshed.items() if known[0] > since}
        self._refreshed[ask.flight] = now, outcome

    def _renew(self, ask: Ask, old: Entry) -> Outcome:
        """Replace an old entry, or leave that to another process that is at it."""
        lock = keys.lock_of(ask.key)
        token = self._cache.acquire(lock, self._ttl.lock_seconds)
        if token is None:
            return Outcome.of(old, Result.STALE)
        try:
            entry = self._load(ask)
            if entry is not None and self._is_fresh(entry):
                return Outcome.of(entry, Result.HIT)
            return self._ask_source(ask, Result.EXPIRED)
        except StoreUnavailableError:
            return Outcome.of(old, Result.STALE_IF_ERROR)
        finally:
            self._cache.release(lock, token)

    def _fetch(self, ask: Ask, result: Result, suffices: Callable[[Entry], bool]) -> Outcome:
        """Ask the source, once for all who want the same; an entry that `suffices` may come from another process."""
        outcome, led = self._flights.fly(ask.flight, lambda: self._lead(ask, result, suffices))
        return outcome if led else replace(outcome, result=Result.COALESCED)

    def _lead(self, ask: Ask, result: Result, suffices: Callable[[Entry], bool]) -> Outcome:
        """Ask the source under the lock. Who holds it longer than it lasts is not waited for."""
        lock = keys.lock_of(ask.key)
        token = self._cache.acquire(lock, self._ttl.lock_seconds)
        while token is None and self._clock() < ask.arrived + self._ttl.lock_seconds:
            time.sleep(LOCK_POLL_SECONDS)
            entry = self._load(ask)
            if entry is not None and suffices(entry):
                return Outcome.of(entry, Result.COALESCED)
            token = self._cache.acquire(lock, self._ttl.lock_seconds)
        try:
            entry = self._load(ask)  # another process may have stored it between our look and our lock
            if entry is not None and suffices(entry):
                return Outcome.of(entry, Result.COALESCED)
            return self._ask_source(ask, result)
        finally:
            if token is not None:
                self._cache.release(lock, token)

    def _ask_source(self, ask: Ask, result: Result) -> Outcome:
        """The inner repository's answer, kept under the generation that stood before it was asked."""
        created, started = self._clock(), time.perf_counter()
        answer: Answer[Any] | NotFoundError
        try:
            answer = self._inner.answer(ask.query)
        except NotFoundError as error:
            answer = error
        except StoreUnavailableError:
            self._source_away_until = self._clock() + SOURCE_RETRY_SECONDS
            raise
        self._source_away_until = float("-inf")
        self._metrics.asked(keys.operation_of(ask.query), time.perf_counter() - started)
        if ask.generation is None:
            return Outcome(answer, result, None)
        entry = self._entries.store(
            ask.query, ask.key, answer, generation=ask.generation, created=created, refreshed=ask.refresh
        )
        if ask.refresh and entry.stored:
            self._news.replaced(ask.key)
        return Outcome(answer, result, entry.envelope if entry.stored else None)

    def _pass_by(self, ask: Ask) -> Outcome:
        """The inner repository's answer, for a kind that is not cached."""
        return Outcome(self._inner.answer(ask.query), Result.OFF, None)

    def _load(self, ask: Ask) -> Entry | None:
        """The entry of a question, if it belongs to this generation or to the last one known while none is."""
        entry = self._entries.load(ask.query, ask.key)
        if entry is None:
            return None
        generation = self._generations.last if ask.generation is None else ask.generation
        return entry if generation in {None, entry.envelope.generation} else None

    def _is_fresh(self, entry: Entry) -> bool:
        return self._clock() < entry.envelope.soft
