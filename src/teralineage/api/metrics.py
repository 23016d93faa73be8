"""Prometheus metrics of requests; others put theirs into the same registry."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from teralineage.observe.tally import Tally

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})

_BOUNDS = (*map(floatToGoString, BUCKETS), "+Inf")


class RequestMetrics(Collector):
    """Counts requests and their time by route, method and status; adds up only when somebody looks."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests: Counter[tuple[str, str, str]] = Counter()
        self._times: defaultdict[str, _Times] = defaultdict(_Times)
        self._tally: Tally[tuple[str, str, str, float]] = Tally(self._add)
        registry.register(self)

    def observe(self, route: str, method: str, status: str, seconds: float) -> None:
        """Count one request."""
        self._tally.note((route, method, status, seconds))

    def _add(self, requests: Sequence[tuple[str, str, str, float]]) -> None:
        for route, method, status, seconds in requests:
            # Anybody may send any method; each new label value would stay in memory.
            self._requests[route, method if method in METHODS else "other", status] += 1
            self._times[route].add(seconds)

    def collect(self) -> list[Metric]:
        """As Prometheus's client asks for it."""
        return self._tally.look(self._families)

    def _families(self) -> list[Metric]:
        requests = CounterMetricFamily(
            "teralineage_http_requests", "Requests answered", labels=["route", "method", "status"]
        )
        for labels, count in self._requests.items():
            requests.add_metric(labels, count)
        seconds = HistogramMetricFamily(
            "teralineage_http_request_seconds", "Time to answer a request, in seconds", labels=["route"]
        )
        for route, times in self._times.items():
            seconds.add_metric([route], times.buckets(), times.sum)
        return [requests, seconds]


class _Times:
    """A histogram of seconds."""

    def __init__(self) -> None:
        self._counts = [0] * len(_BOUNDS)
        self.sum = 0.0

    def add(self, seconds: float) -> None:
        self._counts[bisect_left(BUCKETS, seconds)] += 1
        self.sum += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """How many took at most as long as each bound."""
        below = 0
        told: list[tuple[str, float]] = []
        for bound, count in zip(_BOUNDS, self._counts, strict=True):
            below += count
            told.append((bound, below))
        return told
