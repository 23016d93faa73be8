"""What stands before everything, whoever answers: request ids, security headers, CORS, the access log and metrics.

It is plain WSGI, so that an answer given below Flask passes through it as well.
"""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable, Iterable
from time import perf_counter
from typing import Any
from urllib.parse import quote

from teralineage.api.metrics import RequestMetrics
from teralineage.api.options import ApiOptions

log = logging.getLogger("teralineage.access")

REQUEST_ID = "teralineage.request_id"
ROUTE = "teralineage.route"
"""Where in the environ the name of the route that answered stands, once it is known."""

EXPOSED = "X-Cache, X-Cache-TTL, Cache-Status, ETag, X-Request-ID, Link"
ALLOWED_METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
ALLOWED_HEADERS = "Authorization, Content-Type, If-None-Match, X-Request-ID"

SECURITY_HEADERS = [
    (
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
]

_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,128}")

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


def request_id_of(environ: Environ) -> str:
    """The id of the request that the front gave it."""
    return str(environ[REQUEST_ID])


class Front:
    """A WSGI app before the app."""

    def __init__(self, app: WsgiApp, options: ApiOptions, metrics: RequestMetrics) -> None:
        self._app = app
        self._origins = frozenset(options.cors_origins)
        self._metrics = metrics

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        started = perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID", "")
        environ[REQUEST_ID] = request_id = given if _WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        extra = [*SECURITY_HEADERS, ("X-Request-ID", request_id), *self._cors(environ)]
        sent: list[Any] = ["500", []]

        def start(status: str, headers: Headers, exc_info: Any = None) -> Any:
            sent[:] = status[:3], headers
            return start_response(status, [*headers, *extra], exc_info)

        if self._is_preflight(environ):
            start("204 No Content", [])
            body: Iterable[bytes] = []
        else:
            body = self._app(environ, start)
        self._record(environ, sent[0], sent[1], perf_counter() - started)
        return body

    def _cors(self, environ: Environ) -> Headers:
        if not self._origins:
            return []
        origin = environ.get("HTTP_ORIGIN")
        if origin is None or not (origin in self._origins or "*" in self._origins):
            return [("Vary", "Origin")]
        headers = [
            ("Vary", "Origin"),
            ("Access-Control-Allow-Origin", origin),
            ("Access-Control-Expose-Headers", EXPOSED),
        ]
        if self._is_preflight(environ):
            headers += [
                ("Access-Control-Allow-Methods", ALLOWED_METHODS),
                ("Access-Control-Allow-Headers", ALLOWED_HEADERS),
                ("Access-Control-Max-Age", "600"),
            ]
        return headers

    def _is_preflight(self, environ: Environ) -> bool:
        return (
            bool(self._origins)
            and environ["REQUEST_METHOD"] == "OPTIONS"
            and "HTTP_ORIGIN" in environ
            and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
        )

    def _record(self, environ: Environ, status: str, headers: Headers, seconds: float) -> None:
        method = environ["REQUEST_METHOD"]
        self._metrics.observe(environ.get(ROUTE, "none"), method, status, seconds)
        if log.isEnabledFor(logging.INFO):
            named = {name.lower(): value for name, value in headers}
            fields: dict[str, Any] = {
                "client": environ.get("REMOTE_ADDR", "-"),
                "method": method,
                "path": quote(environ.get("PATH_INFO", "").encode("latin-1"), safe="/:@!$&'()*+,;=~"),
                "status": int(status),
                "bytes": int(named.get("content-length", 0)),
                "ms": round(seconds * 1000, 1),
                "cache": named.get("x-cache", "-"),
                "request_id": environ[REQUEST_ID],
            }
            log.info(" ".join(f"{name}={value}" for name, value in fields.items()), extra={"fields": fields})
