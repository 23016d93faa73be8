"""Opening stores: new ones, damaged ones, foreign ones, newer ones, two at once."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine
from tests.stories import URI, edges_batch

from teralineage.adapters.sql import open_store, schema, store
from teralineage.adapters.sql.engine import sqlite_engine
from teralineage.adapters.sql.writer import SqlWriter
from teralineage.domain import queries
from teralineage.domain.errors import (
    SettingsError,
    StoreDamagedError,
    StoreError,
    StoreTooNewError,
    StoreUnavailableError,
)
from teralineage.domain.ids import FieldId, namespace_id


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def test_migrations_make_the_tables_the_program_uses(tmp_path):
    opened = open_store(url(tmp_path / "s.db"))
    with opened.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), schema.metadata)
    opened.close()
    assert [one for one in differences if "alembic_version" not in str(one) and "name_search" not in str(one)] == []


def test_the_head_is_what_the_migrations_say():
    config = Config()
    config.set_main_option("script_location", str(store.MIGRATIONS))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == store.HEAD


def test_a_store_of_the_first_release_is_brought_up_to_date_with_all_it_holds(tmp_path):
    path = tmp_path / "s.db"
    engine = create_engine(url(path))
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(store.MIGRATIONS))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
        connection.exec_driver_sql(
            f"INSERT INTO ol_namespace VALUES ('{namespace_id(URI)}', '{URI}', NULL, '2-0-2', 0)"
        )
        connection.exec_driver_sql(
            "INSERT INTO ol_dataset (dataset_id, namespace_id, name, database_name, table_name, database_key,"
            " table_key, source_type, is_defined, created_at, updated_at, is_active)"
            f" VALUES (1, '{namespace_id(URI)}', 'D.Customer', 'D', 'Customer', 'd', 'customer', 'TABLE', 1, 0, 0, 1)"
        )
    engine.dispose()
    opened = open_store(url(path))
    found = opened.repository.answer(queries.DatasetSearchQuery("CUSTOM")).entity
    assert [one.name for one in found.datasets] == ["D.Customer"]
    opened.close()


def test_a_store_is_made_with_its_folder_and_found_again(tmp_path):
    path = tmp_path / "deep" / "100% #new" / "s.db"
    first = open_store(url(path))
    first.writer.write(edges_batch("d.a.x -> d.b.x"))
    first.close()
    again = open_store(url(path))
    assert again.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    again.close()


def test_many_open_a_new_store_at_once(tmp_path):
    def generation(_: int) -> int:
        opened = open_store(url(tmp_path / "s.db"))
        try:
            return opened.repository.generation()
        finally:
            opened.close()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(generation, range(8))) == [0] * 8


def test_a_newer_store_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "s.db"
    open_store(url(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreTooNewError):
        open_store(url(path))


def test_a_text_file_is_no_store(tmp_path):
    path = tmp_path / "s.db"
    path.write_text("dear diary " * 100)
    with pytest.raises(StoreDamagedError):
        open_store(url(path))
    assert path.read_text().startswith("dear diary")


def test_another_programs_database_is_no_store(tmp_path):
    path = tmp_path / "s.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    with pytest.raises(StoreDamagedError, match="another program"):
        open_store(url(path))


@pytest.mark.parametrize("keep", [50, 4096, 60_000])
def test_a_store_cut_short_is_refused(tmp_path, keep):
    path = tmp_path / "s.db"
    open_store(url(path)).close()
    whole = path.read_bytes()
    assert len(whole) > keep
    path.write_bytes(whole[:keep])
    with pytest.raises(StoreDamagedError, match="cut short"):
        open_store(url(path))


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreUnavailableError):
        open_store(url(tmp_path))


@pytest.mark.parametrize("address", ["nonsense", "mysql://h/d", "sqlite://", "sqlite:///:memory:"])
def test_other_addresses_are_refused(address):
    with pytest.raises(SettingsError, match="DATABASE_URL"):
        open_store(address)


def test_a_store_that_vanishes_is_unavailable_until_it_comes_back(tmp_path):
    path = tmp_path / "s.db"
    opened = open_store(url(path))
    opened.writer.write(edges_batch("d.a.x -> d.b.x"))
    away = tmp_path / "away.db"
    path.rename(away)
    with pytest.raises(StoreUnavailableError):
        opened.repository.answer(queries.StoreStatisticsQuery())
    assert not path.exists(), "a file that is gone must not come back empty"
    away.rename(path)
    assert opened.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    opened.close()


def test_a_full_disk_loses_nothing(tmp_path):
    path = tmp_path / "s.db"
    opened = open_store(url(path))
    opened.writer.write(edges_batch("d.a.x -> d.b.x"))
    before = opened.repository.generation()
    with opened.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # SQLite then says what it says of a full disk
    with pytest.raises(StoreUnavailableError, match="disk is full"):
        opened.writer.write(edges_batch(*(f"d.a.x -> d.b{i}.x" for i in range(5000))))
    assert opened.repository.generation() == before
    assert opened.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    assert opened.writer.fingerprints(URI) == {}
    opened.close()


def test_a_server_that_is_not_there_is_unavailable(tmp_path):
    with pytest.raises(StoreUnavailableError):
        open_store(f"postgresql://postgres@/nowhere?host={tmp_path}")


def test_connections_that_a_server_cut_are_opened_again(postgres_url):
    opened = open_store(postgres_url)
    opened.writer.write(edges_batch("d.a.x -> d.b.x"))
    with psycopg.connect(postgres_url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert opened.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    opened.writer.write(edges_batch("d.a.x -> d.c.x"))
    opened.close()


def test_no_error_of_the_database_crosses_the_border(tmp_path):
    path = tmp_path / "s.db"
    opened = open_store(url(path))
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE ol_coverage")
    with pytest.raises(StoreError):
        opened.repository.answer(queries.StoreStatisticsQuery())
    opened.close()


def test_a_store_with_large_tables_keeps_what_they_hold_when_they_are_made_leaner(tmp_path):
    path = tmp_path / "s.db"
    store_of_version(path, "0006", edges_batch("d.a.x -> d.b.x", "d.b.x -> d.c.x"))
    opened = open_store(url(path))
    evidence = queries.EvidenceQuery(FieldId.parse("d.a/x"), FieldId.parse("d.b/x"))
    assert len(opened.repository.answer(evidence).entity.evidence) == 1
    opened.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert opened.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    with opened.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    opened.close()


def store_of_version(path: Path, version: str, batch) -> None:
    """A store with the tables of an earlier release, and a batch in it."""
    engine = create_engine(url(path))
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(store.MIGRATIONS))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, version)
    engine.dispose()
    SqlWriter(sqlite_engine(path)).write(batch)
