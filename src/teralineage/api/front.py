"""What stands before everything, whoever answers: request ids, security headers, CORS, the access log and metrics.

It is plain WSGI, so that an answer given below Flask passes through it as well.
"""

from __future__ import annotations

import logging
import random
import re
import sys
from collections.abc import Callable, Iterable
from http import HTTPStatus
from time import perf_counter
from typing import Any

from teralineage.api.endpoints import BASE
from teralineage.api.metrics import RequestMetrics
from teralineage.api.options import ApiOptions
from teralineage.api.problems import MIMETYPE, REQUEST_ID, UNFORESEEN, path_of, render
from teralineage.api.render import COLUMNAR
from teralineage.domain.errors import TeraLineageError

log = logging.getLogger("teralineage.access")
problem = logging.getLogger(__name__)

LINE = " ".join(
    f"{name}=%({name})s" for name in ("client", "method", "path", "status", "bytes", "ms", "cache", "request_id")
)
"""A line of the access log."""

ROUTE = "teralineage.route"
"""Where in the environ the name of the route that answered stands, once it is known."""

GRAPHS = f"{BASE}/lineage/"
"""Where the addresses are whose answers have a columnar form."""

EXPOSED = "X-Cache, X-Cache-TTL, Cache-Status, ETag, X-Request-ID, Link"
ALLOWED_METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = ("ORIGIN_NOT_ALLOWED", "pages of this origin may not change anything here")
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

GRAPH_HEADERS = [*SECURITY_HEADERS, ("Vary", "Accept")]
"""The same for an address whose answer has two forms."""

_WELL_FORMED = re.compile(r"[A-Za-z0-9._-]{1,128}")

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
WsgiApp = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]


class _Reply:
    """An answer as far as its headers: what the app says of it, and what is added to every answer."""

    __slots__ = ("_extra", "_start_response", "headers", "status")

    def __init__(self, start_response: Callable[..., Any], extra: Headers) -> None:
        self._start_response = start_response
        self._extra = extra
        self.status = "500"
        self.headers: Headers = []

    def start(self, status: str, headers: Headers, exc_info: Any = None) -> Any:
        """Begin the answer, as WSGI says."""
        self.status, self.headers = status, headers
        return self._start_response(status, headers + self._extra, exc_info)


class Front:
    """A WSGI app before the app."""

    def __init__(self, app: WsgiApp, options: ApiOptions, metrics: RequestMetrics) -> None:
        self._app = app
        self._origins = frozenset(options.cors_origins)
        self._metrics = metrics

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        started = perf_counter()
        given = environ.get("HTTP_X_REQUEST_ID")
        environ[REQUEST_ID] = request_id = given if given and _WELL_FORMED.fullmatch(given) else _new_id()
        extra = [*(GRAPH_HEADERS if _negotiate(environ) else SECURITY_HEADERS), ("X-Request-ID", request_id)]
        if self._origins:
            extra += self._cors(environ)
        reply = _Reply(start_response, extra)
        try:
            if "HTTP_ORIGIN" in environ and (answered := self._of_another_site(environ, reply)) is not None:
                body = answered
            else:
                body = self._app(environ, reply.start)
        except Exception:  # noqa: BLE001 - below Flask's own net, this is the last
            problem.exception("request %s failed", request_id)
            body = _tell(environ, reply, HTTPStatus.INTERNAL_SERVER_ERROR, TeraLineageError.code, UNFORESEEN)
        self._record(environ, reply, perf_counter() - started)
        return body

    def _of_another_site(self, environ: Environ, reply: _Reply) -> Iterable[bytes] | None:
        """What a page is told at once that may be another site's: scripts send no Origin, pages of our own may ask."""
        if self._is_preflight(environ):
            reply.start("204 No Content", [])
            return []
        if self._is_foreign_write(environ):
            return _tell(environ, reply, HTTPStatus.FORBIDDEN, *FOREIGN)
        return None

    def _is_foreign_write(self, environ: Environ) -> bool:
        """Whether a page of another site makes a browser change something here."""
        origin = environ["HTTP_ORIGIN"]
        if environ["REQUEST_METHOD"] in SAFE_METHODS:
            return False
        return not self._allows(origin) and origin.partition("://")[2] != environ.get("HTTP_HOST")

    def _allows(self, origin: str) -> bool:
        return origin in self._origins or "*" in self._origins

    def _cors(self, environ: Environ) -> Headers:
        origin = environ.get("HTTP_ORIGIN")
        if origin is None or not self._allows(origin):
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

    def _record(self, environ: Environ, reply: _Reply, seconds: float) -> None:
        method, status = environ["REQUEST_METHOD"], reply.status[:3]
        self._metrics.observe(environ.get(ROUTE, "none"), method, status, seconds)
        if log.isEnabledFor(logging.INFO):
            named = {name.lower(): value for name, value in reply.headers}
            fields: dict[str, Any] = {
                "client": environ.get("REMOTE_ADDR", "-"),
                "method": method,
                "path": path_of(environ),
                "status": int(status),
                "bytes": int(named.get("content-length", 0)),
                "ms": round(seconds * 1000, 1),
                "cache": named.get("x-cache", "-"),
                "request_id": environ[REQUEST_ID],
            }
            log.info(LINE, fields, extra={"fields": fields})


def _new_id() -> str:
    """An id that no other request has; it is no secret, so it need not cost a call of the operating system."""
    return random.randbytes(16).hex()  # noqa: S311 - as said


def _tell(environ: Environ, reply: _Reply, status: HTTPStatus, code: str, detail: str) -> list[bytes]:
    """Answer with a problem, without Flask."""
    body = render(environ, status, code, detail)
    headers = [("Content-Type", MIMETYPE), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
    failure = sys.exc_info()
    reply.start(f"{status.value} {status.phrase}", headers, failure if failure[0] else None)
    return [body]


def _negotiate(environ: Environ) -> bool:
    """Write the form of a graph that Accept asks for as the parameter it is; so below, one address has one answer.

    Returns whether the address is one that has several.
    """
    if not environ["PATH_INFO"].startswith(GRAPHS):
        return False
    if COLUMNAR in environ.get("HTTP_ACCEPT", "") and "format=" not in (query := environ.get("QUERY_STRING", "")):
        environ["QUERY_STRING"] = f"{query}&format=columnar" if query else "format=columnar"
    return True
