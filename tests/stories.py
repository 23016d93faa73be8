"""Small batches of lineage, told in one line each."""

from __future__ import annotations

from datetime import UTC, datetime

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import (
    ColumnEdge,
    DatasetDefinition,
    FieldDefinition,
    JobLineage,
    JobType,
    LineageBatch,
    Reason,
    SourceType,
    Span,
    StatementEvidence,
    Subtype,
)

URI = "teradata://td.example.com:1025"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ONE = datetime(2026, 3, 1, 13, tzinfo=UTC)
TWO = datetime(2026, 3, 1, 14, tzinfo=UTC)


def edge(text: str, reason: Reason = Reason.SCHEMA) -> ColumnEdge:
    """`db.s.a -> db.t.x SUBTYPE`; without a subtype it is an IDENTITY."""
    names, _, subtype = text.partition(" -> ")[0], "", text.rpartition(" ")[2]
    source, target = names, text.partition(" -> ")[2].split(" ")[0]
    kind = Subtype(subtype) if subtype in Subtype.__members__ else Subtype.IDENTITY
    return ColumnEdge(FieldName.parse(source), FieldName.parse(target), kind, Span(7, 8), reason)


def table(name: str, *columns: str, source_type: SourceType = SourceType.TABLE) -> DatasetDefinition:
    """A defined dataset; a column is `name` or `name TYPE`."""
    fields = tuple(FieldDefinition(one.partition(" ")[0], one.partition(" ")[2] or None) for one in columns)
    return DatasetDefinition(DatasetName.parse(name), source_type, fields, ddl=f"CREATE {name}")


def statement(*edges: str, text: str | None = None) -> StatementEvidence:
    """An INSERT that says some edges."""
    parsed = tuple(edge(one) for one in edges)
    return StatementEvidence(
        text="SELECT a; -- " + "; ".join(edges) if text is None else text,
        kind="INSERT",
        edges=parsed,
        inputs=tuple(dict.fromkeys(one.source.dataset for one in parsed)),
        outputs=tuple(dict.fromkeys(one.target.dataset for one in parsed)),
        file="load.bteq",
        line=3,
        number=1,
        user="etl",
    )


def job(name: str, *statements: StatementEvidence, at: datetime = NOON, fingerprint: str | None = None) -> JobLineage:
    """A script."""
    return JobLineage(name, JobType.SCRIPT, statements, at, fingerprint=fingerprint)


def batch(*parts: DatasetDefinition | JobLineage, uri: str = URI) -> LineageBatch:
    """Definitions and jobs of one namespace."""
    return LineageBatch(
        uri,
        tuple(one for one in parts if isinstance(one, DatasetDefinition)),
        tuple(one for one in parts if isinstance(one, JobLineage)),
    )


def edges_batch(*edges: str, at: datetime = NOON) -> LineageBatch:
    """One job of one statement."""
    return batch(job("j", statement(*edges), at=at))
