"""For operators: how the cache stands, to clear it, to warm it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import UnsupportedMediaType

from teralineage.api.params import Param, Text, read
from teralineage.cache.admin import WARM_AT_MOST, CacheAdmin, CacheCleared, CacheReport, CacheWarmUp
from teralineage.cache.keys import ROOT
from teralineage.domain.errors import MalformedIdError, ValidationError

PATH = "/api/v2/cache"
PREFIX = Param(
    "prefix", Text(maximum=500), f"What the keys to delete start with, as in `{ROOT}lineage:`.", default=ROOT
)


class WarmRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to warm the cache with: ids of fields and datasets, or so many of those asked most since yesterday."""

    roots: list[str] | None = None
    limit: int = 100


DOCUMENTS: tuple[type[Any], ...] = (CacheReport, CacheCleared, CacheWarmUp, WarmRequest)
"""The documents that these routes give and take, for the OpenAPI document."""


def _ref(type_: type[Any]) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{type_.__name__}"}}}


def _documented(name: str, summary: str, status: str, type_: type[Any], **more: Any) -> dict[str, Any]:
    return {
        "operationId": name,
        "tags": ["Operations"],
        "summary": summary,
        "responses": {
            status: {"description": (type_.__doc__ or "").partition("\n")[0], "content": _ref(type_)},
            "400": {"$ref": "#/components/responses/BadRequest"},
        },
        **more,
    }


PATHS: dict[str, dict[str, Any]] = {
    PATH: {
        "get": _documented("cacheReport", "How the cache stands.", "200", CacheReport),
        "delete": _documented(
            "clearCache",
            "Forget the entries whose keys start with a prefix; without one, all of this deployment.",
            "200",
            CacheCleared,
            parameters=[
                {"name": PREFIX.name, "in": "query", "description": PREFIX.help, "schema": {**PREFIX.kind.schema()}}
            ],
        ),
    },
    f"{PATH}/warm": {
        "post": _documented(
            "warmCache",
            "Fill the cache in the background; the report tells how far it is.",
            "202",
            CacheWarmUp,
            requestBody={"content": _ref(WarmRequest)},
        )
    },
}
"""What the OpenAPI document says of these routes."""


def blueprint(admin: CacheAdmin) -> Blueprint:
    """`/api/v2/cache` and `/api/v2/cache/warm`."""
    routes = Blueprint("cache", __name__)

    @routes.get(PATH)
    def report() -> Response:
        read((), {}, dict(request.args.lists()))
        return _json(admin.report())

    @routes.delete(PATH)
    def clear() -> Response:
        values = read((PREFIX,), {}, dict(request.args.lists()))
        return _json(admin.clear(values[PREFIX]))

    @routes.post(f"{PATH}/warm")
    def warm() -> Response:
        body = request.get_data()
        if body and not request.is_json:
            raise UnsupportedMediaType
        wanted = _warm_request(body)
        try:
            queries = admin.roots(wanted.roots, wanted.limit)
        except MalformedIdError as error:
            raise ValidationError({"roots": str(error)}) from error
        return _json(admin.start_warming(queries), HTTPStatus.ACCEPTED)

    return routes


def _warm_request(body: bytes) -> WarmRequest:
    try:
        wanted = msgspec.json.decode(body or b"{}", type=WarmRequest)
    except msgspec.DecodeError as error:
        raise ValidationError({"body": str(error)}) from error
    if not 1 <= wanted.limit <= WARM_AT_MOST:
        raise ValidationError({"limit": f"must be a whole number from 1 to {WARM_AT_MOST}"})
    if wanted.roots is not None and len(wanted.roots) > WARM_AT_MOST:
        raise ValidationError({"roots": f"must be {WARM_AT_MOST} at most"})
    return wanted


def _json(document: msgspec.Struct, status: HTTPStatus = HTTPStatus.OK) -> Response:
    response = Response(msgspec.json.encode(document), status=status.value, mimetype="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
