"""A log that does not repeat itself: at most one line a second for each kind of complaint."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable


class QuietLog:
    """Passes the first complaint of a kind in each second on, with how many were swallowed since the last."""

    def __init__(self, log: logging.Logger, seconds: float = 1.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._log = log
        self._seconds = seconds
        self._clock = clock
        self._guard = threading.Lock()
        self._kinds: dict[str, tuple[float, int]] = {}

    def warning(self, kind: str, message: str, *arguments: object) -> None:
        """Log a warning, unless one of its kind was logged within the last second."""
        with self._guard:
            now = self._clock()
            last, swallowed = self._kinds.get(kind, (float("-inf"), 0))
            if now - last < self._seconds:
                self._kinds[kind] = (last, swallowed + 1)
                return
            self._kinds[kind] = (now, 0)
        if swallowed:
            message += " (%d more like this)"
            arguments = (*arguments, swallowed)
        self._log.warning(message, *arguments)
