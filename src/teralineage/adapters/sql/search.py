"""Finding names: exact, then prefix, then the start of a word, then anywhere, then close spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy import Connection, func, or_, select

from teralineage.adapters.sql.browse import summary
from teralineage.adapters.sql.engine import AnyRow, contains
from teralineage.adapters.sql.names import closest, database_names, dataset_rows, id_of
from teralineage.adapters.sql.schema import dataset, field, namespace
from teralineage.domain import answers, queries
from teralineage.domain.ids import EVERY_FIELD, FieldId, fold

T = TypeVar("T")

_CANDIDATES = 2000
_CLOSE = 0.75


def rank(text: str, key: str) -> int:
    """How well a folded name matches a folded text; 0 is exact, 4 not at all."""
    if key == text:
        return 0
    if key.startswith(text):
        return 1
    if re.search(r"(?<![^\W_])" + re.escape(text), key):
        return 2
    return 3 if text in key else 4


def dataset_search(connection: Connection, query: queries.DatasetSearchQuery) -> answers.DatasetSearch:
    """Datasets whose table name, or `database.table`, matches; best first."""
    found = _datasets(connection, query.text, query.limit)
    return answers.DatasetSearch(datasets=found, query=query.text, count=len(found))


def search(connection: Connection, query: queries.SearchQuery) -> answers.SearchResult:
    """Databases, datasets and fields, each group best first and within the limit."""
    databases = _databases(connection, query.text, query.limit) if "database" in query.types else ()
    datasets = _datasets(connection, query.text, query.limit) if "dataset" in query.types else ()
    fields = _fields(connection, query.text, query.limit) if "field" in query.types else ()
    return answers.SearchResult(
        databases=databases,
        datasets=datasets,
        fields=fields,
        query=query.text,
        total_count=len(databases) + len(datasets) + len(fields),
        database_count=len(databases),
        dataset_count=len(datasets),
        field_count=len(fields),
    )


def _databases(connection: Connection, text: str, limit: int) -> tuple[answers.Database, ...]:
    key = dataset.c.database_key
    listed = (
        select(
            func.min(dataset.c.database_name).label("name"),
            namespace.c.namespace_uri,
            func.count().label("tables"),
            key,
        )
        .join_from(dataset, namespace)
        .where(dataset.c.is_active)
        .group_by(key, namespace.c.namespace_uri)
    )
    rows = connection.execute(listed.where(contains(key, fold(text)))).all()
    if not rows:
        near = [fold(name) for name in closest(text, database_names(connection), cutoff=_CLOSE)]
        rows = connection.execute(listed.where(key.in_(near))).all()
    return tuple(
        answers.Database(name=row.name, namespace=row.namespace_uri, table_count=row.tables)
        for row in _best(rows, text, "database_key", limit)
    )


def _datasets(connection: Connection, text: str, limit: int) -> tuple[answers.DatasetSummary, ...]:
    folded = fold(text)
    matches = contains(dataset.c.table_key, folded)
    database, dot, table = folded.rpartition(".")
    if dot:
        matches = or_(
            matches, (dataset.c.database_key == database) & dataset.c.table_key.startswith(table, autoescape=True)
        )
    listed = dataset_rows().where(dataset.c.is_active)
    rows = connection.execute(listed.where(matches).limit(_CANDIDATES)).all()
    if not rows:
        keys = connection.execute(select(dataset.c.table_key).where(dataset.c.is_active).limit(_CANDIDATES)).scalars()
        rows = connection.execute(listed.where(dataset.c.table_key.in_(closest(text, keys, cutoff=_CLOSE)))).all()
    return tuple(summary(row) for row in _best(rows, table if dot else text, "table_key", limit))


def _fields(connection: Connection, text: str, limit: int) -> tuple[answers.FieldHit, ...]:
    listed = (
        select(field.c.field_name, field.c.field_key, field.c.field_type, dataset)
        .join_from(field, dataset)
        .where(field.c.is_active, dataset.c.is_active, field.c.field_key != EVERY_FIELD)
    )
    rows = connection.execute(listed.where(contains(field.c.field_key, fold(text))).limit(_CANDIDATES)).all()
    if not rows:
        keys = connection.execute(select(field.c.field_key).where(field.c.is_active).limit(_CANDIDATES)).scalars()
        rows = connection.execute(listed.where(field.c.field_key.in_(closest(text, keys, cutoff=_CLOSE)))).all()
    return tuple(
        answers.FieldHit(
            id=str(FieldId(id_of(row), row.field_name)),
            name=row.field_name,
            type=row.field_type,
            dataset_id=str(id_of(row)),
            dataset_name=row.name,
            source_type=row.source_type,
        )
        for row in _best(rows, text, "field_key", limit)
    )


def _best(rows: Iterable[AnyRow], text: str, key: str, limit: int) -> list[AnyRow]:
    folded = fold(text)

    def order(row: AnyRow) -> tuple[int, int, str, str]:
        name: str = getattr(row, key)
        return rank(folded, name), len(name), name, str(row.name)

    return sorted(rows, key=order)[:limit]
