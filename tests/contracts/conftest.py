from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.emulated_dictionary.dictionary import EmulatedDictionary
from tests.fakes import DictStore
from tests.settled_store import SettledAnyStore, SettledStore, settled_store

from teralineage.adapters.sql import Store, open_store
from teralineage.adapters.sql.writer import SqlWriter
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store.opening import TeradataStore, open_teradata_store


@pytest.fixture(
    params=[
        "dict",
        "sqlite",
        "sqlite-loading",
        "postgres",
        "snapshot",
        "teradata-emulated",
        "teradata-emulated-snapshot",
    ]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store | DictStore | SettledStore | TeradataStore]:
    """Every store there is: one suite holds them all to the same answers."""
    if request.param == "dict":
        yield DictStore()
        return
    if request.param.startswith(
        "teradata-emulated"
    ):  # Teradata's SQL over the emulated dictionary; never a real Teradata
        system = EmulatedDictionary()
        system.database.execute("CREATE SCHEMA lineage")
        pool = Pool(open=lambda: open_session(system))
        made = open_teradata_store(pool, "lineage")
        yield SettledAnyStore(made, made.read, tmp_path) if request.param.endswith("snapshot") else made
        made.close()
        return
    if request.param == "snapshot":
        with settled_store(tmp_path) as settled:
            yield settled
        return
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path}/store.db"
    opened = open_store(url)
    if request.param == "sqlite-loading":  # what a batch named is remembered for the next, as in a load
        opened = replace(opened, writer=SqlWriter(opened.engine, big=0))
    yield opened
    if opened.engine.dialect.name == "sqlite":
        with opened.engine.connect() as connection:  # the writer does not have each reference looked up
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    opened.close()
