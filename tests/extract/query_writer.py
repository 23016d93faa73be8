"""Writes random statements over four small tables, in words that DuckDB and Teradata share.

No statement depends on the order of rows: windows and LIMIT that would, are ordered by every column in scope. DISTINCT
and what implies it stand only where there is one output, and not in an INSERT, which fills the columns it does not name
once for each row: by the rules they add no edges. Most outputs get a name of
their own; some are named like a column, and some columns are written without their table, so that names have to be
resolved as a database resolves them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import strategies as st

TABLES = {
    "t": {"a": [0, 1, 2, 3, None, 1, 2, 0], "b": [1, 1, 0, 2, 2, None, 3, 3], "k": [0, 1, 2, 3, 4, 1, 0, None]},
    "u": {"c": [2, 0, 1, 1, None, 3], "d": [0, 1, 1, 2, 3, None], "j": [0, 1, 1, 2, 5, None]},
    "w": {"k": [0, 1, 2, 2, None], "c": [1, 0, 3, 1, 2], "e": [3, 1, None, 2, 0]},
    "x": {"p": [0, 1, 2, 3], "q": [1, None, 0, 2], "z": [0, 1, 2, 3]},
}
"""`x` is also what statements write to."""


@dataclass
class Writer:
    """Writes one statement; `laterals` are the outputs that the rest of the same list may name."""

    draw: st.DrawFn
    names: int = 0
    ctes: list[str] = field(default_factory=list)
    laterals: list[str] = field(default_factory=list)
    recursive: bool = False
    distinct: bool = True

    def new(self, letter: str) -> str:
        self.names += 1
        return f"{letter}{self.names}"

    def pick(self, *choices: str) -> str:
        return self.draw(st.sampled_from(choices))

    def chance(self, among: int) -> bool:
        return self.draw(st.integers(1, among)) == 1

    # expressions

    def column(self, columns: list[str]) -> str:
        """One of them; now and then without its table, as long as no other column here has the name."""
        full = self.pick(*columns)
        bare = full.rpartition(".")[2]
        alone = [column.rpartition(".")[2] for column in columns].count(bare) == 1
        return bare if alone and self.chance(4) else full

    def value(self, columns: list[str], depth: int = 2) -> str:
        if not columns or not depth:
            return self.column(columns) if columns else "1"
        kind = self.pick("column", "column", "column", "sum", "case", "coalesce", "literal", "call", "scalar", "alias")
        if kind in {"sum", "coalesce", "call", "case"}:
            left, right = self.value(columns, depth - 1), self.value(columns, depth - 1)
            if kind == "case":
                return self.case(columns, left, right, depth)
            calls = (
                f"NULLIF({left}, {right})",
                f"GREATEST({left}, {right})",
                f"ABS({left})",
                f"CAST({left} AS INTEGER)",
            )
            return {"sum": f"({left} + {right})", "coalesce": f"COALESCE({left}, {right})"}.get(kind) or self.pick(
                *calls
            )
        if kind == "literal":
            return self.pick("0", "1", "2")
        if kind == "scalar":
            name, inner = self.inner()
            of = self.value(inner, depth - 1)
            return f"(SELECT MAX({of}) FROM {name} WHERE {self.pick(*inner)} = {self.column(columns)})"
        return self.pick(*self.laterals) if kind == "alias" and self.laterals else self.column(columns)

    def case(self, columns: list[str], left: str, right: str, depth: int) -> str:
        if self.chance(4):
            return f"CASE {self.column(columns)} WHEN 1 THEN {left} WHEN {self.column(columns)} THEN 5 ELSE {right} END"
        return f"CASE WHEN {self.condition(columns, depth - 1)} THEN {left} ELSE {right} END"

    def inner(self) -> tuple[str, list[str]]:
        """The table of a subquery, and its columns."""
        name = self.new("s")
        table = self.pick(*TABLES)
        return f"{table} AS {name}", [f"{name}.{column}" for column in TABLES[table]]

    def condition(self, columns: list[str], depth: int = 2) -> str:
        kinds = ("compare", "compare", "in", "exists", "scalar", "all", "and", "or", "null", "between", "list")
        kind = self.pick(*kinds) if depth else "compare"
        if kind in {"and", "or"}:
            joined = f" {kind.upper()} ".join(self.condition(columns, depth - 1) for _ in range(2))
            return f"({joined})"
        left = self.value(columns, 1)
        plain = {"null": "IS NOT NULL", "between": f"BETWEEN 0 AND {self.column(columns)}", "list": "IN (0, 2, 5)"}
        if kind in plain:
            return f"{left} {plain[kind]}"
        if kind == "compare":
            return f"{left} {self.pick('=', '<', '>=', '<>')} {self.value(columns, 1)}"
        return self.subquery(kind, left, columns)

    def subquery(self, kind: str, left: str, columns: list[str]) -> str:
        """A condition on a subquery."""
        name, inner = self.inner()
        of, negated = self.pick(*inner), self.pick("", "", "NOT ")
        if kind == "exists":
            return f"{negated}EXISTS (SELECT 1 FROM {name} WHERE {of} = {left})"
        where = f" WHERE {self.condition(inner + columns, 0)}" if self.chance(2) else ""
        if kind == "in":
            return f"{left} {negated}IN (SELECT {of} FROM {name}{where})"
        if kind == "all":
            return f"{left} {self.pick('<', '>=')} {self.pick('ALL', 'ANY')} (SELECT {of} FROM {name}{where})"
        return f"{left} < (SELECT MAX({of}) FROM {name}{where})"

    def aggregate(self, columns: list[str]) -> str:
        value = self.value(columns, 1)
        return self.pick(f"SUM({value})", f"MAX({value})", f"COUNT({value})", f"COUNT(DISTINCT {value})", "COUNT(*)")

    def window(self, columns: list[str]) -> str:
        one = self.column(columns)
        partition = f"PARTITION BY {self.value(columns, 1)} " if self.chance(2) else ""
        if self.chance(3):  # what depends on the order of rows
            call = self.pick(f"LAG({one})", f"FIRST_VALUE({one})", "ROW_NUMBER()", f"LEAD({one}, 2)")
            return f"{call} OVER ({partition}ORDER BY {', '.join(columns)})"
        call = self.pick(f"SUM({one})", "RANK()", "COUNT(*)", f"MIN({one})", f"SUM({one} + 1)")
        return f"{call} OVER ({partition}ORDER BY {self.column(columns)})"

    # FROM

    def source(self, depth: int) -> tuple[str, list[str]]:
        """A FROM item and its columns, qualified."""
        kind = self.pick("table", "table", "derived", "cte", "recursive") if depth else "table"
        name = self.new("r")
        if kind == "table":
            table = self.pick(*TABLES)
            return f"{table} AS {name}", [f"{name}.{column}" for column in TABLES[table]]
        if kind == "recursive":
            return f"{self.growing()} AS {name}", [f"{name}.n", f"{name}.v"]
        text, outputs = self.query(depth - 1)
        if kind == "derived":
            if self.chance(4):
                outputs = [self.new("y") for _ in outputs]
                return f"({text}) AS {name} ({', '.join(outputs)})", [f"{name}.{output}" for output in outputs]
            return f"({text}) AS {name}", [f"{name}.{output}" for output in outputs]
        cte = self.new("w")
        self.ctes.append(f"{cte} AS ({text})")
        return f"{cte} AS {name}", [f"{name}.{output}" for output in outputs]

    def growing(self) -> str:
        """A recursive CTE of a counter and a value; its name."""
        self.recursive = True
        cte, table = self.new("g"), self.pick("t", "u", "w")
        one, two, three = TABLES[table]
        self.ctes.append(
            f"{cte} (n, v) AS (SELECT {one}, {two} FROM {table} UNION ALL"
            f" SELECT {cte}.n + 1, {table}.{self.pick(one, two, three)} FROM {cte} JOIN {table}"
            f" ON {cte}.v = {table}.{self.pick(two, three)} WHERE {cte}.n < 3)"
        )
        return cte

    def sources(self, depth: int) -> tuple[str, list[str], str]:
        """FROM's text, the columns that may be named, and a first part of WHERE."""
        text, columns = self.source(depth)
        if self.chance(2):
            other, more = self.source(depth)
            join = self.pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN")
            return f"{text} {join} {other} ON {self.condition_on(columns, more)}", columns + more, ""
        if self.chance(3):
            other, more = self.source(depth)
            return f"{text}, {other}", columns + more, f"{self.pick(*columns)} = {self.pick(*more)}"
        if self.chance(3):
            return self.merged()
        return text, columns, ""

    def condition_on(self, left: list[str], right: list[str]) -> str:
        both = f"{self.pick(*left)} = {self.pick(*right)}"
        return f"{both} AND {self.condition(left + right, 1)}" if self.chance(4) else both

    def merged(self) -> tuple[str, list[str], str]:
        """A join by USING or NATURAL: the common column is named without a table, the others with theirs."""
        one, two = self.pick("t", "u"), "w"
        common = {"t": "k", "u": "c"}[one]
        left, right = self.new("r"), self.new("r")
        side = self.pick("", "LEFT ", "RIGHT ", "FULL ")
        joins = (f"{side}JOIN {two} AS {right} USING ({common})", f"NATURAL {side}JOIN {two} AS {right}")
        columns = [common, *(f"{left}.{c}" for c in TABLES[one] if c != common)]
        columns += [f"{right}.{c}" for c in TABLES[two] if c != common]
        return f"{one} AS {left} {self.pick(*joins)}", columns, ""

    # queries

    def query(self, depth: int) -> tuple[str, list[str]]:
        if depth and self.chance(4):
            return self.union(depth)
        text, columns, where = self.sources(depth)
        if not where and self.chance(2):
            where = self.condition(columns)
        return self.select(text, columns, f" WHERE {where}" if where else "")

    def union(self, depth: int) -> tuple[str, list[str]]:
        (left, outputs), (right, others) = self.query(depth - 1), self.query(depth - 1)
        width = min(len(outputs), len(others))
        one, two = self.new("x"), self.new("x")
        kind = "UNION ALL" if width > 1 or not self.distinct else self.pick("UNION ALL", "UNION", "EXCEPT", "INTERSECT")
        return (
            f"SELECT {', '.join(outputs[:width])} FROM ({left}) AS {one} {kind}"
            f" SELECT {', '.join(others[:width])} FROM ({right}) AS {two}"
        ), outputs[:width]

    def select(self, text: str, columns: list[str], tail: str) -> tuple[str, list[str]]:
        outer, self.laterals = self.laterals, []
        items, outputs, tail = (self.grouped if self.chance(3) else self.plain)(columns, tail)
        self.laterals = outer
        single = self.distinct and len(outputs) == 1 and "LIMIT" not in tail
        distinct = "DISTINCT " if single and self.chance(5) else ""
        return f"SELECT {distinct}{', '.join(items)} FROM {text}{tail}", outputs

    def grouped(self, columns: list[str], tail: str) -> tuple[list[str], list[str], str]:
        outputs = [self.new("o") for _ in range(self.draw(st.integers(1, 3)))]
        key, other = self.pick(*columns), self.pick(*columns)
        sets = (f"ROLLUP ({key}, {other})", f"CUBE ({key}, {other})", f"GROUPING SETS (({key}), ({other}), ())")
        items = [f"{key} AS {outputs[0]}", *(f"{self.aggregate(columns)} AS {output}" for output in outputs[1:])]
        tail += f" GROUP BY {self.pick('1', key, *sets)}"
        if self.chance(2):
            tail += f" HAVING {self.aggregate(columns)} > {self.pick('0', self.least())}"
        return items, outputs, tail

    def least(self) -> str:
        name, inner = self.inner()
        return f"(SELECT MIN({self.pick(*inner)}) FROM {name})"

    def plain(self, columns: list[str], tail: str) -> tuple[list[str], list[str], str]:
        items: list[str] = []
        outputs: list[str] = []
        for _ in range(self.draw(st.integers(1, 3))):
            output = self.pick("a", "b", "c", "k") if self.chance(6) else self.new("o")
            if output in outputs:
                output = self.new("o")
            windowed = self.chance(3)
            items.append(f"{self.window(columns) if windowed else self.value(columns)} AS {output}")
            outputs.append(output)
            if not windowed and output.startswith("o"):
                self.laterals.append(output)
        if self.chance(3):
            tail += f" QUALIFY {self.window(columns)} <= 2"
        if self.chance(6):
            tail += f" ORDER BY {', '.join(columns)} LIMIT 3"
        return items, outputs, tail

    def with_ctes(self, text: str) -> str:
        return f"WITH {'RECURSIVE ' if self.recursive else ''}{', '.join(self.ctes)} {text}" if self.ctes else text


@st.composite
def queries(draw: st.DrawFn) -> str:
    """A SELECT."""
    writer = Writer(draw)
    text, _ = writer.query(2)
    return writer.with_ctes(text)


@st.composite
def writes(draw: st.DrawFn) -> str:
    """A statement that changes `x`; whatever it joins has one row for each key."""
    writer = Writer(draw)
    table, key, value = writer.pick("t k a", "t b k", "u j c", "w k e").split()
    rows = f"(SELECT {key} AS h, MAX({value}) AS m FROM {table} GROUP BY {key}) AS r"
    target, joined = ["x.p", "x.q", "x.z"], ["x.p", "x.q", "x.z", "r.h", "r.m"]
    kind = writer.pick("insert", "update", "joined update", "delete", "merge")
    if kind == "insert":
        writer.distinct = False
        text, outputs = writer.query(1)
        names = ", ".join(("p", "q", "z")[: len(outputs)])
        return f"INSERT INTO x ({names}) {writer.with_ctes(text)}"
    if kind == "update":
        return f"UPDATE x SET p = {writer.value(target)}, q = {writer.value(target)} WHERE {writer.condition(target)}"
    if kind == "joined update":
        return f"UPDATE x SET p = {writer.value(joined)} FROM {rows} WHERE x.z = r.h AND {writer.condition(joined, 1)}"
    if kind == "delete":
        return f"DELETE FROM x WHERE {writer.condition(target)}"
    return (
        f"MERGE INTO x USING {rows} ON x.z = r.h WHEN MATCHED THEN UPDATE SET p = {writer.value(joined, 1)}"
        f" WHEN NOT MATCHED THEN INSERT (p, z) VALUES ({writer.value(['r.h', 'r.m'], 1)}, r.h)"
    )
