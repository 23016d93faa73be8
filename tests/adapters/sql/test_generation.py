from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time

import pytest
from tests.stories import edges_batch

from teralineage.adapters.sql import open_store
from teralineage.adapters.sql.generation import TRUST_SECONDS
from teralineage.domain.errors import StoreUnavailableError


@pytest.fixture
def open_at():
    opened = []

    def make(path):
        opened.append(open_store(f"sqlite:///{path}"))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


def test_every_reader_sees_a_write_at_once(tmp_path, open_at):
    one, other = open_at(tmp_path / "s.db"), open_at(tmp_path / "s.db")
    seen = {one.repository.generation(), other.repository.generation()}
    for number in range(5):
        one.writer.write(edges_batch(f"d.a.x -> d.b{number}.x"))
        now = other.repository.generation()
        assert now not in seen
        assert one.repository.generation() == now
        seen.add(now)


def test_a_store_made_anew_does_not_repeat_the_generations_of_the_old_one(tmp_path, open_at):
    path = tmp_path / "s.db"
    first = open_at(path)
    first.writer.write(edges_batch("d.a.x -> d.b.x"))
    before = first.repository.generation()
    first.close()
    path.unlink()
    second = open_at(path)
    second.writer.write(edges_batch("d.a.x -> d.c.x"))
    assert second.repository.generation() > before


def test_another_file_in_its_place_is_noticed(tmp_path, open_at):
    here, there = tmp_path / "s.db", tmp_path / "t.db"
    other = open_at(there)
    other.writer.write(edges_batch("d.a.x -> d.b.x"))
    expected = other.repository.generation()
    other.close()
    first = open_at(here)
    assert first.repository.generation() != expected
    for file in (here, here.with_name("s.db-wal"), here.with_name("s.db-shm")):
        file.rename(tmp_path / f"away-{file.name}")
    there.rename(here)
    time.sleep(TRUST_SECONDS)
    assert first.repository.generation() == expected


def test_a_store_that_is_gone_says_so_and_comes_back(tmp_path, open_at):
    path, away = tmp_path / "s.db", tmp_path / "away.db"
    store = open_at(path)
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    before = store.repository.generation()
    path.rename(away)
    time.sleep(TRUST_SECONDS)
    with pytest.raises(StoreUnavailableError):
        store.repository.generation()
    away.rename(path)
    assert store.repository.generation() == before


_WRITER = """
import sys
from tests.stories import edges_batch
from teralineage.adapters.sql import open_store
store = open_store(sys.argv[1])
for number, _ in enumerate(sys.stdin):
    store.writer.write(edges_batch(f"d.a.x -> d.b{number}.x"))
    print("written", flush=True)
"""


def test_a_write_of_another_process_is_seen_at_once(tmp_path, open_at):
    reader = open_at(tmp_path / "s.db").repository
    writer = [sys.executable, "-c", _WRITER, f"sqlite:///{tmp_path}/s.db"]
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(writer, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environ) as process:
        seen = {reader.generation()}
        for _ in range(20):
            process.stdin.write("go\n")
            process.stdin.flush()
            assert process.stdout.readline() == "written\n"
            now = reader.generation()
            assert now not in seen
            seen.add(now)
        process.stdin.close()


def test_no_ring_sounds_like_another_though_chance_is_told_what_to_say(tmp_path, open_at):
    store = open_at(tmp_path / "s.db")
    seen = set()
    for number in range(5):
        random.seed(0)
        store.writer.write(edges_batch(f"d.a.x -> d.b{number}.x"))
        seen.add(store.repository.generation())
    assert len(seen) == 5


def test_a_writer_that_rings_no_bell_is_seen_soon(tmp_path, open_at):
    store = open_at(tmp_path / "s.db")
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    before = store.repository.generation()
    store.repository.generation()
    with sqlite3.connect(tmp_path / "s.db") as foreign:
        foreign.execute("UPDATE ol_stamp SET generation = generation + 1")
    foreign.close()
    time.sleep(TRUST_SECONDS)
    assert store.repository.generation() == before + 1


def test_a_store_without_a_bell_is_asked_every_time(tmp_path, open_at):
    (tmp_path / "s.db-bell").mkdir()
    one, other = open_at(tmp_path / "s.db"), open_at(tmp_path / "s.db")
    before = other.repository.generation()
    other.repository.generation()
    one.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert other.repository.generation() > before
