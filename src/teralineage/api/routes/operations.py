"""For operators: health, readiness, metrics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from teralineage.ports import OpenLineageRepository
from teralineage.services.readiness import readiness


def _documented(name: str, summary: str, responses: Mapping[str, str], mimetype: str = "application/json") -> Any:
    schema = (
        {"type": "object", "additionalProperties": {"type": "string"}}
        if mimetype == "application/json"
        else {"type": "string"}
    )
    return {
        "operationId": name,
        "tags": ["Operations"],
        "summary": summary,
        "responses": {
            status: {"description": text, "content": {mimetype: {"schema": schema}}}
            for status, text in responses.items()
        },
    }


PATHS: dict[str, dict[str, Any]] = {
    "/health": {"get": _documented("health", "Whether the process serves.", {"200": "It does."})},
    "/ready": {
        "get": _documented(
            "ready",
            "Which parts answer: `ok`, `degraded`, `off` or `unavailable` for each.",
            {"200": "The store answers.", "503": "The store does not answer."},
        )
    },
    "/metrics": {"get": _documented("metrics", "Metrics for Prometheus.", {"200": "Metrics."}, "text/plain")},
}
"""What the OpenAPI document says of these routes."""


def blueprint(
    reader: OpenLineageRepository, parts: Mapping[str, Callable[[], str]], registry: CollectorRegistry
) -> Blueprint:
    """`/health`, `/ready` and `/metrics`."""
    routes = Blueprint("operations", __name__)

    @routes.get("/health")
    def health() -> Response:
        return _status({"status": "ok"})

    @routes.get("/ready")
    def ready() -> Response:
        found = readiness(reader, parts)
        return _status(found, HTTPStatus.OK if found["status"] == "ok" else HTTPStatus.SERVICE_UNAVAILABLE)

    @routes.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return routes


def _status(body: Mapping[str, str], status: HTTPStatus = HTTPStatus.OK) -> Response:
    response = Response(msgspec.json.encode(body), status=status.value, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
