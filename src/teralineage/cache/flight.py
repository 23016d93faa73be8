"""Single flight within a process: of many who want one thing at one time, the first fetches and the others wait."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class _Flight(Generic[T]):
    """One fetch under way: a result or an error, once `landed` is set."""

    def __init__(self) -> None:
        self.landed = threading.Event()
        self.result: T | None = None
        self.error: BaseException | None = None


class SingleFlight(Generic[T]):
    """Runs one fetch at a time for each name. Threads only: processes agree through the cache's lock."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._flights: dict[Hashable, _Flight[T]] = {}

    def fly(self, name: Hashable, fetch: Callable[[], T]) -> tuple[T, bool]:
        """The result of `fetch` and whether this caller ran it; whoever comes while it runs shares its outcome.

        Raises:
            Exception: what `fetch` raised, in everybody who waited for it.
        """
        flight, leads = self._join(name)
        if not leads:
            flight.landed.wait()
            if flight.error is not None:
                raise flight.error
            assert flight.result is not None  # noqa: S101 - a landed flight has one of the two
            return flight.result, False
        return self._run(name, flight, fetch), True

    def fly_alone(self, name: Hashable, fetch: Callable[[], T]) -> T | None:
        """The result of `fetch`, or None at once where somebody already runs it."""
        flight, leads = self._join(name)
        return self._run(name, flight, fetch) if leads else None

    def _join(self, name: Hashable) -> tuple[_Flight[T], bool]:
        with self._guard:
            flight = self._flights.get(name)
            if flight is not None:
                return flight, False
            flight = self._flights[name] = _Flight()
            return flight, True

    def _run(self, name: Hashable, flight: _Flight[T], fetch: Callable[[], T]) -> T:
        try:
            flight.result = fetch()
        except BaseException as error:
            flight.error = error
            raise
        finally:
            with self._guard:
                del self._flights[name]
            flight.landed.set()
        return flight.result
