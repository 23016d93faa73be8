"""`teralineage sync`: what stops it before it starts, and a run over the emulated dictionary."""

from __future__ import annotations

import logging
import sys

import pytest
from tests.adapters.teradata.doubles import dropped
from tests.cli.command import run
from tests.emulated_dictionary.dictionary import EmulatedDictionary, column

from teralineage import bootstrap
from teralineage.adapters.teradata.config import NEVER_READ
from teralineage.bootstrap import open_source, open_store, teradata_config
from teralineage.cli.sync_run import Wanted, print_changes, print_report, run_sync
from teralineage.config import Settings
from teralineage.domain import queries
from teralineage.domain.errors import SettingsError, UsageError
from teralineage.domain.ids import DatasetId

LOGON = {"TERADATA_HOST": "td", "TERADATA_USER": "etl", "TERADATA_PASSWORD": "p"}


@pytest.fixture
def system(monkeypatch):
    made = EmulatedDictionary()
    made.add("S.t", "T", "CREATE TABLE S.t (a INTEGER)", column("a"))
    made.add("S.v", "V", "REPLACE VIEW S.v AS SELECT a AS x FROM t", column("x", None, None))
    monkeypatch.setattr(bootstrap.stores, "connector", lambda _config: made)
    return made


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/lineage.db")
    yield opened
    opened.close()


def test_everything_that_is_missing_is_named_at_once():
    with pytest.raises(SettingsError) as caught:
        open_source({})
    assert set(caught.value.problems) == {"TERADATA_HOST", "TERADATA_USER", "TERADATA_PASSWORD"}


def test_a_missing_driver_is_named_with_its_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "teradatasql", None)
    with pytest.raises(UsageError, match=r"teralineage\[teradata\]"):
        open_source(LOGON)


def test_old_names_are_taken_with_a_warning(system, caplog):
    with caplog.at_level(logging.WARNING):
        open_source({f"TD_{name.removeprefix('TERADATA_')}": value for name, value in LOGON.items()}).close()
    assert "TD_HOST is an old name: say TERADATA_HOST" in caplog.text
    assert system.requests == []  # nothing connects before something is read


def test_settings_reach_the_adapter():
    settings = Settings.from_env(
        LOGON
        | {"TERADATA_LOGMECH": "ldap", "TERADATA_SSLMODE": "VERIFY-FULL", "TERADATA_EXCLUDED": "Scratch, tmp",
           "TERADATA_PORT": "1026", "TERADATA_ONLY_PERMITTED": "false"}
    )  # fmt: skip
    config = teradata_config(settings)
    assert (config.logmech, config.sslmode, config.port, config.only_permitted) == ("LDAP", "VERIFY-FULL", 1026, False)
    assert config.excluded == NEVER_READ | {"scratch", "tmp"}
    assert config.namespace_uri == "teradata://td:1026"


def test_a_run_says_what_it_did_and_what_was_refused(system, store, capsys):
    system.refused["DBC.TableSizeVX"] = 3523
    source = open_source(LOGON)
    refusals = run_sync(source, store.writer, Wanted())
    print_report(refusals)
    said = capsys.readouterr()
    assert said.out == "2 objects, 2 read; 0 queries up to 2026-03-01 12:00\n"
    assert "GRANT SELECT ON DBC.TableSizeVX TO etl;" in said.err
    assert "types of view columns: views 1 by unknown" in said.err
    source.close()


def test_a_dry_run_stores_nothing(system, store, capsys):
    source = open_source(LOGON)
    print_changes(source, store.writer, Wanted())
    assert capsys.readouterr().out == "S: 2 objects, 2 to read, 0 gone\n"
    assert store.writer.fingerprints("teradata://td:1025") == {}
    assert not [text for text in system.requests if "ColumnsV" in text]
    source.close()


def test_a_log_that_may_not_be_read_does_not_lose_the_dictionary(system, store, capsys):
    system.refused["DBC.QryLogV"] = 3523
    source = open_source(LOGON)
    refusals = run_sync(source, store.writer, Wanted())
    assert "2 objects, 2 read; no query log" in capsys.readouterr().out
    assert "GRANT SELECT ON DBC.QryLogV TO etl;" in [refusal.remedy for refusal in refusals]
    source.close()


def test_the_store_may_be_a_database_of_the_same_system(system):
    system.database.execute("CREATE SCHEMA lineage")
    store = open_store("teradata:///lineage", LOGON)
    source = open_source(LOGON)
    run_sync(source, store.writer, Wanted(query_log=False))
    found = store.repository.answer(queries.LineageQuery(DatasetId.parse("s.v"), "X")).entity
    assert [edge.transformation_subtype for edge in found.graph.edges] == ["IDENTITY"]
    store.close()
    source.close()


def test_a_later_run_says_what_is_gone(system, store, capsys):
    source = open_source(LOGON)
    run_sync(source, store.writer, Wanted(query_log=False))
    system.drop("S.v")
    run_sync(source, store.writer, Wanted(query_log=False))
    assert capsys.readouterr().out.splitlines() == ["2 objects, 2 read", "1 objects, 0 read, 1 gone"]
    source.close()


def test_a_dry_run_makes_no_tables_in_teradata(system, capsys):
    system.database.execute("CREATE SCHEMA lineage")
    store, source = open_store("teradata:///lineage", LOGON, look_only=True), open_source(LOGON)
    print_changes(source, store.writer, Wanted())
    assert capsys.readouterr().out == "S: 2 objects, 2 to read, 0 gone\n"
    assert not [text for text in system.requests if text.startswith("CREATE")]
    store.close()
    source.close()


def test_ready_says_what_answers_walks_and_whether_teradata_is_reached(system, tmp_path, monkeypatch):
    system.database.execute("CREATE SCHEMA lineage")
    environ = LOGON | {
        "DATABASE_URL": "teradata:///lineage", "LINEAGE_SNAPSHOT_DIR": str(tmp_path / "snapshots"), "REDIS_ADDR": "",
        "REDIS_URL": "",
    }  # fmt: skip
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    client = bootstrap.create_wsgi().test_client()
    ready = client.get("/ready").json
    assert (ready["store"], ready["graph"], ready["teradata"]) == ("ok", "store", "ok")
    system.fault = lambda _text: dropped()
    ready = client.get("/ready").json
    assert (ready["graph"], ready["teradata"]) == ("unavailable", "unavailable")


@pytest.mark.parametrize("url", ["teradata:", "teradata:///", "teradata://td/lineage", "teradata:///a/b"])
def test_another_form_of_that_url_is_refused(url):
    with pytest.raises(SettingsError, match="teradata:///<database>"):
        open_store(url, LOGON)


def test_that_store_needs_the_settings_and_the_driver_too(monkeypatch):
    with pytest.raises(SettingsError, match="TERADATA_HOST"):
        open_store("teradata:///lineage", {})
    monkeypatch.setitem(sys.modules, "teradatasql", None)
    with pytest.raises(UsageError, match=r"teralineage\[teradata\]"):
        open_store("teradata:///lineage", LOGON)


def test_an_old_name_of_a_setting_is_taken_with_a_warning_that_is_seen(tmp_path):
    said = run("sync", "--data-dir", str(tmp_path), TD_HOST="192.0.2.1")
    assert said.returncode != 0
    assert "TD_HOST is an old name: say TERADATA_HOST" in said.stderr.splitlines()
