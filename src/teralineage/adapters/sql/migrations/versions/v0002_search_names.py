"""Every name once, with an index of its trigrams: search without a look at every row."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

revision = "0002"
down_revision = "0001"
description = "Names for search"

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_FILL = (
    "SELECT DISTINCT 'database', database_key FROM ol_dataset",
    "SELECT DISTINCT 'dataset', table_key FROM ol_dataset",
    "SELECT DISTINCT 'field', field_key FROM ol_dataset_field WHERE field_key <> '*'",
)
_INDEX = """
    CREATE VIRTUAL TABLE ol_name_search
    USING fts5(
        name_key, content='ol_name', content_rowid='name_id', tokenize='trigram case_sensitive 1', detail='none'
    )
"""
_TRIGGER = """
    CREATE TRIGGER ol_name_added AFTER INSERT ON ol_name
    BEGIN INSERT INTO ol_name_search (rowid, name_key) VALUES (new.name_id, new.name_key); END
"""


def upgrade() -> None:
    """Make the table, its index, and fill them from the names that are there."""
    op.create_table(
        "ol_name",
        sa.Column("name_id", _KEY, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("name_key", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name_id", name="pk_ol_name"),
        sa.UniqueConstraint("kind", "name_key", name="uq_ol_name_kind"),
    )
    op.create_index("ix_ol_dataset_table_key", "ol_dataset", ["table_key"])
    op.create_index("ix_ol_dataset_field_field_key", "ol_dataset_field", ["field_key"])
    if op.get_bind().dialect.name == "sqlite":
        for statement in (_INDEX, _TRIGGER):
            op.execute(statement)
    else:
        _postgres_index()
    for select in _FILL:
        op.execute(f"INSERT INTO ol_name (kind, name_key) {select}")


def _postgres_index() -> None:
    """A trigram index where the database may have one; without it search is right, and slow on millions of names."""
    connection = op.get_bind()
    try:
        with connection.begin_nested():
            op.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            op.execute("CREATE INDEX ix_ol_name_trigrams ON ol_name USING gin (name_key gin_trgm_ops)")
    except DBAPIError:
        op.execute("CREATE INDEX ix_ol_name_key ON ol_name (name_key text_pattern_ops)")
