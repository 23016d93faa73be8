"""Setting the tables up. DDL stands alone in its transaction; what is there already is no failure."""

from __future__ import annotations

import time
from collections import defaultdict

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.errors import Meaning, TeradataError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.statements import Sql
from teralineage.adapters.teradata.store import setup_sql
from teralineage.adapters.teradata.store.data import Data
from teralineage.adapters.teradata.store.tables import SCHEMA, SCHEMA_VERSION, STAMP, TABLES
from teralineage.domain.errors import StoreDamagedError, StoreTooNewError

SPEC_VERSION = "2-0-2"
"""The version of OpenLineage's specification whose words the store uses."""

HISTORY = {"1": "The first tables", "2": "Jobs that are gone, and when rows were counted"}
"""What each version of the tables brought."""

Columns = dict[str, set[str]]
"""The columns of each table that is there."""


def set_up(pool: Pool, database: str) -> None:
    """Make what is missing, and see that what is there is ours.

    Raises:
        StoreTooNewError: a later release made the tables.
        StoreDamagedError: another program has tables of these names in the database.
        TeradataError: the user may not make tables in the database.
    """
    there = _listed(pool, setup_sql.existing_columns(), database)
    indexes = _listed(pool, setup_sql.existing_indexes(), database)
    version = _version(pool, database, there)
    for table in TABLES:
        have = there.get(table.name)
        if have is None:
            _define(pool, setup_sql.create_table(database, table))
        elif missing := [name for name in table.columns if name not in have]:
            if version is None:
                raise StoreDamagedError(
                    f"the database {database} has a table {table.name} that is not TeraLineage's: name another database"
                )
            for name in missing:
                _define(pool, setup_sql.add_column(database, table, name))
        for columns in table.indexes:
            if columns[0] not in indexes.get(table.name, ()):
                _define(pool, setup_sql.create_index(database, table, columns))
    if version != SCHEMA_VERSION:
        pool.transact(lambda session: _note_version(session, database, new=version is None))


def _listed(pool: Pool, statement: Sql, database: str) -> Columns:
    found: Columns = defaultdict(set)
    for table, column in pool.transact(lambda session: session.rows(statement, [database])):
        found[table.rstrip()].add(column.rstrip())
    return found


def _version(pool: Pool, database: str, there: Columns) -> str | None:
    """The version of the tables that are there; None where none has been noted."""
    if not set(SCHEMA.columns) <= there.get(SCHEMA.name, set()):
        return None
    rows = pool.transact(lambda session: Data(session, database).all(SCHEMA))
    versions = [row.schema_version for row in rows if str(row.schema_version).isdecimal()]
    latest = max(versions, key=int, default=None)
    if latest is not None and int(latest) > int(SCHEMA_VERSION):
        raise StoreTooNewError("the store was written by a later release of TeraLineage: install that release")
    return latest


def _define(pool: Pool, statement: Sql) -> None:
    try:
        pool.transact(lambda session: session.run(statement))
    except TeradataError as error:
        if error.fault.meaning is not Meaning.ALREADY_EXISTS:
            raise


def _note_version(session: Session, database: str, *, new: bool) -> None:
    data = Data(session, database)
    if new:
        data.upsert(STAMP, [{"stamp_id": 1, "generation": 0}])
    data.upsert(
        SCHEMA,
        [{
            "version_id": int(SCHEMA_VERSION), "openlineage_spec_version": SPEC_VERSION,
            "schema_version": SCHEMA_VERSION, "applied_at": time.time_ns() // 1000,
            "description": HISTORY[SCHEMA_VERSION],
        }],
    )  # fmt: skip
