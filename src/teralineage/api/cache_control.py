"""Cache headers: what the cache did for a request, and whether the client's own copy still stands."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus

from flask import Response, g


@contextmanager
def reading(*, refresh: bool) -> Iterator[None]:
    """Read through the cache; `refresh` skips what it holds."""
    g.cache_refresh = refresh
    yield


def label(response: Response) -> None:
    """Add the cache headers to an answer that was read through the cache, and a validator to a good one."""
    if "cache_refresh" in g and response.status_code == HTTPStatus.OK:
        response.set_etag(hashlib.blake2b(response.get_data(), digest_size=12).hexdigest())
        response.headers["Cache-Control"] = "private, no-cache"
