"""Parameters as tables: each says its name, kind, default and meaning once, for reading and for the documentation.

A route lists its parameters; `read` checks them all and raises one ValidationError that names every faulty one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, StrEnum
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from teralineage.domain.errors import MalformedIdError, ValidationError

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)


class _Missing(Enum):
    MISSING = "missing"


MISSING: Final = _Missing.MISSING
"""The default of a parameter that must be given."""


CONTROL = re.compile(r"[\x00-\x1f\x7f]")
UNREADABLE = "\ufffd"
"""What stands in place of bytes that are not UTF-8."""


class Kind(Protocol[T_co]):
    """How the text of a parameter becomes a value, and how that is documented."""

    def parse(self, text: str) -> T_co:
        """The value; a ValueError's message says what is accepted."""
        ...

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the accepted texts."""
        ...


@dataclass(frozen=True, slots=True)
class Param(Generic[T]):
    """One parameter of a route, in the path where the route's template names it, else in the query."""

    name: str
    kind: Kind[T]
    help: str
    default: T | _Missing = MISSING


class Values:
    """The values of a request's parameters, looked up by the parameter itself, so that their types are known."""

    __slots__ = ("_found",)

    def __init__(self, found: Mapping[str, object]) -> None:
        self._found = found

    def __getitem__(self, param: Param[T]) -> T:
        return cast("T", self._found[param.name])


def read(params: Iterable[Param[Any]], path: Mapping[str, str], query: Mapping[str, list[str]]) -> Values:
    """Read all parameters of a request; `query` maps each name to every value it was given.

    Raises:
        ValidationError: some are faulty, missing, unknown or repeated; all of them are named.
    """
    known = {param.name: param for param in params}
    found: dict[str, object] = {}
    faults: dict[str, str] = {}
    for name, texts in query.items():
        if name not in known or name in path:
            allowed = ", ".join(sorted(known.keys() - path.keys())) or "none"
            faults[name] = f"is not a parameter here; there are: {allowed}"
        elif len(texts) > 1:
            faults[name] = f"is given {len(texts)} times; give it once"
    given = dict(path) | {name: texts[0] for name, texts in query.items() if name not in faults}
    for name, param in known.items():
        if name in faults:
            continue
        if name in given:
            try:
                found[name] = param.kind.parse(_legible(given[name]))
            except ValueError as error:
                faults[name] = str(error)
        elif param.default is MISSING:
            faults[name] = "is required"
        else:
            found[name] = param.default
    if faults:
        raise ValidationError(faults)
    return Values(found)


def _legible(text: str) -> str:
    """The text, if it was UTF-8 and holds no control character: no name has one, and not every store takes them."""
    if UNREADABLE in text:
        raise ValueError("must be UTF-8")
    if CONTROL.search(text):
        raise ValueError("must not hold control characters")
    return text


@dataclass(frozen=True, slots=True)
class Text:
    """Free text of so many characters, blanks at its ends not counted."""

    minimum: int = 1
    maximum: int = 300

    def parse(self, text: str) -> str:
        """The text without the blanks around it."""
        stripped = text.strip()
        if not self.minimum <= len(stripped) <= self.maximum:
            raise ValueError(f"must be {self.minimum} to {self.maximum} characters")
        return stripped

    def schema(self) -> dict[str, Any]:
        """A string with bounds."""
        return {"type": "string", "minLength": self.minimum, "maxLength": self.maximum}


@dataclass(frozen=True, slots=True)
class Name:
    """The name of one thing, taken as it is."""

    def parse(self, text: str) -> str:
        """The text itself."""
        if not text:
            raise ValueError("must not be empty")
        return text

    def schema(self) -> dict[str, Any]:
        """A string that is not empty."""
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A whole number within bounds, written in plain digits."""

    minimum: int
    maximum: int

    def parse(self, text: str) -> int:
        """The number."""
        digits = text.removeprefix("-")
        # Nothing longer than the bounds can lie within them; so int() never sees a text that costs time.
        if not (digits.isascii() and digits.isdigit() and len(digits) <= len(str(self.maximum))):
            raise ValueError(self._form())
        number = int(text)
        if not self.minimum <= number <= self.maximum:
            raise ValueError(self._form())
        return number

    def _form(self) -> str:
        return f"must be a whole number from {self.minimum} to {self.maximum}"

    def schema(self) -> dict[str, Any]:
        """An integer with bounds."""
        return {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}


@dataclass(frozen=True, slots=True)
class Choice(Generic[E]):
    """One word of an enumeration."""

    words: type[E]

    def parse(self, text: str) -> E:
        """The member."""
        try:
            return self.words(text)
        except ValueError:
            raise ValueError(f"must be one of {', '.join(self.words)}") from None

    def schema(self) -> dict[str, Any]:
        """The enumeration."""
        return {"type": "string", "enum": [str(word) for word in self.words]}


@dataclass(frozen=True, slots=True)
class Choices:
    """Several of a few words, joined by commas in any order; some of them always."""

    words: tuple[str, ...]
    always: frozenset[str] = frozenset()

    def parse(self, text: str) -> frozenset[str]:
        """The words chosen."""
        chosen = frozenset(text.split(","))
        if not chosen <= set(self.words) or not chosen >= self.always:
            must = f", {' and '.join(sorted(self.always))} among them" if self.always else ""
            raise ValueError(f"must be words from {', '.join(self.words)}, joined by commas{must}")
        return chosen

    def schema(self) -> dict[str, Any]:
        """A string of words joined by commas."""
        word = f"({'|'.join(self.words)})"
        return {"type": "string", "pattern": f"^{word}(,{word})*$"}


@dataclass(frozen=True, slots=True)
class Flag:
    """`true` or `false`."""

    def parse(self, text: str) -> bool:
        """The truth."""
        if text not in {"true", "false"}:
            raise ValueError("must be true or false")
        return text == "true"

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment in ISO 8601; without an offset it is UTC, without a time it is that day's midnight."""

    def parse(self, text: str) -> datetime:
        """The moment in UTC."""
        try:
            moment = datetime.fromisoformat(text)
            return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise ValueError("must be an ISO 8601 timestamp such as 2026-03-31T12:00:00Z") from None

    def schema(self) -> dict[str, Any]:
        """A timestamp."""
        return {"type": "string", "format": "date-time"}


@dataclass(frozen=True, slots=True)
class Id(Generic[T]):
    """An id by its own grammar; `read` raises MalformedIdError where the text is none."""

    read: Callable[[str], T]
    example: str

    def parse(self, text: str) -> T:
        """The id."""
        try:
            return self.read(text)
        except MalformedIdError as error:
            raise ValueError(f"must be of the form {error.shape}, as in {self.example}") from None

    def schema(self) -> dict[str, Any]:
        """A string with an example."""
        return {"type": "string", "minLength": 1, "examples": [self.example]}
