"""The text of an object in full, or nothing: a text that may not be the object's definition is not taken for it."""

from __future__ import annotations

import re

from teralineage.adapters.teradata import catalog_sql as sql
from teralineage.adapters.teradata.connection import Session, plain_lines
from teralineage.adapters.teradata.errors import Meaning, TeradataError
from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import SourceType

SHOWN_AS = {
    SourceType.TABLE: "TABLE",
    SourceType.VIEW: "VIEW",
    SourceType.MATERIALIZED_VIEW: "JOIN INDEX",
    SourceType.MACRO: "MACRO",
    SourceType.PROCEDURE: "PROCEDURE",
}
"""What SHOW calls a kind of object."""

_PART = r'(?:"((?:[^"]|"")*)"|([^\s."(,;]+))'
_NAME = rf"{_PART}(?:\s*\.\s*{_PART})?"
_HEADS = {
    "TABLE": r"(?:CREATE)\s+(?:(?:SET|MULTISET|GLOBAL|TEMPORARY|FOREIGN|TRACE)\s+)*TABLE\s+",
    "VIEW": r"(?:CREATE|REPLACE)\s+(?:RECURSIVE\s+)?VIEW\s+",
    "JOIN INDEX": r"CREATE\s+JOIN\s+INDEX\s+",
    "MACRO": r"(?:CREATE|REPLACE)\s+MACRO\s+|CM\s+",
    "PROCEDURE": r"(?:CREATE|REPLACE)\s+PROCEDURE\s+",
}
_LEADING = re.compile(r"(?:\s+|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)


def read_text(session: Session, name: DatasetName, source_type: SourceType, *, long: bool, permitted: bool) -> str:
    """The definition: the dictionary's text where that is one, else what SHOW answers.

    `long` says that the dictionary keeps the text elsewhere than in its list; `permitted` chooses its views.

    Raises:
        TeradataError: neither may be read.
    """
    kind = SHOWN_AS[source_type]
    try:
        text = _long_text(session, name, permitted) if long else _short_text(session, name, permitted)
    except TeradataError:
        text = None  # SHOW needs other rights, so it may still answer
    if text is not None and defines(text, kind, name):
        return text
    return session.text(sql.show(kind, name.database, name.name))


def defines(text: str, kind: str, name: DatasetName) -> bool:
    """Whether a request makes the object: the dictionary keeps the last request, which may have been another one."""
    leading = _LEADING.match(text)
    match = re.compile(rf"(?:{_HEADS[kind]}){_NAME}", re.IGNORECASE).match(text, leading.end() if leading else 0)
    if match is None:
        return False
    first_quoted, first, second_quoted, second = match.groups()
    parts = [_unquoted(first_quoted, first)]
    if second_quoted is not None or second is not None:
        parts.append(_unquoted(second_quoted, second))
    wanted = [fold(name.database), fold(name.name)]
    return parts == wanted[-len(parts) :]


def _unquoted(quoted: str | None, plain: str | None) -> str:
    return fold(quoted.replace('""', '"') if quoted is not None else plain or "")


def _short_text(session: Session, name: DatasetName, permitted: bool) -> str | None:  # noqa: FBT001 - passed on
    rows = session.rows(sql.request_text(permitted), [name.database, name.name])
    return plain_lines(rows[0][0]) if rows and rows[0][0] else None


def _long_text(session: Session, name: DatasetName, permitted: bool) -> str | None:  # noqa: FBT001 - passed on
    """The rows of the text, joined; None where one is missing."""
    where = [name.database, name.name]
    try:
        rows = session.rows(sql.long_text(permitted), where)
    except TeradataError as error:
        if error.fault.meaning is not Meaning.ROW_TOO_WIDE:
            raise
        rows = _in_pieces(session, where, permitted)
    if [number for number, _ in rows] != list(range(1, len(rows) + 1)) or not rows:
        return None
    return plain_lines("".join(text or "" for _, text in rows))


def _in_pieces(session: Session, where: list[str], permitted: bool) -> list[tuple[int, str]]:  # noqa: FBT001 - as above
    texts: dict[int, str] = {}
    for start in range(1, sql.TEXT_ROW + 1, sql.TEXT_PIECE):
        for number, piece in session.rows(sql.long_text_piece(permitted, start), where):
            texts[number] = texts.get(number, "") + (piece or "")
    return sorted(texts.items())
