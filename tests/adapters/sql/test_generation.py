from __future__ import annotations

import pytest
from tests.stories import edges_batch

from teralineage.adapters.sql import open_store
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
    assert first.repository.generation() == expected


def test_a_store_that_is_gone_says_so_and_comes_back(tmp_path, open_at):
    path, away = tmp_path / "s.db", tmp_path / "away.db"
    store = open_at(path)
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    before = store.repository.generation()
    path.rename(away)
    with pytest.raises(StoreUnavailableError):
        store.repository.generation()
    away.rename(path)
    assert store.repository.generation() == before
