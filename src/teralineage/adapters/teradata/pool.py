"""A small pool of sessions, and whole transactions that are tried again where the database asks for it."""

from __future__ import annotations

import logging
import math
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.errors import Fault, Meaning, TeradataError, TeradataUnavailableError

T = TypeVar("T")
log = logging.getLogger(__name__)

RETRIES = 3
_AGAIN = (Meaning.RESUBMIT, Meaning.ANSWER_LOST, Meaning.CONNECTION)


@dataclass(slots=True)
class _Pooled:
    session: Session
    opened: float
    used: float


@dataclass(slots=True, kw_only=True)
class Pool:
    """A few sessions, opened when needed, probed after a rest, replaced when old or dead."""

    open: Callable[[], Session]
    size: int = 2
    probe_after_idle_seconds: float = 60
    recycle_after_seconds: float = 840
    wait_seconds: float = 30
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _idle: list[_Pooled] = field(default_factory=list)
    _busy: int = 0
    _free: threading.Condition = field(default_factory=threading.Condition)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for a while; commits at the end, rolls back on an error, is thrown away where it broke.

        Raises:
            TeradataUnavailableError: no session becomes free, or none can be opened.
        """
        pooled = self._take()
        try:
            yield pooled.session
            pooled.session.commit()
        except BaseException:
            if not pooled.session.broken:
                try:
                    pooled.session.rollback()
                except (TeradataError, TeradataUnavailableError):
                    pooled.session.broken = True
            raise
        finally:
            self._give_back(pooled)

    def transact(self, work: Callable[[Session], T]) -> T:
        """Do work in one transaction; where the database asks for it again, do all of it again, three times at most.

        The work must bear being repeated even after it was committed: an answer may be lost on its way.
        """
        for retry in range(RETRIES + 1):
            try:
                with self.session() as session:
                    return work(session)
            except TeradataUnavailableError as error:
                if retry == RETRIES or error.fault.meaning not in _AGAIN:
                    raise
                log.info("Transaction again, %d of %d times: %s", retry + 1, RETRIES, error)
                self.sleep(random.uniform(0.2, 1) * 2**retry)  # noqa: S311 - spreads clients, guards nothing
        raise AssertionError("the last attempt returns or raises")  # pragma: no cover

    def close(self) -> None:
        """Log off everywhere."""
        with self._free:
            idle, self._idle = self._idle, []
        for pooled in idle:
            pooled.session.close()

    def _take(self) -> _Pooled:
        with self._free:
            if not self._free.wait_for(lambda: self._busy < self.size, self.wait_seconds):
                raise TeradataUnavailableError(Fault(Meaning.CONNECTION, None, "all sessions are busy"))
            self._busy += 1
            pooled = self._idle.pop() if self._idle else None
        try:
            while pooled is not None and not self._fit(pooled):
                pooled.session.close()
                with self._free:
                    pooled = self._idle.pop() if self._idle else None
            if pooled is None:
                pooled = _Pooled(self.open(), self.clock(), self.clock())
        except BaseException:
            self._release()
            raise
        return pooled

    def _fit(self, pooled: _Pooled) -> bool:
        now = self.clock()
        if now - pooled.opened >= self.recycle_after_seconds:
            return False
        return now - pooled.used < self.probe_after_idle_seconds or pooled.session.alive()

    def _give_back(self, pooled: _Pooled) -> None:
        pooled.used = self.clock()
        if pooled.session.broken:
            pooled.session.close()
            with self._free:
                for other in self._idle:  # what took this one may have taken them too
                    other.used = -math.inf
        else:
            with self._free:
                self._idle.append(pooled)
        self._release()

    def _release(self) -> None:
        with self._free:
            self._busy -= 1
            self._free.notify()
