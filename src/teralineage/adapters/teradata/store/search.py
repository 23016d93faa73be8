"""Finding names: exact, then prefix, then the start of a word, then anywhere, then close spelling."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from teralineage.adapters.teradata.store import names
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.browse import summary
from teralineage.adapters.teradata.store.data import Data, Record
from teralineage.adapters.teradata.store.tables import DATASET, FIELD
from teralineage.domain import answers, queries
from teralineage.domain.ids import EVERY_FIELD, FieldId, fold
from teralineage.domain.likeness import closest, rank

T = TypeVar("T")

_CLOSE = 0.75


def dataset_search(data: Data, query: queries.DatasetSearchQuery) -> answers.DatasetSearch:
    """Datasets whose table name, or `database.table`, matches; best first."""
    found = _datasets(data, query.text, query.limit)
    return answers.DatasetSearch(datasets=found, query=query.text, count=len(found))


def search(data: Data, query: queries.SearchQuery) -> answers.SearchResult:
    """Databases, datasets and fields, each group best first and within the limit."""
    text, limit = query.text, query.limit
    return answers.SearchResult.of(
        text,
        _databases(data, text, limit) if "database" in query.types else (),
        _datasets(data, text, limit) if "dataset" in query.types else (),
        _fields(data, text, limit) if "field" in query.types else (),
    )


def _databases(data: Data, text: str, limit: int) -> tuple[answers.Database, ...]:
    known = names.databases(data)
    rows = [row for row in known if fold(text) in row.key]
    if not rows:
        near = [fold(name) for name in closest(text, [row.name for row in known], cutoff=_CLOSE)]
        rows = [row for row in known if row.key in near]
    uris = names.namespaces(data)
    return tuple(
        answers.Database(name=row.name, namespace=uris[row.namespace].namespace_uri, table_count=row.datasets)
        for row in _best(rows, text, lambda row: (row.key, row.name), limit)
    )


def _datasets(data: Data, text: str, limit: int) -> tuple[answers.DatasetSummary, ...]:
    folded = fold(text)
    statement = sql.names_with(data.database, DATASET, "table_key")
    rows = {row.dataset_id: row for row in data.select(DATASET, statement, [folded])}
    database, dot, table = folded.rpartition(".")
    if dot:
        inside = names.datasets_of(data, database)
        rows |= {row.dataset_id: row for row in inside if row.table_key.startswith(table)}
    if not rows:
        near = names.about_as_long(data, DATASET.name, folded)
        keys = closest(text, [row.table_key for row in near], cutoff=_CLOSE)
        rows = {row.dataset_id: row for row in near if row.table_key in keys}
    uris = names.namespaces(data)
    best = _best(list(rows.values()), table if dot else text, lambda row: (row.table_key, row.name), limit)
    return tuple(summary(row, uris[row.namespace_id].namespace_uri) for row in best)


def _fields(data: Data, text: str, limit: int) -> tuple[answers.FieldHit, ...]:
    rows = data.select(FIELD, sql.names_with(data.database, FIELD, "field_key"), [fold(text)])
    if not rows:
        near = names.about_as_long(data, FIELD.name, fold(text))
        keys = closest(text, [row.field_key for row in near], cutoff=_CLOSE)
        rows = [row for row in near if row.field_key in keys]
    homes = {row.dataset_id: row for row in data.rows(DATASET, "dataset_id", {row.dataset_id for row in rows})}
    rows = [row for row in rows if row.field_key != EVERY_FIELD and homes[row.dataset_id].is_active]
    return tuple(
        _hit(row, homes[row.dataset_id])
        for row in _best(rows, text, lambda row: (row.field_key, homes[row.dataset_id].name), limit)
    )


def _hit(row: Record, home: Record) -> answers.FieldHit:
    return answers.FieldHit(
        id=str(FieldId(names.id_of(home), row.field_name)),
        name=row.field_name,
        type=row.field_type,
        dataset_id=str(names.id_of(home)),
        dataset_name=home.name,
        source_type=home.source_type,
    )


def _best(rows: list[T], text: str, named: Callable[[T], tuple[str, str]], limit: int) -> list[T]:
    folded = fold(text)

    def order(row: T) -> tuple[int, int, str, str]:
        key, name = named(row)
        return rank(folded, key), len(key), key, name

    return sorted(rows, key=order)[:limit]
