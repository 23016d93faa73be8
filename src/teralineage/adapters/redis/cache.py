"""`CacheRepository` on Redis: every failure is nothing found and nothing kept, and soon not even tried."""

from __future__ import annotations

import logging
import re
import secrets
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisClusterException, RedisError
from redis.exceptions import TimeoutError as RedisTimeoutError

from teralineage.adapters.redis.breaker import CircuitBreaker
from teralineage.adapters.redis.config import RedisConfig
from teralineage.adapters.redis.connect import Client, connect
from teralineage.adapters.redis.news import NewsListener
from teralineage.observe.quiet import QuietLog
from teralineage.ports import CacheState

T = TypeVar("T")

_AWAY = (RedisConnectionError, RedisTimeoutError, RedisClusterException, OSError)
_FAILURES = (RedisError, *_AWAY)
_RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('unlink', KEYS[1]) else return 0 end"
_BATCH = 500
_UNGUARDED = "unguarded"
_OWED = 1000  # locks expire by themselves; this many at most are given back sooner

_log = logging.getLogger(__name__)


class RedisCache:
    """A cache in Redis. Nothing is connected until it is used; `check` tells at once whether Redis is there.

    A command that Redis refuses (out of memory, read-only, not permitted) is logged, seldom; a Redis that is away
    opens the breaker. Neither reaches the caller.
    """

    def __init__(self, config: RedisConfig) -> None:
        self._config = config
        self._guard = threading.Lock()
        self._made: Client | None = None
        self._owed: deque[tuple[str, str]] = deque(maxlen=_OWED)
        self._listeners: list[NewsListener] = []
        self._breaker = CircuitBreaker(config.address, self._knock)
        self._complaints = QuietLog(_log)

    def check(self) -> bool:
        """Whether Redis answers now. Where it does not, it is skipped from the start until it does."""
        try:
            self._knock()
        except _FAILURES as error:
            self._breaker.failed(error, at_once=True)
            return False
        return True

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None."""
        value: bytes | None = self._tried("get", key, lambda client: client.get(key), None)
        return value

    def set(self, key: str, value: bytes, ttl_seconds: float) -> bool:
        """Keep bytes for a time."""
        milliseconds = max(1, int(ttl_seconds * 1000))
        return self._tried("set", key, lambda client: bool(client.set(key, value, px=milliseconds)), otherwise=False)

    def delete_prefix(self, prefix: str) -> int:
        """Forget every key that starts with a prefix, a few at a time so that Redis serves others in between."""

        def delete(client: Client) -> int:
            return sum(client.unlink(*some) for some in _batches(_keys(client, prefix)))

        return self._tried("delete", prefix, delete, 0)

    def scan(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Every key that starts with a prefix, and its memory; ends early where Redis fails."""

        def measure(some: list[bytes], client: Client) -> list[tuple[str, int]]:
            with client.pipeline(transaction=False) as pipe:
                for key in some:
                    pipe.memory_usage(key, samples=0)
                sizes = pipe.execute()
            return [(key.decode(), size or 0) for key, size in zip(some, sizes, strict=True)]

        no_sizes: list[tuple[str, int]] = []
        no_keys: list[list[bytes]] = []
        for some in self._tried("scan", prefix, lambda client: list(_batches(_keys(client, prefix))), no_keys):
            yield from self._tried("scan", prefix, partial(measure, some), no_sizes)

    def acquire(self, key: str, ttl_seconds: float) -> str | None:
        """Take a lock; granted unguarded where Redis cannot say."""
        if self._breaker.is_open:
            return _UNGUARDED
        token = secrets.token_hex(12)
        milliseconds = max(1, int(ttl_seconds * 1000))
        taken = self._tried(
            "acquire",
            key,
            lambda client: bool(client.set(key, token, nx=True, px=milliseconds)),
            otherwise=True,
            attempts=1,  # a second one would find the lock held, by the first whose reply was lost
        )
        return token if taken else None

    def release(self, key: str, token: str) -> None:
        """Give a lock back, only if the token still holds it; where that fails, as soon as Redis answers again."""
        if token == _UNGUARDED:
            return
        self._owed.append((key, token))
        self._tried("release", key, self._give_back, None)

    def count(self, key: str, counts: Mapping[str, int], ttl_seconds: float) -> None:
        """Add to counters, in a sorted set."""

        def add(client: Client) -> None:
            with client.pipeline(transaction=False) as pipe:
                for name, number in counts.items():
                    pipe.zincrby(key, number, name)
                pipe.expire(key, int(ttl_seconds))
                pipe.execute()

        self._tried("count", key, add, None)

    def most(self, key: str, limit: int) -> list[tuple[str, int]]:
        """The greatest counters."""

        def read(client: Client) -> list[tuple[str, int]]:
            rows = client.zrevrange(key, 0, limit - 1, withscores=True)
            return [(name.decode(), int(number)) for name, number in rows]

        return self._tried("most", key, read, [])

    def announce(self, channel: str, message: str) -> None:
        """Publish a message."""
        self._tried("announce", channel, lambda client: client.publish(channel, message), None)

    def listen(self, channel: str, heard: Callable[[str | None], None]) -> None:
        """Subscribe to a channel in a thread of its own, again and again until `close`."""
        listener = NewsListener(self._client, self._breaker, channel, heard)
        self._listeners.append(listener)
        listener.start()

    def state(self) -> CacheState:
        """Connected or degraded."""
        state = "degraded" if self._breaker.is_open else "connected"
        return CacheState(backend="redis", state=state, since=self._breaker.since, reason=self._breaker.reason)

    def close(self) -> None:
        """Let connections and threads go."""
        self._breaker.stop()
        for listener in self._listeners:
            listener.stop()
        if self._made is not None:
            self._made.close()

    def _tried(self, command: str, key: str, act: Callable[[Client], T], otherwise: T, attempts: int = 2) -> T:
        """What `act` gives, or `otherwise` where Redis is away, refuses, or is being skipped.

        A connection that broke is no failure yet: the next one may be good.
        """
        if not self._breaker.allows():
            return otherwise
        while True:
            attempts -= 1
            try:
                result = act(self._client())
            except RedisConnectionError as error:
                if not attempts:
                    return self._failed(command, key, error, otherwise)
            except _FAILURES as error:
                return self._failed(command, key, error, otherwise)
            else:
                self._breaker.succeeded()
                return result

    def _failed(self, command: str, key: str, error: Exception, otherwise: T) -> T:
        if isinstance(error, _AWAY):
            self._breaker.failed(error)
        self._complaints.warning(command, "cache: %s %s: %s: %s", command, key, type(error).__name__, error)
        return otherwise

    def _client(self) -> Client:
        """The client, made when it is first needed: that of a Cluster asks the servers how they stand."""
        client = self._made
        if client is None:
            with self._guard:
                client = self._made = self._made or connect(self._config)
        return client

    def _knock(self) -> None:
        """Raise while Redis is away; once it is there, give back the locks that could not be given back."""
        client = self._client()
        client.ping()
        self._give_back(client)

    def _give_back(self, client: Client) -> None:
        """Release every lock that is owed; those not yet given back stay owed where this fails."""
        for _ in range(len(self._owed)):
            try:
                key, token = owed = self._owed.popleft()
            except IndexError:  # another thread was quicker
                return
            try:
                client.eval(_RELEASE, 1, key, token)
            except BaseException:
                self._owed.append(owed)
                raise


def _keys(client: Client, prefix: str) -> Iterator[bytes]:
    pattern = re.sub(r"([*?\[\]\\^])", r"\\\1", prefix) + "*"
    keys: Iterator[bytes] = client.scan_iter(match=pattern, count=_BATCH)
    return keys


def _batches(keys: Iterator[bytes]) -> Iterator[list[bytes]]:
    """The keys, each once, in lists of a convenient length."""
    some: list[bytes] = []
    for key in dict.fromkeys(keys):
        some.append(key)
        if len(some) == _BATCH:
            yield some
            some = []
    if some:
        yield some
