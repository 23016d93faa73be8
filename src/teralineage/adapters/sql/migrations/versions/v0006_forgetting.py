"""An index by which runs that no edge was first seen in are found, to be forgotten in time."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
description = "Runs by their edges"


def upgrade() -> None:
    """Without it, deleting a run would look through every edge."""
    op.create_index("ix_ol_column_lineage_run_id", "ol_column_lineage", ["run_id"])
