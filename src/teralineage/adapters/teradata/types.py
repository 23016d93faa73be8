"""Column types as the dictionary codes them → as people write them.

`DBC.ColumnsV` and `HELP COLUMN` give a two-letter code, a length in bytes and two digit counts. Lengths print in
characters: two bytes each where the character type says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

UNSPECIFIED = -128
"""The digit count of a NUMBER that was declared without one."""

_TWO_BYTE_CHARACTERS = (2, 4)  # UNICODE and GRAPHIC
_FORMAT_LENGTH = re.compile(r"X\((\d+)\)", re.IGNORECASE)

_PLAIN = {
    "I1": "BYTEINT",
    "I2": "SMALLINT",
    "I": "INTEGER",
    "I8": "BIGINT",
    "F": "FLOAT",
    "DA": "DATE",
    "PD": "PERIOD(DATE)",
    "XM": "XML",
    "DT": "DATASET",
    "++": "TD_ANYTYPE",
    "VA": "TD_VALIST",
}
_IN_BYTES = {"BO": "BLOB", "BF": "BYTE", "BV": "VARBYTE"}
_IN_CHARACTERS = {"CF": "CHAR", "CV": "VARCHAR", "CO": "CLOB", "JN": "JSON"}
_ZONE = " WITH TIME ZONE"
_TEMPORAL = {
    "AT": ("TIME({s})", ""),
    "TZ": ("TIME({s})", _ZONE),
    "TS": ("TIMESTAMP({s})", ""),
    "SZ": ("TIMESTAMP({s})", _ZONE),
    "PT": ("PERIOD(TIME({s})", ")"),
    "PZ": ("PERIOD(TIME({s})", _ZONE + ")"),
    "PS": ("PERIOD(TIMESTAMP({s})", ")"),
    "PM": ("PERIOD(TIMESTAMP({s})", _ZONE + ")"),
}
_INTERVAL = {
    "YR": "YEAR({p})",
    "MO": "MONTH({p})",
    "DY": "DAY({p})",
    "HR": "HOUR({p})",
    "MI": "MINUTE({p})",
    "SC": "SECOND({p},{s})",
    "YM": "YEAR({p}) TO MONTH",
    "DH": "DAY({p}) TO HOUR",
    "DM": "DAY({p}) TO MINUTE",
    "HM": "HOUR({p}) TO MINUTE",
    "DS": "DAY({p}) TO SECOND({s})",
    "HS": "HOUR({p}) TO SECOND({s})",
    "MS": "MINUTE({p}) TO SECOND({s})",
}
_NAMED = ("UT", "UD", "US", "A1", "AN")


@dataclass(frozen=True, slots=True)
class TypeCode:
    """A type as the dictionary holds it. `length` is in bytes; any part may be missing, and texts blank-padded."""

    code: str | None
    length: int | None = None
    digits: int | None = None
    fraction: int | None = None
    char_type: int | None = None
    udt_name: str | None = None
    format: str | None = None


def render_type(type_: TypeCode) -> str | None:
    """The type as DDL would say it, without character set; the raw code where it is not known; None where empty."""
    code = (type_.code or "").strip().upper()
    render = _RENDERERS.get(code)
    return render(type_, code) if render else code or None


def _sized(name: str, length: int | None) -> str:
    return name if length is None or length <= 0 else f"{name}({length})"


def _characters(type_: TypeCode) -> int | None:
    """The length in characters; `X(n)` counts them too and decides where it agrees with either reading."""
    length = type_.length
    if length is None or type_.char_type not in _TWO_BYTE_CHARACTERS:
        return length
    shown = _FORMAT_LENGTH.search(type_.format or "")
    return length if shown and int(shown[1]) == length else length // 2


def _with_digits(pattern: str, type_: TypeCode) -> str:
    """Fill in digit counts, and leave the brackets of a missing one out."""
    p, s = type_.digits, type_.fraction
    if s is None:
        pattern = pattern.replace("({s})", "").replace(",{s}", "")
    if p is None:
        pattern = pattern.replace("({p})", "").replace("({p},{s})", "")
    return pattern.format(p=p, s=s)


def _decimal(type_: TypeCode, _code: str) -> str:
    if type_.digits is None:
        return "DECIMAL"
    return f"DECIMAL({type_.digits},{type_.fraction or 0})"


def _number(type_: TypeCode, _code: str) -> str:
    p = None if type_.digits in (None, UNSPECIFIED) else type_.digits
    s = None if type_.fraction in (None, UNSPECIFIED) else type_.fraction
    if p is None:
        return "NUMBER" if s is None else f"NUMBER(*,{s})"
    return f"NUMBER({p},{s})" if s else f"NUMBER({p})"


_RENDERERS: dict[str, Callable[[TypeCode, str], str]] = {
    **dict.fromkeys(_PLAIN, lambda _type, code: _PLAIN[code]),
    **dict.fromkeys(_IN_CHARACTERS, lambda type_, code: _sized(_IN_CHARACTERS[code], _characters(type_))),
    **dict.fromkeys(_IN_BYTES, lambda type_, code: _sized(_IN_BYTES[code], type_.length)),
    **dict.fromkeys(_TEMPORAL, lambda type_, code: _with_digits(_TEMPORAL[code][0], type_) + _TEMPORAL[code][1]),
    **dict.fromkeys(_INTERVAL, lambda type_, code: "INTERVAL " + _with_digits(_INTERVAL[code], type_)),
    **dict.fromkeys(_NAMED, lambda type_, code: (type_.udt_name or "").strip() or code),
    "D": _decimal,
    "N": _number,
}
