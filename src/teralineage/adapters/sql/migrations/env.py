"""Runs the migrations on the connection, and in the transaction, of `store.open_store`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import context
from alembic.runtime.migration import MigrationContext, MigrationInfo

_VERSION = sa.table(
    "ol_schema_version",
    *(sa.column(name) for name in ("version_id", "openlineage_spec_version", "schema_version", "applied_at")),
    sa.column("description"),
)


def _note(ctx: MigrationContext, step: MigrationInfo, heads: object, run_args: object) -> None:
    """Note in the store which migration was applied, and when."""
    del heads, run_args
    migration: Any = step.up_revision
    row = {
        "version_id": int(migration.revision),
        "openlineage_spec_version": "2-0-2",
        "schema_version": migration.revision,
        "applied_at": int(datetime.now(UTC).timestamp() * 1_000_000),
        "description": migration.module.description,
    }
    ctx.impl.bulk_insert(_VERSION, [row])


context.configure(connection=context.config.attributes["connection"], transactional_ddl=False, on_version_apply=_note)
context.run_migrations()
