"""An index by which runs that no edge was first seen in are found, to be forgotten in time."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Without it, deleting a run would look through every edge."""
    op.create_index("ix_ol_column_lineage_run_id", "ol_column_lineage", ["run_id"])
    version = sa.table(
        "ol_schema_version",
        *(sa.column(name) for name in ("version_id", "openlineage_spec_version", "schema_version", "applied_at")),
        sa.column("description"),
    )
    row = {
        "version_id": int(revision),
        "openlineage_spec_version": "2-0-2",
        "schema_version": revision,
        "applied_at": int(datetime.now(UTC).timestamp() * 1_000_000),
        "description": "Runs by their edges",
    }
    op.bulk_insert(version, [row])
