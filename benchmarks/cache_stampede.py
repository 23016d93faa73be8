"""Fifty readers of a cold key, two processes, a source that takes 300 ms: how often it is asked, how long they wait.

python -m benchmarks.cache_stampede
"""

from __future__ import annotations

import multiprocessing
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any

from benchmarks.cache_server import QUERY, GraphRepository
from tests.valkey_server import ValkeyServer

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.answers import Answer

ROUNDS = 20
READERS = 25
SOURCE_SECONDS = 0.3


class SlowSource:
    """Takes its time, and counts in Redis."""

    def __init__(self, config: RedisConfig) -> None:
        self._inner = GraphRepository(50_000)
        self._tally = RedisCache(config)

    def answer(self, query: Any) -> Answer[Any]:
        """The graph, later."""
        self._tally.count("tally", {"calls": 1}, 1000)
        time.sleep(SOURCE_SECONDS)
        return self._inner.answer(query)

    def generation(self) -> int:
        """Always the same."""
        return 1


def ask_together(config: RedisConfig, start: Any) -> list[float]:
    """How long each reader of this process waited, in seconds, from the moment all were ready."""
    repository = CachedOpenLineageRepository(SlowSource(config), RedisCache(config))

    def ask() -> float:
        start.wait(30)
        began = time.perf_counter()
        _ = repository.answer(QUERY).json
        return time.perf_counter() - began

    with ThreadPoolExecutor(READERS) as pool:
        return [one.result() for one in [pool.submit(ask) for _ in range(READERS)]]


def main() -> None:
    """Print calls and the slowest reader of each round."""
    spawn = multiprocessing.get_context("spawn")
    calls, slowest = [], []
    with (
        ValkeyServer() as redis,
        spawn.Manager() as manager,
        ProcessPoolExecutor(2, mp_context=spawn) as processes,
        redis.client() as admin,
    ):
        config = RedisConfig(hosts=(("127.0.0.1", redis.port),))
        for _ in range(ROUNDS):
            admin.flushall()
            start = manager.Barrier(2 * READERS)
            crowds = [processes.submit(ask_together, config, start) for _ in range(2)]
            waited = [one for crowd in crowds for one in crowd.result(60)]
            calls.append(int(admin.zscore("tally", "calls") or 0))
            slowest.append((max(waited) - SOURCE_SECONDS) * 1000)
    slowest.sort()
    print(f"{ROUNDS} rounds of {2 * READERS} readers in 2 processes, source {SOURCE_SECONDS * 1000:.0f} ms")
    print(f"calls of the source: {min(calls)} to {max(calls)}")
    print(f"slowest reader beyond the source, ms: median {slowest[ROUNDS // 2]:.0f}, least {slowest[0]:.0f}", end=", ")
    print(f"most {slowest[-1]:.0f}")


if __name__ == "__main__":
    main()
