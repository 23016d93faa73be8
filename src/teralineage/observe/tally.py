"""Counting what many threads do, without a lock for each thing they do."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

Event = TypeVar("Event")
Sum = TypeVar("Sum")

NOTED_AT_MOST = 1024
"""How many events are noted before the thread that notes the next adds them up."""


class Tally(Generic[Event]):
    """Notes events, which costs a tenth of adding one up, and hands them to `add` when somebody looks.

    `add` is given many events at once, in the order they were noted, and is never called by two threads at once.
    """

    def __init__(self, add: Callable[[Sequence[Event]], None]) -> None:
        self._add = add
        self._noted: deque[Event] = deque()
        self._guard = threading.Lock()

    def note(self, event: Event) -> None:
        """Something happened."""
        self._noted.append(event)
        if len(self._noted) >= NOTED_AT_MOST and self._guard.acquire(blocking=False):
            try:
                self._empty()
            finally:
                self._guard.release()

    def look(self, take: Callable[[], Sum]) -> Sum:
        """What `take` makes of the sums once everything noted before is in them; nothing is added meanwhile."""
        with self._guard:
            self._empty()
            return take()

    def _empty(self) -> None:
        # Not what others note meanwhile, or this might never end.
        events = [self._noted.popleft() for _ in range(len(self._noted))]
        if events:
            self._add(events)
