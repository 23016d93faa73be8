"""Which generation of the store is current: asked cheaply, and not asked while the store is known to be away."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from teralineage.domain.errors import StoreUnavailableError

RETRY_SECONDS = 1.0
"""How long a store that did not answer is left in peace."""


class Generations:
    """The store's generation as this process knows it.

    With `max_age_seconds` 0 the store is asked every time, which is right where that takes microseconds. Where
    asking is dear (Teradata), an answer serves for that long, unless `forget` says that something was written.
    Safe to share between threads: a lost race costs one more question.
    """

    def __init__(
        self, ask: Callable[[], int], max_age_seconds: float = 0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._max_age = max_age_seconds
        self._clock = clock
        self._forgotten = 0  # raised by forget(), so that an answer asked for before it is not kept after it
        self._asking = threading.Lock()
        self._known: tuple[int, float] | None = None
        self._away_until = float("-inf")
        self.last: int | None = None

    def current(self) -> int | None:
        """The generation now, or None where the store does not say. `last` is the latest it did say."""
        if not self._max_age:
            return self._ask_store()
        known = self._known
        if known is not None and self._clock() - known[1] < self._max_age:
            return known[0]
        # One asks. While it takes, what was known is the latest that is committed, as far as anybody can tell.
        if not self._asking.acquire(blocking=known is None):
            return None if known is None else known[0]
        try:
            return self._ask_store()
        finally:
            self._asking.release()

    def _ask_store(self) -> int | None:
        now = self._clock()
        if now < self._away_until:
            return None
        epoch = self._forgotten
        try:
            generation = self._ask()
        except StoreUnavailableError:
            self._away_until = self._clock() + RETRY_SECONDS
            return None
        if epoch == self._forgotten:
            self._known = (generation, now)
        self.last = generation
        return generation

    def forget(self) -> None:
        """Something was written: ask again."""
        self._forgotten += 1
        self._known = None
