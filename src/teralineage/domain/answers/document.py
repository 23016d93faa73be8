"""What every document of the API is made of, and the envelope that carries an entity and its JSON."""

from __future__ import annotations

from typing import Generic, Self, TypeVar

import msgspec

T = TypeVar("T")


class Answer(Generic[T]):
    """An entity and its JSON. Build it with `of` from an entity, or `from_json` from stored bytes."""

    __slots__ = ("_entity", "_json", "_type")

    def __init__(self, entity: T | None, json: bytes | None, type_: type[T]) -> None:
        self._entity = entity
        self._json = json
        self._type = type_

    @classmethod
    def of(cls, entity: T) -> Self:
        """Wrap an entity; it is encoded only if somebody asks for its JSON."""
        return cls(entity, None, type(entity))

    @classmethod
    def from_json(cls, json: bytes, type_: type[T]) -> Self:
        """Wrap stored bytes; they are decoded only if somebody looks inside."""
        return cls(None, json, type_)

    @property
    def entity(self) -> T:
        """The typed entity.

        Raises:
            msgspec.DecodeError: the bytes this was made from are not a T.
        """
        if self._entity is None:
            assert self._json is not None  # noqa: S101 - one of the two always stands
            self._entity = msgspec.json.decode(self._json, type=self._type)
        return self._entity

    @property
    def json(self) -> bytes:
        """The wire form, UTF-8."""
        if self._json is None:
            self._json = msgspec.json.encode(self._entity)
        return self._json


class Document(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A JSON object of the API: members in camelCase, in the order they are written here."""


class Pagination(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page stands in its list; these members keep their snake_case on the wire."""

    total_count: int
    limit: int
    offset: int
    has_next: bool


def paginate(total: int, limit: int, offset: int) -> Pagination:
    """The pagination of a page of `limit` rows after `offset` out of `total`."""
    return Pagination(total_count=total, limit=limit, offset=offset, has_next=offset + limit < total)
