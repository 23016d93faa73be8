"""The one shape of a failure on the wire (RFC 9457), for whoever has to tell one."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import msgspec

MIMETYPE = "application/problem+json"
UNFORESEEN = "something went wrong here; the log has it under this request id"

REQUEST_ID = "teralineage.request_id"
"""Where in the environ the id of the request stands."""


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one parameter."""

    field: str
    message: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A failure. `error` repeats `detail`; the last three members stand only where they say something."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    error: str
    code: str
    request_id: str
    details: tuple[Fault, ...] | msgspec.UnsetType = msgspec.UNSET
    suggestions: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET
    candidates: tuple[str, ...] | msgspec.UnsetType = msgspec.UNSET


def render(environ: dict[str, Any], status: HTTPStatus, code: str, detail: str, **more: Any) -> bytes:
    """The document of a failure; `more` are its members beyond those that each has."""
    document = Problem(
        type="about:blank",
        title=status.phrase,
        status=status.value,
        detail=detail,
        instance=path_of(environ),
        error=detail,
        code=code,
        request_id=request_id_of(environ),
        **more,
    )
    return msgspec.json.encode(document)


def request_id_of(environ: dict[str, Any]) -> str:
    """The id of the request that the front gave it."""
    return str(environ[REQUEST_ID])


def path_of(environ: dict[str, Any]) -> str:
    """The path of the request, percent-encoded, so that it is one harmless word wherever it is written."""
    return quote(environ.get("PATH_INFO", "").encode("latin-1"), safe="/:@!$&'()*+,;=~")
