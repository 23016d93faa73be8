"""The OpenAPI 3.1 document, made from the same tables and documents that serve the requests.

`python -m teralineage.api.openapi` prints it, for tools that generate clients.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from teralineage import __version__
from teralineage.api.endpoints import BASE, Endpoint
from teralineage.api.errors import codes
from teralineage.api.options import ApiOptions
from teralineage.api.params import MISSING, Name, Param
from teralineage.api.problems import Problem
from teralineage.api.routes import browse, cache, lineage, operations
from teralineage.domain import columnar
from teralineage.domain.queries import Query

Json = dict[str, Any]

PATH_PARTS: Mapping[str, Param[Any]] = {
    "datasetId": browse.DATASET_ID,
    "field": Param("field", Name(), "A field's name, quoted as in its id."),
}
"""What the parts of a documented path mean where requests read them as one id."""

HEADERS = {
    "X-Request-ID": "The request's id, also in the log; the one that was sent, where it is well formed.",
    "X-Cache": "HIT or MISS.",
    "X-Cache-TTL": "Whole seconds until the entry expires; absent where there is none.",
    "Cache-Status": "What the cache did, as RFC 9211 says it.",
    "ETag": "A strong validator of the body; send it as If-None-Match to be answered 304 while it stands.",
}

FAILURES = {
    "400": ("BadRequest", "A parameter is out of bounds, of the wrong type, unknown or repeated; `details` has all."),
    "404": ("NotFound", "There is no such thing; `suggestions` has close spellings."),
    "409": ("Ambiguous", "The name means more than one thing; `candidates` has their ids."),
    "500": ("Unforeseen", "Something went wrong; the log has it under `request_id`."),
    "503": ("Unavailable", "The source does not answer now; Retry-After says when to ask again."),
}

DESCRIPTION = """Column-level lineage for Teradata.

Names are compared without regard to case and spelled as the catalog spells them. An id may stand in a path as it is or
percent-encoded. Times are ISO 8601 UTC; what is not known is `null`, never absent. Members may be added, none is
removed."""


def document(endpoints: Iterable[Endpoint]) -> Json:
    """The document of these endpoints and of the routes for operators."""
    endpoints = tuple(endpoints)
    paths = {
        BASE + path: {"get": _operation(endpoint, path)}
        for endpoint in endpoints
        for path in endpoint.documented_paths or (endpoint.path,)
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "TeraLineage",
            "version": __version__,
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": {**paths, **operations.PATHS, **cache.PATHS},
        "components": {
            "schemas": _schemas(
                [*(query.answer_type for endpoint in endpoints for query in _queries(endpoint)), *cache.DOCUMENTS]
            ),
            "headers": {name: {"description": text, "schema": {"type": "string"}} for name, text in HEADERS.items()},
            "responses": {
                name: {"description": text, "content": {"application/problem+json": {"schema": _ref("Problem")}}}
                for name, text in FAILURES.values()
            },
        },
    }


def default_document() -> Json:
    """The document of a server with default bounds."""
    return document((*browse.ENDPOINTS, *lineage.endpoints(ApiOptions())))


def _operation(endpoint: Endpoint, path: str) -> Json:
    in_path = re.findall(r"{(\w+)}", path)
    own = {param.name: param for param in endpoint.all_params}
    parts = [own.get(name) or PATH_PARTS[name] for name in in_path]
    replaced = re.findall(r"{(\w+)}", endpoint.path)
    in_query = [param for name, param in own.items() if name not in replaced]
    return {
        "operationId": _operation_id(path),
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": [_parameter(param, "path") for param in parts]
        + [_parameter(param, "query") for param in in_query],
        "responses": {
            "200": {
                "description": _first_line(endpoint.query.answer_type),
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS},
                "content": {
                    "application/json": {"schema": _ref(endpoint.query.answer_type.__name__)},
                    **{media: {"schema": _body(query)} for media, query in endpoint.also.items()},
                },
            },
            "304": {"description": "The client's copy still stands."},
            **{status: {"$ref": f"#/components/responses/{name}"} for status, (name, _) in FAILURES.items()},
        },
    }


def _queries(endpoint: Endpoint) -> list[type[Query[Any]]]:
    """Every query that an endpoint may ask."""
    return [endpoint.query, *(query for query in endpoint.also.values() if query is not None)]


def _body(query: type[Query[Any]] | None) -> Json:
    return {"type": "string"} if query is None else _ref(query.answer_type.__name__)


def _parameter(param: Param[Any], place: str) -> Json:
    schema = param.kind.schema()
    if param.default is not MISSING and param.default is not None:
        schema = {**schema, "default": _written(param.default)}
    return {
        "name": param.name,
        "in": place,
        "required": param.default is MISSING,
        "description": param.help,
        "schema": schema,
    }


def _written(value: object) -> object:
    """A default as a request would write it."""
    return ",".join(sorted(value)) if isinstance(value, frozenset) else value


def _operation_id(path: str) -> str:
    words = [word.strip("{}") for word in path.split("/") if word]
    return words[0] + "".join(word[0].upper() + word[1:] for word in words[1:])


def _schemas(types: Iterable[type]) -> Json:
    unique = sorted({*types, Problem}, key=lambda type_: type_.__name__)
    _, schemas = msgspec.json.schema_components(unique, ref_template="#/components/schemas/{name}")
    for name, schema in schemas.items():
        # Members with a default may be left out where a document is read; in an answer they are always there.
        if name not in {"Problem", "WarmRequest"}:
            schema["required"] = list(schema["properties"])
        for member in schema["properties"].values():
            member.pop("default", None)
    code = schemas["Problem"]["properties"]["code"]
    code["description"] = "A stable word; more may come."
    code["examples"] = codes()
    schemas["ColumnarGraph"]["description"] = columnar.__doc__  # which tells how the arrays point into each other
    return dict(sorted(schemas.items()))


def _ref(name: str) -> Json:
    return {"$ref": f"#/components/schemas/{name}"}


def _first_line(type_: type) -> str:
    return (type_.__doc__ or "").strip().splitlines()[0]


if __name__ == "__main__":
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(default_document()), indent=2).decode() + "\n")
