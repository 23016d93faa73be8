"""The statements of the store, made from its tables. Reads take no locks but for access; `repository` guards them."""

from __future__ import annotations

from teralineage.adapters.teradata.statements import MOST_MARKERS, Sql, dotted, markers, quoted, statement
from teralineage.adapters.teradata.store.tables import (
    COVERAGE,
    DATASET,
    EVIDENCE,
    FIELD,
    FIELD_CHANGE,
    JOB,
    LINEAGE,
    NAMESPACE,
    RUN,
    RUN_INPUT,
    STAMP,
    STATEMENT,
    TEXT,
    Table,
)

MOST_VALUES = MOST_MARKERS - 10
"""Values of an IN list at most: other rules of the same statement take markers too."""

IN_SIZES = (1, 20, MOST_VALUES)
"""Lengths of IN lists; a shorter list repeats its last value, so that few texts are ever made."""

BULK_ROWS = 100_000
"""Rows of a page where a whole table is read."""

SEARCHED = 2000
"""Names that a search looks at, the shortest first."""

_READ = "LOCKING ROW FOR ACCESS "
_SAMPLE = "lineage"


def _columns(table: Table, alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in table.columns)


@statement((_SAMPLE, DATASET), (_SAMPLE, RUN_INPUT), (_SAMPLE, TEXT))
def create_table(database: str, table: Table) -> Sql:
    """Makes a table; never IF NOT EXISTS, whose support varies."""
    body = ",\n".join(f"  {name} {type_}" for name, type_ in table.columns.items())
    key = ", ".join(table.key)
    place = dotted(database, table.name)
    return Sql("create_table", f"CREATE MULTISET TABLE {place} (\n{body}\n) UNIQUE PRIMARY INDEX ({key})")


@statement((_SAMPLE, DATASET, ("database_key", "table_key")))
def create_index(database: str, table: Table, columns: tuple[str, ...]) -> Sql:
    """Makes an index; the columns stand before ON."""
    name = dotted("", f"{table.name}_{columns[0]}").rpartition(".")[2]
    return Sql("create_index", f"CREATE INDEX {name} ({', '.join(columns)}) ON {dotted(database, table.name)}")


@statement((_SAMPLE, JOB, "closed_at"))
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


@statement((_SAMPLE, DATASET), (_SAMPLE, RUN_INPUT), (_SAMPLE, EVIDENCE), (_SAMPLE, STAMP))
def upsert(database: str, table: Table) -> Sql:
    """Adds a row, or replaces the one of the same key."""
    names = list(table.columns)
    return Sql("upsert", _merge(database, table, f"VALUES ({markers(len(names))}) AS s ({', '.join(names)})"))


@statement((_SAMPLE, DATASET), (_SAMPLE, RUN_INPUT))
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


@statement((_SAMPLE, NAMESPACE), (_SAMPLE, COVERAGE))
def every_row(database: str, table: Table) -> Sql:
    """All rows of a small table."""
    return Sql("every_row", f"{_READ}SELECT {_columns(table, 't')} FROM {dotted(database, table.name)} AS t")


@statement(
    (_SAMPLE, FIELD, "dataset_id", 1, False),
    (_SAMPLE, LINEAGE, "source_field_id", 20, True),
    (_SAMPLE, LINEAGE, "target_field_id", MOST_VALUES, True),
    (_SAMPLE, TEXT, "text_id", 20, False),
)
def rows_in(database: str, table: Table, column: str, size: int, active: bool) -> Sql:
    """Rows with one of some values in a column; only those that stand now where `active`."""
    return Sql(
        "rows_in",
        f"{_READ}SELECT {_columns(table, 't')} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{column} IN ({markers(size)}){' AND t.is_active = 1' if active else ''}",
    )


@statement((_SAMPLE, "source_field_id", MOST_VALUES), (_SAMPLE, "target_field_id", 1))
def edges_as_of(database: str, column: str, size: int) -> Sql:
    """Edges at some fields that stood at an instant, which is taken twice, last."""
    return Sql(
        "edges_as_of",
        f"{_READ}SELECT {_columns(LINEAGE, 't')} FROM {dotted(database, LINEAGE.name)} AS t\n"
        f"WHERE t.{column} IN ({markers(size)}) AND t.discovered_at <= ?\n"
        "  AND (t.closed_at IS NULL OR t.closed_at > ?)",
    )


@statement(
    (_SAMPLE, DATASET, ("dataset_id", "name", "namespace_id", "source_type", "is_active"), False),
    (_SAMPLE, LINEAGE, ("lineage_id", "source_field_id", "target_field_id"), True),
)
def bulk_page(database: str, table: Table, columns: tuple[str, ...], active: bool) -> Sql:
    """A big page of some columns of a table after a key, in the order of the keys."""
    key = table.key[0]
    return Sql(
        "bulk_page",
        f"{_READ}SELECT TOP {BULK_ROWS} {', '.join(f't.{name}' for name in columns)}\n"
        f"FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{key} > ?{' AND t.is_active = 1' if active else ''}\nORDER BY t.{key}",
    )


@statement((_SAMPLE, LINEAGE), (_SAMPLE, STATEMENT), (_SAMPLE, JOB), (_SAMPLE, DATASET))
def closed_before(database: str, table: Table) -> Sql:
    """A page of the keys of rows that were closed before an instant, after a key."""
    key = table.key[0]
    closed = "is_active = 0 AND t.updated_at" if table is DATASET else "closed_at"
    return Sql(
        "closed_before",
        f"{_READ}SELECT TOP {MOST_VALUES} t.{key} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{closed} < ? AND t.{key} > ?\nORDER BY t.{key}",
    )


@statement((_SAMPLE,))
def runs_before(database: str) -> Sql:
    """A page of the runs of before an instant, after a run."""
    return Sql(
        "runs_before",
        f"{_READ}SELECT TOP {MOST_VALUES} t.run_id, t.job_id FROM {dotted(database, RUN.name)} AS t\n"
        "WHERE t.event_time < ? AND t.run_id > ?\nORDER BY t.run_id",
    )


@statement((_SAMPLE, 20))
def last_runs(database: str, size: int) -> Sql:
    """The last run of each of some jobs that stand."""
    return Sql(
        "last_runs",
        f"{_READ}SELECT MAX(t.run_id) AS LastRun FROM {dotted(database, RUN.name)} AS t\n"
        f"INNER JOIN {dotted(database, JOB.name)} AS j ON j.job_id = t.job_id\n"
        f"WHERE t.job_id IN ({markers(size)}) AND j.closed_at IS NULL\nGROUP BY t.job_id",
    )


@statement((_SAMPLE,))
def unused_texts(database: str) -> Sql:
    """Long texts, by their ids from one bound to below another, that no row names."""
    users = ((DATASET, "ddl_id"), (JOB, "fingerprint_id"), (STATEMENT, "sql_id"), (EVIDENCE, "candidates_id"))
    nobody = "".join(
        f"\n  AND NOT EXISTS (SELECT 1 FROM {dotted(database, table.name)} AS u WHERE u.{column} = t.text_id)"
        for table, column in users
    )
    return Sql(
        "unused_texts",
        f"{_READ}SELECT t.text_id FROM {dotted(database, TEXT.name)} AS t\n"
        f"WHERE t.piece_number = 1 AND t.text_id >= ? AND t.text_id < ?{nobody}",
    )


@statement((_SAMPLE, LINEAGE, "run_id", 20), (_SAMPLE, STATEMENT, "job_id", MOST_VALUES))
def values_in(database: str, table: Table, column: str, size: int) -> Sql:
    """Which of some values a column holds."""
    return Sql(
        "values_in",
        f"{_READ}SELECT DISTINCT t.{column} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{column} IN ({markers(size)})",
    )


@statement((_SAMPLE, EVIDENCE, "lineage_id", MOST_VALUES), (_SAMPLE, RUN, "run_id", 1))
def delete_in(database: str, table: Table, column: str, size: int) -> Sql:
    """Deletes rows with one of some values in a column."""
    return Sql("delete_in", f"DELETE FROM {dotted(database, table.name)} WHERE {column} IN ({markers(size)})")


@statement((_SAMPLE,))
def edges_between(database: str) -> Sql:
    """Every stretch of an edge's life, of whatever subtype."""
    return Sql(
        "edges_between",
        f"{_READ}SELECT {_columns(LINEAGE, 't')} FROM {dotted(database, LINEAGE.name)} AS t\n"
        "WHERE t.source_field_id = ? AND t.target_field_id = ?",
    )


@statement((_SAMPLE, DATASET), (_SAMPLE, STATEMENT))
def highest(database: str, table: Table) -> Sql:
    """The greatest key of a table whose key is a number."""
    key = table.key[0]
    return Sql("highest", f"SELECT MAX(t.{key}) AS Highest FROM {dotted(database, table.name)} AS t")


@statement((_SAMPLE, FIELD, True), (_SAMPLE, JOB, False))
def count_rows(database: str, table: Table, active: bool) -> Sql:
    """How many rows a table has.

    Of fields, those of datasets that stand, without the `*` that stands for all; of jobs, those that have not ended,
    without notes.
    """
    rules = ["t.is_active = 1"] if active else []
    if table is JOB:
        rules += ["t.closed_at IS NULL", "t.job_type <> 'NOTE'"]
    if table is FIELD:
        standing = f"SELECT d.dataset_id FROM {dotted(database, DATASET.name)} AS d WHERE d.is_active = 1"
        rules += ["t.field_key <> '*'", f"t.dataset_id IN ({standing})"]
    where = f" WHERE {' AND '.join(rules)}" if rules else ""
    return Sql("count_rows", f"{_READ}SELECT COUNT(*) AS Counted FROM {dotted(database, table.name)} AS t{where}")


@statement((_SAMPLE,))
def jobs_named(database: str) -> Sql:
    """Jobs of a namespace that have a fingerprint."""
    return Sql(
        "jobs_named",
        f"{_READ}SELECT t.name, t.fingerprint_id FROM {dotted(database, JOB.name)} AS t\n"
        "WHERE t.namespace_id = ? AND t.fingerprint_id IS NOT NULL AND t.closed_at IS NULL",
    )


@statement((_SAMPLE, MOST_VALUES), (_SAMPLE, 1))
def jobs_in(database: str, size: int) -> Sql:
    """Jobs of a namespace by their names."""
    return Sql(
        "jobs_in",
        f"{_READ}SELECT {_columns(JOB, 't')} FROM {dotted(database, JOB.name)} AS t\n"
        f"WHERE t.namespace_id = ? AND t.name IN ({markers(size)})",
    )


@statement((_SAMPLE, True), (_SAMPLE, False))
def generation(database: str, waiting: bool) -> Sql:
    """The stamp of the last write; `waiting` for a write that goes on, else as it stands, committed or not."""
    lock = "" if waiting else _READ
    return Sql("generation", f"{lock}SELECT t.generation FROM {dotted(database, STAMP.name)} AS t WHERE t.stamp_id = 1")


@statement((_SAMPLE,))
def begin_write(database: str) -> Sql:
    """Makes the stamp odd, and keeps other writers waiting until this transaction ends."""
    return Sql(
        "begin_write",
        f"UPDATE {dotted(database, STAMP.name)} SET generation = generation + 1 WHERE stamp_id = 1",
    )


@statement((_SAMPLE,))
def end_write(database: str) -> Sql:
    """Makes the stamp even again, and at least an even number that is given twice."""
    return Sql(
        "end_write",
        f"UPDATE {dotted(database, STAMP.name)}\n"
        "SET generation = CASE WHEN generation < ? THEN ? ELSE generation + 1 END WHERE stamp_id = 1",
    )


@statement((_SAMPLE, False), (_SAMPLE, True))
def datasets_named(database: str, homed: bool) -> Sql:
    """Datasets of a folded name, in one namespace where `homed`."""
    home = " AND t.namespace_id = ?" if homed else ""
    return Sql(
        "datasets_named",
        f"{_READ}SELECT {_columns(DATASET, 't')} FROM {dotted(database, DATASET.name)} AS t\n"
        f"WHERE t.database_key = ? AND t.table_key = ?{home}",
    )


@statement((_SAMPLE, (), True), (_SAMPLE, ("database", "text", "source_type"), True), (_SAMPLE, ("text",), False))
def dataset_page(database: str, rules: tuple[str, ...], counted: bool) -> Sql:
    """Datasets of a namespace that keep some rules: how many where `counted`, else those from a row to another."""
    tests = {
        "database": "t.database_key = ?",
        "text": "POSITION(? IN t.table_key) > 0",
        "source_type": "t.source_type = ?",
    }
    where = "".join(f" AND {tests[rule]}" for rule in rules)
    what = "COUNT(*) AS Counted" if counted else _columns(DATASET, "t")
    window = (
        ""
        if counted
        else ("\nQUALIFY ROW_NUMBER() OVER (ORDER BY t.database_key, t.table_key, t.dataset_id) BETWEEN ? AND ?")
    )
    return Sql(
        "dataset_page",
        f"{_READ}SELECT {what} FROM {dotted(database, DATASET.name)} AS t\n"
        f"WHERE t.namespace_id = ? AND t.is_active = 1{where}{window}",
    )


@statement((_SAMPLE, False), (_SAMPLE, True))
def databases(database: str, homed: bool) -> Sql:
    """Every database with its spelling and how many datasets it has, of one namespace where `homed`."""
    home = " AND t.namespace_id = ?" if homed else ""
    return Sql(
        "databases",
        f"{_READ}SELECT t.namespace_id, t.database_key, MIN(t.database_name) AS Spelling, COUNT(*) AS Datasets\n"
        f"FROM {dotted(database, DATASET.name)} AS t WHERE t.is_active = 1{home}\n"
        "GROUP BY t.namespace_id, t.database_key",
    )


@statement((_SAMPLE,))
def datasets_of_database(database: str) -> Sql:
    """All datasets of a database, those too that are gone."""
    return Sql(
        "datasets_of_database",
        f"{_READ}SELECT {_columns(DATASET, 't')} FROM {dotted(database, DATASET.name)} AS t\nWHERE t.database_key = ?",
    )


@statement((_SAMPLE, DATASET, "table_key"), (_SAMPLE, FIELD, "field_key"))
def names_with(database: str, table: Table, column: str) -> Sql:
    """The shortest names that hold a text."""
    return Sql(
        "names_with",
        f"{_READ}SELECT TOP {SEARCHED} {_columns(table, 't')} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.is_active = 1 AND POSITION(? IN t.{column}) > 0\n"
        f"ORDER BY CHARACTER_LENGTH(t.{column}), t.{column}",
    )


@statement((_SAMPLE, DATASET, "table_key"), (_SAMPLE, FIELD, "field_key"))
def names_about_as_long(database: str, table: Table, column: str) -> Sql:
    """Names whose length lies within bounds."""
    return Sql(
        "names_about_as_long",
        f"{_READ}SELECT TOP {SEARCHED} {_columns(table, 't')} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.is_active = 1 AND CHARACTER_LENGTH(t.{column}) BETWEEN ? AND ?\n"
        f"ORDER BY t.{column}",
    )


@statement((_SAMPLE, "discovered_at"), (_SAMPLE, "closed_at"))
def edges_changed(database: str, column: str) -> Sql:
    """Edges that came or went after an instant and up to another."""
    return Sql(
        "edges_changed",
        f"{_READ}SELECT {_columns(LINEAGE, 't')} FROM {dotted(database, LINEAGE.name)} AS t\n"
        f"WHERE t.{column} > ? AND t.{column} <= ?",
    )


@statement((_SAMPLE,))
def fields_made(database: str) -> Sql:
    """Fields that were met first after an instant and up to another."""
    return Sql(
        "fields_made",
        f"{_READ}SELECT {_columns(FIELD, 't')} FROM {dotted(database, FIELD.name)} AS t\n"
        "WHERE t.created_at > ? AND t.created_at <= ? AND t.field_key <> '*'",
    )


@statement((_SAMPLE,))
def fields_changed(database: str) -> Sql:
    """What became of fields after an instant and up to another."""
    return Sql(
        "fields_changed",
        f"{_READ}SELECT {_columns(FIELD_CHANGE, 't')} FROM {dotted(database, FIELD_CHANGE.name)} AS t\n"
        "WHERE t.changed_at > ? AND t.changed_at <= ?",
    )
