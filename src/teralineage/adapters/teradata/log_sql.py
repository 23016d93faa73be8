"""What is asked of the query log, and of a site's copy of it.

Columns vary by release: those in `OPTIONAL` are asked for only where a probe found them. A query's text stands in
several rows of another view; both are flushed on their own, so a query may be there before its text.
"""

from __future__ import annotations

from collections.abc import Collection

from teralineage.adapters.teradata.statements import Sql, dotted, in_utc, statement

OPTIONAL = ("LogicalHostID", "LogonDateTime", "InternalRequestNum", "Statements", "QueryBand")
"""Columns of the log that not every release has."""

NOISE = (
    "Help",
    "Show",
    "Grant",
    "Revoke",
    "Database",
    "Abort",
    "Null",
    "Flush Query Logging",
    "Begin DBQL",
    "End DBQL",
    "Create Database",
    "Create User",
    "Modify Database",
    "Drop Table",
    "Not Applicable",
    "Unrecognized type",
    "Collect Statistics",
    "Commit Work",
)
"""Kinds of request that never carry lineage; all others are read, because one kind stands for several statements."""

LOG, LOG_TEXT = "DBC.QryLogV", "DBC.QryLogSQLV"
HISTORY, HISTORY_TEXT = "PDCRINFO.DBQLogTbl_Hst", "PDCRINFO.DBQLSqlTbl_Hst"


def place(view: str) -> str:
    """A configured view name, `database.view`, quoted unless it is one of the dictionary's own."""
    database, _, name = view.rpartition(".")  # `TeradataConfig.problems` saw that both are there
    return view if view in (LOG, LOG_TEXT) else dotted(database, name)


@statement()
def database_now() -> Sql:
    """The time by the database's own clock, as the log tells times: without a zone."""
    return Sql("database_now", "SELECT CAST(CURRENT_TIMESTAMP(6) AS TIMESTAMP(6)) AS DatabaseNow")


@statement((LOG, "QueryBand"), (HISTORY, "LogonDateTime"))
def probe_column(view: str, column: str) -> Sql:
    """Whether a view has a column.

    Raises:
        ValueError: none of the columns this adapter knows.
    """
    if column not in (*OPTIONAL, "LogDate"):
        raise ValueError(column)
    return Sql("probe_column", f"SELECT q.{column} FROM {place(view)} AS q WHERE 1 = 0")


@statement((LOG, LOG_TEXT, OPTIONAL), (LOG, LOG_TEXT, ()), (HISTORY, HISTORY_TEXT, OPTIONAL, True))
def log_slice(view: str, text_view: str, columns: Collection[str], dated: bool = False) -> Sql:  # noqa: FBT002 - as above
    """Queries of a span of time with the rows of their texts.

    Takes the earliest time of a text row, then the span's beginning and end; where `dated`, the same three as dates
    first: a site's copy is kept by its column LogDate, and both sides are bound by it.
    """
    optional = ", ".join(f"q.{name}" if name in columns else f"NULL AS {name}" for name in OPTIONAL[:3])
    rules = []
    join = "s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?"
    if dated:
        join = "s.LogDate = q.LogDate AND s.LogDate >= ? AND " + join
        rules.append("q.LogDate >= ? AND q.LogDate <= ?")
    rules.append("q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?")
    rules.append("(q.ErrorCode = 0 OR q.ErrorCode IS NULL)")
    rules.append("q.StatementType NOT IN ({})".format(", ".join(f"'{kind}'" for kind in NOISE)))
    if "Statements" in columns:
        rules.append("NOT (q.StatementType = 'Select' AND q.Statements = 1)")  # reads, and writes nothing
    if "QueryBand" in columns:
        rules.append("(q.QueryBand IS NULL OR POSITION('ApplicationName=teralineage;' IN q.QueryBand) = 0)")
    where = "\n  AND ".join(rules)
    return Sql(
        "log_slice",
        f"""SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, {in_utc("q.StartTime", "StartedUtc")},
  q.UserName, q.DefaultDatabase, q.SessionID, q.RequestNum, {optional}, s.SqlRowNo, s.SqlTextInfo
FROM {place(view)} AS q
LEFT OUTER JOIN {place(text_view)} AS s
  ON {join}
WHERE {where}
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo""",
    )
