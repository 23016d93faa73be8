"""Names of things as values, and Teradata's case rule, once.

Teradata keeps an object name as it was created and compares it without regard to case. So names here compare
by their folded form and print as they were written: `DatasetName("Sales", "T") == DatasetName("SALES", "t")`.

Text forms (`parse_x` reads what `str` writes, always):

=================  ===============================================  ==========================================
value              text                                             example
=================  ===============================================  ==========================================
namespace URI      OpenLineage's naming for Teradata                `teradata://td.example.com:1025`
namespace id       first 16 hex digits of the URI's SHA-256         `3f1c0a9be2d47788`
DatasetName        `{database}.{table}`                             `SALES_DW.DIM_CUSTOMER`
DatasetId          `{namespace id}/{database}.{table}`              `3f1c0a9be2d47788/SALES_DW.DIM_CUSTOMER`
FieldId            `{dataset id}/{field}`                           `3f1c…/SALES_DW.DIM_CUSTOMER/customer_id`
edge id            `{source field id}->{target field id}`
=================  ===============================================  ==========================================

A part that holds a separator (`.`, `/`, `>`, `"`), or is empty, stands in double quotes with inner quotes
doubled, as in SQL.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Self

from teralineage.domain.errors import MalformedIdError

EVERY_FIELD = "*"
"""The field name that stands for a whole dataset: the target of an INDIRECT edge that steers all its rows."""

_NEEDS_QUOTES = re.compile(r'[./>"]|^$')
_PART = re.compile(r'"((?:[^"]|"")*)"|([^./>"]+)')
_NAMESPACE_ID = re.compile(r"[0-9a-f]{16}")


def fold(name: str) -> str:
    """The form of a name that Teradata compares; folding twice changes nothing."""
    return name.casefold()


def namespace_id(uri: str) -> str:
    """The short stable id of a namespace URI: 16 hex digits of its SHA-256."""
    return hashlib.sha256(uri.encode()).hexdigest()[:16]


def render_part(name: str) -> str:
    """One name as part of an id, quoted only where it must be."""
    if _NEEDS_QUOTES.search(name):
        return '"' + name.replace('"', '""') + '"'
    return name


@dataclass(frozen=True, slots=True, order=True)
class DatasetName:
    """A table, view or other dataset within a namespace; compared as Teradata compares."""

    key: tuple[str, str] = field(init=False, repr=False)
    database: str = field(compare=False)
    name: str = field(compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", (fold(self.database), fold(self.name)))

    def __str__(self) -> str:
        return f"{render_part(self.database)}.{render_part(self.name)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `database.table`.

        Raises:
            MalformedIdError: the text is not exactly two parts joined by a dot.
        """
        parts = _parts(text, seps=".")
        return cls(*parts)


@dataclass(frozen=True, slots=True, order=True)
class FieldName:
    """A field within a namespace; `EVERY_FIELD` as its name means the dataset as a whole."""

    dataset: DatasetName
    key: str = field(init=False, repr=False)
    name: str = field(compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", fold(self.name))

    def __str__(self) -> str:
        return f"{self.dataset}.{render_part(self.name)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `database.table.field`.

        Raises:
            MalformedIdError: the text is not exactly three parts joined by dots.
        """
        database, name, field_name = _parts(text, seps="..")
        return cls(DatasetName(database, name), field_name)


@dataclass(frozen=True, slots=True, order=True)
class DatasetId:
    """A dataset anywhere. `namespace` is a namespace id; None means: wherever the name is unambiguous."""

    namespace: str | None
    name: DatasetName

    def __str__(self) -> str:
        return f"{self.namespace}/{self.name}" if self.namespace else str(self.name)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `{namespace id}/{database}.{table}` or the plain `{database}.{table}`.

        Raises:
            MalformedIdError: the text has neither form.
        """
        head, slash, rest = text.partition("/")
        if slash and _NAMESPACE_ID.fullmatch(head):
            return cls(head, DatasetName.parse(rest))
        return cls(None, DatasetName.parse(text))


@dataclass(frozen=True, slots=True, order=True)
class FieldId:
    """A field anywhere; see `DatasetId` for its namespace."""

    dataset: DatasetId
    key: str = field(init=False, repr=False)
    name: str = field(compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", fold(self.name))

    def __str__(self) -> str:
        return f"{self.dataset}/{render_part(self.name)}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `{dataset id}/{field}`.

        Raises:
            MalformedIdError: the text has another form.
        """
        head, slash, rest = text.partition("/")
        namespace = head if slash and _NAMESPACE_ID.fullmatch(head) else None
        database, name, field_name = _parts(rest if namespace else text, seps="./")
        return cls(DatasetId(namespace, DatasetName(database, name)), field_name)


def parse_asset(text: str) -> FieldId | DatasetId:
    """Read a field id or a dataset id; no text is both.

    Raises:
        MalformedIdError: the text is neither.
    """
    for form in (DatasetId, FieldId):
        with suppress(MalformedIdError):
            return form.parse(text)
    raise MalformedIdError(text, "database.table or database.table/field")


def parse_edge_id(text: str) -> tuple[FieldId, FieldId]:
    """Read `{source field id}->{target field id}`.

    Raises:
        MalformedIdError: the text has another form.
    """
    for match in re.finditer("->", text):
        try:
            return FieldId.parse(text[: match.start()]), FieldId.parse(text[match.end() :])
        except MalformedIdError:
            continue
    raise MalformedIdError(text, "source field id->target field id")


def _parts(text: str, seps: str) -> tuple[str, ...]:
    """Split into `len(seps) + 1` names that stand between the separators, in their order."""
    names: list[str] = []
    position = 0
    for index in range(len(seps) + 1):
        match = _PART.match(text, position)
        if match is None:
            break
        quoted, plain = match.groups()
        names.append(plain if quoted is None else quoted.replace('""', '"'))
        position = match.end()
        if index < len(seps):
            if text[position : position + 1] != seps[index]:
                break
            position += 1
    if len(names) != len(seps) + 1 or position != len(text):
        shape = "database" + "".join(sep + part for sep, part in zip(seps, ("table", "field"), strict=False))
        raise MalformedIdError(text, shape)
    return tuple(names)
