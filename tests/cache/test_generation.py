from __future__ import annotations

import queue
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.cache.fakes import DictCache, HandClock, LedgerRepository

from teralineage.cache.generation import Generations
from teralineage.cache.news import Ears, News
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.cache.ttl import CacheTTLConfig
from teralineage.cache.writer import AnnouncingStore
from teralineage.domain.errors import StoreUnavailableError
from teralineage.domain.ids import DatasetId, DatasetName
from teralineage.domain.queries import DatasetQuery

NAME = DatasetName("SALES_DW", "DIM_CUSTOMER")
QUERY = DatasetQuery(DatasetId(None, NAME))


class AskedStore:
    """Says a generation, counts how often, and can be away."""

    def __init__(self):
        self.generation, self.asked, self.away = 1, 0, False

    def __call__(self):
        self.asked += 1
        if self.away:
            raise StoreUnavailableError("away")
        return self.generation


@pytest.fixture
def store():
    return AskedStore()


@pytest.fixture
def clock():
    return HandClock()


def test_by_default_the_store_is_asked_every_time(store, clock):
    generations = Generations(store, clock=clock)
    assert [generations.current() for _ in range(3)] == [1, 1, 1]
    store.generation = 2
    assert generations.current() == 2
    assert store.asked == 4


def test_where_asking_is_dear_an_answer_serves_for_a_while_or_until_something_was_written(store, clock):
    generations = Generations(store, max_age_seconds=10, clock=clock)
    assert [generations.current() for _ in range(3)] == [1, 1, 1]
    assert store.asked == 1
    store.generation = 2
    clock.advance(11)
    assert generations.current() == 2
    store.generation = 3
    generations.forget()
    assert generations.current() == 3


def test_what_was_asked_before_a_write_is_not_kept_after_it(clock):
    generations = None

    def overtaken():
        generations.forget()
        return 1

    generations = Generations(overtaken, max_age_seconds=10, clock=clock)
    assert generations.current() == 1
    assert generations.current() == 1
    assert generations.last == 1


def test_a_store_that_is_away_is_left_in_peace_and_asked_again(store, clock):
    generations = Generations(store, clock=clock)
    generations.current()
    store.away = True
    assert [generations.current() for _ in range(5)] == [None] * 5
    assert (store.asked, generations.last) == (2, 1)
    store.away = False
    clock.advance(1.5)
    assert generations.current() == 1


def test_while_one_asks_a_slow_store_the_others_go_on_with_what_is_known(clock):
    asked, answer = threading.Event(), threading.Event()
    answers = iter([1, 2])

    def slow():
        generation = next(answers)
        if generation == 2:
            asked.set()
            assert answer.wait(10)
        return generation

    generations = Generations(slow, max_age_seconds=10, clock=clock)
    assert generations.current() == 1
    clock.advance(11)
    with ThreadPoolExecutor() as pool:
        asking = pool.submit(generations.current)
        assert asked.wait(10)
        assert [generations.current() for _ in range(5)] == [1] * 5
        answer.set()
        assert asking.result() == 2
    assert generations.current() == 2


class LedgerWriter:
    """Writes to a ledger whatever it is given."""

    def __init__(self, ledger):
        self._ledger = ledger

    def write(self, batch):  # noqa: ARG002 - the port's signature
        self._ledger.write(NAME)

    def fingerprints(self, namespace_uri):
        return {namespace_uri: "f"}


class LedgerStore:
    """A ledger as a store."""

    def __init__(self, ledger):
        self.repository = ledger
        self.writer = LedgerWriter(ledger)

    def close(self):
        self.repository = self.writer = None


@pytest.mark.parametrize("backend", ["dict", "redis"])
def test_a_write_reaches_every_process_that_does_not_ask(backend, redis_cache):
    cache = DictCache() if backend == "dict" else redis_cache
    ledger = LedgerRepository()
    ledger.write(NAME)
    news = News(cache)
    heard = queue.SimpleQueue()
    news.listen(Ears(hearing=heard.put, written=heard.put))
    assert heard.get(timeout=10) is True
    readers = [
        CachedOpenLineageRepository(ledger, cache, CacheTTLConfig(generation_max_age_seconds=1000)) for _ in "ab"
    ]
    for reader in readers:
        reader.answer(QUERY)
    writer = AnnouncingStore(LedgerStore(ledger), cache).writer
    writer.write(None)
    assert heard.get(timeout=10) == ""
    expected = ledger.answer(QUERY).json
    for reader in readers:
        while reader.answer(QUERY).json != expected:
            pass
    assert writer.fingerprints("u") == {"u": "f"}
