"""Jobs that are gone, and the time of a row count."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Two columns that are empty at first: every job is still there, and no count has a date."""
    op.add_column("ol_job", sa.Column("closed_at", sa.BigInteger))
    op.add_column("ol_dataset", sa.Column("row_counted_at", sa.BigInteger))
    version = sa.table(
        "ol_schema_version",
        *(sa.column(name) for name in ("version_id", "openlineage_spec_version", "schema_version", "applied_at")),
        sa.column("description"),
    )
    row = {
        "version_id": 4,
        "openlineage_spec_version": "2-0-2",
        "schema_version": revision,
        "applied_at": int(datetime.now(UTC).timestamp() * 1_000_000),
        "description": "What is gone",
    }
    op.bulk_insert(version, [row])
