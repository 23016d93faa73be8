"""Names as the command line prints them: lower case, unquoted, joined by dots."""

from __future__ import annotations

from teralineage.domain.ids import DatasetName, FieldName


def plain(name: DatasetName | FieldName) -> str:
    """`db.table` or `db.table.column`; a part that is not known is left out."""
    dataset = name.dataset if isinstance(name, FieldName) else name
    parts = [dataset.database, dataset.name]
    if isinstance(name, FieldName):
        parts.append(name.name)
    return ".".join(part for part in parts if part).lower()
