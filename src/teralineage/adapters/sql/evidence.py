"""The statements that made an edge."""

from __future__ import annotations

from sqlalchemy import Connection, func, not_, or_, select

from teralineage.adapters.sql import names
from teralineage.adapters.sql.engine import AnyRow, AnySelect
from teralineage.adapters.sql.schema import evidence as evidence_table
from teralineage.adapters.sql.schema import job, lineage, statement
from teralineage.domain import answers, queries
from teralineage.domain.errors import DatasetNotFoundError, EdgeNotFoundError, FieldNotFoundError
from teralineage.domain.ids import FieldId


def evidence(connection: Connection, query: queries.EvidenceQuery) -> answers.EvidenceList:
    """The statements behind an edge, latest first: those that stand; of an edge that is closed, all it had."""
    edge_id = f"{query.source}->{query.target}"
    try:
        source, source_row = _end(connection, query.source)
        target, target_row = _end(connection, query.target)
    except (DatasetNotFoundError, FieldNotFoundError) as error:
        raise EdgeNotFoundError(edge_id, error.suggestions) from error
    about = _statements().where(
        lineage.c.source_field_id == source_row.field_id, lineage.c.target_field_id == target_row.field_id
    )
    rows = connection.execute(about.limit(query.limit)).all()
    if not rows:
        raise EdgeNotFoundError(edge_id)
    total = connection.execute(select(func.count()).select_from(about.order_by(None).subquery())).scalar_one()
    return answers.EvidenceList(
        edge_id=f"{source}->{target}",
        source=source,
        target=target,
        evidence=tuple(_evidence(row) for row in rows),
        total=total,
    )


def latest_evidence(connection: Connection, lineage_id: int) -> answers.Evidence | None:
    """The latest statement behind a stored edge."""
    row = connection.execute(_statements().where(lineage.c.lineage_id == lineage_id).limit(1)).first()
    return None if row is None else _evidence(row)


def _end(connection: Connection, end: FieldId) -> tuple[str, AnyRow]:
    home = names.find_dataset(connection, end.dataset)
    id_ = names.id_of(home)
    row = names.find_field(connection, id_, home.dataset_id, end.name)
    return str(FieldId(id_, row.field_name)), row


def _statements() -> AnySelect:
    return (
        select(
            statement,
            evidence_table.c.span_start,
            evidence_table.c.span_end,
            evidence_table.c.confidence_score,
            evidence_table.c.confidence_reason,
            lineage.c.transformation_type,
            lineage.c.transformation_subtype,
            job.c.name.label("job_name"),
            job.c.job_type,
        )
        .join_from(lineage, evidence_table)
        .join(statement)
        .join(job)
        .where(or_(statement.c.is_active, not_(lineage.c.is_active)))
        .order_by(
            statement.c.is_active.desc(),
            statement.c.last_seen.desc(),
            statement.c.statement_id.desc(),
            lineage.c.lineage_id.desc(),
        )
    )


def _evidence(row: AnyRow) -> answers.Evidence:
    return answers.Evidence(
        sql=row.sql_text,
        span_start=row.span_start,
        span_end=row.span_end,
        transformation_type=row.transformation_type,
        transformation_subtype=row.transformation_subtype,
        confidence_score=row.confidence_score,
        confidence_reason=row.confidence_reason,
        job=row.job_name,
        job_type=row.job_type,
        file=row.file_name,
        line=row.line_number,
        query_id=row.query_id,
        user=row.user_name,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        count=row.seen_count,
    )
