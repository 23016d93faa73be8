"""Types of view columns, which `DBC.ColumnsV` does not hold: four ways, tried in order.

1. `DBC.ColumnsJQV` for a whole database, where the feature QVCI is switched on; 2. HELP COLUMN on the view;
3. HELP COLUMN on a query of the view, which needs SELECT on it; 4. the types of what the columns are copied from,
which the caller derives from lineage. A view that is broken fails alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from teralineage.adapters.teradata import catalog_sql as sql
from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.errors import TeradataError
from teralineage.adapters.teradata.types import TypeCode, render_type
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import FieldDefinition

HEADINGS = {
    "name": ("columndictionaryname", "columnname", "colname", "column"),
    "code": ("type", "columntype"),
    "nullable": ("nullable",),
    "format": ("format",),
    "length": ("maxlength", "maxlen", "length"),
    "digits": ("decimaltotaldigits", "dectotaldigits", "totaldigits"),
    "fraction": ("decimalfractionaldigits", "decfractionaldigits", "fractionaldigits"),
    "char_type": ("chartype",),
    "udt_name": ("udtname",),
}
"""What releases call the columns of HELP COLUMN's answer, without case, blanks and dots; the first that is there."""


def field_of(row: tuple[Any, ...]) -> FieldDefinition:
    """A column from a row of `catalog_sql.columns`, without its table's name."""
    name, code, length, digits, fraction, char_type, udt_name, format_, nullable, comment = row
    type_ = TypeCode(code, length, digits, fraction, char_type, udt_name, format_)
    return FieldDefinition(name, render_type(type_), truth(nullable), text(comment))


def help_fields(session: Session, view: DatasetName) -> tuple[FieldDefinition, ...]:
    """The columns of a view as HELP tells them.

    Raises:
        TeradataError: the view is broken, or may not be read.
    """
    try:
        records = session.records(sql.help_columns(view.database, view.name))
    except TeradataError:
        records = session.records(sql.help_derived_columns(view.database, view.name))
    return tuple(_field(record) for record in records)


def _field(record: Mapping[str, Any]) -> FieldDefinition:
    given = {re.sub(r"[^a-z]", "", heading.lower()): value for heading, value in record.items()}

    def value(part: str) -> Any:
        return next((given[name] for name in HEADINGS[part] if name in given), None)

    type_ = TypeCode(
        text(value("code")),
        _number(value("length")),
        _number(value("digits")),
        _number(value("fraction")),
        _number(value("char_type")),
        text(value("udt_name")),
        text(value("format")),
    )
    return FieldDefinition(text(value("name")) or "", render_type(type_), truth(value("nullable")))


def text(value: Any) -> str | None:
    """A text without the blanks that CHAR columns are filled up with; None where nothing is left."""
    stripped = str(value).rstrip() if value is not None else ""
    return stripped or None


def truth(value: Any) -> bool | None:
    """Y and N, padded or not."""
    return {"Y": True, "N": False}.get((text(value) or "").upper())


def _number(value: Any) -> int | None:
    return None if value is None or not str(value).strip() else int(value)
