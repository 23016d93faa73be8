"""The statements that write rows of the store's tables, and tell readers that somebody does."""

from __future__ import annotations

from teralineage.adapters.teradata.statements import Sql, dotted, markers, quoted, statement
from teralineage.adapters.teradata.store.store_sql import SAMPLE
from teralineage.adapters.teradata.store.tables import DATASET, EVIDENCE, RUN_INPUT, STAMP, STATEMENT, Table


@statement((SAMPLE,))
def begin_write(database: str) -> Sql:
    """Makes the stamp odd, and keeps other writers waiting until this transaction ends."""
    return Sql(
        "begin_write",
        f"UPDATE {dotted(database, STAMP.name)} SET generation = generation + 1 WHERE stamp_id = 1",
    )


@statement((SAMPLE,))
def end_write(database: str) -> Sql:
    """Makes the stamp even again, and at least an even number that is given twice."""
    return Sql(
        "end_write",
        f"UPDATE {dotted(database, STAMP.name)}\n"
        "SET generation = CASE WHEN generation < ? THEN ? ELSE generation + 1 END WHERE stamp_id = 1",
    )


@statement((SAMPLE, DATASET), (SAMPLE, STATEMENT))
def highest(database: str, table: Table) -> Sql:
    """The greatest key of a table whose key is a number."""
    key = table.key[0]
    return Sql("highest", f"SELECT MAX(t.{key}) AS Highest FROM {dotted(database, table.name)} AS t")


@statement((SAMPLE, DATASET), (SAMPLE, RUN_INPUT), (SAMPLE, EVIDENCE), (SAMPLE, STAMP))
def upsert(database: str, table: Table) -> Sql:
    """Adds a row, or replaces the one of the same key."""
    names = list(table.columns)
    return Sql("upsert", _merge(database, table, f"VALUES ({markers(len(names))}) AS s ({', '.join(names)})"))


@statement((SAMPLE, DATASET), (SAMPLE, RUN_INPUT))
def upsert_staged(database: str, table: Table) -> Sql:
    """The same with every row of the session's staging table at once."""
    return Sql("upsert_staged", _merge(database, table, f"{_stage(table)} AS s"))


def _merge(database: str, table: Table, source: str) -> str:
    names = list(table.columns)
    rest = [name for name in names if name not in table.key]
    change = "\nWHEN MATCHED THEN UPDATE SET " + ", ".join(f"{name} = s.{name}" for name in rest) if rest else ""
    return f"""MERGE INTO {dotted(database, table.name)} AS t
USING {source}
ON {" AND ".join(f"t.{name} = s.{name}" for name in table.key)}{change}
WHEN NOT MATCHED THEN INSERT ({", ".join(names)})
  VALUES ({", ".join(f"s.{name}" for name in names)})"""


def _stage(table: Table) -> str:
    return quoted(f"{table.name}_STAGE")


@statement((DATASET,), (RUN_INPUT,))
def create_stage(table: Table) -> Sql:
    """Makes a session's own staging table; such tables have no defaults."""
    body = ",\n".join(f"  {name} {type_.replace(' DEFAULT 0', '')}" for name, type_ in table.columns.items())
    key = ", ".join(table.key)
    return Sql(
        "create_stage",
        f"CREATE MULTISET VOLATILE TABLE {_stage(table)} (\n{body}\n) PRIMARY INDEX ({key}) ON COMMIT PRESERVE ROWS",
    )


@statement((RUN_INPUT,))
def empty_stage(table: Table) -> Sql:
    """Takes every row out of it."""
    return Sql("empty_stage", f"DELETE FROM {_stage(table)}")


@statement((RUN_INPUT,))
def fill_stage(table: Table) -> Sql:
    """Puts a row into it."""
    names = list(table.columns)
    return Sql("fill_stage", f"INSERT INTO {_stage(table)} ({', '.join(names)}) VALUES ({markers(len(names))})")
