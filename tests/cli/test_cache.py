from __future__ import annotations

import os
from contextlib import suppress

import pytest
from tests.cli.command import run
from tests.stories import batch, job, statement, table
from tests.valkey_server import ValkeyServer, free_port

from teralineage.adapters.sql import open_store
from teralineage.bootstrap import open_cache_admin
from teralineage.cli import cache as command
from teralineage.domain.errors import CacheUnavailableError, NotFoundError
from teralineage.domain.ids import DatasetId
from teralineage.domain.queries import LineageQuery, Walk


@pytest.fixture(scope="module")
def server():
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def deployment(server, tmp_path, monkeypatch):
    """A store with one edge, and an empty Redis, named by the environment."""
    with server.client() as client:
        client.flushall()
    store = open_store(f"sqlite:///{tmp_path}/lineage.sqlite3")
    store.writer.write(batch(table("d.s", "a"), table("d.t", "a"), job("j", statement("d.s.a -> d.t.a"))))
    store.close()
    monkeypatch.setenv("REDIS_ADDR", server.address)
    monkeypatch.setenv("REDIS_TIMEOUT_MS", "5000")  # a machine full of tests must not look like a fault
    return tmp_path


def test_warm_then_stats_then_clear(deployment, capsys):
    command.warm(["d.t", "d.s/a"], data_dir=deployment)
    told = capsys.readouterr()
    assert told.out == "2 of 2 roots are in the cache\n"
    assert "warming 2/2, 0 failed" in told.err
    command.stats(data_dir=deployment)
    told = capsys.readouterr().out
    assert told.startswith("connected, prefix ''\n")
    assert "lineage             2 entries" in told
    command.clear(prefix="ol:lineage:", data_dir=deployment)
    assert capsys.readouterr().out == "2 entries under ol:lineage: deleted\n"
    command.clear(prefix="ol:", data_dir=deployment)
    assert capsys.readouterr().out == "0 entries under ol: deleted\n"


def test_a_root_that_is_not_there_is_counted_and_ends_in_failure(deployment, capsys):
    with pytest.raises(command.typer.Exit):
        command.warm(["d.t", "d.nobody"], data_dir=deployment)
    assert capsys.readouterr().out == "1 of 2 roots are in the cache\n"


def test_what_people_ask_for_and_is_not_there_does_not_fail_a_nightly_run(deployment, capsys):
    environ = {**os.environ, "DATABASE_URL": f"sqlite:///{deployment}/lineage.sqlite3"}
    with open_cache_admin(environ, required=True) as admin:
        for table in ("d.t", "d.mistyped"):
            with suppress(NotFoundError):
                admin.reader.answer(LineageQuery(DatasetId.parse(table), None, Walk()))
        admin.stored.popularity.tell()
    command.warm(data_dir=deployment)
    assert capsys.readouterr().out == "1 of 2 roots are in the cache\n"


def test_without_redis_stats_say_so_and_the_others_end_in_one_line(deployment, capsys, monkeypatch):
    monkeypatch.setenv("REDIS_ADDR", f"127.0.0.1:{free_port()}")
    command.stats(data_dir=deployment)
    assert capsys.readouterr().out.startswith("degraded (ConnectionError)")
    with pytest.raises(CacheUnavailableError, match="does not answer"):
        command.clear(data_dir=deployment)
    monkeypatch.delenv("REDIS_ADDR")
    command.stats(data_dir=deployment)
    assert capsys.readouterr().out.startswith("off (neither REDIS_URL nor REDIS_ADDR names a Redis)")
    with pytest.raises(CacheUnavailableError, match="REDIS_ADDR"):
        command.warm(["d.t"], data_dir=deployment)


def test_a_named_root_that_is_not_there_is_told(deployment, server):
    said = run("cache", "warm", "d.nobody", "--data-dir", str(deployment), REDIS_ADDR=server.address)
    assert said.returncode == 1
    assert "a root was not warmed: dataset d.nobody is not known" in said.stderr
