"""The statements that make the store's tables, and look which of them are there."""

from __future__ import annotations

from teralineage.adapters.teradata.statements import Sql, dotted, statement
from teralineage.adapters.teradata.store.store_sql import SAMPLE
from teralineage.adapters.teradata.store.tables import DATASET, JOB, RUN_INPUT, TEXT, Table


@statement((SAMPLE, DATASET), (SAMPLE, RUN_INPUT), (SAMPLE, TEXT))
def create_table(database: str, table: Table) -> Sql:
    """Makes a table; never IF NOT EXISTS, whose support varies."""
    body = ",\n".join(f"  {name} {type_}" for name, type_ in table.columns.items())
    key = ", ".join(table.key)
    place = dotted(database, table.name)
    return Sql("create_table", f"CREATE MULTISET TABLE {place} (\n{body}\n) UNIQUE PRIMARY INDEX ({key})")


@statement((SAMPLE, DATASET, ("database_key", "table_key")))
def create_index(database: str, table: Table, columns: tuple[str, ...]) -> Sql:
    """Makes an index; the columns stand before ON."""
    name = dotted("", f"{table.name}_{columns[0]}").rpartition(".")[2]
    return Sql("create_index", f"CREATE INDEX {name} ({', '.join(columns)}) ON {dotted(database, table.name)}")


@statement((SAMPLE, JOB, "closed_at"))
def add_column(database: str, table: Table, column: str) -> Sql:
    """Adds a column that an earlier release did not have."""
    return Sql("add_column", f"ALTER TABLE {dotted(database, table.name)} ADD {column} {table.columns[column]}")


@statement()
def existing_columns() -> Sql:
    """The columns of a database's tables whose names begin like ours; a setting named it, in whatever case."""
    return Sql(
        "existing_columns",
        "SELECT c.TableName, c.ColumnName FROM DBC.ColumnsV AS c\n"
        "WHERE UPPER(c.DatabaseName) = UPPER(?) AND c.TableName LIKE 'OL!_%' ESCAPE '!'",
    )


@statement()
def existing_indexes() -> Sql:
    """The first columns of the indexes of the same tables."""
    return Sql(
        "existing_indexes",
        "SELECT i.TableName, i.ColumnName FROM DBC.IndicesV AS i\n"
        "WHERE UPPER(i.DatabaseName) = UPPER(?) AND i.TableName LIKE 'OL!_%' ESCAPE '!'\n"
        "  AND i.IndexType = 'S' AND i.ColumnPosition = 1",
    )
