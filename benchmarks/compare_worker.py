"""One tool over the statements of a work list, each timed by itself; started by `compare.py` in the tool's environment.

    python compare_worker.py TOOL WORK.json SECONDS

Imports nothing of ours but for the tool `ours`, so that it runs where only the other tools are installed.
A few statements warm the tool up. DataHub keeps what it has parsed, so it reads each statement once; ours, and the bare
parse, three times, of which the fastest counts.
"""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

Read = Callable[[str], int]
"""Reads a statement; how many column edges were found."""


def ours(work: dict[str, Any]) -> Read:
    """`read_statement` over a session that has read the schema's DDL."""
    from teralineage.extract.catalog import InMemoryCatalog, catalog_from_schema  # noqa: PLC0415 - one tool a process
    from teralineage.extract.session import Session  # noqa: PLC0415 - as above
    from teralineage.extract.statement import read_statement  # noqa: PLC0415 - as above

    known = catalog_from_schema({work["database"]: work["schema"]}) if work["schema"] else InMemoryCatalog()
    session = Session(known, work["database"])
    return lambda sql: len(read_statement(sql, session, work["dialect"]).edges)


def parse(work: dict[str, Any]) -> Read:
    """What every tool on sqlglot pays first: the bare parse."""
    import sqlglot  # noqa: PLC0415 - as above

    def read(sql: str) -> int:
        sqlglot.parse_one(sql, read=work["dialect"])
        return 0

    return read


def sqlglot_lineage(work: dict[str, Any]) -> Read:
    """`qualify` once, then `sqlglot.lineage` for each column, or for the first few where `columns` says so."""
    import sqlglot  # noqa: PLC0415 - as above
    from sqlglot.lineage import lineage  # noqa: PLC0415 - as above
    from sqlglot.optimizer.qualify import qualify  # noqa: PLC0415 - as above

    schema = {work["database"]: work["schema"]}

    def read(sql: str) -> int:
        query = sqlglot.parse_one(sql, read=work["dialect"]).expression
        options = {"schema": schema, "dialect": work["dialect"], "db": work["database"]}
        qualified = qualify(query, validate_qualify_columns=False, **options)
        items = qualified.selects[: work["columns"]]
        for item in items:
            lineage(item.alias_or_name, qualified, schema=schema, dialect=work["dialect"])
        return len(items)

    return read


def sqllineage(work: dict[str, Any]) -> Read:
    """Its runner over the dialect's own grammar."""
    from sqllineage.core.metadata.dummy import DummyMetaDataProvider  # noqa: PLC0415 - as above
    from sqllineage.runner import LineageRunner  # noqa: PLC0415 - as above

    known = {f"{work['database']}.{table}": list(columns) for table, columns in work["schema"].items()}
    provider = DummyMetaDataProvider(known)
    return lambda sql: len(LineageRunner(sql, work["dialect"], provider).get_column_lineage())


def datahub(work: dict[str, Any]) -> Read:
    """`sqlglot_lineage` with a resolver that holds the schema."""
    from datahub.sql_parsing.schema_resolver import SchemaResolver, _TableName  # noqa: PLC0415 - as above
    from datahub.sql_parsing.sqlglot_lineage import sqlglot_lineage as lineage  # noqa: PLC0415 - as above

    resolver = SchemaResolver(platform="teradata")
    for table, columns in work["schema"].items():
        urn = resolver.get_urn_for_table(_TableName(database=None, db_schema=work["database"], table=table), lower=True)
        resolver.add_raw_schema_info(urn, columns)

    def read(sql: str) -> int:
        found = lineage(sql, resolver, default_schema=work["database"], override_dialect=work["dialect"])
        if found.debug_info.error is not None:
            raise found.debug_info.error
        return sum(len(one.upstreams) for one in found.column_lineage or ())

    return read


TOOLS = {tool.__name__: tool for tool in (ours, sqlglot_lineage, sqllineage, datahub)}


ROUNDS = 3


def timed(read: Read, sql: str, rounds: int) -> tuple[int, float]:
    """The edges of a statement, and the processor time of the fastest of some readings."""
    times = []
    found = 0
    for _ in range(rounds):
        start = time.process_time()
        found = read(sql)
        times.append(time.process_time() - start)
    return found, min(times)


def main() -> None:
    """Print the processor seconds of each statement as JSON, None for what was refused or not reached in time."""
    logging.disable()
    tool, path, budget = sys.argv[1:4]
    work = json.loads(Path(path).read_text(encoding="utf-8"))
    read = TOOLS[tool](work)
    for sql in work["warm"]:
        read(sql)
    bare = parse(work) if tool == "ours" else None  # beside each of ours, so that both meet the same machine
    seconds: list[float | None] = []
    parsing: list[float] = []
    edges = 0
    for sql in work["statements"]:
        try:
            if sum(filter(None, seconds)) < float(budget):
                found, spent = timed(read, sql, 1 if bare is None else ROUNDS)
                edges += found
                seconds.append(spent)
                if bare is not None:
                    parsing.append(timed(bare, sql, ROUNDS)[1])
                continue
        except Exception as error:  # noqa: BLE001 - whatever a tool raises is a refusal
            print(f"{tool}: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr)
        seconds.append(None)
    print(json.dumps({"seconds": seconds, "parsing": parsing, "edges": edges}))


if __name__ == "__main__":
    main()
