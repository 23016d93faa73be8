"""The adapter's Teradata SQL as DuckDB's. What it does not know, it refuses."""

from __future__ import annotations

import re

import sqlglot

CHAR_COLUMNS = {
    "TableKind": 1,
    "DBKind": 1,
    "ColumnType": 2,
    "Nullable": 1,
    "IndexType": 1,
    "UniqueFlag": 1,
    "StatementType": 20,
    "RequestTxtOverFlow": 1,
}
"""Dictionary columns of type CHAR and their lengths: they come padded to the export width of UTF8, twice that."""

_LOCKING = re.compile(r"^\s*LOCKING\s+ROW\s+FOR\s+ACCESS\s+", re.IGNORECASE)
_UTC = re.compile(r"\s+AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE")
_MERGE_VALUES = re.compile(r"\bUSING\s+VALUES\s*(\([?,\s]*\))", re.IGNORECASE)

_HEEDS_CASE = re.compile(r"(?<![\w.(])(\w+\.(?:DatabaseName|TableName)) ([=<>]) \?")
"""In ANSI mode a name compared with a value heeds case, although the column itself does not."""
_COUNT = re.compile(r"COUNT\(\*\)")
"""In ANSI mode a count is a DECIMAL."""


def to_duckdb(text: str) -> str:
    """A SELECT, INSERT, UPDATE, DELETE or MERGE of the adapter in DuckDB's dialect."""
    text = _UTC.sub("", _LOCKING.sub("", text))
    if text.lstrip().upper().startswith("MERGE"):
        return _MERGE_VALUES.sub(r"USING (VALUES \1)", text)
    if re.match(r"\s*CREATE\b", text, re.IGNORECASE):
        return _create(text)
    made = sqlglot.transpile(text, read="teradata", write="duckdb")[0]
    made = _HEEDS_CASE.sub(r"ENCODE(\1) \2 ENCODE(CAST(? AS VARCHAR))", made)
    return _COUNT.sub("CAST(COUNT(*) AS DECIMAL(15,0))", made)


def _create(text: str) -> str:
    index = re.match(r"\s*CREATE (UNIQUE )?INDEX (\S+) (\(.*?\)) ON (\S+)", text, re.IGNORECASE | re.DOTALL)
    if index:
        return f"CREATE {index[1] or ''}INDEX {index[2]} ON {index[4]} {index[3]}"
    text = re.sub(r"CREATE\s+MULTISET\s+(VOLATILE\s+)?TABLE", _kind, text, flags=re.IGNORECASE)
    text = re.sub(r"\s+CHARACTER SET \w+( NOT)? CASESPECIFIC", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\bBYTEINT\b", "TINYINT", text, flags=re.IGNORECASE)
    text = re.sub(r"\bCLOB\(\d+\)", "VARCHAR", text, flags=re.IGNORECASE)
    text = re.sub(r"\bTIMESTAMP\(6\) WITH TIME ZONE", "TIMESTAMPTZ", text, flags=re.IGNORECASE)
    key = re.search(r"\)\s*UNIQUE\s+PRIMARY\s+INDEX\s*(\([^)]*\))", text, re.IGNORECASE)
    body = re.sub(r"\)\s*(UNIQUE\s+)?PRIMARY\s+INDEX\s*\([^)]*\).*$", "", text, flags=re.IGNORECASE | re.DOTALL)
    return body + (f", PRIMARY KEY {key[1]})" if key else ")")


def _kind(match: re.Match[str]) -> str:
    return "CREATE TEMP TABLE" if match[1] else "CREATE TABLE"


def padded(name: str, text: str, sql: str) -> str:
    """A CHAR value as the driver hands it out, unless the statement trims the column."""
    length = CHAR_COLUMNS.get(name)
    if length is None or re.search(rf"TRIM\([\w.]*{name}\)", sql, re.IGNORECASE):
        return text
    return text.ljust(2 * length)
