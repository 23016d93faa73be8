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

    def observe(self, route: str, method: str, status: str, seconds: float) -> None:
        """Count one request."""
        # Anybody may send any method; each new label value would stay in memory.
        self._requests.labels(route, method if method in METHODS else "other", status).inc()
        self._seconds.labels(route).observe(seconds)
