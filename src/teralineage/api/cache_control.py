"""Cache headers: what the cache did for a request, and whether the client's own copy still stands.

`X-Cache` and `X-Cache-TTL` are for people and scripts, `Cache-Status` says the same to machines (RFC 9211).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from flask import Response, g

from teralineage.cache.metadata import CacheMetadata, CacheRead, Result, recording

REVALIDATE = "private, no-cache"
"""`Cache-Control` of every answer: a client may keep it, and asks before it uses it again."""

_FORWARDED = {
    Result.MISS: "fwd=miss",
    Result.EXPIRED: "fwd=stale",
    Result.BYPASS: "fwd=bypass",
    Result.COALESCED: "fwd=miss; collapsed",
    Result.OFF: "fwd=bypass; detail=OFF",
    Result.ERROR: "fwd=miss",
    Result.STALE_IF_ERROR: "fwd=stale; detail=STALE-IF-ERROR",
}


@contextmanager
def reading(*, refresh: bool) -> Iterator[None]:
    """Read through the cache; `refresh` skips what it holds."""
    with recording(refresh=refresh) as g.cache_metadata:
        yield


def label(response: Response) -> None:
    """Add the cache headers to an answer that was read through the cache, and a validator to a good one."""
    metadata: CacheMetadata | None = g.get("cache_metadata")
    if metadata is None:
        return
    response.headers.extend(cache_headers(metadata))
    if response.status_code == HTTPStatus.OK:
        response.set_etag(_etag(response, metadata))
        response.headers["Cache-Control"] = REVALIDATE


def cache_headers(metadata: CacheMetadata) -> dict[str, str]:
    """The headers that tell what the cache did; none where nothing was read through it."""
    if not metadata.reads:
        return {}
    ttl = metadata.ttl_seconds
    telling = next((read for read in metadata.reads if not read.result.from_cache), metadata.reads[0])
    headers = {
        "X-Cache": "HIT" if metadata.hit else "MISS",
        "Cache-Status": _status(telling, ttl, refresh=metadata.refresh, degraded=metadata.degraded),
    }
    if ttl is not None:
        headers["X-Cache-TTL"] = str(int(ttl))
    return headers


def _status(read: CacheRead, ttl: float | None, *, refresh: bool, degraded: str | None) -> str:
    """`Cache-Status` of the read that tells most: the first that the cache did not answer, else the first."""
    if read.result in {Result.HIT, Result.STALE}:
        parts = ["hit", f"ttl={int(ttl or 0)}"]
        if read.result is Result.STALE:
            parts.append("detail=STALE-WHILE-REVALIDATE")
        return "; ".join(["teralineage", *parts])
    forwarded = _FORWARDED[read.result]
    if refresh and read.result is Result.COALESCED:
        forwarded = "fwd=bypass; collapsed"
    parts = [forwarded]
    if read.stored:
        parts.append("stored")
    if degraded and "detail" not in forwarded:
        parts.append(f"detail={degraded}")
    return "; ".join(["teralineage", *parts])


def _etag(response: Response, metadata: CacheMetadata) -> str:
    """A validator of the body; the stored one where the body is the stored answer itself."""
    if len(metadata.reads) == 1 and isinstance(response.response, list):
        read = metadata.reads[0]
        if read.etag is not None and len(response.response) == 1 and response.response[0] is read.body:
            return read.etag
    return hashlib.blake2b(response.get_data(), digest_size=12).hexdigest()
