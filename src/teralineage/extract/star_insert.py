"""`INSERT INTO t.*` of the load utilities: every column of the table from the field of its name, or at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from teralineage.domain.ids import EVERY_FIELD, FieldName, fold
from teralineage.domain.model import ColumnEdge, Reason, Span, Subtype
from teralineage.extract.load_jobs import FileFeed
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading

_NAME = r"(?:\"(?:[^\"]|\"\")+\"|[^\s.\";()]+)"
_STAR = re.compile(
    rf"\s*(?:INSERT|INS)(?:\s+INTO)?\s+(?:(?P<database>{_NAME})\s*\.\s*)?(?P<table>{_NAME})\s*\.\s*(?P<star>\*)\s*;?\s*",
    re.IGNORECASE,
)


def read_star_insert(text: str, feeds: Sequence[FileFeed], session: Session) -> Reading | None:
    """What `INSERT INTO t.*` does with the files that feed it; None where the text is another statement."""
    match = _STAR.fullmatch(text)
    if match is None:
        return None
    database = match["database"]
    target = session.qualify(database.strip('"') if database else None, match["table"].strip('"'))
    known = session.find(target)
    columns = [field.name for field in known.fields] if known is not None else []
    if known is not None:
        target = known.name
    span = Span(match.start("star"), match.end("star"))
    edges = [
        ColumnEdge(FieldName(feed.dataset, source), FieldName(target, column), Subtype.IDENTITY, span, reason)
        for feed in feeds
        for source, column, reason in _pairs(feed.fields, columns)
    ]
    return Reading("INSERT", tuple(feed.dataset for feed in feeds), (target,), tuple(edges))


def _pairs(fields: Sequence[str], columns: Sequence[str]) -> Iterator[tuple[str, str, Reason]]:
    """Which field feeds which column, and how sure that is."""
    if not columns:
        yield from ((name, name, Reason.INFERRED) for name in fields or (EVERY_FIELD,))
        return
    by_name = {fold(name): name for name in fields}
    if not fields or all(fold(column) in by_name for column in columns):
        yield from ((by_name.get(fold(column), column), column, Reason.SCHEMA) for column in columns)
    else:
        yield from ((name, column, Reason.SCHEMA) for name, column in zip(fields, columns, strict=False))
