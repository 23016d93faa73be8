"""Prometheus metrics of requests; others put theirs into the same registry."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})


class RequestMetrics:
    """Counts requests and their time by route, method and status."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "teralineage_http_requests", "Requests answered", ["route", "method", "status"], registry=registry
        )
        self._seconds = Histogram(
            "teralineage_http_request_seconds",
            "Time to answer a request, in seconds",
            ["route"],
            buckets=BUCKETS,
            registry=registry,
        )
        self._children: dict[tuple[str, str, str], tuple[Counter, Histogram]] = {}

    def observe(self, route: str, method: str, status: str, seconds: float) -> None:
        """Count one request."""
        # Anybody may send any method; each new label value would stay in memory.
        method = method if method in METHODS else "other"
        found = self._children.get((route, method, status))
        if found is None:  # finding a metric by its labels takes longer than counting
            found = self._requests.labels(route, method, status), self._seconds.labels(route)
            self._children[route, method, status] = found
        found[0].inc()
        found[1].observe(seconds)
