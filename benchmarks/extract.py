"""How fast a statement's lineage is, beside a bare parse by the same sqlglot and beside `sqlglot.lineage` per column.

Run: python benchmarks/extract.py [--columns N] [--rounds N]
Two bodies of SQL: the 99 queries of TPC-DS as views over their schema, and one INSERT of N columns over a join.
`compare.py` measures other tools beside it.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections.abc import Callable, Iterable
from functools import partial

import sqlglot
from sqlglot import exp
from sqlglot.lineage import lineage
from sqlglot.optimizer.qualify import qualify

from teralineage.adapters.tpcds import DATABASE, DIALECT, load_tpcds
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition
from teralineage.extract.session import Session
from teralineage.extract.statement import read_statement


class NoCatalog:
    """Knows nothing; the session learns the schema from its DDL."""

    def find(self, name: DatasetName) -> DatasetDefinition | None:  # noqa: ARG002 - nothing is known
        """Nothing."""
        return None

    def datasets(self) -> Iterable[DatasetDefinition]:
        """Nothing."""
        return ()


def best(*works: Callable[[], object], rounds: int) -> list[float]:
    """Processor seconds of the fastest of some rounds of each work, so that other work on the machine counts little.

    The works take turns, so that a machine which is slower for a while is so for all of them.
    """
    times: list[list[float]] = [[] for _ in works]
    gc.collect()  # what others left behind is none of this one's work
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return list(map(min, times))


def nested(levels: int, columns: int) -> str:
    """Derived tables within each other, each handing on all columns."""
    names = ", ".join(f"a{number}" for number in range(columns))
    query = f"SELECT {names} FROM d.t"
    for level in range(levels - 1):
        query = f"SELECT {names} FROM ({query}) q{level}"
    return query


def wide_insert(columns: int) -> str:
    """An INSERT of many columns, each made of two."""
    items = ", ".join(f"COALESCE(t.a{number}, u.b{number}) + 1 AS c{number}" for number in range(columns))
    names = ", ".join(f"c{number}" for number in range(columns))
    return f"INSERT INTO d.x ({names}) SELECT {items} FROM d.t t JOIN d.u u ON t.k = u.k WHERE t.z = 1"


def by_sqlglot_lineage(sql: str, schema: dict[str, object], dialect: str, columns: int | None = None) -> None:
    """One walk per output column (or for the first few), as `sqlglot.lineage` does it, over a query qualified once."""
    query = sqlglot.parse_one(sql, read=dialect).expression
    qualified = qualify(query, schema=schema, dialect=dialect, validate_qualify_columns=False)
    for item in qualified.selects[:columns]:
        if not isinstance(item, exp.Star):
            lineage(item.alias_or_name, qualified, schema=schema, dialect=dialect)


NESTED = "20 levels of that many columns"


def report(name: str, seconds: float, statements: int, parse_seconds: float) -> None:
    """One row of the table."""
    rate = f"{statements / seconds:9.1f}"
    print(f"  {name:<48}{seconds * 1000 / statements:9.2f} ms{rate} /s{seconds / parse_seconds:8.2f} x parse")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--columns", type=int, default=300)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    tpcds = load_tpcds()
    session = Session(NoCatalog(), DATABASE)
    for table in tpcds.tables:
        read_statement(table, session, DIALECT)
    schema = {DATABASE: {d.name.name: {f.name: f.type or "int" for f in d.fields} for d in session.made()}}
    views = list(tpcds.views.values())
    print(f"TPC-DS, {len(views)} views")
    # View by view, so that both are measured within the same milliseconds.
    each = [
        best(
            partial(sqlglot.parse_one, view, read=DIALECT),
            partial(read_statement, view, session, DIALECT),
            rounds=chosen.rounds,
        )
        for view in views
    ]
    parsing, ours = map(sum, zip(*each, strict=True))
    report("bare parse", parsing, len(views), parsing)
    report("read_statement", ours, len(views), parsing)
    (theirs,) = best(lambda: [by_sqlglot_lineage(view, schema, DIALECT) for view in views[:20]], rounds=1)
    report("qualify + sqlglot.lineage (first 20 views)", theirs, 20, parsing * 20 / len(views))
    wide = wide_insert(chosen.columns)
    for title, sql in ((f"INSERT of {chosen.columns} columns", wide), (NESTED, nested(20, chosen.columns))):
        print(title)
        parsing, ours = best(
            lambda sql=sql: sqlglot.parse_one(sql, read="teradata"),
            lambda sql=sql: read_statement(sql, session),
            rounds=chosen.rounds * 3,
        )
        report("bare parse", parsing, 1, parsing)
        report("read_statement", ours, 1, parsing)
    sample = 10
    (theirs,) = best(lambda: by_sqlglot_lineage(wide, {}, "teradata", sample), rounds=1)
    theirs *= chosen.columns / sample
    print(f"INSERT of {chosen.columns} columns")
    report(f"qualify + sqlglot.lineage ({sample} columns, scaled)", theirs, 1, parsing)


if __name__ == "__main__":
    main()
