"""Hears what other processes announce, and says when it may have missed something."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from redis.exceptions import RedisClusterException, RedisError

from teralineage.adapters.redis.breaker import CircuitBreaker
from teralineage.adapters.redis.connect import Client

_LISTEN_SECONDS = 0.2
_RETRY_SECONDS = 0.2


class NewsListener:
    """A thread that subscribes to a channel whenever Redis is there.

    `heard` gets None when the subscription is lost (from then on messages may be missed), an empty message when it
    stands again, and every message in between.
    """

    def __init__(
        self,
        client: Callable[[], Client],
        breaker: CircuitBreaker,
        channel: str,
        heard: Callable[[str | None], None],
    ) -> None:
        self._client = client
        self._breaker = breaker
        self._channel = channel
        self._heard = heard
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="redis-news", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._stopped.set()
        self._thread.join(timeout=2 * _LISTEN_SECONDS)

    def _run(self) -> None:
        while not self._stopped.is_set():
            self._breaker.closed.wait(_LISTEN_SECONDS)
            if self._breaker.is_open:
                continue
            try:
                self._listen()
            except (RedisError, RedisClusterException, OSError):
                self._heard(None)
                self._stopped.wait(_RETRY_SECONDS)

    def _listen(self) -> None:
        with self._client().pubsub() as subscription:
            subscription.subscribe(self._channel)
            while not self._stopped.is_set():
                news: dict[str, Any] | None = subscription.get_message(timeout=_LISTEN_SECONDS)
                if self._breaker.is_open:
                    self._heard(None)
                    return
                if news is None:
                    continue
                if news["type"] == "subscribe":
                    self._heard("")
                elif news["type"] == "message":
                    self._heard(news["data"].decode())
