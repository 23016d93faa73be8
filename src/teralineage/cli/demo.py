"""`teralineage demo`: an example warehouse, loaded and served."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from teralineage.cli.options import DEFAULT_NAMESPACE, DataDir, Host, NoBrowser, Port
from teralineage.cli.serve import run_server


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo")(demo)


def demo(
    *,
    host: Host = None,
    port: Port = None,
    data_dir: DataDir = None,
    no_browser: NoBrowser = False,
    tpcds: Annotated[
        bool,
        typer.Option("--tpcds", help="Load TPC-DS too: 24 tables and 99 queries as views (needs the tpcds extra)."),
    ] = False,
) -> None:
    """Load an example warehouse and open it in the browser.

    A retail warehouse in five databases, written as Teradata people write it: DDL, views, macros, a procedure, BTEQ,
    FastLoad and TPT. It has a store of its own, apart from yours. REDIS_ADDR names a Redis to cache answers in;
    without one everything works, uncached.
    """
    from teralineage.bootstrap import open_store  # noqa: PLC0415 - not needed by --help
    from teralineage.cli.loading import Origin, load, retail_files, tpcds_scripts  # noqa: PLC0415 - as above

    folder = data_dir or Path(typer.get_app_dir("teralineage")) / "demo"
    folder.mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{(folder / 'demo.sqlite3').resolve()}"
    store = open_store(url)
    try:
        load(retail_files(), Origin(DEFAULT_NAMESPACE), store.writer, "Reading the example warehouse")
        if tpcds:
            load(tpcds_scripts(), Origin("duckdb://tpcds", "duckdb", "tpcds"), store.writer, "Reading TPC-DS")
    finally:
        store.close()
    run_server(host, port, url, open_browser=not no_browser)
