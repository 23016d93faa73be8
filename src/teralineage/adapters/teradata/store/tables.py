"""The OL_* tables. Everything is stated that Teradata would else let the session decide.

Integer keys join inside; `*_key` columns hold folded names. Times are microseconds since 1970 UTC. There is no BOOLEAN:
flags are BYTEINT. Texts of any length lie in pieces in OL_TEXT, by their digest.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SCHEMA_VERSION = "2"
TEXT_PIECE = 8000
"""Characters per piece of a long text; a row of an array request holds 64 KB."""

NAME = 400
"""Characters of a name at most; an expression that stands for one may be longer and is cut."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: columns with their types, and those that make its unique primary index; others may be indexed too."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, str]
    indexes: tuple[tuple[str, ...], ...] = ()

    @property
    def flags(self) -> frozenset[str]:
        """Columns that hold yes or no."""
        return frozenset(name for name, type_ in self.columns.items() if type_.startswith("BYTEINT"))

    @property
    def lengths(self) -> tuple[int | None, ...]:
        """How many characters each column holds; None where it holds no text."""
        found = (re.match(r"VARCHAR\((\d+)\)", type_) for type_ in self.columns.values())
        return tuple(int(match[1]) if match else None for match in found)


JOB_NAME = 1000
"""Characters of a job's name at most; a longer path is cut likewise."""

ID = "BIGINT NOT NULL"
REF = "BIGINT"
NUMBER = "BIGINT"
TIME = "BIGINT"
FLAG = "BYTEINT DEFAULT 0 NOT NULL"
MAYBE = "BYTEINT"
SCORE = "FLOAT"


def text(length: int, *, required: bool = False) -> str:
    """A text of Unicode, in which case matters."""
    return f"VARCHAR({length}) CHARACTER SET UNICODE CASESPECIFIC{' NOT NULL' if required else ''}"


def code(length: int, *, required: bool = False) -> str:
    """A short text of ASCII."""
    return f"VARCHAR({length}) CHARACTER SET LATIN CASESPECIFIC{' NOT NULL' if required else ''}"


NAMESPACE = Table(
    "OL_NAMESPACE",
    ("namespace_id",),
    {
        "namespace_id": code(16, required=True),
        "namespace_uri": text(1000, required=True),
        "description": text(1000),
        "spec_version": code(16),
        "created_at": TIME,
    },
)
DATASET = Table(
    "OL_DATASET",
    ("dataset_id",),
    {
        "dataset_id": ID,
        "namespace_id": code(16, required=True),
        "name": text(1000, required=True),
        "database_name": text(NAME, required=True),
        "table_name": text(NAME, required=True),
        "database_key": text(NAME, required=True),
        "table_key": text(NAME, required=True),
        "description": text(1000),
        "source_type": code(32, required=True),
        "ddl_id": code(32),
        "creator": text(NAME),
        "source_created_at": TIME,
        "source_altered_at": TIME,
        "row_count": NUMBER,
        "row_counted_at": TIME,
        "size_bytes": NUMBER,
        "is_defined": FLAG,
        "created_at": TIME,
        "updated_at": TIME,
        "is_active": FLAG,
    },
    (("database_key", "table_key"),),
)
FIELD = Table(
    "OL_DATASET_FIELD",
    ("field_id",),
    {
        "field_id": ID,
        "dataset_id": ID,
        "field_name": text(NAME, required=True),
        "field_key": text(NAME, required=True),
        "field_type": text(1000),
        "field_description": text(1000),
        "ordinal_position": "INTEGER NOT NULL",
        "nullable": MAYBE,
        "primary_key": FLAG,
        "is_defined": FLAG,
        "created_at": TIME,
        "closed_at": TIME,
        "is_active": FLAG,
    },
    (("dataset_id",),),
)
FIELD_CHANGE = Table(
    "OL_FIELD_CHANGE",
    ("change_id",),
    {"change_id": ID, "field_id": ID, "change_kind": code(8, required=True), "changed_at": TIME, "detail": text(2100)},
    (("field_id",),),
)
JOB = Table(
    "OL_JOB",
    ("job_id",),
    {
        "job_id": ID,
        "namespace_id": code(16, required=True),
        "name": text(JOB_NAME, required=True),
        "description": text(1000),
        "job_type": code(16, required=True),
        "fingerprint_id": code(32),
        "created_at": TIME,
        "updated_at": TIME,
        "closed_at": TIME,
    },
)
RUN = Table(
    "OL_RUN",
    ("run_id",),
    {
        "run_id": ID,
        "job_id": ID,
        "run_uuid": code(36, required=True),
        "event_type": code(16),
        "event_time": TIME,
        "nominal_start_time": TIME,
        "nominal_end_time": TIME,
        "producer": text(200),
        "schema_url": text(400),
        "created_at": TIME,
    },
)
RUN_INPUT = Table("OL_RUN_INPUT", ("run_id", "dataset_id"), {"run_id": ID, "dataset_id": ID})
RUN_OUTPUT = Table("OL_RUN_OUTPUT", ("run_id", "dataset_id"), {"run_id": ID, "dataset_id": ID})
LINEAGE = Table(
    "OL_COLUMN_LINEAGE",
    ("lineage_id",),
    {
        "lineage_id": ID,
        "run_id": REF,
        "source_field_id": ID,
        "target_field_id": ID,
        "subtype_code": "SMALLINT NOT NULL",
        "confidence_score": SCORE,
        "evidence_count": "INTEGER",
        "discovered_at": TIME,
        "last_seen": TIME,
        "closed_at": TIME,
        "is_active": FLAG,
        "masking": FLAG,
        "source_namespace": text(1000),
        "source_dataset": text(1000),
        "source_field": text(NAME),
        "target_namespace": text(1000),
        "target_dataset": text(1000),
        "target_field": text(NAME),
        "transformation_type": code(8),
        "transformation_subtype": code(16),
        "transformation_description": text(1000),
    },
    (("source_field_id",), ("target_field_id",)),
)
STATEMENT = Table(
    "OL_STATEMENT",
    ("statement_id",),
    {
        "statement_id": ID,
        "job_id": ID,
        "sql_id": code(32, required=True),
        "statement_kind": text(200),
        "file_name": text(1000),
        "line_number": "INTEGER",
        "statement_number": "INTEGER",
        "query_id": code(64),
        "user_name": text(NAME),
        "seen_count": NUMBER,
        "first_seen": TIME,
        "last_seen": TIME,
        "closed_at": TIME,
        "is_active": FLAG,
    },
    (("job_id",),),
)
EVIDENCE = Table(
    "OL_EDGE_EVIDENCE",
    ("lineage_id", "statement_id"),
    {
        "lineage_id": ID,
        "statement_id": ID,
        "span_start": "INTEGER",
        "span_end": "INTEGER",
        "confidence_score": SCORE,
        "confidence_reason": code(32),
        "masking": FLAG,
        "candidates_id": code(32),
    },
    (("lineage_id",), ("statement_id",)),
)
COVERAGE = Table(
    "OL_COVERAGE",
    ("namespace_id", "statement_kind"),
    {
        "namespace_id": code(16, required=True),
        "statement_kind": text(200, required=True),
        "parsed": NUMBER,
        "partly": NUMBER,
        "skipped": NUMBER,
        "reasons": text(8000),
        "updated_at": TIME,
    },
)
TEXT = Table(
    "OL_TEXT",
    ("text_id", "piece_number"),
    {"text_id": code(32, required=True), "piece_number": "INTEGER NOT NULL", "piece": text(TEXT_PIECE)},
    (("text_id",),),
)
STAMP = Table("OL_STAMP", ("stamp_id",), {"stamp_id": ID, "generation": NUMBER})
SCHEMA = Table(
    "OL_SCHEMA_VERSION",
    ("version_id",),
    {
        "version_id": ID,
        "openlineage_spec_version": code(16),
        "schema_version": code(32),
        "applied_at": TIME,
        "description": text(400),
    },
)

TABLES = (
    NAMESPACE, DATASET, FIELD, FIELD_CHANGE, JOB, RUN, RUN_INPUT, RUN_OUTPUT, LINEAGE, STATEMENT, EVIDENCE, COVERAGE,
    TEXT, STAMP, SCHEMA,
)  # fmt: skip

STAGED = (DATASET, FIELD, FIELD_CHANGE, JOB, RUN, RUN_INPUT, RUN_OUTPUT, LINEAGE, STATEMENT, EVIDENCE, TEXT)
"""Those that a big batch writes many rows into."""
