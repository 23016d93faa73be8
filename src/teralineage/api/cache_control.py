"""Cache headers: what the cache did for a request, and whether the client's own copy still stands.

`X-Cache` and `X-Cache-TTL` are for people and scripts, `Cache-Status` says the same to machines (RFC 9211).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from flask import Response, g, request
from werkzeug.http import unquote_etag

from teralineage.cache.codec import etag_of
from teralineage.cache.metadata import CacheMetadata, CacheRead, Result, recording

REVALIDATE = "private, no-cache"
"""`Cache-Control` of every answer: a client may keep it, and asks before it uses it again."""

READ = "teralineage.cache.read"
"""Where in the environ the read stands whose stored answer is the response's whole body."""

READ_TYPE = "teralineage.cache.read_type"
"""Where in the environ the Content-Type of that response stands."""

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
        read = _whole_answer(response, metadata)
        if read is None or read.envelope is None:
            response.set_etag(etag_of(response.get_data()))
        else:
            response.set_etag(read.envelope.etag)
            request.environ[READ] = read
            request.environ[READ_TYPE] = response.content_type
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


def _whole_answer(response: Response, metadata: CacheMetadata) -> CacheRead | None:
    """The read whose stored bytes are the response's body, if one alone was read and nothing was done to it."""
    if len(metadata.reads) != 1 or not isinstance(response.response, list) or len(response.response) != 1:
        return None
    read = metadata.reads[0]
    return read if read.body is not None and response.response[0] is read.body else None


def matches(if_none_match: str | None, etag: str) -> bool:
    """Whether a client's `If-None-Match` names this validator; weak and strong are alike here."""
    if if_none_match is None:
        return False
    if if_none_match == f'"{etag}"':
        return True
    return if_none_match.strip() == "*" or any(
        unquote_etag(part.strip())[0] == etag for part in if_none_match.split(",")
    )
