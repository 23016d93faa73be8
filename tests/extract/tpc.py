"""TPC-H beside TPC-DS: tables, and queries as views, out of DuckDB's own extensions; and their edges as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path

import duckdb
from tests.extract.case_files import DictCatalog, plain

from teralineage.adapters.tpcds import DIALECT, TpcDs, load_tpcds
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading, read_statement

GOLDEN = Path(__file__).parent / "golden"


def load_extension(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Load the extension that the wheel `duckdb-extension-NAME` carries."""
    spec = find_spec(f"duckdb_extension_{name}")
    assert spec is not None
    assert spec.submodule_search_locations
    folder = Path(spec.submodule_search_locations[0], "extensions", f"v{duckdb.__version__}")
    connection.execute(f"LOAD '{folder / name}.duckdb_extension'")


def load_tpch() -> TpcDs:
    """The 8 tables and 22 queries of TPC-H, as TPC-DS is given; unqualified names mean `tpch`."""
    with duckdb.connect() as connection:
        load_extension(connection, "tpch")
        connection.execute("CALL dbgen(sf=0)")
        tables = connection.execute("SELECT table_name, sql FROM duckdb_tables() ORDER BY table_name").fetchall()
        queries = connection.execute("SELECT query_nr, query FROM tpch_queries() ORDER BY query_nr").fetchall()
    return TpcDs(
        tuple(sql.replace(f"CREATE TABLE {name}(", f"CREATE TABLE tpch.{name}(", 1) for name, sql in tables),
        {f"q{number:02d}": f"CREATE VIEW tpch.q{number:02d} AS\n{sql.strip()}" for number, sql in queries},
    )


LOADERS = {"tpch": load_tpch, "tpcds": load_tpcds}


def read_benchmark(name: str) -> tuple[Session, dict[str, Reading]]:
    """A session that knows the tables, and what each view says."""
    loaded = LOADERS[name]()
    session = Session(DictCatalog([]), name)
    for table in loaded.tables:
        assert read_statement(table, session, DIALECT).skipped is None
    return session, {view: read_statement(text, session, DIALECT) for view, text in loaded.views.items()}


def tell(readings: dict[str, Reading]) -> str:
    """All edges: a line for each view, within it a line for each output, or `*`, and subtype.

    To write a golden file anew, print this, read every line of it beside the query, and only then keep it.
    """
    return "\n".join(line for view, reading in readings.items() for line in (view, *_lines(view, reading))) + "\n"


def _lines(view: str, reading: Reading) -> Iterator[str]:
    outputs = [*(field.name for field in reading.defines[0].fields), "*"]
    found: dict[tuple[str, str], list[str]] = {}
    for edge in reading.edges:
        assert edge.target.dataset.name == view
        found.setdefault((edge.target.name, str(edge.subtype)), []).append(plain(edge.source).partition(".")[2])
    for output in outputs:
        told = [(subtype, sources) for (target, subtype), sources in found.items() if target == output]
        yield from (_line(output, subtype, sources) for subtype, sources in sorted(told, key=_subtype))
        if not told and output != "*":
            yield f"  {output} has no source"


def _subtype(told: tuple[str, Iterable[str]]) -> str:
    return told[0]


def _line(output: str, subtype: str, sources: list[str]) -> str:
    return f"  {output} {subtype} {', '.join(sorted(sources))}"
