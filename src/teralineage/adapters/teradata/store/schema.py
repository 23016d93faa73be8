"""Setting the tables up. DDL stands alone in its transaction; a table that is there already is no failure."""

from __future__ import annotations

import time

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.errors import Meaning, TeradataError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.statements import Sql
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data
from teralineage.adapters.teradata.store.tables import SCHEMA, SCHEMA_VERSION, STAMP, TABLES
from teralineage.domain.errors import StoreTooNewError

SPEC_VERSION = "2-0-2"
"""The version of OpenLineage's specification whose words the store uses."""


def set_up(pool: Pool, database: str) -> None:
    """Make the tables that are missing, and see that those there are ours.

    Raises:
        StoreTooNewError: a later release made them.
        TeradataError: the user may not make tables in the database.
    """
    there = {row[0].rstrip() for row in pool.transact(lambda session: session.rows(sql.existing(), [database]))}
    for table in TABLES:
        if table.name not in there:
            _define(pool, sql.create_table(database, table))
            for columns in table.indexes:
                _define(pool, sql.create_index(database, table, columns))
    pool.transact(lambda session: _check_version(session, database))


def _define(pool: Pool, statement: Sql) -> None:
    try:
        pool.transact(lambda session: session.run(statement))
    except TeradataError as error:
        if error.fault.meaning is not Meaning.ALREADY_EXISTS:
            raise


def _check_version(session: Session, database: str) -> None:
    data = Data(session, database)
    versions = data.all(SCHEMA)
    if any(int(row.schema_version) > int(SCHEMA_VERSION) for row in versions):
        raise StoreTooNewError("the store was written by a later release of TeraLineage: install that release")
    if not versions:
        data.upsert(STAMP, [{"stamp_id": 1, "generation": 0}])
        data.upsert(
            SCHEMA,
            [{
                "version_id": 1, "openlineage_spec_version": SPEC_VERSION, "schema_version": SCHEMA_VERSION,
                "applied_at": time.time_ns() // 1000, "description": "The first tables",
            }],
        )  # fmt: skip
