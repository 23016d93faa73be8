"""An index of trigrams for each kind of name in SQLite: a few datasets are not looked for among millions of fields."""

from __future__ import annotations

from alembic import op

revision = "0003"
down_revision = "0002"
description = "Search by kind of name"

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
