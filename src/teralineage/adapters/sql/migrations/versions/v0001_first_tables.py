"""The first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
description = "The first tables"

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make every table, and set the stamp to its beginning."""
    _catalog()
    _jobs()
    _edges()
    op.execute("INSERT INTO ol_stamp (stamp_id, generation) VALUES (1, 0)")


def _catalog() -> None:
    op.create_table(
        "ol_namespace",
        sa.Column("namespace_id", sa.String(length=16), nullable=False),
        sa.Column("namespace_uri", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("spec_version", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("namespace_id", name="pk_ol_namespace"),
        sa.UniqueConstraint("namespace_uri", name="uq_ol_namespace_namespace_uri"),
    )
    op.create_table(
        "ol_dataset",
        sa.Column("dataset_id", KEY, nullable=False),
        sa.Column("namespace_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("database_name", sa.Text(), nullable=False),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("database_key", sa.Text(), nullable=False),
        sa.Column("table_key", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("source_type", sa.String(length=32), nullable=False),
        sa.Column("ddl", sa.Text()),
        sa.Column("creator", sa.Text()),
        sa.Column("source_created_at", sa.BigInteger()),
        sa.Column("source_altered_at", sa.BigInteger()),
        sa.Column("row_count", sa.BigInteger()),
        sa.Column("size_bytes", sa.BigInteger()),
        sa.Column("is_defined", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["namespace_id"], ["ol_namespace.namespace_id"], name="fk_ol_dataset_namespace_id"),
        sa.PrimaryKeyConstraint("dataset_id", name="pk_ol_dataset"),
        sa.UniqueConstraint("namespace_id", "database_key", "table_key", name="uq_ol_dataset_namespace_id"),
    )
    op.create_index("ix_ol_dataset_database_key", "ol_dataset", ["database_key", "table_key"])
    op.create_table(
        "ol_dataset_field",
        sa.Column("field_id", KEY, nullable=False),
        sa.Column("dataset_id", KEY, nullable=False),
        sa.Column("field_name", sa.Text(), nullable=False),
        sa.Column("field_key", sa.Text(), nullable=False),
        sa.Column("field_type", sa.Text()),
        sa.Column("field_description", sa.Text()),
        sa.Column("ordinal_position", sa.Integer(), nullable=False),
        sa.Column("nullable", sa.Boolean()),
        sa.Column("primary_key", sa.Boolean(), nullable=False),
        sa.Column("is_defined", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["ol_dataset.dataset_id"], name="fk_ol_dataset_field_dataset_id"),
        sa.PrimaryKeyConstraint("field_id", name="pk_ol_dataset_field"),
        sa.UniqueConstraint("dataset_id", "field_key", name="uq_ol_dataset_field_dataset_id"),
    )
    op.create_table(
        "ol_field_change",
        sa.Column("change_id", KEY, nullable=False),
        sa.Column("field_id", KEY, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("changed_at", sa.BigInteger(), nullable=False),
        sa.Column("detail", sa.Text()),
        sa.ForeignKeyConstraint(["field_id"], ["ol_dataset_field.field_id"], name="fk_ol_field_change_field_id"),
        sa.PrimaryKeyConstraint("change_id", name="pk_ol_field_change"),
    )
    op.create_index("ix_ol_field_change_changed_at", "ol_field_change", ["changed_at"])
    op.create_table(
        "ol_coverage",
        sa.Column("namespace_id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("parsed", sa.BigInteger(), nullable=False),
        sa.Column("partly", sa.BigInteger(), nullable=False),
        sa.Column("skipped", sa.BigInteger(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["namespace_id"], ["ol_namespace.namespace_id"], name="fk_ol_coverage_namespace_id"),
        sa.PrimaryKeyConstraint("namespace_id", "kind", name="pk_ol_coverage"),
    )
    op.create_table(
        "ol_stamp",
        sa.Column("stamp_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("generation", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("stamp_id", name="pk_ol_stamp"),
    )
    op.create_table(
        "ol_schema_version",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("openlineage_spec_version", sa.String(length=16), nullable=False),
        sa.Column("schema_version", sa.String(length=32), nullable=False),
        sa.Column("applied_at", sa.BigInteger(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.PrimaryKeyConstraint("version_id", name="pk_ol_schema_version"),
    )


def _jobs() -> None:
    op.create_table(
        "ol_job",
        sa.Column("job_id", KEY, nullable=False),
        sa.Column("namespace_id", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("job_type", sa.String(length=16), nullable=False),
        sa.Column("fingerprint", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["namespace_id"], ["ol_namespace.namespace_id"], name="fk_ol_job_namespace_id"),
        sa.PrimaryKeyConstraint("job_id", name="pk_ol_job"),
        sa.UniqueConstraint("namespace_id", "name", name="uq_ol_job_namespace_id"),
    )
    op.create_table(
        "ol_run",
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("job_id", KEY, nullable=False),
        sa.Column("run_uuid", sa.String(length=36), nullable=False),
        sa.Column("event_type", sa.String(length=16), nullable=False),
        sa.Column("event_time", sa.BigInteger(), nullable=False),
        sa.Column("nominal_start_time", sa.BigInteger()),
        sa.Column("nominal_end_time", sa.BigInteger()),
        sa.Column("producer", sa.Text(), nullable=False),
        sa.Column("schema_url", sa.Text()),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["ol_job.job_id"], name="fk_ol_run_job_id"),
        sa.PrimaryKeyConstraint("run_id", name="pk_ol_run"),
        sa.UniqueConstraint("run_uuid", name="uq_ol_run_run_uuid"),
    )
    op.create_index("ix_ol_run_job_id", "ol_run", ["job_id"])
    op.create_table(
        "ol_run_input",
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("dataset_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["ol_dataset.dataset_id"], name="fk_ol_run_input_dataset_id"),
        sa.ForeignKeyConstraint(["run_id"], ["ol_run.run_id"], name="fk_ol_run_input_run_id"),
        sa.PrimaryKeyConstraint("run_id", "dataset_id", name="pk_ol_run_input"),
    )
    op.create_index("ix_ol_run_input_dataset_id", "ol_run_input", ["dataset_id"])
    op.create_table(
        "ol_run_output",
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("dataset_id", KEY, nullable=False),
        sa.ForeignKeyConstraint(["dataset_id"], ["ol_dataset.dataset_id"], name="fk_ol_run_output_dataset_id"),
        sa.ForeignKeyConstraint(["run_id"], ["ol_run.run_id"], name="fk_ol_run_output_run_id"),
        sa.PrimaryKeyConstraint("run_id", "dataset_id", name="pk_ol_run_output"),
    )
    op.create_index("ix_ol_run_output_dataset_id", "ol_run_output", ["dataset_id"])
    op.create_table(
        "ol_statement",
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("job_id", KEY, nullable=False),
        sa.Column("sql_text", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("file_name", sa.Text()),
        sa.Column("line_number", sa.Integer()),
        sa.Column("statement_number", sa.Integer()),
        sa.Column("query_id", sa.Text()),
        sa.Column("user_name", sa.Text()),
        sa.Column("seen_count", sa.BigInteger(), nullable=False),
        sa.Column("first_seen", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["ol_job.job_id"], name="fk_ol_statement_job_id"),
        sa.PrimaryKeyConstraint("statement_id", name="pk_ol_statement"),
    )
    op.create_index("ix_ol_statement_job_id", "ol_statement", ["job_id"])


def _edges() -> None:
    op.create_table(
        "ol_column_lineage",
        sa.Column("lineage_id", KEY, nullable=False),
        sa.Column("run_id", KEY, nullable=False),
        sa.Column("source_field_id", KEY, nullable=False),
        sa.Column("target_field_id", KEY, nullable=False),
        sa.Column("subtype_code", sa.SmallInteger(), nullable=False),
        sa.Column("confidence_score", sa.Float(), nullable=False),
        sa.Column("evidence_count", sa.Integer(), nullable=False),
        sa.Column("discovered_at", sa.BigInteger(), nullable=False),
        sa.Column("last_seen", sa.BigInteger(), nullable=False),
        sa.Column("closed_at", sa.BigInteger()),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("masking", sa.Boolean(), nullable=False),
        sa.Column("source_namespace", sa.Text(), nullable=False),
        sa.Column("source_dataset", sa.Text(), nullable=False),
        sa.Column("source_field", sa.Text(), nullable=False),
        sa.Column("target_namespace", sa.Text(), nullable=False),
        sa.Column("target_dataset", sa.Text(), nullable=False),
        sa.Column("target_field", sa.Text(), nullable=False),
        sa.Column("transformation_type", sa.String(length=8), nullable=False),
        sa.Column("transformation_subtype", sa.String(length=16), nullable=False),
        sa.Column("transformation_description", sa.Text()),
        sa.ForeignKeyConstraint(["run_id"], ["ol_run.run_id"], name="fk_ol_column_lineage_run_id"),
        sa.ForeignKeyConstraint(
            ["source_field_id"], ["ol_dataset_field.field_id"], name="fk_ol_column_lineage_source_field_id"
        ),
        sa.ForeignKeyConstraint(
            ["target_field_id"], ["ol_dataset_field.field_id"], name="fk_ol_column_lineage_target_field_id"
        ),
        sa.PrimaryKeyConstraint("lineage_id", name="pk_ol_column_lineage"),
    )
    op.create_index("ix_ol_column_lineage_closed_at", "ol_column_lineage", ["closed_at"])
    op.create_index("ix_ol_column_lineage_discovered_at", "ol_column_lineage", ["discovered_at"])
    op.create_index("ix_ol_column_lineage_source_field_id", "ol_column_lineage", ["source_field_id", "target_field_id"])
    op.create_index("ix_ol_column_lineage_target_field_id", "ol_column_lineage", ["target_field_id", "source_field_id"])
    op.create_table(
        "ol_edge_evidence",
        sa.Column("lineage_id", KEY, nullable=False),
        sa.Column("statement_id", KEY, nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("confidence_score", sa.Float(), nullable=False),
        sa.Column("confidence_reason", sa.String(length=32), nullable=False),
        sa.Column("masking", sa.Boolean(), nullable=False),
        sa.Column("candidates", sa.Text()),
        sa.ForeignKeyConstraint(
            ["lineage_id"], ["ol_column_lineage.lineage_id"], name="fk_ol_edge_evidence_lineage_id"
        ),
        sa.ForeignKeyConstraint(
            ["statement_id"], ["ol_statement.statement_id"], name="fk_ol_edge_evidence_statement_id"
        ),
        sa.PrimaryKeyConstraint("lineage_id", "statement_id", name="pk_ol_edge_evidence"),
    )
    op.create_index("ix_ol_edge_evidence_statement_id", "ol_edge_evidence", ["statement_id"])
