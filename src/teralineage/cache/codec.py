"""What the cache holds: an envelope around an answer's JSON, or around the word that there is none.

One round trip brings the value and all that is needed to judge it. Anything that does not open as an envelope of
this very schema is no entry at all.
"""

from __future__ import annotations

import hashlib
import threading
import zlib
from typing import Literal

import msgspec
import zstandard

from teralineage.cache.keys import NAMES
from teralineage.domain.errors import NotFoundError

COMPRESS_FROM_BYTES = 1024
"""Smaller bodies do not repay the effort."""

_LAYOUT = "1"


class UndecodableError(ValueError):
    """Stored bytes are not an envelope of this schema."""


class Envelope(msgspec.Struct, frozen=True, array_like=True):
    """An answer as it is stored. Times are seconds since the epoch.

    `generation` is the store's when the answer was asked for. `created` is when the source was asked, `soft` when the
    entry should be refreshed, `hard` when it must no longer be used, `refreshed` when a refresh last replaced it
    (0: never). `etag` is a strong validator of the JSON, `checksum` guards `body` as it is stored.
    """

    schema: str
    generation: int
    created: float
    soft: float
    hard: float
    refreshed: float
    build_seconds: float
    kind: Literal["answer", "error"]
    etag: str
    encoding: Literal["identity", "zstd"]
    checksum: int
    body: bytes

    @property
    def json(self) -> bytes:
        """The body as plain JSON."""
        return self.body if self.encoding == "identity" else _decompressor().decompress(self.body)


class _Absence(msgspec.Struct, frozen=True, array_like=True):
    """A NotFoundError; `spelling` is the question that it repeats."""

    code: str
    name: str
    suggestions: tuple[str, ...]
    spelling: str


def _schema_version() -> str:
    """A hash of every answer's shape: whoever changes an answer changes it, and need not think of it."""
    types = sorted({query.answer_type for query in NAMES}, key=lambda type_: type_.__name__)
    shapes = msgspec.json.encode(msgspec.json.schema_components(types), order="deterministic")
    return hashlib.sha256(_LAYOUT.encode() + shapes).hexdigest()[:12]


SCHEMA = _schema_version()
_thread = threading.local()
_decoder = msgspec.msgpack.Decoder(Envelope)


def _decompressor() -> zstandard.ZstdDecompressor:
    """This thread's own: to make one takes longer than to use it, and to share one is not safe."""
    found: zstandard.ZstdDecompressor | None = getattr(_thread, "decompressor", None)
    if found is None:
        found = _thread.decompressor = zstandard.ZstdDecompressor()
    return found


def etag_of(body: bytes) -> str:
    """A strong validator of a body, without quotes."""
    return hashlib.blake2b(body, digest_size=12).hexdigest()


def seal(  # noqa: PLR0913 - an envelope has that many independent facts
    json: bytes,
    *,
    generation: int,
    created: float,
    soft: float,
    hard: float,
    refreshed: float,
    build_seconds: float,
    kind: Literal["answer", "error"] = "answer",
) -> Envelope:
    """Put an answer's JSON into an envelope, compressed where that pays."""
    body, encoding = json, "identity"
    if len(json) >= COMPRESS_FROM_BYTES:
        body, encoding = zstandard.compress(json, 1), "zstd"
    return Envelope(
        schema=SCHEMA,
        generation=generation,
        created=created,
        soft=soft,
        hard=hard,
        refreshed=refreshed,
        build_seconds=build_seconds,
        kind=kind,
        etag=etag_of(json),
        encoding="zstd" if encoding == "zstd" else "identity",
        checksum=zlib.crc32(body),
        body=body,
    )


def encode(envelope: Envelope) -> bytes:
    """The bytes to store."""
    return msgspec.msgpack.encode(envelope)


def decode(data: bytes) -> Envelope:
    """Open stored bytes.

    Raises:
        UndecodableError: they are not an envelope, one of another schema, or damaged.
    """
    try:
        envelope = _decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise UndecodableError("not an envelope") from error
    if envelope.schema != SCHEMA:
        raise UndecodableError("written by another schema version")
    if zlib.crc32(envelope.body) != envelope.checksum:
        raise UndecodableError("damaged")
    return envelope


def render_error(error: NotFoundError, spelling: str) -> bytes:
    """A NotFoundError as bytes; `spelling` is the question as it was written."""
    return msgspec.json.encode(_Absence(error.code, error.name, error.suggestions, spelling))


def parse_error(body: bytes, spelling: str) -> NotFoundError | None:
    """The error that `render_error` wrote; None where the question was spelled otherwise, as errors repeat it.

    Raises:
        UndecodableError: the bytes are no such error.
    """
    try:
        absence = msgspec.json.decode(body, type=_Absence)
        kind = _errors()[absence.code]
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
        raise UndecodableError("not a known error") from error
    return kind(absence.name, absence.suggestions) if absence.spelling == spelling else None


def _errors() -> dict[str, type[NotFoundError]]:
    """Every kind of absence by its code."""
    kinds: list[type[NotFoundError]] = [NotFoundError, *NotFoundError.__subclasses__()]
    return {kind.code: kind for kind in kinds}
