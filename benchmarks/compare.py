"""How fast lineage is beside other tools: sqlglot's own, sqllineage, and DataHub's parser, in one run.

    python -m benchmarks.compare --other PYTHON [--columns N] [--seconds S]

The other tools live in an environment of their own, made of `requirements-compare.txt`; PYTHON is its interpreter. Each
tool reads every statement once in a process of its own; what it does not reach within S seconds is left out for it, and
it is compared over the statements that it and we have read. Times are processor time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.extract import NoCatalog, wide_insert

from teralineage.adapters.tpcds import DATABASE, DIALECT, load_tpcds
from teralineage.extract.session import Session
from teralineage.extract.statement import read_statement

WORKER = Path(__file__).with_name("compare_worker.py")
SOURCE = Path(__file__).parents[1] / "src"
SAMPLED = 10
"""How many columns of a wide INSERT `sqlglot.lineage` is asked for; the rest would take the same time again."""

Times = list[float | None]


def tpcds_work() -> dict[str, Any]:
    """The 99 queries as views over their schema."""
    loaded = load_tpcds()
    session = Session(NoCatalog(), DATABASE)
    for table in loaded.tables:
        read_statement(table, session, DIALECT)
    schema = {made.name.name: {f.name: f.type or "int" for f in made.fields} for made in session.made()}
    views = list(loaded.views.values())
    warm = [f"CREATE VIEW {DATABASE}.warm AS SELECT d_year, COUNT(*) AS c FROM date_dim GROUP BY d_year"]
    return {
        "dialect": DIALECT,
        "database": DATABASE,
        "schema": schema,
        "warm": warm,
        "statements": views,
        "columns": None,
    }


def wide_work(columns: int) -> dict[str, Any]:
    """INSERTs of many columns over a join, each into a table of its own."""
    statements = [wide_insert(columns).replace("d.x", f"d.x{number}") for number in range(5)]
    names = [f"a{number}" for number in range(columns)], [f"b{number}" for number in range(columns)]
    schema = {
        "t": dict.fromkeys([*names[0], "k", "z"], "int"),
        "u": dict.fromkeys([*names[1], "k"], "int"),
    }
    warm = [wide_insert(3)]
    return {"dialect": "teradata", "database": "d", "schema": schema, "warm": warm, "statements": statements}


def measure(tool: str, python: str, work: dict[str, Any], seconds: float) -> dict[str, Times]:
    """What the worker says, from a process of its own."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "work.json"
        path.write_text(json.dumps(work), encoding="utf-8")
        ended = subprocess.run(
            [python, str(WORKER), tool, str(path), str(seconds)],
            env={"PYTHONPATH": str(SOURCE)},
            capture_output=True,
            text=True,
            check=False,
        )
    if ended.returncode:
        print(f"  {tool}: {ended.stderr.strip().splitlines()[-1:]}")
        return {"seconds": [None] * len(work["statements"])}
    if ended.stderr.strip():
        print(f"  {tool} refused: {ended.stderr.strip().splitlines()[:3]}")
    said: dict[str, Times] = json.loads(ended.stdout)
    return said


def report(name: str, times: Times, ours: Times, scale: float = 1.0) -> None:
    """A row: time of a statement, statements in a second, and how many times ours over the same statements."""
    pairs = [(one * scale, mine) for one, mine in zip(times, ours, strict=True) if one is not None and mine is not None]
    if not pairs:
        print(f"  {name:<44} nothing read")
        return
    each = sum(one for one, _ in pairs) / len(pairs)
    ratio = sum(one for one, _ in pairs) / sum(mine for _, mine in pairs)
    print(f"  {name:<44}{len(pairs):4} read{each * 1000:11.2f} ms{1 / each:9.1f} /s{ratio:9.2f} x ours")


def compare(work: dict[str, Any], other: str | None, seconds: float) -> None:
    """All tools over one work list."""
    here = sys.executable
    told = measure("ours", here, work, seconds)
    ours: Times = told["seconds"]
    report("ours", ours, ours)
    report("bare parse by the same sqlglot", told["parsing"], ours)
    columns = len(work["schema"].get("u", ())) - 1
    scale = columns / SAMPLED if work["columns"] else 1.0
    report(
        "qualify and sqlglot.lineage per column",
        measure("sqlglot_lineage", here, work, seconds)["seconds"],
        ours,
        scale,
    )
    if other is not None:
        for tool in ("datahub", "sqllineage"):
            report(tool, measure(tool, other, work, seconds)["seconds"], ours)


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--other", help="interpreter of the environment that holds the other tools")
    options.add_argument("--columns", type=int, default=300)
    options.add_argument("--seconds", type=float, default=30)
    options.add_argument("--only", choices=["tpcds", "wide"])
    chosen = options.parse_args()
    if chosen.only != "wide":
        print("TPC-DS, 99 views")
        compare(tpcds_work(), chosen.other, chosen.seconds)
    if chosen.only != "tpcds":
        print(f"INSERT of {chosen.columns} columns, 5 of them")
        compare({**wide_work(chosen.columns), "columns": SAMPLED}, chosen.other, chosen.seconds)


if __name__ == "__main__":
    main()
