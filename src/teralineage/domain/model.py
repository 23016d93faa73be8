"""Facts as extraction finds them, before they are stored.

An edge runs source → target, the way data flows. OpenLineage's columnLineage facet gives the types and subtypes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from teralineage.domain.ids import DatasetName, FieldName


class SourceType(StrEnum):
    """What kind of thing a dataset is."""

    TABLE = "TABLE"
    VIEW = "VIEW"
    MATERIALIZED_VIEW = "MATERIALIZED_VIEW"  # Teradata's join index
    VOLATILE_TABLE = "VOLATILE_TABLE"
    GLOBAL_TEMPORARY_TABLE = "GLOBAL_TEMPORARY_TABLE"
    MACRO = "MACRO"
    PROCEDURE = "PROCEDURE"
    FILE = "FILE"
    EXTERNAL = "EXTERNAL"


def mentioned_type(name: DatasetName) -> SourceType:
    """What a dataset is taken for that edges mention and nothing defines.

    A file where extraction names it as one, `file:<name>` without a database; else a table.
    """
    is_file = not name.database and name.name.startswith("file:")
    return SourceType.FILE if is_file else SourceType.TABLE


class TransformationType(StrEnum):
    """DIRECT: the source gives the target its value. INDIRECT: it steers the target without giving a value."""

    DIRECT = "DIRECT"
    INDIRECT = "INDIRECT"


class Subtype(StrEnum):
    """OpenLineage's transformation subtypes; `type` says which family each belongs to."""

    IDENTITY = "IDENTITY"
    TRANSFORMATION = "TRANSFORMATION"
    AGGREGATION = "AGGREGATION"
    JOIN = "JOIN"
    GROUP_BY = "GROUP_BY"
    FILTER = "FILTER"
    SORT = "SORT"
    WINDOW = "WINDOW"
    CONDITIONAL = "CONDITIONAL"

    @property
    def type(self) -> TransformationType:
        """DIRECT for the first three, INDIRECT for the rest."""
        return TransformationType.DIRECT if self in _DIRECT else TransformationType.INDIRECT


_DIRECT = frozenset({Subtype.IDENTITY, Subtype.TRANSFORMATION, Subtype.AGGREGATION})


class Reason(StrEnum):
    """Why an edge has its confidence; `confidence` gives the number that goes with it."""

    SCHEMA = "schema"  # both ends checked against a known schema
    INFERRED = "inferred"  # the only reading possible, but no schema confirms it
    AMBIGUOUS = "ambiguous"  # one of several candidates
    PLACEHOLDER = "placeholder"  # a template variable stands in a name
    TABLE_OPERATOR_UNKNOWN = "table-operator-unknown"  # every input column to every output

    @property
    def confidence(self) -> float:
        """Between 0 and 1; 1 means confirmed by a schema."""
        return _CONFIDENCE[self]


_CONFIDENCE = {
    Reason.SCHEMA: 1.0,
    Reason.INFERRED: 0.8,
    Reason.PLACEHOLDER: 0.6,
    Reason.AMBIGUOUS: 0.4,
    Reason.TABLE_OPERATOR_UNKNOWN: 0.3,
}


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `text[start:end]`, in the text it is said to belong to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ColumnEdge:
    """One field feeds or steers another; `span` is the expression that says so, in the script's own text."""

    source: FieldName
    target: FieldName
    subtype: Subtype
    span: Span
    reason: Reason = Reason.SCHEMA
    masking: bool = False
    candidates: tuple[FieldName, ...] = ()  # for AMBIGUOUS: every field it may be


@dataclass(frozen=True, slots=True)
class FieldDefinition:
    """A field as DDL or the dictionary states it; unknown is None."""

    name: str
    type: str | None = None
    nullable: bool | None = None
    description: str | None = None
    primary_key: bool = False


@dataclass(frozen=True, slots=True)
class DatasetDefinition:
    """A dataset with its fields in order. `ddl` is the statement that made it, where one is known."""

    name: DatasetName
    source_type: SourceType
    fields: tuple[FieldDefinition, ...] = ()
    description: str | None = None
    ddl: str | None = None
    creator: str | None = None
    created_at: datetime | None = None
    altered_at: datetime | None = None
    row_count: int | None = None
    row_counted_at: datetime | None = None  # a count is an estimate of that time
    size_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why a statement, or part of it, gave no lineage. `reason` is a stable word to count by."""

    reason: str
    message: str
    line: int


@dataclass(frozen=True, slots=True)
class StatementLineage:
    """What one statement does; `span` and `line` (from 1) place it in its script; `outputs`: a SELECT's columns.

    `file` is set where the statement stands in another file, which the script runs: the place is one in that file then.
    """

    kind: str
    text: str
    span: Span
    line: int
    number: int
    sources: tuple[DatasetName, ...] = ()
    targets: tuple[DatasetName, ...] = ()
    edges: tuple[ColumnEdge, ...] = ()
    outputs: tuple[str, ...] = ()
    defines: tuple[DatasetDefinition, ...] = ()
    skipped: Skipped | None = None
    file: str | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a script does, statement by statement, in its order."""

    statements: tuple[StatementLineage, ...]


class JobType(StrEnum):
    """What ran a statement."""

    SCRIPT = "SCRIPT"
    VIEW = "VIEW"
    MACRO = "MACRO"
    PROCEDURE = "PROCEDURE"
    QUERY = "QUERY"
    NOTE = "NOTE"
    """What a run of ours remembers for the next; it runs nothing and is not counted among the jobs."""


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """A statement that made edges, with where and by whom it was seen. Edge spans point into `text`."""

    text: str
    kind: str
    edges: tuple[ColumnEdge, ...]
    inputs: tuple[DatasetName, ...] = ()
    outputs: tuple[DatasetName, ...] = ()
    file: str | None = None
    line: int | None = None
    number: int | None = None
    query_id: str | None = None
    user: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class JobLineage:
    """All that one job says now; writing it again replaces what the same job said before."""

    name: str
    type: JobType
    statements: tuple[StatementEvidence, ...]
    seen_at: datetime
    description: str | None = None
    fingerprint: str | None = None  # of the job's text; unchanged text need not be read again


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many statements of one class were read, and what became of them."""

    kind: str
    parsed: int = 0
    partly: int = 0
    skipped: int = 0
    reasons: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LineageBatch:
    """What a writer stores in one transaction: what is there, then what is there no longer."""

    namespace_uri: str
    datasets: tuple[DatasetDefinition, ...] = ()
    jobs: tuple[JobLineage, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    dropped: tuple[DatasetName, ...] = ()  # datasets
    ended: tuple[str, ...] = ()  # jobs, by name

    def edges(self) -> Iterator[ColumnEdge]:
        """Every edge that a job states."""
        return (edge for job in self.jobs for statement in job.statements for edge in statement.edges)

    def mentions(self) -> Iterator[tuple[DatasetName, datetime]]:
        """Every dataset that a job names, with when that job was seen."""
        for job in self.jobs:
            for statement in job.statements:
                ends = (end.dataset for edge in statement.edges for end in (edge.source, edge.target))
                for name in (*statement.inputs, *statement.outputs, *ends):
                    yield name, job.seen_at
