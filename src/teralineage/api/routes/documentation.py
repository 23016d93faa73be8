"""The API's description: for programs at `/openapi.json`, for people at `/docs`; nothing is fetched elsewhere."""

from __future__ import annotations

from importlib import resources
from typing import Any

import msgspec
from flask import Blueprint, Response

FILES = {
    "/docs": ("docs.html", "text/html"),
    "/docs/docs.css": ("docs.css", "text/css"),
    "/docs/docs.js": ("docs.js", "text/javascript"),
}


def blueprint(document: dict[str, Any]) -> Blueprint:
    """Routes that serve an OpenAPI document and the page that shows it."""
    routes = Blueprint("documentation", __name__)
    body = msgspec.json.encode(document)
    routes.add_url_rule("/openapi.json", "openapi", lambda: _fixed(body, "application/json"))
    for path, (name, mimetype) in FILES.items():
        content = resources.files("teralineage.api").joinpath("docs", name).read_bytes()
        routes.add_url_rule(path, name.replace(".", "_"), _sender(content, mimetype))
    return routes


def _sender(content: bytes, mimetype: str) -> Any:
    return lambda: _fixed(content, mimetype)


def _fixed(body: bytes, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response
