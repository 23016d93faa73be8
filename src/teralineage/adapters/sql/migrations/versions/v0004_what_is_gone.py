"""Jobs that are gone, and the time of a row count."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
description = "What is gone"


def upgrade() -> None:
    """Two columns that are empty at first: every job is still there, and no count has a date."""
    op.add_column("ol_job", sa.Column("closed_at", sa.BigInteger))
    op.add_column("ol_dataset", sa.Column("row_counted_at", sa.BigInteger))
