"""TPC-DS as SQL: 24 tables and 99 queries, out of DuckDB's own extension, without a network.

The wheel `duckdb-extension-tpcds` carries the signed extension as a file; DuckDB loads it by path.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from teralineage.domain.errors import UsageError

DATABASE = "tpcds"
"""The database that tables and views are put into."""

DIALECT = "duckdb"
"""The dialect of all texts here."""

_EXTRA = "TPC-DS needs two more packages: pip install 'teralineage[tpcds]'"


@dataclass(frozen=True, slots=True)
class TpcDs:
    """`tables`: a CREATE TABLE each. `views`: `q01` … `q99` to a CREATE VIEW each. All in `DATABASE` and `DIALECT`."""

    tables: tuple[str, ...]
    views: dict[str, str]


def load_tpcds() -> TpcDs:
    """The 24 tables and 99 queries; unqualified names in the views mean `DATABASE`.

    Raises:
        UsageError: the extra `tpcds` is not installed, or its two packages do not fit each other.
    """
    try:
        import duckdb  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise UsageError(_EXTRA) from error
    path = _extension(duckdb.__version__)
    with duckdb.connect() as connection:
        try:
            connection.execute("LOAD '" + str(path).replace("'", "''") + "'")
        except duckdb.Error as error:
            raise UsageError(f"DuckDB {duckdb.__version__} cannot load {path.name}: {_first_line(error)}") from error
        connection.execute("CALL dsdgen(sf=0)")  # the tables, without rows
        tables = connection.execute("SELECT table_name, sql FROM duckdb_tables() ORDER BY table_name").fetchall()
        queries = connection.execute("SELECT query_nr, query FROM tpcds_queries() ORDER BY query_nr").fetchall()
    return TpcDs(
        tuple(sql.replace(f"CREATE TABLE {name}(", f"CREATE TABLE {DATABASE}.{name}(", 1) for name, sql in tables),
        {f"q{number:02d}": f"CREATE VIEW {DATABASE}.q{number:02d} AS\n{sql.strip()}" for number, sql in queries},
    )


def _extension(version: str) -> Path:
    spec = find_spec("duckdb_extension_tpcds")
    if spec is None or not spec.submodule_search_locations:
        raise UsageError(_EXTRA)
    path = Path(spec.submodule_search_locations[0], "extensions", f"v{version}", "tpcds.duckdb_extension")
    if not path.is_file():
        raise UsageError(f"The TPC-DS extension was not built for DuckDB {version}: {_EXTRA.partition(': ')[2]}")
    return path


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
