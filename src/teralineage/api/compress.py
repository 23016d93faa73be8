"""Compressed answers for clients that take them."""

from __future__ import annotations

import gzip
import re
from functools import lru_cache
from typing import Literal

import zstandard
from flask import Response, request
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

Encoding = Literal["identity", "zstd", "gzip"]

MINIMUM_BYTES = 1024
"""Smaller bodies do not repay the effort."""

_TEXTUAL = re.compile(r"text/|application/(json|wasm)|[\w/.]+\+(json|xml)")


def accepted() -> Encoding:
    """The best encoding that the client of this request takes."""
    return best_for(request.headers.get("Accept-Encoding", ""))


@lru_cache(maxsize=256)
def best_for(header: str) -> Encoding:
    """The best encoding for a client that sends this `Accept-Encoding`."""
    taken = parse_accept_header(header, Accept)
    if taken["zstd"] > 0:
        return "zstd"
    return "gzip" if taken["gzip"] > 0 else "identity"


def pays(mimetype: str, size: int) -> bool:
    """Whether a body of this type and size is worth compressing."""
    return size >= MINIMUM_BYTES and bool(_TEXTUAL.match(mimetype))


def encode(body: bytes, encoding: Encoding, *, thoroughly: bool = False) -> bytes:
    """The body in an encoding; thoroughly where it is made once and sent often."""
    match encoding:
        case "zstd":
            return zstandard.compress(body, 12 if thoroughly else 1)
        case "gzip":
            return gzip.compress(body, 9 if thoroughly else 1, mtime=0)
        case "identity":
            return body


def label(response: Response, encoding: Encoding) -> None:
    """Say how a response is encoded; each encoding of a body has an ETag of its own, as strong ones must."""
    response.vary.add("Accept-Encoding")
    if encoding != "identity":
        response.headers["Content-Encoding"] = encoding
        tag, _ = response.get_etag()
        if tag is not None:
            response.set_etag(f"{tag}-{encoding}")


def compress(response: Response) -> None:
    """Compress a response that is large enough and not yet encoded."""
    if response.direct_passthrough or response.is_streamed or "Content-Encoding" in response.headers:
        return
    body = response.get_data()
    if pays(response.mimetype or "", len(body)):
        encoding = accepted()
        response.set_data(encode(body, encoding))
        label(response, encoding)
