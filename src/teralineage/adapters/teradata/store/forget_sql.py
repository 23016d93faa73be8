"""The statements that find and delete what is kept no longer."""

from __future__ import annotations

from teralineage.adapters.teradata.statements import Sql, dotted, markers, statement
from teralineage.adapters.teradata.store.store_sql import MOST_VALUES, READ, SAMPLE
from teralineage.adapters.teradata.store.tables import DATASET, EVIDENCE, JOB, LINEAGE, RUN, STATEMENT, TEXT, Table


@statement((SAMPLE, LINEAGE), (SAMPLE, STATEMENT), (SAMPLE, JOB), (SAMPLE, DATASET))
def closed_before(database: str, table: Table) -> Sql:
    """A page of the keys of rows that were closed before an instant, after a key."""
    key = table.key[0]
    closed = "is_active = 0 AND t.updated_at" if table is DATASET else "closed_at"
    return Sql(
        "closed_before",
        f"{READ}SELECT TOP {MOST_VALUES} t.{key} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{closed} < ? AND t.{key} > ?\nORDER BY t.{key}",
    )


@statement((SAMPLE,))
def runs_before(database: str) -> Sql:
    """A page of the runs of before an instant, after a run."""
    return Sql(
        "runs_before",
        f"{READ}SELECT TOP {MOST_VALUES} t.run_id, t.job_id FROM {dotted(database, RUN.name)} AS t\n"
        "WHERE t.event_time < ? AND t.run_id > ?\nORDER BY t.run_id",
    )


@statement((SAMPLE, 20))
def last_runs(database: str, size: int) -> Sql:
    """The last run of each of some jobs that stand."""
    return Sql(
        "last_runs",
        f"{READ}SELECT MAX(t.run_id) AS LastRun FROM {dotted(database, RUN.name)} AS t\n"
        f"INNER JOIN {dotted(database, JOB.name)} AS j ON j.job_id = t.job_id\n"
        f"WHERE t.job_id IN ({markers(size)}) AND j.closed_at IS NULL\nGROUP BY t.job_id",
    )


@statement((SAMPLE,))
def unused_texts(database: str) -> Sql:
    """Long texts, by their ids from one bound to below another, that no row names."""
    users = ((DATASET, "ddl_id"), (JOB, "fingerprint_id"), (STATEMENT, "sql_id"), (EVIDENCE, "candidates_id"))
    nobody = "".join(
        f"\n  AND NOT EXISTS (SELECT 1 FROM {dotted(database, table.name)} AS u WHERE u.{column} = t.text_id)"
        for table, column in users
    )
    return Sql(
        "unused_texts",
        f"{READ}SELECT t.text_id FROM {dotted(database, TEXT.name)} AS t\n"
        f"WHERE t.piece_number = 1 AND t.text_id >= ? AND t.text_id < ?{nobody}",
    )


@statement((SAMPLE, LINEAGE, "run_id", 20), (SAMPLE, STATEMENT, "job_id", MOST_VALUES))
def values_in(database: str, table: Table, column: str, size: int) -> Sql:
    """Which of some values a column holds."""
    return Sql(
        "values_in",
        f"{READ}SELECT DISTINCT t.{column} FROM {dotted(database, table.name)} AS t\n"
        f"WHERE t.{column} IN ({markers(size)})",
    )


@statement((SAMPLE, EVIDENCE, "lineage_id", MOST_VALUES), (SAMPLE, RUN, "run_id", 1))
def delete_in(database: str, table: Table, column: str, size: int) -> Sql:
    """Deletes rows with one of some values in a column."""
    return Sql("delete_in", f"DELETE FROM {dotted(database, table.name)} WHERE {column} IN ({markers(size)})")
