"""Errors as `application/problem+json` (RFC 9457): one table of statuses, one shape, one place.

What a caller may see is the error's code and a text that names only what the caller named; everything else stays in
the log, under the request id that the answer carries.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any, TypeGuard

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from teralineage.api import problems
from teralineage.api.front import FOREIGN
from teralineage.api.problems import Fault, request_id_of
from teralineage.domain import errors
from teralineage.domain.errors import (
    AmbiguousNameError,
    NotFoundError,
    StoreUnavailableError,
    TeraLineageError,
    UsageError,
    ValidationError,
)

log = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5

STATUSES: tuple[tuple[type[TeraLineageError], HTTPStatus], ...] = (
    (UsageError, HTTPStatus.BAD_REQUEST),
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (AmbiguousNameError, HTTPStatus.CONFLICT),
    (StoreUnavailableError, HTTPStatus.SERVICE_UNAVAILABLE),
)
"""The status of each branch of the tree of errors; anything else is 500."""

HTTP_CODES = {
    HTTPStatus.BAD_REQUEST: ("BAD_REQUEST", "the request cannot be read"),
    HTTPStatus.NOT_FOUND: ("ROUTE_NOT_FOUND", "there is nothing at this address"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("METHOD_NOT_ALLOWED", "this address does not take this method"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: ("BODY_TOO_LARGE", "the body is larger than this server takes"),
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: ("UNSUPPORTED_MEDIA_TYPE", "the body is not of a type this address takes"),
    HTTPStatus.TOO_MANY_REQUESTS: ("TOO_MANY_REQUESTS", "too many requests; try again later"),
}

AWAY = "the source of this answer does not answer now; try again later"


def codes() -> list[str]:
    """Every code that a problem may carry."""
    known = {kind.code for kind in vars(errors).values() if _is_public(kind)}
    return sorted(known | {code for code, _ in (*HTTP_CODES.values(), FOREIGN)})


def code_of(error: Exception) -> str:
    """The code to show: an adapter's own kind of error shows as the kind of the domain that it is."""
    return next((kind.code for kind in type(error).__mro__ if _is_public(kind)), TeraLineageError.code)


def _is_public(kind: object) -> TypeGuard[type[TeraLineageError]]:
    return isinstance(kind, type) and issubclass(kind, TeraLineageError) and kind.__module__ == errors.__name__


def register(app: Flask) -> None:
    """Turn every error of the app into a problem document."""
    app.register_error_handler(TeraLineageError, _known)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def problem(status: HTTPStatus, code: str, detail: str, **more: Any) -> Response:
    """A problem document as a response; `more` are its members beyond those that each has."""
    body = problems.render(request.environ, status, code, detail, **more)
    response = Response(body, status=status.value, mimetype=problems.MIMETYPE)
    response.headers["Cache-Control"] = "no-store"
    return response


def _known(error: TeraLineageError) -> Response:
    status = next((status for type_, status in STATUSES if isinstance(error, type_)), None)
    if status is None:
        return _unforeseen(error)
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        log.warning("request %s: %s", request_id_of(request.environ), error)
        response = problem(status, code_of(error), AWAY)
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
        return response
    return problem(status, code_of(error), str(error), **_members(error))


def _members(error: TeraLineageError) -> dict[str, Any]:
    """What an error carries beyond its text."""
    match error:
        case ValidationError():
            return {"details": tuple(Fault(field, message) for field, message in error.details.items())}
        case NotFoundError():
            return {"suggestions": error.suggestions}
        case AmbiguousNameError():
            return {"candidates": error.candidates}
        case _:
            return {}


def _http(error: HTTPException) -> Response:
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _unforeseen(error)
    code, detail = HTTP_CODES.get(status, (status.name, status.phrase.lower()))
    response = problem(status, code, detail)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    log.error("request %s failed", request_id_of(request.environ), exc_info=error)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, code_of(error), problems.UNFORESEEN)
