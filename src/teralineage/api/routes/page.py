"""The built web page: its files are read once, kept in memory with their compressed forms, and served from there."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as AnyResponse

from teralineage.api.compress import Encoding, accepted, encode, label, pays

INDEX = "index.html"
HASHED = "assets/"
"""The folder whose files carry a hash of their content in their name, so that they never change."""

TYPES = {
    # What the machine's own table may lack or tell otherwise.
    ".css": "text/css",
    ".html": "text/html",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}


class OutsideApi(BaseConverter):
    """Any path but those under `/api/`, where an unknown address is an error whatever the method."""

    regex = r"(?!api/)[\s\S]+?"
    part_isolating = False
    weight = 300


@dataclass(frozen=True, slots=True)
class PageFile:
    """One file of the page in each encoding that it is worth having in."""

    bodies: dict[Encoding, bytes]
    content_type: str
    etag: str
    cache_control: str


def load(folder: Path) -> dict[str, PageFile]:
    """Every file of the built page by its path in the folder; none where the folder is not there."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {name: _load(path, name) for path in paths for name in (path.relative_to(folder).as_posix(),)}


def _load(path: Path, name: str) -> PageFile:
    body = path.read_bytes()
    mimetype = TYPES.get(path.suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    encodings: tuple[Encoding, ...] = ("identity", "zstd", "gzip") if pays(mimetype, len(body)) else ("identity",)
    return PageFile(
        {encoding: encode(body, encoding, thoroughly=True) for encoding in encodings},
        f"{mimetype}; charset=utf-8" if mimetype.startswith("text/") else mimetype,
        hashlib.sha256(body).hexdigest()[:20],
        "public, max-age=31536000, immutable" if name.startswith(HASHED) else "no-cache",
    )


def blueprint(folder: Path | None) -> Blueprint:
    """The page at `/`, its files, and the page again for every address that a browser navigates to outside the API."""
    files = load(folder) if folder is not None else {}
    routes = Blueprint("page", __name__)

    @routes.get("/")
    def index() -> AnyResponse:
        return _send(files[INDEX]) if INDEX in files else redirect("/docs")

    @routes.get("/<outside_api:name>")
    def file(name: str) -> AnyResponse:
        if name in files:
            return _send(files[name])
        # The page's own router knows the addresses that a browser navigates to; only a browser asks for HTML by name.
        if INDEX in files and not name.startswith(HASHED) and "text/html" in request.headers.get("Accept", ""):
            return _send(files[INDEX])
        raise NotFound

    return routes


def _send(file: PageFile) -> Response:
    encoding = accepted() if len(file.bodies) > 1 else "identity"
    response = Response(file.bodies[encoding], content_type=file.content_type)
    response.headers["Cache-Control"] = file.cache_control
    response.set_etag(file.etag)
    if len(file.bodies) > 1:
        label(response, encoding)
    return response
