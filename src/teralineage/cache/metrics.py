"""What the cache counts, for Prometheus."""

from __future__ import annotations

import time
from collections import Counter as Counts
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from teralineage.cache.metadata import Result
from teralineage.observe.tally import Tally
from teralineage.ports import CacheRepository, CacheState

T = TypeVar("T")

FROM_CACHE = frozenset(result.value for result in Result if result.from_cache)

_SOURCE_BUCKETS = (0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_COMMANDS = ("get", "set", "delete", "acquire", "release", "count", "announce")
_BACKEND_BUCKETS = (0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25)


class CacheMetrics:
    """Counters and histograms of the cache; without a registry they count for nobody."""

    def __init__(self, registry: CollectorRegistry | None = None) -> None:
        self._answered = _Answered()
        if registry is not None:
            registry.register(self._answered)
        self.source_seconds = Histogram(
            "teralineage_cache_source_seconds",
            "Time the source took to answer.",
            ["operation"],
            buckets=_SOURCE_BUCKETS,
            registry=registry,
        )
        self.backend_seconds = Histogram(
            "teralineage_cache_backend_seconds",
            "Time Redis took, by command.",
            ["command"],
            buckets=_BACKEND_BUCKETS,
            registry=registry,
        )
        self.bytes = Counter(
            "teralineage_cache_bytes",
            "Bytes read from and written to Redis, as stored.",
            ["direction"],
            registry=registry,
        )
        self.memory_bytes = Gauge(
            "teralineage_cache_memory_layer_bytes",
            "Bytes of responses held in process memory.",
            registry=registry,
        )
        self.breaker_open = Gauge(
            "teralineage_cache_breaker_open",
            "1 while Redis is skipped because it failed, else 0.",
            registry=registry,
        )

        self._registry = registry

    def answered(self, operation: str, result: str, *, from_memory: bool = False) -> None:
        """One read was answered, or failed; `from_memory` where process memory had the response."""
        self._answered.tally.note((operation, result, from_memory))

    def asked(self, operation: str, seconds: float) -> None:
        """The source was asked, and took that long."""
        self.source_seconds.labels(operation).observe(seconds)

    def hit_ratio(self) -> float | None:
        """The part of all reads that entries answered; None before the first."""
        counts = self._answered.counts()
        total = sum(counts.values())
        return sum(count for (_, result), count in counts.items() if result in FROM_CACHE) / total if total else None

    def memory_layer_bytes(self) -> float:
        """Bytes of responses in process memory."""
        return next(sample.value for metric in self.memory_bytes.collect() for sample in metric.samples)

    def watch_usage(self, usage: Callable[[], Mapping[str, tuple[int, int]]]) -> None:
        """Show entries and bytes in Redis by entity, as `usage` gives them when metrics are collected."""
        if self._registry is not None:
            self._registry.register(_UsageCollector(usage))

    def watch(self, cache: CacheRepository) -> None:
        """Show the state of this cache's breaker."""
        self.breaker_open.set_function(lambda: float(cache.state().state == "degraded"))


class _Answered(Collector):
    """Reads by operation and result; told of every one, so it adds up only when somebody looks."""

    def __init__(self) -> None:
        self._counts: Counts[tuple[str, str]] = Counts()
        self._memory_hits = 0
        self.tally: Tally[tuple[str, str, bool]] = Tally(self._add)

    def _add(self, reads: Sequence[tuple[str, str, bool]]) -> None:
        for (operation, result, from_memory), count in Counts(reads).items():
            self._counts[operation, result] += count
            self._memory_hits += from_memory * count

    def counts(self) -> Counts[tuple[str, str]]:
        """How many reads there were, by operation and result."""
        return self.tally.look(self._counts.copy)

    def collect(self) -> list[Metric]:
        return self.tally.look(self._families)

    def _families(self) -> list[Metric]:
        requests = CounterMetricFamily(
            "teralineage_cache_requests",
            "Reads through the cache by operation and result.",
            labels=["operation", "result"],
        )
        for labels, count in self._counts.items():
            requests.add_metric(labels, count)
        memory_hits = CounterMetricFamily(
            "teralineage_cache_memory_hits",
            "Requests answered from process memory, before Redis and before Flask.",
            value=self._memory_hits,
        )
        return [requests, memory_hits]


class _UsageCollector(Collector):
    """Asks only when metrics are collected."""

    def __init__(self, usage: Callable[[], Mapping[str, tuple[int, int]]]) -> None:
        self._usage = usage

    def describe(self) -> Iterable[Metric]:
        return self._families()

    def collect(self) -> Iterable[Metric]:
        entries, memory = self._families()
        for entity, (count, size) in self._usage().items():
            entries.add_metric([entity], count)
            memory.add_metric([entity], size)
        return entries, memory

    @staticmethod
    def _families() -> tuple[GaugeMetricFamily, GaugeMetricFamily]:
        return (
            GaugeMetricFamily("teralineage_cache_entries", "Entries in Redis by entity.", labels=["entity"]),
            GaugeMetricFamily(
                "teralineage_cache_memory_bytes", "Memory of entries in Redis by entity, in bytes.", labels=["entity"]
            ),
        )


class MeasuredCache:
    """A cache that measures another: time by command, bytes by direction."""

    def __init__(self, inner: CacheRepository, metrics: CacheMetrics) -> None:
        self._inner = inner
        self._read, self._written = metrics.bytes.labels("read"), metrics.bytes.labels("written")
        self._seconds = {command: metrics.backend_seconds.labels(command) for command in _COMMANDS}
        metrics.watch(inner)

    def get(self, key: str) -> bytes | None:
        """As the inner cache."""
        started = time.perf_counter()
        value = self._inner.get(key)
        self._seconds["get"].observe(time.perf_counter() - started)
        if value is not None:
            self._read.inc(len(value))
        return value

    def set(self, key: str, value: bytes, ttl_seconds: float) -> bool:
        """As the inner cache."""
        kept = self._timed("set", lambda: self._inner.set(key, value, ttl_seconds))
        if kept:
            self._written.inc(len(value))
        return kept

    def delete_prefix(self, prefix: str) -> int:
        """As the inner cache."""
        return self._timed("delete", lambda: self._inner.delete_prefix(prefix))

    def scan(self, prefix: str) -> Iterator[tuple[str, int]]:
        """As the inner cache."""
        return self._inner.scan(prefix)

    def acquire(self, key: str, ttl_seconds: float) -> str | None:
        """As the inner cache."""
        return self._timed("acquire", lambda: self._inner.acquire(key, ttl_seconds))

    def release(self, key: str, token: str) -> None:
        """As the inner cache."""
        self._timed("release", lambda: self._inner.release(key, token))

    def count(self, key: str, counts: Mapping[str, int], ttl_seconds: float) -> None:
        """As the inner cache."""
        self._timed("count", lambda: self._inner.count(key, counts, ttl_seconds))

    def most(self, key: str, limit: int) -> list[tuple[str, int]]:
        """As the inner cache."""
        return self._inner.most(key, limit)

    def announce(self, channel: str, message: str) -> None:
        """As the inner cache."""
        self._timed("announce", lambda: self._inner.announce(channel, message))

    def listen(self, channel: str, heard: Callable[[str | None], None]) -> None:
        """As the inner cache."""
        self._inner.listen(channel, heard)

    def state(self) -> CacheState:
        """As the inner cache."""
        return self._inner.state()

    def close(self) -> None:
        """As the inner cache."""
        self._inner.close()

    def _timed(self, command: str, act: Callable[[], T]) -> T:
        started = time.perf_counter()
        try:
            return act()
        finally:
            self._seconds[command].observe(time.perf_counter() - started)
