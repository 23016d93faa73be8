"""The statements that read the store. They take no locks but for access; `repository` guards them."""

from __future__ import annotations

from teralineage.adapters.teradata.statements import MOST_MARKERS, Sql, dotted, markers, statement
from teralineage.adapters.teradata.store.tables import (
    COVERAGE,
    DATASET,
    FIELD,
    FIELD_CHANGE,
    JOB,
    LINEAGE,
    NAMESPACE,
    STAMP,
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

READ = "LOCKING ROW FOR ACCESS "
SAMPLE = "lineage"


def _columns(table: Table, alias: str) -> str:
    return ", ".join(f"{alias}.{name}" for name in table.columns)


@statement((SAMPLE, NAMESPACE), (SAMPLE, COVERAGE))
def every_row(database: str, table: Table) -> Sql:
    """All rows of a small table."""
    return Sql("every_row", f"{READ}SELECT {_columns(table, 't')} FROM {dotted(database, table.name)} AS t")


@statement(
    (SAMPLE, FIELD, "dataset_id", 1, False),
    (SAMPLE, LINEAGE, "source_field_id", 20, True),
    (SAMPLE, LINEAGE, "target_field_id", MOST_VALUES, True),
    (SAMPLE, TEXT, "text_id", 20, False),
)
def rows_in(database: str, table: Table, column: str, size: int, active: bool) -> Sql:
    """Rows with one of some values in a column; only those that stand now where `active`."""
    return Sql(
        "rows_in",
        f"{READ}SELECT {_columns(table, 't')} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{column} IN ({markers(size)}){' AND t.is_active = 1' if active else ''}",
    )


@statement((SAMPLE, "source_field_id", MOST_VALUES), (SAMPLE, "target_field_id", 1))
def edges_as_of(database: str, column: str, size: int) -> Sql:
    """Edges at some fields that stood at an instant, which is taken twice, last."""
    return Sql(
        "edges_as_of",
        f"{READ}SELECT {_columns(LINEAGE, 't')} FROM {dotted(database, LINEAGE.name)} AS t\n"
        f"WHERE t.{column} IN ({markers(size)}) AND t.discovered_at <= ?\n"
        "  AND (t.closed_at IS NULL OR t.closed_at > ?)",
    )


@statement(
    (SAMPLE, DATASET, ("dataset_id", "name", "namespace_id", "source_type", "is_active"), False),
    (SAMPLE, LINEAGE, ("lineage_id", "source_field_id", "target_field_id"), True),
)
def bulk_page(database: str, table: Table, columns: tuple[str, ...], active: bool) -> Sql:
    """A big page of some columns of a table after a key, in the order of the keys."""
    key = table.key[0]
    return Sql(
        "bulk_page",
        f"{READ}SELECT TOP {BULK_ROWS} {', '.join(f't.{name}' for name in columns)}\n"
        f"FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{key} > ?{' AND t.is_active = 1' if active else ''}\nORDER BY t.{key}",
    )


@statement((SAMPLE,))
def edges_between(database: str) -> Sql:
    """Every stretch of an edge's life, of whatever subtype."""
    return Sql(
        "edges_between",
        f"{READ}SELECT {_columns(LINEAGE, 't')} FROM {dotted(database, LINEAGE.name)} AS t\n"
        "WHERE t.source_field_id = ? AND t.target_field_id = ?",
    )


@statement((SAMPLE, FIELD, True), (SAMPLE, JOB, False))
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
    return Sql("count_rows", f"{READ}SELECT COUNT(*) AS Counted FROM {dotted(database, table.name)} AS t{where}")


@statement((SAMPLE,))
def jobs_named(database: str) -> Sql:
    """Jobs of a namespace that have a fingerprint."""
    return Sql(
        "jobs_named",
        f"{READ}SELECT t.name, t.fingerprint_id FROM {dotted(database, JOB.name)} AS t\n"
        "WHERE t.namespace_id = ? AND t.fingerprint_id IS NOT NULL AND t.closed_at IS NULL",
    )


@statement((SAMPLE, MOST_VALUES), (SAMPLE, 1))
def jobs_in(database: str, size: int) -> Sql:
    """Jobs of a namespace by their names."""
    return Sql(
        "jobs_in",
        f"{READ}SELECT {_columns(JOB, 't')} FROM {dotted(database, JOB.name)} AS t\n"
        f"WHERE t.namespace_id = ? AND t.name IN ({markers(size)})",
    )


@statement((SAMPLE, True), (SAMPLE, False))
def generation(database: str, waiting: bool) -> Sql:
    """The stamp of the last write; `waiting` for a write that goes on, else as it stands, committed or not."""
    lock = "" if waiting else READ
    return Sql("generation", f"{lock}SELECT t.generation FROM {dotted(database, STAMP.name)} AS t WHERE t.stamp_id = 1")


@statement((SAMPLE, False), (SAMPLE, True))
def datasets_named(database: str, homed: bool) -> Sql:
    """Datasets of a folded name, in one namespace where `homed`."""
    home = " AND t.namespace_id = ?" if homed else ""
    return Sql(
        "datasets_named",
        f"{READ}SELECT {_columns(DATASET, 't')} FROM {dotted(database, DATASET.name)} AS t\n"
        f"WHERE t.database_key = ? AND t.table_key = ?{home}",
    )


@statement((SAMPLE, (), True), (SAMPLE, ("database", "text", "source_type"), True), (SAMPLE, ("text",), False))
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
        f"{READ}SELECT {what} FROM {dotted(database, DATASET.name)} AS t\n"
        f"WHERE t.namespace_id = ? AND t.is_active = 1{where}{window}",
    )


@statement((SAMPLE, False), (SAMPLE, True))
def databases(database: str, homed: bool) -> Sql:
    """Every database with its spelling and how many datasets it has, of one namespace where `homed`."""
    home = " AND t.namespace_id = ?" if homed else ""
    return Sql(
        "databases",
        f"{READ}SELECT t.namespace_id, t.database_key, MIN(t.database_name) AS Spelling, COUNT(*) AS Datasets\n"
        f"FROM {dotted(database, DATASET.name)} AS t WHERE t.is_active = 1{home}\n"
        "GROUP BY t.namespace_id, t.database_key",
    )


@statement((SAMPLE,))
def datasets_of_database(database: str) -> Sql:
    """All datasets of a database, those too that are gone."""
    return Sql(
        "datasets_of_database",
        f"{READ}SELECT {_columns(DATASET, 't')} FROM {dotted(database, DATASET.name)} AS t\nWHERE t.database_key = ?",
    )


@statement((SAMPLE, DATASET, "table_key"), (SAMPLE, FIELD, "field_key"))
def names_with(database: str, table: Table, column: str) -> Sql:
    """The shortest names that hold a text."""
    return Sql(
        "names_with",
        f"{READ}SELECT TOP {SEARCHED} {_columns(table, 't')} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.is_active = 1 AND POSITION(? IN t.{column}) > 0\n"
        f"ORDER BY CHARACTER_LENGTH(t.{column}), t.{column}",
    )


@statement((SAMPLE, DATASET, "table_key"), (SAMPLE, FIELD, "field_key"))
def names_about_as_long(database: str, table: Table, column: str) -> Sql:
    """Names whose length lies within bounds."""
    return Sql(
        "names_about_as_long",
        f"{READ}SELECT TOP {SEARCHED} {_columns(table, 't')} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.is_active = 1 AND CHARACTER_LENGTH(t.{column}) BETWEEN ? AND ?\n"
        f"ORDER BY t.{column}",
    )


@statement((SAMPLE, "discovered_at"), (SAMPLE, "closed_at"))
def edges_changed(database: str, column: str) -> Sql:
    """Edges that came or went after an instant and up to another."""
    return Sql(
        "edges_changed",
        f"{READ}SELECT {_columns(LINEAGE, 't')} FROM {dotted(database, LINEAGE.name)} AS t\n"
        f"WHERE t.{column} > ? AND t.{column} <= ?",
    )


@statement((SAMPLE,))
def fields_made(database: str) -> Sql:
    """Fields that were met first after an instant and up to another."""
    return Sql(
        "fields_made",
        f"{READ}SELECT {_columns(FIELD, 't')} FROM {dotted(database, FIELD.name)} AS t\n"
        "WHERE t.created_at > ? AND t.created_at <= ? AND t.field_key <> '*'",
    )


@statement((SAMPLE,))
def fields_changed(database: str) -> Sql:
    """What became of fields after an instant and up to another."""
    return Sql(
        "fields_changed",
        f"{READ}SELECT {_columns(FIELD_CHANGE, 't')} FROM {dotted(database, FIELD_CHANGE.name)} AS t\n"
        "WHERE t.changed_at > ? AND t.changed_at <= ?",
    )
