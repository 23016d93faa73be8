"""The tables. Lower-case names, so that `OL_DATASET` unquoted means them in every store.

Integer surrogate keys join inside; `*_key` columns hold folded names for look-ups without regard to case. Times are
microseconds since 1970 UTC: one representation in every store, compared and indexed as numbers.

A row of `ol_column_lineage` is one interval in the life of an edge: `discovered_at` is when it was first seen,
`closed_at` when no job stated it any longer. An edge that comes back gets a new row. `subtype_code` orders the
subtypes by strength (`graph.STRENGTH`), the text columns repeat what the field ids say for people who read the table.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(value: datetime) -> int:
    """Microseconds since 1970; a time without a zone counts as UTC."""
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return (value - EPOCH) // _MICROSECOND


def from_micros(value: int) -> datetime:
    """The UTC time that `to_micros` made a number of."""
    return EPOCH + timedelta(microseconds=value)


class UtcTime(TypeDecorator[datetime]):
    """A time, kept as microseconds since 1970 UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - fixed signature
        """Time to number."""
        return None if value is None else to_micros(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - fixed signature
        """Number to time."""
        return None if value is None else from_micros(value)


# SQLite hands out row ids only to a column declared INTEGER, which holds 64 bits there anyway.
Key = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

namespace = Table(
    "ol_namespace",
    metadata,
    Column("namespace_id", String(16), primary_key=True),
    Column("namespace_uri", Text, nullable=False, unique=True),
    Column("description", Text),
    Column("spec_version", String(16), nullable=False),
    Column("created_at", UtcTime, nullable=False),
)

dataset = Table(
    "ol_dataset",
    metadata,
    Column("dataset_id", Key, primary_key=True),
    Column("namespace_id", ForeignKey("ol_namespace.namespace_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("database_name", Text, nullable=False),
    Column("table_name", Text, nullable=False),
    Column("database_key", Text, nullable=False),
    Column("table_key", Text, nullable=False),
    Column("description", Text),
    Column("source_type", String(32), nullable=False),
    Column("ddl", Text),
    Column("creator", Text),
    Column("source_created_at", UtcTime),
    Column("source_altered_at", UtcTime),
    Column("row_count", BigInteger),
    Column("row_counted_at", UtcTime),
    Column("size_bytes", BigInteger),
    Column("is_defined", Boolean, nullable=False),  # by DDL or the dictionary, not merely mentioned by an edge
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("is_active", Boolean, nullable=False),
    UniqueConstraint("namespace_id", "database_key", "table_key"),
    Index(None, "database_key", "table_key"),
    Index(None, "table_key"),
)

field = Table(
    "ol_dataset_field",
    metadata,
    Column("field_id", Key, primary_key=True),
    Column("dataset_id", ForeignKey("ol_dataset.dataset_id"), nullable=False),
    Column("field_name", Text, nullable=False),
    Column("field_key", Text, nullable=False),
    Column("field_type", Text),
    Column("field_description", Text),
    Column("ordinal_position", Integer, nullable=False),  # from 1; 0 for the pseudo-field `*`
    Column("nullable", Boolean),
    Column("primary_key", Boolean, nullable=False),
    Column("is_defined", Boolean, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("is_active", Boolean, nullable=False),
    UniqueConstraint("dataset_id", "field_key"),
    Index(None, "field_key"),
)

# Every name once, for search: indexes of trigrams stand on it (FTS5 in SQLite, pg_trgm in PostgreSQL).
name = Table(
    "ol_name",
    metadata,
    Column("name_id", Key, primary_key=True),
    Column("kind", String(8), nullable=False),  # database, dataset or field
    Column("name_key", Text, nullable=False),
    UniqueConstraint("kind", "name_key"),
)

field_change = Table(
    "ol_field_change",
    metadata,
    Column("change_id", Key, primary_key=True),
    Column("field_id", ForeignKey("ol_dataset_field.field_id"), nullable=False),
    Column("kind", String(8), nullable=False),  # added, removed or changed
    Column("changed_at", UtcTime, nullable=False, index=True),
    Column("detail", Text),
)

job = Table(
    "ol_job",
    metadata,
    Column("job_id", Key, primary_key=True),
    Column("namespace_id", ForeignKey("ol_namespace.namespace_id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("job_type", String(16), nullable=False),
    Column("fingerprint", Text),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
    Column("closed_at", UtcTime),  # when it was no longer there; what it said is kept as history
    UniqueConstraint("namespace_id", "name"),
)

run = Table(
    "ol_run",
    metadata,
    Column("run_id", Key, primary_key=True),
    Column("job_id", ForeignKey("ol_job.job_id"), nullable=False, index=True),
    Column("run_uuid", String(36), nullable=False, unique=True),
    Column("event_type", String(16), nullable=False),
    Column("event_time", UtcTime, nullable=False),
    Column("nominal_start_time", UtcTime),
    Column("nominal_end_time", UtcTime),
    Column("producer", Text, nullable=False),
    Column("schema_url", Text),
    Column("created_at", UtcTime, nullable=False),
)


def _run_dataset(name: str) -> Table:
    return Table(
        name,
        metadata,
        Column("run_id", ForeignKey("ol_run.run_id"), primary_key=True),
        Column("dataset_id", ForeignKey("ol_dataset.dataset_id"), primary_key=True, index=True),
        sqlite_with_rowid=False,
    )


run_input = _run_dataset("ol_run_input")
run_output = _run_dataset("ol_run_output")

_CLOSED = text("closed_at IS NOT NULL")  # most edges stand

lineage = Table(
    "ol_column_lineage",
    metadata,
    Column("lineage_id", Key, primary_key=True),
    Column("run_id", ForeignKey("ol_run.run_id"), nullable=False, index=True),
    Column("source_field_id", ForeignKey("ol_dataset_field.field_id"), nullable=False),
    Column("target_field_id", ForeignKey("ol_dataset_field.field_id"), nullable=False),
    Column("subtype_code", SmallInteger, nullable=False),
    Column("confidence_score", Float, nullable=False),
    Column("evidence_count", Integer, nullable=False),
    Column("discovered_at", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("is_active", Boolean, nullable=False),
    Column("masking", Boolean, nullable=False),
    Column("source_namespace", Text, nullable=False),
    Column("source_dataset", Text, nullable=False),
    Column("source_field", Text, nullable=False),
    Column("target_namespace", Text, nullable=False),
    Column("target_dataset", Text, nullable=False),
    Column("target_field", Text, nullable=False),
    Column("transformation_type", String(8), nullable=False),
    Column("transformation_subtype", String(16), nullable=False),
    Column("transformation_description", Text),
    Index(None, "source_field_id", "target_field_id"),
    Index(None, "target_field_id", "source_field_id"),
    Index(None, "discovered_at"),
    Index(None, "closed_at", sqlite_where=_CLOSED, postgresql_where=_CLOSED),
)

statement = Table(
    "ol_statement",
    metadata,
    Column("statement_id", Key, primary_key=True),
    Column("job_id", ForeignKey("ol_job.job_id"), nullable=False, index=True),
    Column("sql_text", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file_name", Text),
    Column("line_number", Integer),
    Column("statement_number", Integer),
    Column("query_id", Text),
    Column("user_name", Text),
    Column("seen_count", BigInteger, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
    Column("last_seen", UtcTime, nullable=False),
    Column("closed_at", UtcTime),
    Column("is_active", Boolean, nullable=False),
)

evidence = Table(
    "ol_edge_evidence",
    metadata,
    Column("lineage_id", ForeignKey("ol_column_lineage.lineage_id"), primary_key=True),
    Column("statement_id", ForeignKey("ol_statement.statement_id"), primary_key=True, index=True),
    Column("span_start", Integer, nullable=False),
    Column("span_end", Integer, nullable=False),
    Column("confidence_score", Float, nullable=False),
    Column("confidence_reason", String(32), nullable=False),
    Column("masking", Boolean, nullable=False),
    Column("candidates", Text),  # JSON list of field names, for an ambiguous edge
    sqlite_with_rowid=False,
)

coverage = Table(
    "ol_coverage",
    metadata,
    Column("namespace_id", ForeignKey("ol_namespace.namespace_id"), primary_key=True),
    Column("kind", String(64), primary_key=True),
    Column("parsed", BigInteger, nullable=False),
    Column("partly", BigInteger, nullable=False),
    Column("skipped", BigInteger, nullable=False),
    Column("reasons", Text, nullable=False),  # JSON object: reason to count
    Column("updated_at", UtcTime, nullable=False),
)

stamp = Table(
    "ol_stamp",
    metadata,
    Column("stamp_id", Integer, primary_key=True, autoincrement=False),
    Column("generation", BigInteger, nullable=False),
)

# Which rows each write touched; `adapters.sql.touched` says how they are listed.
write = Table(
    "ol_write",
    metadata,
    Column("generation", BigInteger, primary_key=True, autoincrement=False),
    Column("previous", BigInteger, nullable=False),  # the generation before
    Column("datasets", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("edges", Text, nullable=False),
)

schema_version = Table(
    "ol_schema_version",
    metadata,
    Column("version_id", Integer, primary_key=True),
    Column("openlineage_spec_version", String(16), nullable=False),
    Column("schema_version", String(32), nullable=False),
    Column("applied_at", UtcTime, nullable=False),
    Column("description", Text),
)
