"""Namespaces, databases, datasets and their fields; sizes, texts, and counts of the whole store."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any, TypeVar

from teralineage.adapters.teradata.store import names
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data, Record
from teralineage.adapters.teradata.store.tables import COVERAGE, DATASET, FIELD, JOB, LINEAGE, NAMESPACE
from teralineage.adapters.teradata.store.times import from_micros, maybe_time
from teralineage.domain import answers, queries
from teralineage.domain.graph import LAST_DIRECT
from teralineage.domain.ids import EVERY_FIELD, FieldId, fold

T = TypeVar("T")

_VIEWS = frozenset({"VIEW", "MATERIALIZED_VIEW"})


def namespaces(data: Data, query: queries.NamespacesQuery) -> answers.NamespaceList:
    """Namespaces, by URI."""
    rows = [_namespace(row) for row in names.namespaces(data).values()]
    return answers.NamespaceList(namespaces=window(rows, query.paging), **page(len(rows), query.paging))


def namespace(data: Data, query: queries.NamespaceQuery) -> answers.Namespace:
    """One namespace."""
    return _namespace(names.find_namespace(data, query.namespace))


def _namespace(row: Record) -> answers.Namespace:
    return answers.Namespace(
        id=row.namespace_id,
        uri=row.namespace_uri,
        description=row.description,
        spec_version=row.spec_version,
        created_at=from_micros(row.created_at),
    )


def databases(data: Data, query: queries.DatabasesQuery) -> answers.DatabasePage:
    """Databases of a namespace, by folded name."""
    home = names.find_namespace(data, query.namespace)
    rows = [
        answers.Database(name=row.name, namespace=home.namespace_uri, table_count=row.datasets)
        for row in names.databases(data, query.namespace)
        if fold(query.text or "") in row.key
    ]
    return answers.DatabasePage(databases=window(rows, query.paging), **page(len(rows), query.paging))


def datasets(data: Data, query: queries.DatasetsQuery) -> answers.DatasetPage:
    """Datasets of a namespace, by folded database and table name."""
    home = names.find_namespace(data, query.namespace)
    given = {
        "database": fold(query.database) if query.database is not None else None,
        "text": fold(query.text) if query.text else None,
        "source_type": query.source_type,
    }
    rules = {rule: str(value) for rule, value in given.items() if value is not None}
    parameters = [query.namespace, *rules.values()]
    total = int(data.value(sql.dataset_page(data.database, tuple(rules), True), parameters))  # noqa: FBT003 - a variant of the text
    bounds = [query.paging.offset + 1, query.paging.offset + query.paging.limit]
    found = data.select(DATASET, sql.dataset_page(data.database, tuple(rules), False), [*parameters, *bounds])  # noqa: FBT003 - as above
    found.sort(key=lambda row: (row.database_key, row.table_key, row.dataset_id))
    return answers.DatasetPage(
        datasets=tuple(summary(row, home.namespace_uri) for row in found), **page(total, query.paging)
    )


def dataset(data: Data, query: queries.DatasetQuery) -> answers.Dataset:
    """One dataset with its fields in order."""
    row = names.find_dataset(data, query.dataset)
    found = _fields(data, row)
    ids = [one.field_id for one in found]
    upstream = _direct_edges(data, "target_field_id", "source_field_id", ids)
    downstream = _direct_edges(data, "source_field_id", "target_field_id", ids)
    home = names.id_of(row)
    uri = names.namespaces(data)[row.namespace_id].namespace_uri
    return answers.Dataset(
        **_members(row, uri),
        fields=tuple(
            answers.Field(
                id=str(FieldId(home, one.field_name)),
                name=one.field_name,
                type=one.field_type,
                description=one.field_description,
                ordinal_position=position,
                nullable=None if one.nullable is None else bool(one.nullable),
                primary_key=one.primary_key,
                upstream_count=upstream[one.field_id],
                downstream_count=downstream[one.field_id],
            )
            for position, one in enumerate(found, start=1)
        ),
    )


def _fields(data: Data, home: Record) -> list[Record]:
    rows = data.rows(FIELD, "dataset_id", [home.dataset_id], active=True)
    listed = [row for row in rows if row.field_key != EVERY_FIELD]
    return sorted(listed, key=lambda row: (row.ordinal_position, row.field_key))


def _direct_edges(data: Data, near: str, far: str, ids: list[int]) -> Counter[int]:
    """How many fields each of these is joined to by a DIRECT edge that stands now."""
    rows = data.rows(LINEAGE, near, ids, active=True)
    pairs = {(getattr(row, near), getattr(row, far)) for row in rows if row.subtype_code <= LAST_DIRECT}
    return Counter(one for one, _ in pairs)


def summary(row: Record, uri: str) -> answers.DatasetSummary:
    """A dataset row as a summary."""
    return answers.DatasetSummary(**_members(row, uri))


def _members(row: Record, uri: str) -> dict[str, Any]:
    return {
        "id": str(names.id_of(row)),
        "namespace": uri,
        "name": row.name,
        "description": row.description,
        "source_type": row.source_type,
        "created_at": from_micros(row.created_at),
        "updated_at": from_micros(row.updated_at),
    }


def statistics(data: Data, query: queries.StatisticsQuery) -> answers.DatasetStatistics:
    """What is known of a dataset's size and history."""
    row = names.find_dataset(data, query.dataset)
    return answers.DatasetStatistics(
        dataset_id=str(names.id_of(row)),
        database_name=row.database_name,
        table_name=row.table_name,
        source_type=row.source_type,
        creator_name=row.creator,
        create_timestamp=maybe_time(row.source_created_at),
        last_alter_timestamp=maybe_time(row.source_altered_at),
        row_count=row.row_count,
        row_counted_at=maybe_time(row.row_counted_at),
        size_bytes=row.size_bytes,
        table_comment=row.description,
    )


def ddl(data: Data, query: queries.DdlQuery) -> answers.DatasetDdl:
    """The statement that made a dataset, whole."""
    row = names.find_dataset(data, query.dataset)
    told = data.texts([row.ddl_id]).get(row.ddl_id or "")
    is_view = row.source_type in _VIEWS
    return answers.DatasetDdl(
        dataset_id=str(names.id_of(row)),
        database_name=row.database_name,
        table_name=row.table_name,
        source_type=row.source_type,
        view_sql=told if is_view else None,
        table_ddl=None if is_view else told,
        truncated=False,
        table_comment=row.description,
        column_comments={
            one.field_name: one.field_description for one in _fields(data, row) if one.field_description is not None
        },
    )


def store_statistics(data: Data, _query: queries.StoreStatisticsQuery) -> answers.StoreStatistics:
    """Counts of all that stands now, and coverage summed over namespaces."""
    by_kind: dict[str, list[Record]] = {}
    for row in sorted(data.all(COVERAGE), key=lambda one: str(one.statement_kind)):
        by_kind.setdefault(row.statement_kind, []).append(row)
    rows = tuple(_coverage(kind, ones) for kind, ones in by_kind.items())

    def count(table: Any) -> int:
        return int(data.value(sql.count_rows(data.database, table, "is_active" in table.columns)))

    return answers.StoreStatistics(
        namespaces=count(NAMESPACE),
        datasets=count(DATASET),
        fields=count(FIELD),
        jobs=count(JOB),
        edges=count(LINEAGE),
        statements_read=sum(row.read for row in rows),
        statements_parsed=sum(row.parsed for row in rows),
        statements_failed=sum(row.skipped for row in rows),
        coverage=rows,
    )


def _coverage(kind: str, ones: list[Record]) -> answers.CoverageRow:
    reasons: Counter[str] = Counter()
    for one in ones:
        reasons.update(json.loads(one.reasons))
    parsed, partly, skipped = (sum(getattr(one, name) for one in ones) for name in ("parsed", "partly", "skipped"))
    return answers.CoverageRow(
        kind=kind,
        read=parsed + partly + skipped,
        parsed=parsed,
        partly=partly,
        skipped=skipped,
        reasons=dict(reasons),
    )


def window(rows: list[T], paging: queries.Paging) -> tuple[T, ...]:
    """The rows of a page."""
    return tuple(rows[paging.offset : paging.offset + paging.limit])


def page(total: int, paging: queries.Paging) -> dict[str, Any]:
    """What a document says of its page."""
    return {"total": total, "pagination": answers.paginate(total, paging.limit, paging.offset)}
