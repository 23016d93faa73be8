"""Entries of the cache: how an answer becomes one, and what one says."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from teralineage.cache import codec, keys
from teralineage.cache.codec import Envelope, UndecodableError
from teralineage.cache.ttl import JITTER, CacheTTLConfig, is_absence
from teralineage.domain.answers import Answer
from teralineage.domain.errors import NotFoundError
from teralineage.domain.queries import Query
from teralineage.observe.quiet import QuietLog
from teralineage.ports import CacheRepository

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """An envelope and what is in it. `stored` is False where the cache could not keep it."""

    envelope: Envelope
    answer: Answer[Any] | NotFoundError
    stored: bool = True


class Entries:
    """Reads and writes entries. Whether one may be used is for the caller to say."""

    def __init__(
        self,
        cache: CacheRepository,
        ttl: CacheTTLConfig,
        clock: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._cache = cache
        self._ttl = ttl
        self._clock = clock
        self._chance = chance
        self._complaints = QuietLog(_log)

    def load(self, query: Query[Any], key: str) -> Entry | None:
        """The entry of a query; None where there is none that can be read and is within its hard time to live."""
        envelope = self.load_envelope(key)
        if envelope is None:
            return None
        if envelope.kind == "answer":
            return Entry(envelope, Answer.from_json(envelope.json, query.answer_type))
        try:
            error = codec.parse_error(envelope.body, keys.spelling_of(query))
        except UndecodableError as problem:
            self._complain(key, problem)
            return None
        return None if error is None else Entry(envelope, error)

    def load_envelope(self, key: str) -> Envelope | None:
        """The envelope under a key, on the same terms."""
        data = self._cache.get(key)
        if data is None:
            return None
        try:
            envelope = codec.decode(data)
        except UndecodableError as problem:
            self._complain(key, problem)
            return None
        return envelope if self._clock() < envelope.hard else None

    def store(  # noqa: PLR0913 - the facts of an entry
        self,
        query: Query[Any],
        key: str,
        answer: Answer[Any] | NotFoundError,
        *,
        generation: int,
        created: float,
        refreshed: bool,
    ) -> Entry:
        """Keep an answer, or the word that there is none, that the source was asked for at `created`."""
        now = self._clock()
        absent = isinstance(answer, NotFoundError) or is_absence(query, answer)
        seconds = self._ttl.seconds(query)
        if absent:
            seconds = min(seconds, self._ttl.negative_seconds)
        seconds *= 1 - JITTER * self._chance()
        stale_seconds = seconds if absent else max(seconds, self._ttl.stale_if_error_seconds)
        error = isinstance(answer, NotFoundError)
        envelope = codec.seal(
            codec.render_error(answer, keys.spelling_of(query)) if isinstance(answer, NotFoundError) else answer.json,
            generation=generation,
            created=created,
            soft=now + seconds,
            hard=now + stale_seconds,
            refreshed=now if refreshed else 0.0,
            build_seconds=now - created,
            kind="error" if error else "answer",
        )
        stored = seconds > 0 and self._cache.set(key, codec.encode(envelope), envelope.hard - now)
        return Entry(envelope, answer, stored)

    def _complain(self, key: str, problem: UndecodableError) -> None:
        self._complaints.warning("undecodable", "cache: the value under %s is ignored: %s", key, problem)
