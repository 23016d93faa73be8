"""The application: routes, errors and what stands before them. Nothing happens at import time."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry

from teralineage.api import cache_control, compress, endpoints, errors, openapi
from teralineage.api.front import ROUTE, Front
from teralineage.api.memory import ResponseMemory
from teralineage.api.metrics import RequestMetrics
from teralineage.api.options import ApiOptions
from teralineage.api.routes import browse, documentation, lineage, operations
from teralineage.api.routes import cache as cache_routes
from teralineage.api.routes import page as web
from teralineage.cache.admin import CacheAdmin
from teralineage.ports import OpenLineageRepository


def create_app(  # noqa: PLR0913 - the parts of an application
    reader: OpenLineageRepository,
    options: ApiOptions | None = None,
    *,
    parts: Mapping[str, Callable[[], str]] | None = None,
    registry: CollectorRegistry | None = None,
    page: Path | None = None,
    cache: CacheAdmin | None = None,
) -> Flask:
    """The HTTP API over a repository.

    Args:
        reader: where every answer comes from, with or without a cache in it.
        options: bounds and habits; the defaults where None.
        parts: what `/ready` asks besides the store, by name; each says `ok`, `degraded` or `off`.
        registry: where metrics are kept; a new one where None.
        page: the folder of the built web page; None serves the API alone.
        cache: the operators' side of the reader's cache; with it, what is stored is answered below Flask.
    """
    options = options or ApiOptions()
    registry = registry or CollectorRegistry()
    app = Flask("teralineage", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = options.max_body_bytes
    app.url_map.merge_slashes = False  # an id may hold two slashes in a row
    app.url_map.converters["any_text"] = endpoints.AnyText
    app.url_map.converters["outside_api"] = web.OutsideApi
    app.before_request(_name_route)
    errors.register(app)
    reads = (*browse.ENDPOINTS, *lineage.endpoints(options))
    for read in reads:
        endpoints.add(app, read, reader)
    app.register_blueprint(documentation.blueprint(openapi.document(reads)))
    app.register_blueprint(operations.blueprint(reader, parts or {}, registry))
    if cache is not None:
        app.register_blueprint(cache_routes.blueprint(cache))
    app.register_blueprint(web.blueprint(page))
    app.after_request(_finish)
    below = app.wsgi_app if cache is None else ResponseMemory(app.wsgi_app, cache.stored, options.cache_memory_bytes)
    app.wsgi_app = Front(below, options, RequestMetrics(registry))  # type: ignore[method-assign] # Flask's own way
    return app


def _name_route() -> None:
    """Tell the front which route answers, for its metrics."""
    if request.url_rule is not None:
        request.environ[ROUTE] = _route_name(request.url_rule.rule)


@cache
def _route_name(rule: str) -> str:
    """A rule as the documentation writes it: `{name}` for `<kind:name>`."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule)


def _finish(response: Response) -> Response:
    """Validate, compress, and leave the body out where the client has it."""
    cache_control.label(response)
    compress.compress(response)
    if response.status_code == HTTPStatus.OK and "ETag" in response.headers:
        response.make_conditional(request)
    return response
