"""For operators: health, readiness, metrics."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

import msgspec
from flask import Blueprint, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from teralineage.ports import OpenLineageRepository
from teralineage.services.readiness import readiness


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
