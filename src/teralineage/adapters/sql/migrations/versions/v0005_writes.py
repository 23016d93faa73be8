"""What each write touched."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


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
        "description": "What each write touched",
    }
    op.bulk_insert(version, [row])
