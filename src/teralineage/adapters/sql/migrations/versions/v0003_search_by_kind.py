"""An index of trigrams for each kind of name in SQLite: a few datasets are not looked for among millions of fields."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_INDEX = """
    CREATE VIRTUAL TABLE ol_{kind}_name_search
    USING fts5(
        name_key, content='ol_name', content_rowid='name_id', tokenize='trigram case_sensitive 1', detail='none'
    )
"""
_FILL = """
    INSERT INTO ol_{kind}_name_search (rowid, name_key) SELECT name_id, name_key FROM ol_name WHERE kind = '{kind}'
"""
_TRIGGER = """
    CREATE TRIGGER ol_{kind}_name_added AFTER INSERT ON ol_name WHEN new.kind = '{kind}'
    BEGIN INSERT INTO ol_{kind}_name_search (rowid, name_key) VALUES (new.name_id, new.name_key); END
"""


def upgrade() -> None:
    """Replace the one index by one for datasets and one for fields; databases are few."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER ol_name_added")
        op.execute("DROP TABLE IF EXISTS ol_name_search_terms")
        op.execute("DROP TABLE ol_name_search")
        for kind in ("dataset", "field"):
            for statement in (_INDEX, _FILL, _TRIGGER):
                op.execute(statement.format(kind=kind))
    version = sa.table(
        "ol_schema_version",
        *(sa.column(name) for name in ("version_id", "openlineage_spec_version", "schema_version", "applied_at")),
        sa.column("description"),
    )
    row = {
        "version_id": 3,
        "openlineage_spec_version": "2-0-2",
        "schema_version": revision,
        "applied_at": int(datetime.now(UTC).timestamp() * 1_000_000),
        "description": "Search by kind of name",
    }
    op.bulk_insert(version, [row])
