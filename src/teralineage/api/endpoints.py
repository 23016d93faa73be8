"""What one read endpoint is: a path, its parameters, and the query they make.

The same description serves the requests and the documentation, so neither can say what the other does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask, Response, request
from werkzeug.routing import BaseConverter

from teralineage.api import cache_control, render
from teralineage.api.params import Flag, Param, Values, read
from teralineage.domain.answers import Answer
from teralineage.domain.queries import Query
from teralineage.ports import OpenLineageRepository

BASE = "/api/v2/openlineage"

REFRESH = Param(
    "refresh", Flag(), "Skip the cache, ask the source, and keep the new answer for everybody.", default=False
)


class AnyText(BaseConverter):
    """Any text, slashes and all: ids hold slashes, and their own grammar says where they end."""

    regex = r"[\s\S]+?"
    part_isolating = False
    weight = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One read endpoint under `BASE`."""

    path: str
    """Its template; `{name}` is the parameter of that name."""
    tag: str
    summary: str
    query: type[Query[Any]]
    ask: Callable[[Values], Query[Any]]
    params: tuple[Param[Any], ...] = ()
    documented_paths: tuple[str, ...] = ()
    """The templates to document, where one path parameter here stands for several there."""
    render: Callable[[Answer[Any], Values], Response] = render.as_json
    also: Mapping[str, type[Query[Any]] | None] = field(default_factory=dict)
    """Other media types it can answer with, each with the query whose document that is; None: text, no document."""

    @property
    def all_params(self) -> tuple[Param[Any], ...]:
        """Its own parameters, and `refresh`, which every read takes."""
        return (*self.params, REFRESH)

    @property
    def rule(self) -> str:
        """Flask's rule for the path."""
        return BASE + re.sub(r"{(\w+)}", r"<any_text:\1>", self.path)


def add(app: Flask, endpoint: Endpoint, reader: OpenLineageRepository) -> None:
    """Serve an endpoint: parse, ask, render."""

    def view(**path: str) -> Response:
        values = read(endpoint.all_params, path, dict(request.args.lists()))
        with cache_control.reading(refresh=values[REFRESH]):
            answer = reader.answer(endpoint.ask(values))
            return endpoint.render(answer, values)

    app.add_url_rule(endpoint.rule, endpoint.path, view, methods=["GET"])
