"""Size, history and text of a dataset; counts of the whole store."""

from __future__ import annotations

import json

from sqlalchemy import Connection, Table, func, join, select

from teralineage.adapters.sql.names import find_dataset, id_of
from teralineage.adapters.sql.schema import coverage, dataset, field, job, lineage, namespace
from teralineage.domain import answers, queries
from teralineage.domain.ids import EVERY_FIELD
from teralineage.domain.model import JobType

_VIEWS = frozenset({"VIEW", "MATERIALIZED_VIEW"})


def of_dataset(connection: Connection, query: queries.StatisticsQuery) -> answers.DatasetStatistics:
    """What is known of a dataset's size and history."""
    row = find_dataset(connection, query.dataset)
    return answers.DatasetStatistics(
        dataset_id=str(id_of(row)),
        database_name=row.database_name,
        table_name=row.table_name,
        source_type=row.source_type,
        creator_name=row.creator,
        create_timestamp=row.source_created_at,
        last_alter_timestamp=row.source_altered_at,
        row_count=row.row_count,
        row_counted_at=row.row_counted_at,
        size_bytes=row.size_bytes,
        table_comment=row.description,
    )


def ddl(connection: Connection, query: queries.DdlQuery) -> answers.DatasetDdl:
    """The statement that made a dataset, whole."""
    row = find_dataset(connection, query.dataset)
    comments = connection.execute(
        select(field.c.field_name, field.c.field_description)
        .where(field.c.dataset_id == row.dataset_id, field.c.is_active, field.c.field_description.is_not(None))
        .order_by(field.c.ordinal_position)
    )
    is_view = row.source_type in _VIEWS
    return answers.DatasetDdl(
        dataset_id=str(id_of(row)),
        database_name=row.database_name,
        table_name=row.table_name,
        source_type=row.source_type,
        view_sql=row.ddl if is_view else None,
        table_ddl=None if is_view else row.ddl,
        truncated=False,
        table_comment=row.description,
        column_comments=dict(iter(comments)),
    )


def of_store(connection: Connection, _query: queries.StoreStatisticsQuery) -> answers.StoreStatistics:
    """Counts of all that stands now, and coverage summed over namespaces."""
    rows = [_coverage_row(row) for row in connection.execute(select(coverage).order_by(coverage.c.kind))]
    by_kind: dict[str, answers.CoverageRow] = {}
    for row in rows:
        known = by_kind.get(row.kind)
        by_kind[row.kind] = row if known is None else _sum(known, row)
    return answers.StoreStatistics(
        namespaces=_count(connection, namespace),
        datasets=_count(connection, dataset),
        fields=connection.execute(
            select(func.count())
            .select_from(join(field, dataset))
            .where(field.c.is_active, dataset.c.is_active, field.c.field_key != EVERY_FIELD)
        ).scalar_one(),
        jobs=connection.execute(
            select(func.count()).select_from(job).where(job.c.closed_at.is_(None), job.c.job_type != JobType.NOTE)
        ).scalar_one(),
        edges=_count(connection, lineage),
        statements_read=sum(row.read for row in rows),
        statements_parsed=sum(row.parsed for row in rows),
        statements_failed=sum(row.skipped for row in rows),
        coverage=tuple(by_kind.values()),
    )


def _count(connection: Connection, table: Table) -> int:
    query = select(func.count()).select_from(table)
    if "is_active" in table.c:
        query = query.where(table.c.is_active)
    return connection.execute(query).scalar_one()


def _coverage_row(row: object) -> answers.CoverageRow:
    kind, parsed, partly, skipped, reasons = (
        getattr(row, name) for name in ("kind", "parsed", "partly", "skipped", "reasons")
    )
    return answers.CoverageRow(
        kind=kind,
        read=parsed + partly + skipped,
        parsed=parsed,
        partly=partly,
        skipped=skipped,
        reasons=json.loads(reasons),
    )


def _sum(one: answers.CoverageRow, other: answers.CoverageRow) -> answers.CoverageRow:
    reasons = dict(one.reasons)
    for reason, count in other.reasons.items():
        reasons[reason] = reasons.get(reason, 0) + count
    return answers.CoverageRow(
        kind=one.kind,
        read=one.read + other.read,
        parsed=one.parsed + other.parsed,
        partly=one.partly + other.partly,
        skipped=one.skipped + other.skipped,
        reasons=reasons,
    )
