"""The statements that made an edge."""

from __future__ import annotations

from teralineage.adapters.teradata.store import names
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data, Record
from teralineage.adapters.teradata.store.tables import EVIDENCE, JOB, LINEAGE, STATEMENT
from teralineage.adapters.teradata.store.times import from_micros
from teralineage.domain import answers, queries
from teralineage.domain.errors import DatasetNotFoundError, EdgeNotFoundError, FieldNotFoundError
from teralineage.domain.ids import FieldId


def evidence(data: Data, query: queries.EvidenceQuery) -> answers.EvidenceList:
    """The statements behind an edge, latest first: those that stand; of an edge that is closed, all it had."""
    edge_id = f"{query.source}->{query.target}"
    try:
        source, source_row = _end(data, query.source)
        target, target_row = _end(data, query.target)
    except (DatasetNotFoundError, FieldNotFoundError) as error:
        raise EdgeNotFoundError(edge_id, error.suggestions) from error
    ends = [source_row.field_id, target_row.field_id]
    proofs = _proofs(data, data.select(LINEAGE, sql.edges_between(data.database), ends))
    if not proofs:
        raise EdgeNotFoundError(edge_id)
    return answers.EvidenceList(
        edge_id=f"{source}->{target}",
        source=source,
        target=target,
        evidence=_told(data, proofs[: query.limit]),
        total=len(proofs),
    )


def latest_evidence(data: Data, lineage_id: int) -> answers.Evidence | None:
    """The latest statement behind a stored edge."""
    told = _told(data, _proofs(data, data.rows(LINEAGE, "lineage_id", [lineage_id]))[:1])
    return told[0] if told else None


def _end(data: Data, end: FieldId) -> tuple[str, Record]:
    home = names.find_dataset(data, end.dataset)
    row = names.find_field(data, home, end.name)
    return str(FieldId(names.id_of(home), row.field_name)), row


Proof = tuple[Record, Record, Record]
"""An edge, what its evidence says, and the statement."""


def _proofs(data: Data, edges: list[Record]) -> list[Proof]:
    """All evidence of some edges: what stands now first, then the latest."""
    by_id = {edge.lineage_id: edge for edge in edges}
    said = data.rows(EVIDENCE, "lineage_id", by_id)
    statements = {
        row.statement_id: row for row in data.rows(STATEMENT, "statement_id", {one.statement_id for one in said})
    }
    proofs = [(by_id[one.lineage_id], one, statements[one.statement_id]) for one in said]
    return sorted(
        (proof for proof in proofs if proof[2].is_active or not proof[0].is_active),
        key=lambda proof: (
            not proof[2].is_active,
            -proof[2].last_seen,
            -proof[2].statement_id,
            -proof[0].lineage_id,
        ),
    )


def _told(data: Data, proofs: list[Proof]) -> tuple[answers.Evidence, ...]:
    jobs = {row.job_id: row for row in data.rows(JOB, "job_id", {statement.job_id for _, _, statement in proofs})}
    texts = data.texts({statement.sql_id for _, _, statement in proofs})
    return tuple(
        answers.Evidence(
            sql=texts[statement.sql_id],
            span_start=said.span_start,
            span_end=said.span_end,
            transformation_type=edge.transformation_type,
            transformation_subtype=edge.transformation_subtype,
            confidence_score=said.confidence_score,
            confidence_reason=said.confidence_reason,
            job=jobs[statement.job_id].name,
            job_type=jobs[statement.job_id].job_type,
            file=statement.file_name,
            line=statement.line_number,
            query_id=statement.query_id,
            user=statement.user_name,
            first_seen=from_micros(statement.first_seen),
            last_seen=from_micros(statement.last_seen),
            count=statement.seen_count,
        )
        for edge, said, statement in proofs
    )
