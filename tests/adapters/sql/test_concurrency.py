"""Readers while somebody writes: no reader waits, none sees half a batch."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.stories import batch, job, statement

from teralineage.adapters.sql import open_store
from teralineage.domain import queries
from teralineage.domain.ids import DatasetId
from teralineage.domain.queries import Direction, Walk

FAN = 300


@pytest.fixture(params=["sqlite", "postgres"])
def store(request, tmp_path):
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path}/store.db"
    opened = open_store(url)
    yield opened
    opened.close()


def whole(number: int):
    """A batch whose edges all lead to one generation of targets."""
    return batch(job("j", statement(*(f"d.hub.x -> d.t{i}.g{number}" for i in range(FAN)))))


def test_readers_see_all_of_a_batch_or_nothing_of_it(store):
    store.writer.write(whole(0))
    query = queries.LineageQuery(DatasetId.parse("d.hub"), "x", Walk(Direction.DOWNSTREAM, 1))
    done = threading.Event()

    def read() -> set[tuple[int, int]]:
        seen = set()
        while not done.is_set():
            graph = store.repository.answer(query).entity.graph
            seen.add((len(graph.edges), len({edge.target.rpartition("/")[2] for edge in graph.edges})))
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            for number in range(1, 5):
                store.writer.write(whole(number))
        finally:
            done.set()
        assert {told for reader in readers for told in reader.result()} == {(FAN, 1)}


def test_two_writers_take_turns(store):
    before = store.repository.generation()

    def write(number: int) -> None:
        store.writer.write(batch(job(f"j{number}", statement(f"d.a.x -> d.b{number}.x", "d.a.x -> d.c.x"))))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(8)))
    assert store.repository.generation() > before
    found = store.repository.answer(queries.StoreStatisticsQuery()).entity
    assert (found.jobs, found.edges) == (8, 9)


def test_a_batch_that_fails_leaves_nothing_behind(store):
    store.writer.write(whole(0))
    before = store.repository.generation()
    broken = batch(job("k", statement("d.new.x -> d.b.x", text="a\x00b\ud800")))
    with pytest.raises(Exception):  # noqa: B017, PT011 - whatever the driver says of a text that is none
        store.writer.write(broken)
    found = store.repository.answer(queries.StoreStatisticsQuery()).entity
    assert (found.jobs, store.repository.generation()) == (1, before)
    store.writer.write(whole(1))
