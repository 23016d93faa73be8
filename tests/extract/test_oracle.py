"""DuckDB as an oracle: change one source column's data; an output column that changes must have an edge from it.

Queries are generated, executed over a base schema and over one schema per changed column, and compared column by
column as multisets of values. DISTINCT and what implies it are left out: by the rules they add no edges.
"""

from collections import Counter
from dataclasses import dataclass, field

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.extract.case_files import DictCatalog

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.extract.session import Session
from teralineage.extract.statement import read_statement

TABLES = {
    "t": {"a": [0, 1, 2, 3, None, 1, 2, 0], "b": [1, 1, 0, 2, 2, None, 3, 3], "k": [0, 1, 2, 3, 4, 1, 0, None]},
    "u": {"c": [2, 0, 1, 1, None, 3], "d": [0, 1, 1, 2, 3, None], "j": [0, 1, 1, 2, 5, None]},
}
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


@dataclass
class Writer:
    """Writes random queries; every output gets a name of its own, so that no alias hides a column."""

    draw: st.DrawFn
    names: int = 0
    ctes: list[str] = field(default_factory=list)

    def new(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"

    def pick(self, *choices: object) -> object:
        return self.draw(st.sampled_from(choices))

    def chance(self, among: int) -> bool:
        return self.draw(st.integers(1, among)) == 1

    def value(self, columns: list[str], depth: int = 2) -> str:
        kind = self.pick("column", "column", "column", "sum", "case", "coalesce", "literal") if depth else "column"
        if kind == "column" or not columns:
            return str(self.pick(*columns)) if columns else "1"
        if kind == "literal":
            return str(self.pick(0, 1, 2))
        left, right = self.value(columns, depth - 1), self.value(columns, depth - 1)
        if kind == "sum":
            return f"({left} + {right})"
        if kind == "coalesce":
            return f"COALESCE({left}, {right})"
        return f"CASE WHEN {self.condition(columns, depth - 1)} THEN {left} ELSE {right} END"

    def condition(self, columns: list[str], depth: int = 2) -> str:
        kind = self.pick("compare", "compare", "in", "exists", "scalar", "and", "or", "null") if depth else "compare"
        if kind in {"and", "or"}:
            joined = f" {kind.upper()} ".join(self.condition(columns, depth - 1) for _ in range(2))
            return f"({joined})"
        left = self.value(columns, 1)
        if kind == "null":
            return f"{left} IS NOT NULL"
        if kind == "compare":
            return f"{left} {self.pick('=', '<', '>=', '<>')} {self.value(columns, 1)}"
        name = self.new("s")
        table = str(self.pick(*TABLES))
        inner = [f"{name}.{column}" for column in TABLES[table]]
        if kind == "exists":
            return f"EXISTS (SELECT 1 FROM {table} AS {name} WHERE {self.pick(*inner)} = {left})"
        where = f" WHERE {self.condition(inner, 0)}" if self.chance(2) else ""
        if kind == "in":
            return f"{left} IN (SELECT {self.pick(*inner)} FROM {table} AS {name}{where})"
        return f"{left} < (SELECT MAX({self.pick(*inner)}) FROM {table} AS {name}{where})"

    def source(self, depth: int) -> tuple[str, list[str]]:
        """A FROM item and its columns, qualified."""
        kind = self.pick("table", "table", "derived", "cte") if depth else "table"
        name = self.new("r")
        if kind == "table":
            table = str(self.pick(*TABLES))
            return f"{table} AS {name}", [f"{name}.{column}" for column in TABLES[table]]
        text, outputs = self.query(depth - 1)
        if kind == "derived":
            return f"({text}) AS {name}", [f"{name}.{output}" for output in outputs]
        cte = self.new("w")
        self.ctes.append(f"{cte} AS ({text})")
        return f"{cte} AS {name}", [f"{name}.{output}" for output in outputs]

    def query(self, depth: int) -> tuple[str, list[str]]:
        if depth and self.chance(4):
            return self.union(depth)
        text, columns = self.source(depth)
        if self.chance(2):
            other, more = self.source(depth)
            join = self.pick("JOIN", "LEFT JOIN", "FULL JOIN")
            text += f" {join} {other} ON {self.pick(*columns)} = {self.pick(*more)}"
            columns = columns + more
        elif self.chance(3):
            other, more = self.source(depth)
            text += f", {other}"
            where = f"{self.pick(*columns)} = {self.pick(*more)}"
            columns = columns + more
            return self.finish(text, columns, where)
        return self.finish(text, columns, self.condition(columns) if self.chance(2) else "")

    def union(self, depth: int) -> tuple[str, list[str]]:
        (left, outputs), (right, others) = self.query(depth - 1), self.query(depth - 1)
        width = min(len(outputs), len(others))
        one, two = self.new("x"), self.new("x")
        kind = "UNION ALL" if width > 1 else self.pick("UNION ALL", "EXCEPT", "INTERSECT")
        return (
            f"SELECT {', '.join(outputs[:width])} FROM ({left}) AS {one} {kind}"
            f" SELECT {', '.join(others[:width])} FROM ({right}) AS {two}"
        ), outputs[:width]

    def finish(self, text: str, columns: list[str], where: str) -> tuple[str, list[str]]:
        tail = f" WHERE {where}" if where else ""
        outputs = [self.new("o") for _ in range(self.draw(st.integers(1, 3)))]
        if self.chance(3):
            key = str(self.pick(*columns))
            values = [key] + [
                str(self.pick(f"SUM({self.value(columns, 1)})", f"MAX({self.value(columns, 1)})", "COUNT(*)"))
                for _ in outputs[1:]
            ]
            tail += f" GROUP BY {self.pick('1', key)}"
            if self.chance(2):
                tail += f" HAVING MAX({self.pick(*columns)}) > 0"
        else:
            values = [self.value(columns) if not self.chance(3) else self.window(columns) for _ in outputs]
            if self.chance(3):
                rank = f"RANK() OVER (PARTITION BY {self.pick(*columns)} ORDER BY {self.pick(*columns)})"
                tail += f" QUALIFY {rank} <= 2"
        items = ", ".join(f"{value} AS {output}" for value, output in zip(values, outputs, strict=True))
        return f"SELECT {items} FROM {text}{tail}", outputs

    def window(self, columns: list[str]) -> str:
        call = str(self.pick(f"SUM({self.pick(*columns)})", "RANK()", "COUNT(*)", f"MIN({self.pick(*columns)})"))
        partition = f"PARTITION BY {self.value(columns, 1)} " if self.chance(2) else ""
        return f"{call} OVER ({partition}ORDER BY {self.pick(*columns)})"


@st.composite
def queries(draw: st.DrawFn) -> str:
    writer = Writer(draw)
    text, _ = writer.query(2)
    return f"WITH {', '.join(writer.ctes)} {text}" if writer.ctes else text


def columns_of(connection, schema: str, sql: str) -> dict[str, Counter]:
    connection.execute(f"SET search_path = '{schema}'")
    result = connection.execute(sql)
    names = [description[0] for description in result.description]
    rows = result.fetchall()
    return {name: Counter(row[index] for row in rows) for index, name in enumerate(names)}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(sql=queries(), word=st.sampled_from(list(CHANGES)))
def test_what_changes_an_output_has_an_edge_to_it(connection, sql: str, word: str):
    reading = read_statement(sql, Session(CATALOG))
    assert reading.skipped is None, (sql, reading.skipped)
    told = {(edge.source.dataset.name, edge.source.name, edge.target.name) for edge in reading.edges}
    before = columns_of(connection, "base", sql)
    for schema, (table, column), _ in scenarios(word):
        for name, values in columns_of(connection, schema, sql).items():
            if values != before[name]:
                assert {(table, column, name), (table, column, "*")} & told, f"{table}.{column} changes {name} of {sql}"
