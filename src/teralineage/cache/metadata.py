"""What the cache did for one request, told to whoever renders the answer.

The API opens a `CacheMetadata` for a request, the repository records each of its reads in it. Outside a request
nothing is recorded. No other thread of control sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum

from teralineage.cache.codec import Envelope


class Result(StrEnum):
    """How one read was answered."""

    HIT = "hit"  # by a fresh entry
    STALE = "stale"  # by an old entry, while another reader asks the source
    STALE_IF_ERROR = "stale-if-error"  # by an old entry, as the source does not answer
    MISS = "miss"  # by the source, there was no entry
    EXPIRED = "expired"  # by the source, the entry was old
    BYPASS = "bypass"  # by the source, as a refresh was asked for
    COALESCED = "coalesced"  # by the source, asked by another reader at the same time
    OFF = "off"  # by the source, as this kind is not cached
    ERROR = "error"  # not at all

    @property
    def from_cache(self) -> bool:
        """Whether an entry answered that was there when the reader came."""
        return self in {Result.HIT, Result.STALE, Result.STALE_IF_ERROR}


@dataclass(frozen=True, slots=True)
class CacheRead:
    """One read. `ttl_seconds` and `envelope` are None where no entry exists; `body` is the answer's JSON."""

    result: Result
    key: str
    operation: str
    ttl_seconds: float | None = None
    envelope: Envelope | None = None
    body: bytes | None = None

    @property
    def stored(self) -> bool:
        """Whether this read's own question to the source filled an entry."""
        return self.ttl_seconds is not None and self.result in {Result.MISS, Result.EXPIRED, Result.BYPASS}


@dataclass(slots=True)
class CacheMetadata:
    """All reads of one request. `degraded` says in one word what is wrong with the cache, if anything is."""

    refresh: bool = False
    reads: list[CacheRead] = field(default_factory=list)
    degraded: str | None = None

    @property
    def hit(self) -> bool:
        """Whether the cache answered every read."""
        return bool(self.reads) and all(read.result.from_cache for read in self.reads)

    @property
    def ttl_seconds(self) -> float | None:
        """The time until the first of the entries expires, 0 for one that has; None where there is no entry."""
        known = [read.ttl_seconds for read in self.reads if read.ttl_seconds is not None]
        return max(0.0, min(known)) if known else None


_current: ContextVar[CacheMetadata | None] = ContextVar("teralineage_cache_metadata", default=None)


def current() -> CacheMetadata | None:
    """The metadata of the request being served, if one is."""
    return _current.get()


@contextmanager
def recording(*, refresh: bool = False) -> Iterator[CacheMetadata]:
    """Collect what the cache does within the block; with `refresh`, every read asks the source."""
    metadata = CacheMetadata(refresh=refresh)
    token = _current.set(metadata)
    try:
        yield metadata
    finally:
        _current.reset(token)
