"""DuckDB as an oracle: change one source column's data; an output column that changes must have an edge from it.

Statements are generated, executed over a base schema and over one schema per changed column, and compared column by
column as multisets of values. `ORACLE_EXAMPLES` asks for more of them than a test run takes.
"""

from __future__ import annotations

import os
import re
from collections import Counter

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.extract.case_files import DictCatalog
from tests.extract.query_writer import TABLES, queries, writes

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.extract.session import Session
from teralineage.extract.statement import read_statement

CHANGES = {
    "shifted": lambda values: [None if value is None else (value + 1) % 4 for value in values],
    "turned": lambda values: values[3:] + values[:3],
    "emptied": lambda values: [None] * len(values),
}
CATALOG = DictCatalog(
    [
        DatasetDefinition(DatasetName("", name), SourceType.TABLE, tuple(FieldDefinition(column) for column in columns))
        for name, columns in TABLES.items()
    ]
)
EXAMPLES = int(os.environ.get("ORACLE_EXAMPLES", "60"))
IN_TURN = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect(config={"threads": 1}) as opened:
        for schema, changed, change in [("base", None, None), *(s for word in CHANGES for s in scenarios(word))]:
            opened.execute(f"CREATE SCHEMA {schema}")
            for name, columns in TABLES.items():
                opened.execute(f"CREATE TABLE {schema}.{name} ({', '.join(f'{column} INTEGER' for column in columns)})")
                data = {c: change(v) if (name, c) == changed else v for c, v in columns.items()}
                opened.executemany(
                    f"INSERT INTO {schema}.{name} VALUES (?, ?, ?)", list(zip(*data.values(), strict=True))
                )
        yield opened


def scenarios(word: str):
    """One schema for each column, in which that column alone is changed."""
    return [
        (f"{name}_{column}_{word}", (name, column), CHANGES[word])
        for name, columns in TABLES.items()
        for column in columns
    ]


def columns_of(connection, schema: str, sql: str) -> dict[str, Counter]:
    """The values of each output of a query; of each column of `x` after a statement that writes to it."""
    connection.execute(f"SET search_path = '{schema}'")
    if sql.startswith(("SELECT", "WITH")):
        return fetched(connection, sql)
    connection.execute("BEGIN")
    try:
        connection.execute(sql)
        return fetched(connection, "SELECT * FROM x")
    finally:
        connection.execute("ROLLBACK")


def fetched(connection, sql: str) -> dict[str, Counter]:
    result = connection.execute(sql)
    names = [description[0] for description in result.description]
    rows = result.fetchall()
    return {name: Counter(row[index] for row in rows) for index, name in enumerate(names)}


def check(connection, sql: str, word: str) -> None:
    """Compare what is told of a statement with what it does; one that DuckDB refuses does not count."""
    try:
        before = columns_of(connection, "base", sql)
    except duckdb.Error:
        assume(condition=False)
    reading = read_statement(sql, Session(CATALOG))
    assert reading.skipped is None, (sql, reading.skipped)
    told = {(edge.source.dataset.name, edge.source.name, edge.target.name) for edge in reading.edges}
    written = None if sql.startswith(("SELECT", "WITH")) else "x"
    for schema, (table, column), _ in scenarios(word):
        if not (re.search(rf"\b{table}\b", sql) and re.search(rf"\b{column}\b", sql)) and "NATURAL" not in sql:
            continue  # not read, and no need to execute it again
        for name, values in columns_of(connection, schema, sql).items():
            if values != before[name] and (table, column) != (written, name):
                assert {(table, column, name), (table, column, "*")} & told, f"{table}.{column} changes {name} of {sql}"


@IN_TURN
@given(sql=queries(), word=st.sampled_from(list(CHANGES)))
def test_what_changes_an_output_has_an_edge_to_it(connection, sql: str, word: str):
    check(connection, sql, word)


@IN_TURN
@given(sql=writes(), word=st.sampled_from(list(CHANGES)))
def test_what_changes_a_written_column_has_an_edge_to_it(connection, sql: str, word: str):
    check(connection, sql, word)
