"""Every statement is read by somebody before a database meets it: golden texts, and a lint of our own."""

import os
import re
from importlib import import_module
from pathlib import Path

import pytest
from tests.adapters.teradata.lint import problems

from teralineage.adapters.teradata import statements
from teralineage.adapters.teradata.store import setup_sql, write_sql
from teralineage.adapters.teradata.store.tables import TABLES

GOLDEN = Path(__file__).parent / "statements.sql"
for module in ("catalog_sql", "log_sql", "store.setup_sql", "store.store_sql", "store.write_sql", "store.forget_sql"):
    import_module(f"teralineage.adapters.teradata.{module}")

BAD = [
    "SELECT a FROM t LIMIT 5",
    "SELECT a FROM t OFFSET 5",
    "SELECT a::INTEGER FROM t",
    "INSERT INTO t (a) VALUES (?) ON CONFLICT DO NOTHING",
    "INSERT INTO t (a) VALUES (?) RETURNING a",
    "SELECT a FROM t WHERE a LIKE 'OL_%'",
    "SELECT a FROM t WHERE a ILIKE 'x'",
    "CREATE MULTISET TABLE t (\n  a TEXT\n) PRIMARY INDEX (a)",
    "SELECT a FROM t WHERE b = TRUE",
    "CREATE MULTISET TABLE IF NOT EXISTS t (\n  a INTEGER\n) PRIMARY INDEX (a)",
    "MERGE INTO t AS t USING (SELECT ? AS k) AS s ON t.k = s.k WHEN MATCHED THEN UPDATE SET a = s.a",
    "BT",
    "FLUSH QUERY LOGGING WITH ALL",
    'SELECT COUNT(*) FROM "sales"."orders"',
    "SELECT 1; SELECT 2",
    "SELECT 1 -- one",
    "SELECT DISTINCT TOP 5 a FROM t ORDER BY a",
    "SELECT TOP 5 a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1 ORDER BY a",
    "SELECT TOP ? a FROM t ORDER BY a",
    "SELECT TOP 5 a FROM t",
    "SELECT a FROM (SELECT a FROM t ORDER BY a) AS d",
    "MERGE INTO t AS t USING VALUES (?) AS s (k) ON t.k = UPPER(s.k) WHEN MATCHED THEN UPDATE SET a = 1",
    "MERGE INTO t AS t USING VALUES (?, ?) AS s (k, a) ON t.k = s.k WHEN NOT MATCHED THEN INSERT (k) VALUES (s.a)",
    "CREATE MULTISET TABLE t (\n  a INTEGER DEFAULT ?\n) PRIMARY INDEX (a)",
    "SHOW VIEW ?",
    "CREATE TABLE t (\n  a INTEGER\n) PRIMARY INDEX (a)",
    "CREATE MULTISET TABLE t (\n  a INTEGER\n)",
    "CREATE MULTISET TABLE t (\n  title INTEGER\n) PRIMARY INDEX (title)",
    "CREATE MULTISET TABLE t (\n  a VARCHAR(9)\n) PRIMARY INDEX (a)",
    "CREATE INDEX i ON t (a)",
    "WITH RECURSIVE r (a) AS (SELECT a FROM t UNION ALL SELECT DISTINCT a FROM r) SELECT a FROM r",
    "SELECT a FROM t WHERE a IN (" + ", ".join("?" * 501) + ")",
    "SELECT '" + "x" * 64_000 + "'",
    "INSERT INTO t (a) VALUES (?), (?)",
    "SELECT t.Owner FROM DBC.TablesV AS t",
    "SELECT x.a FROM DBC.SomethingV AS x",
]


def golden_text() -> str:
    return "\n\n".join(f"-- {sql.name}\n{sql.text};" for sql in statements.registry()) + "\n"


def test_the_texts_are_those_of_the_golden_file():
    """To accept new texts after reading them, run once with GOLDEN=write."""
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.write_text(golden_text(), encoding="utf-8")
    assert golden_text() == GOLDEN.read_text(encoding="utf-8")


@pytest.mark.parametrize("sql", statements.registry(), ids=lambda sql: sql.name)
def test_no_statement_breaks_a_rule(sql):
    assert problems(sql.text) == []


@pytest.mark.parametrize("text", BAD, ids=lambda text: text[:60])
def test_the_lint_sees_what_is_wrong(text):
    assert problems(text)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_merge_matches_by_the_whole_primary_index_and_changes_none_of_it(table):
    for sql in (write_sql.upsert("lineage", table), write_sql.upsert_staged("lineage", table)):
        on = re.search(r"\nON (.*?)\nWHEN", sql.text)
        assert on is not None
        assert set(re.findall(r"t\.(\w+) = s\.\1", on[1])) == set(table.key)
        changed = re.search(r"UPDATE SET (.*)", sql.text)
        assert not changed or not {part.split(" = ")[0] for part in changed[1].split(", ")} & set(table.key)
        assert problems(sql.text) == []
    made = setup_sql.create_table("lineage", table).text
    assert made.endswith(f"UNIQUE PRIMARY INDEX ({', '.join(table.key)})")
    assert problems(write_sql.create_stage(table).text) == []
    assert "DEFAULT" not in write_sql.create_stage(table).text


def test_names_are_quoted_whatever_they_hold():
    assert statements.dotted('o"d', "t.x") == '"o""d"."t.x"'


def test_markers_are_bounded():
    assert statements.markers(3) == "?, ?, ?"
    for count in (0, 501):
        with pytest.raises(ValueError, match="markers"):
            statements.markers(count)


def test_a_query_band_holds_nothing_that_could_end_it():
    text = statements.query_band("a';DROP", "1.0;x=y").text
    assert text == "SET QUERY_BAND = 'ApplicationName=a__DROP;Version=1.0_x_y;' FOR SESSION"
