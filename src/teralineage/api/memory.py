"""Answers again, below Flask, what Flask has answered before: from process memory, else from Redis.

It stands between the front (request ids, CORS, the log, authentication) and Flask. It learns from Flask's own
answers which entry of the cache a request is answered with, word for word, and from then on sends that entry while
it is fresh and of the store's current generation. What it does not know, or no longer, goes on to Flask. Entries go
out as they are stored: compressed for clients that take zstd, as 304 for clients that have them.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from teralineage.api import compress
from teralineage.api.cache_control import READ, READ_TYPE, REVALIDATE, matches
from teralineage.api.endpoints import BASE
from teralineage.api.front import ROUTE, Environ, Headers, WsgiApp
from teralineage.cache.codec import Envelope
from teralineage.cache.metadata import CacheRead
from teralineage.cache.news import Ears
from teralineage.cache.stored import StoredAnswers

ROLE = "teralineage.role"
"""Where in the environ authentication, which stands before this, puts the role that an answer may depend on."""

_ROUTES_AT_MOST = 20_000
_LONGEST_REQUEST = 2_000
_REPLIES_AT_MOST = 2_000
_OVERHEAD_BYTES = 600

Request = tuple[str, str, str]
"""Path, query and role: what decides which entry answers."""

Wish = tuple[Request, str | None, str | None]
"""A request with its Accept-Encoding and If-None-Match: what decides how an entry goes out."""


@dataclass(slots=True)
class _Held:
    """An entry in memory, with its body in every encoding that was asked for."""

    envelope: Envelope
    bodies: dict[compress.Encoding, bytes] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return len(self.envelope.body) + sum(map(len, self.bodies.values())) + _OVERHEAD_BYTES

    def headers(self, etag: str, ttl: int) -> Headers:
        """The headers of a hit, of whatever encoding the validator is."""
        headers = [
            ("ETag", f'"{etag}"'),
            ("Cache-Control", REVALIDATE),
            ("X-Cache", "HIT"),
            ("X-Cache-TTL", str(ttl)),
            ("Cache-Status", f"teralineage; hit; ttl={ttl}"),
        ]
        if encoding_matters(self.envelope):
            headers.append(("Vary", "Accept-Encoding"))
        return headers


@dataclass(frozen=True, slots=True)
class _Known:
    """Which entry answers a request, as what, and the names of its route and operation for the metrics."""

    key: str
    content_type: str
    route: str
    operation: str


@dataclass(frozen=True, slots=True)
class _Reply:
    """An answer word for word: the same for whoever wishes the same, until its TTL tells another second."""

    known: _Known
    generation: int
    until: float
    status: str
    headers: Headers
    body: list[bytes]


class ResponseMemory:
    """A WSGI app before Flask's. Holds at most `max_bytes` of entries; 0 holds none and reads Redis each time."""

    def __init__(self, app: WsgiApp, stored: StoredAnswers, max_bytes: int) -> None:
        self._app = app
        self._stored = stored
        self._max_bytes = max_bytes
        self._guard = threading.Lock()
        self._known: OrderedDict[Request, _Known] = OrderedDict()
        self._held: OrderedDict[str, _Held] = OrderedDict()
        self._replies: dict[Wish, _Reply] = {}  # of entries that are held, and of no others
        self._bytes = 0
        self._hearing = False
        self._news = 0  # raised by all news, so that nothing read before them is held after them
        stored.metrics.memory_bytes.set_function(lambda: self._bytes)
        stored.news.listen(Ears(replaced=self._forget, cleared=self._forget_prefix, hearing=self._hear))

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer from here, or have Flask answer and learn from that."""
        query = environ.get("QUERY_STRING", "")
        request = (environ["PATH_INFO"], query, environ.get(ROLE, ""))
        if environ["REQUEST_METHOD"] != "GET" or not environ["PATH_INFO"].startswith(BASE) or "refresh" in query:
            return self._app(environ, start_response)
        wish = request, environ.get("HTTP_ACCEPT_ENCODING"), environ.get("HTTP_IF_NONE_MATCH")
        reply, from_memory = self._replies.get(wish), True
        if reply is None or reply.until <= self._stored.clock() or reply.generation != self._stored.generation():
            reply, from_memory = self._make_reply(request, wish)
        if reply is not None:
            environ[ROUTE] = reply.known.route
            self._stored.answered(reply.known.key, reply.known.operation, from_memory=from_memory)
            start_response(reply.status, reply.headers)
            return reply.body
        news = self._news
        response = self._app(environ, start_response)
        self._learn(environ, request, news)
        return response

    # ── answering ─────────────────────────────────────────────────────────────────────────────────────────────

    def _make_reply(self, request: Request, wish: Wish) -> tuple[_Reply | None, bool]:
        """What a wish is answered with, if that is known here; and whether memory had the entry."""
        known = self._known.get(request)
        generation = None if known is None else self._stored.generation()
        if known is None or generation is None:
            return None, False
        held, ttl, from_memory = self._find(known.key, generation)
        if held is None or ttl is None:
            return None, False
        _, accept_encoding, if_none_match = wish
        encoding = compress.best_for(accept_encoding or "") if encoding_matters(held.envelope) else "identity"
        etag = held.envelope.etag if encoding == "identity" else f"{held.envelope.etag}-{encoding}"
        status, headers, body = "304 NOT MODIFIED", held.headers(etag, int(ttl)), []
        if not matches(if_none_match, etag):
            status, body = "200 OK", [self._body(known.key, held, encoding)]
            headers += [("Content-Type", known.content_type), ("Content-Length", str(len(body[0])))]
            if encoding != "identity":
                headers.append(("Content-Encoding", encoding))
        reply = _Reply(known, generation, held.envelope.soft - int(ttl), status, headers, body)
        self._keep(wish, reply, held)
        return reply, from_memory

    def _keep(self, wish: Wish, reply: _Reply, held: _Held) -> None:
        """Have it at hand for whoever wishes the same, as long as its entry is held."""
        (path, query, _), *names = wish
        if len(path) + len(query) + sum(len(name or "") for name in names) > _LONGEST_REQUEST:
            return
        with self._guard:
            if len(self._replies) >= _REPLIES_AT_MOST:
                self._replies.clear()
            if self._held.get(reply.known.key) is held:
                self._replies[wish] = reply

    def _find(self, key: str, generation: int) -> tuple[_Held | None, float | None, bool]:
        """The entry from memory, else from Redis; how long it is fresh; and whether memory had it."""
        held = self._held.get(key) if self._hearing else None
        if held is not None:
            ttl = self._stored.ttl_seconds(held.envelope, generation)
            if ttl is not None:
                with self._guard:
                    if key in self._held:
                        self._held.move_to_end(key)
                return held, ttl, True
        news = self._news
        envelope = self._stored.load(key)
        if envelope is None:
            return None, None, False
        held = _Held(envelope)
        ttl = self._stored.ttl_seconds(envelope, generation)
        if ttl is not None:
            self._hold(key, held, news)
        return held, ttl, False

    def _body(self, key: str, held: _Held, encoding: compress.Encoding) -> bytes:
        """The body in an encoding; made once, and kept beside the others while the entry is."""
        if encoding == held.envelope.encoding:
            return held.envelope.body
        body = held.bodies.get(encoding)
        if body is None:
            json = held.envelope.json
            body = json if encoding == "identity" else compress.encode(json, encoding)
            with self._guard:
                if self._held.get(key) is held and encoding not in held.bodies:
                    held.bodies[encoding] = body
                    self._bytes += len(body)
                    self._shrink()
        return body

    # ── learning and forgetting ───────────────────────────────────────────────────────────────────────────────

    def _learn(self, environ: Environ, request: Request, news: int) -> None:
        """Remember which entry Flask answered with, if one alone was its whole answer."""
        read: CacheRead | None = environ.get(READ)
        if read is None or read.envelope is None or len(request[0]) + len(request[1]) > _LONGEST_REQUEST:
            return
        with self._guard:
            self._known[request] = _Known(read.key, environ[READ_TYPE], environ.get(ROUTE, "none"), read.operation)
            while len(self._known) > _ROUTES_AT_MOST:
                self._known.popitem(last=False)
        self._hold(read.key, _Held(read.envelope), news)

    def _hold(self, key: str, held: _Held, news: int) -> None:
        with self._guard:
            if news != self._news or not self._hearing or held.size > self._max_bytes // 4:
                return
            self._drop(key)
            self._held[key] = held
            self._bytes += held.size
            self._shrink()

    def _shrink(self) -> None:
        while self._bytes > self._max_bytes and self._held:
            self._drop(next(iter(self._held)))

    def _drop(self, key: str) -> None:
        held = self._held.pop(key, None)
        if held is not None:
            self._bytes -= held.size
            self._replies.clear()  # all of them, rather than to keep account of which are this one's

    def _forget(self, key: str) -> None:
        with self._guard:
            self._news += 1
            self._drop(key)

    def _forget_prefix(self, prefix: str) -> None:
        with self._guard:
            self._news += 1
            for key in [key for key in self._held if key.startswith(prefix)]:
                self._drop(key)

    def _hear(self, hearing: bool) -> None:  # noqa: FBT001 - called by position
        with self._guard:
            self._news += 1
            self._hearing = hearing
            self._held.clear()
            self._replies.clear()
            self._bytes = 0


def encoding_matters(envelope: Envelope) -> bool:
    """Whether the answer is large enough to be sent compressed."""
    return envelope.encoding != "identity"
