"""Finding names: exact, then prefix, then the start of a word, then anywhere, then close spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, Connection, func, select

from teralineage.adapters.sql.browse import summary
from teralineage.adapters.sql.candidates import matching
from teralineage.adapters.sql.engine import AnyRow, AnySelect, chunks
from teralineage.adapters.sql.names import dataset_rows
from teralineage.adapters.sql.schema import dataset, field, namespace
from teralineage.domain import answers, queries
from teralineage.domain.ids import fold, render_part

_AT_ONCE = 100


def dataset_search(connection: Connection, query: queries.DatasetSearchQuery) -> answers.DatasetSearch:
    """Datasets whose table name, or `database.table`, matches; best first."""
    found = _datasets(connection, query.text, query.limit)
    return answers.DatasetSearch(datasets=found, query=query.text, count=len(found))


def search(connection: Connection, query: queries.SearchQuery) -> answers.SearchResult:
    """Databases, datasets and fields, each group best first and within the limit."""
    text, limit = query.text, query.limit
    return answers.SearchResult.of(
        text,
        _databases(connection, text, limit) if "database" in query.types else (),
        _datasets(connection, text, limit) if "dataset" in query.types else (),
        _fields(connection, text, limit) if "field" in query.types else (),
    )


def _databases(connection: Connection, text: str, limit: int) -> tuple[answers.Database, ...]:
    key = dataset.c.database_key
    listed = (
        select(
            key,
            func.min(dataset.c.database_name).label("name"),
            namespace.c.namespace_uri,
            func.count().label("tables"),
        )
        .join_from(dataset, namespace)
        .where(dataset.c.is_active)
        .group_by(key, namespace.c.namespace_uri)
        .order_by(namespace.c.namespace_uri)
    )
    keys = matching(connection, "database", fold(text))
    return tuple(
        answers.Database(name=row.name, namespace=row.namespace_uri, table_count=row.tables)
        for row in _in_order(connection, listed, key, keys, limit)
    )


def _datasets(connection: Connection, text: str, limit: int) -> tuple[answers.DatasetSummary, ...]:
    listed = dataset_rows().where(dataset.c.is_active)
    rows: list[AnyRow] = []
    database, dot, table = fold(text).rpartition(".")
    if dot:
        columns = dataset.c
        within = listed.where(columns.database_key == database, columns.table_key.startswith(table, autoescape=True))
        order = func.length(columns.table_key), columns.table_key, columns.namespace_id
        rows += connection.execute(within.order_by(*order).limit(limit))
    if not rows:
        keys = matching(connection, "dataset", fold(text))
        rows += _in_order(connection, listed, dataset.c.table_key, keys, limit)
    return tuple(summary(row) for row in rows)


def _fields(connection: Connection, text: str, limit: int) -> tuple[answers.FieldHit, ...]:
    listed = (
        select(
            field.c.field_name,
            field.c.field_key,
            field.c.field_type,
            dataset.c.namespace_id,
            dataset.c.name,
            dataset.c.source_type,
        )
        .join_from(field, dataset)
        .where(field.c.is_active, dataset.c.is_active)
    )
    keys = matching(connection, "field", fold(text))
    return tuple(
        answers.FieldHit(
            id=f"{row.namespace_id}/{row.name}/{render_part(row.field_name)}",
            name=row.field_name,
            type=row.field_type,
            dataset_id=f"{row.namespace_id}/{row.name}",
            dataset_name=row.name,
            source_type=row.source_type,
        )
        for row in _in_order(connection, listed, field.c.field_key, keys, limit)
    )


def _in_order(
    connection: Connection, listed: AnySelect, key: ColumnElement[str], lots: Iterable[list[str]], limit: int
) -> Iterator[AnyRow]:
    """Rows of the best keys first, up to a limit: a few keys at a time, so that a common name is not read in full."""
    left = limit
    for part in (part for keys in lots for part in (keys[:1], *chunks(keys[1:], _AT_ONCE)) if part):
        place = {one: index for index, one in enumerate(part)}
        rows = connection.execute(listed.where(key.in_(part)).limit(left if len(part) == 1 else _AT_ONCE * limit)).all()
        ordered = sorted(rows, key=lambda row: place[getattr(row, key.name)])[:left]
        left -= len(ordered)
        yield from ordered
        if left <= 0:
            return
