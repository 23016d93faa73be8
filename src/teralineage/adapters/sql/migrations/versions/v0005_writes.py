"""What each write touched."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
description = "What each write touched"


def upgrade() -> None:
    """A table that is empty at first: what was written before is not known write by write."""
    op.create_table(
        "ol_write",
        sa.Column("generation", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("previous", sa.BigInteger(), nullable=False),
        sa.Column("datasets", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("edges", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("generation", name="pk_ol_write"),
    )
