"""A circuit breaker: after failures in a row nobody tries any more, but a thread that knocks until somebody opens."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

FAILURES_TO_OPEN = 2
KNOCK_SECONDS = 0.25
"""Time between two knocks; with the patience of one it stays well below a second."""

_log = logging.getLogger(__name__)


class CircuitBreaker:
    """Closed while all is well. `knock` raises while it is not, and is called from a thread of its own.

    One WARNING when it opens, one INFO when it closes. The thread lives only while the breaker is open.
    """

    def __init__(self, name: str, knock: Callable[[], object], clock: Callable[[], float] = time.time) -> None:
        self.name = name
        self.since = clock()
        self.reason: str | None = None
        self._knock = knock
        self._clock = clock
        self._guard = threading.Lock()
        self._failures = 0
        self._skipped = 0
        self._open = False
        self._stopped = threading.Event()
        self.closed = threading.Event()
        self.closed.set()

    @property
    def is_open(self) -> bool:
        """Whether to skip Redis; looking does not count as skipping."""
        return self._open

    def allows(self) -> bool:
        """Whether to try; who is refused is counted."""
        if self._open:
            self._skipped += 1  # a count for the log; a lost race loses one
            return False
        return True

    def succeeded(self) -> None:
        """An attempt came through: failures are no longer in a row."""
        if self._failures:
            self._failures = 0

    def failed(self, error: Exception, *, at_once: bool = False) -> None:
        """An attempt failed; the second in a row opens, or this one `at_once`."""
        with self._guard:
            self._failures += 1
            if self._open or self._stopped.is_set() or (self._failures < FAILURES_TO_OPEN and not at_once):
                return
            self._open = True
            self._skipped = 0
            self.since = self._clock()
            self.reason = type(error).__name__
            self.closed.clear()
            failures = self._failures
            threading.Thread(target=self._wait, name="redis-breaker", daemon=True).start()
        _log.warning(
            "cache: Redis (%s) failed %d times in a row, serving without it: %s: %s",
            self.name,
            failures,
            type(error).__name__,
            error,
        )

    def stop(self) -> None:
        """Knock no more."""
        self._stopped.set()
        self.closed.set()

    def _wait(self) -> None:
        while not self._stopped.is_set():
            try:
                self._knock()
            except Exception as error:  # noqa: BLE001 - whatever it is, Redis does not answer yet
                self.reason = type(error).__name__
                self._stopped.wait(KNOCK_SECONDS)
                continue
            self._close()
            return

    def _close(self) -> None:
        with self._guard:
            away_seconds = self._clock() - self.since
            skipped = self._skipped
            self._open = False
            self._failures = 0
            self.reason = None
            self.since = self._clock()
        self.closed.set()
        _log.info("cache: Redis (%s) answers after %.1f s; %d commands skipped it", self.name, away_seconds, skipped)
