import sys

import duckdb
import pytest

from teralineage.adapters import tpcds
from teralineage.domain.errors import UsageError


def test_all_tables_and_queries_are_there_and_run_where_they_come_from():
    loaded = tpcds.load_tpcds()
    assert len(loaded.tables) == 24
    assert list(loaded.views) == [f"q{number:02d}" for number in range(1, 100)]
    with duckdb.connect() as connection:
        connection.execute("CREATE SCHEMA tpcds")
        connection.execute("USE tpcds")
        for sql in (*loaded.tables, *loaded.views.values()):
            connection.execute(sql)
        columns = connection.execute(
            "SELECT count(*) FROM duckdb_columns() JOIN duckdb_tables() USING (table_oid)"
        ).fetchone()
    assert columns == (425,)


def test_without_the_extra_the_message_names_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(UsageError, match=r"pip install 'teralineage\[tpcds\]'"):
        tpcds.load_tpcds()


def test_without_the_extension_the_message_names_the_extra(monkeypatch):
    monkeypatch.setattr(tpcds, "find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"pip install 'teralineage\[tpcds\]'"):
        tpcds.load_tpcds()


def test_an_extension_for_another_duckdb_is_told(monkeypatch):
    monkeypatch.setattr(duckdb, "__version__", "0.0.1")
    with pytest.raises(UsageError, match=r"not built for DuckDB 0\.0\.1"):
        tpcds.load_tpcds()
