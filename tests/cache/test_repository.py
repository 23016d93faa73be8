from __future__ import annotations

import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from tests.cache.fakes import (
    CountingRepository,
    DictCache,
    FullCache,
    HandClock,
    HeldRepository,
    LedgerRepository,
    StoppableRepository,
)

from teralineage.cache import codec, keys, metadata
from teralineage.cache.metadata import Result
from teralineage.cache.noop import NoOpCache
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.cache.ttl import CacheTTLConfig
from teralineage.domain.errors import DatasetNotFoundError, StoreUnavailableError
from teralineage.domain.ids import DatasetId, DatasetName
from teralineage.domain.queries import DatasetQuery, DatasetSearchQuery, DatasetsQuery, LineageQuery

CUSTOMER = DatasetName("SALES_DW", "DIM_CUSTOMER")
QUERY = LineageQuery(DatasetId(None, CUSTOMER), "customer_id")
NOBODY = DatasetQuery(DatasetId(None, DatasetName("SALES_DW", "NOBODY")))


class Bench:
    """A ledger behind everything that stands before it in these tests."""

    def __init__(self, cache=None, ttl=None, chance=0.0):
        self.ledger = LedgerRepository()
        self.ledger.write(CUSTOMER)
        self.source = StoppableRepository(self.ledger)
        self.counting = CountingRepository(self.source)
        self.cache = cache or DictCache()
        self.clock = HandClock()
        self.ttl = ttl or CacheTTLConfig()
        self.chance = chance
        self.repository = self.another_process()

    def another_process(self, inner=None):
        return CachedOpenLineageRepository(
            inner or self.counting, self.cache, self.ttl, clock=self.clock, chance=lambda: self.chance
        )

    def ask(self, query=QUERY, *, refresh=False, of=None):
        with metadata.recording(refresh=refresh) as seen:
            try:
                answer = (of or self.repository).answer(query).json
            except DatasetNotFoundError as error:
                answer = error
        (read,) = seen.reads
        return answer, read

    def result(self, query=QUERY, *, refresh=False, of=None):
        return self.ask(query, refresh=refresh, of=of)[1].result


@pytest.fixture
def bench():
    return Bench()


def test_the_second_reader_is_answered_without_the_source(bench):
    (first, miss), (second, hit) = bench.ask(), bench.ask()
    assert (miss.result, hit.result) == (Result.MISS, Result.HIT)
    assert first == second == bench.ledger.answer(QUERY).json
    assert bench.counting.calls == 1
    assert miss.ttl_seconds == hit.ttl_seconds == 1800


def test_spellings_that_teradata_does_not_tell_apart_share_an_entry(bench):
    bench.ask()
    assert bench.result(LineageQuery(DatasetId(None, DatasetName("sales_dw", "Dim_Customer")), "CUSTOMER_ID")) == "hit"


def test_an_answer_from_the_cache_is_the_typed_entity(bench):
    fresh, stored = bench.repository.answer(QUERY), bench.repository.answer(QUERY)
    assert stored.entity == fresh.entity
    assert stored.entity.graph.nodes[0].dataset.name == "SALES_DW.DIM_CUSTOMER"


def test_an_entry_is_old_after_its_time_to_live(bench):
    bench.ask()
    bench.clock.advance(1799)
    assert bench.result() == Result.HIT
    bench.clock.advance(2)
    assert bench.result() == Result.EXPIRED
    assert bench.counting.calls == 2


def test_chance_takes_up_to_a_tenth_of_the_time_to_live():
    assert Bench(chance=0.0).ask()[1].ttl_seconds == 1800
    assert Bench(chance=1.0).ask()[1].ttl_seconds == pytest.approx(1620)


def test_zero_switches_caching_off_for_that_kind_only():
    bench = Bench(ttl=CacheTTLConfig(lineage_seconds=0))
    assert [bench.result(), bench.result()] == [Result.OFF, Result.OFF]
    dataset = DatasetQuery(DatasetId(None, CUSTOMER))
    assert [bench.result(dataset), bench.result(dataset)] == [Result.MISS, Result.HIT]


@pytest.mark.parametrize("query", [NOBODY, DatasetSearchQuery("nothing like it"), DatasetsQuery("ns", text="nothing")])
def test_absence_is_kept_for_a_short_while(bench, query):
    (first, miss), (second, hit) = bench.ask(query), bench.ask(query)
    assert (miss.result, hit.result, bench.counting.calls) == (Result.MISS, Result.HIT, 1)
    assert str(first) == str(second)
    assert hit.ttl_seconds == 30
    bench.clock.advance(31)
    assert bench.result(query) == Result.MISS


def test_an_absence_repeats_the_question_as_it_was_spelled(bench):
    bench.ask(NOBODY)
    shouted = DatasetQuery(DatasetId(None, DatasetName("sales_dw", "nobody")))
    error, _ = bench.ask(shouted)
    assert error.name == "sales_dw.nobody"


def test_a_write_makes_old_answers_unreachable_at_once_in_every_process(bench):
    other = bench.another_process()
    before, _ = bench.ask()
    bench.ask(of=other)
    bench.ledger.write(CUSTOMER)
    after, read = bench.ask(of=other)
    assert (before != after, read.result) == (True, Result.MISS)
    assert bench.ask() == (after, replace(read, result=Result.HIT))


def test_an_answer_that_a_write_overtook_is_not_kept_as_new(bench):
    held = HeldRepository(bench.ledger)
    slow = bench.another_process(held)
    with ThreadPoolExecutor() as pool:
        late = pool.submit(slow.answer, QUERY)
        assert held.arrived.wait(10)
        bench.ledger.write(CUSTOMER)
        held.let_go()
        late.result()
    assert bench.ask()[0] == bench.ledger.answer(QUERY).json


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x9c" + b"\x00" * 40, b"{}"])
def test_a_value_that_does_not_decode_is_a_miss_and_replaced(bench, junk, caplog):
    bench.ask()
    bench.cache.values[keys.key_of(QUERY)] = junk
    answer, read = bench.ask()
    assert (answer, read.result) == (bench.ledger.answer(QUERY).json, Result.MISS)
    assert bench.result() == Result.HIT
    assert keys.key_of(QUERY) in caplog.text


def test_a_value_of_another_schema_version_is_a_miss_and_replaced(bench, monkeypatch):
    monkeypatch.setattr(codec, "SCHEMA", "older")
    bench.ask()
    monkeypatch.undo()
    assert [bench.result(), bench.result()] == [Result.MISS, Result.HIT]


def test_refresh_asks_the_source_and_replaces_the_entry_for_everyone(bench):
    bench.ask()
    assert bench.result(refresh=True) == Result.BYPASS
    assert bench.counting.calls == 2
    assert bench.result(of=bench.another_process()) == Result.HIT


def test_refreshes_within_the_interval_are_one(bench):
    results = [bench.result(refresh=True) for _ in range(5)]
    assert results == [Result.BYPASS, *[Result.COALESCED] * 4]
    assert bench.counting.calls == 1
    bench.clock.advance(1.1)
    assert bench.result(refresh=True) == Result.BYPASS


@pytest.mark.parametrize("cache", [NoOpCache(), FullCache()])
def test_refreshes_within_the_interval_are_one_where_nothing_is_kept_too(cache):
    bench = Bench(cache=cache)
    assert [bench.result(refresh=True) for _ in range(3)] == [Result.BYPASS, Result.COALESCED, Result.COALESCED]
    bench.ledger.write(CUSTOMER)
    answer, read = bench.ask(refresh=True)
    assert (answer, read.result) == (bench.ledger.answer(QUERY).json, Result.BYPASS)
    bench.clock.advance(1.1)
    assert bench.result(refresh=True) == Result.BYPASS


def test_every_read_is_a_line_for_who_looks_closely(bench, caplog):
    caplog.set_level(logging.DEBUG, "teralineage.cache")
    bench.ask()
    (line,) = [record.getMessage() for record in caplog.records]
    assert re.fullmatch(rf"cache=miss operation=lineage:graph key={re.escape(keys.key_of(QUERY))} ms=\d+\.\d\d", line)


def test_concurrent_refreshes_are_one():
    bench = Bench()
    held = HeldRepository(bench.counting)
    repository = bench.another_process(held)
    everybody = threading.Barrier(8)

    def refresh():
        everybody.wait(10)
        return bench.result(refresh=True, of=repository)

    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(refresh) for _ in range(8)]
        assert held.arrived.wait(10)
        held.let_go()
        results = sorted(one.result() for one in asked)
    assert (results, bench.counting.calls) == ([Result.BYPASS, *[Result.COALESCED] * 7], 1)


def test_past_the_soft_time_one_refreshes_and_the_others_get_the_old_answer(bench):
    old, _ = bench.ask()
    bench.clock.advance(2000)
    held = HeldRepository(bench.counting)
    slow = bench.another_process(held)
    with ThreadPoolExecutor() as pool:
        renewing = pool.submit(bench.ask, of=slow)
        assert held.arrived.wait(10)
        for process in (slow, bench.another_process()):
            answer, read = bench.ask(of=process)
            assert (answer, read.result, read.result.from_cache) == (old, Result.STALE, True)
        held.let_go()
        assert renewing.result()[1].result == Result.EXPIRED
    assert bench.counting.calls == 2
    assert bench.result() == Result.HIT


@pytest.mark.parametrize("way", ["stopped", "deaf"])
def test_while_the_source_is_away_old_answers_are_served_and_labelled(bench, way):
    old, _ = bench.ask()
    bench.clock.advance(2000)
    setattr(bench.source, way, True)
    assert bench.ask()[0] == old
    assert bench.result() == Result.STALE_IF_ERROR
    assert bench.result(refresh=True) == Result.STALE_IF_ERROR
    bench.clock.advance(86400)
    with pytest.raises(StoreUnavailableError):
        bench.ask()


def test_a_source_that_failed_is_left_in_peace_for_a_while(bench):
    bench.ask()
    bench.clock.advance(2000)
    bench.source.deaf = True
    for _ in range(10):
        bench.ask()
    assert bench.counting.calls == 2
    bench.source.deaf = False
    bench.clock.advance(6)
    assert bench.result() == Result.EXPIRED


def test_answers_known_to_be_outdated_never_stand_in(bench):
    bench.ask()
    bench.ledger.write(CUSTOMER)
    bench.source.deaf = True
    with pytest.raises(StoreUnavailableError):
        bench.ask()


def test_an_absence_does_not_stand_in_for_a_source_that_is_away(bench):
    bench.ask(NOBODY)
    bench.clock.advance(40)
    bench.source.deaf = True
    with pytest.raises(StoreUnavailableError):
        bench.ask(NOBODY)


@pytest.mark.parametrize("cache", [NoOpCache(), FullCache()])
def test_without_room_everything_is_served_by_the_source(cache):
    bench = Bench(cache=cache)
    for _ in range(2):
        answer, read = bench.ask()
        assert answer == bench.ledger.answer(QUERY).json
        assert (read.result, read.ttl_seconds) == (Result.MISS, None)
    assert str(bench.ask(NOBODY)[0]) == "dataset SALES_DW.NOBODY is not known"


def test_a_cold_key_is_asked_for_once_by_many_threads(bench):
    held = HeldRepository(bench.counting)
    repository = bench.another_process(held)
    everybody = threading.Barrier(16)

    def ask():
        everybody.wait(10)
        return bench.ask(of=repository)

    with ThreadPoolExecutor(16) as pool:
        asked = [pool.submit(ask) for _ in range(16)]
        assert held.arrived.wait(10)
        held.let_go()
        answers = {one.result()[0] for one in asked}
    assert (answers, bench.counting.calls) == ({bench.ledger.answer(QUERY).json}, 1)


class OvertakingCache(DictCache):
    """Grants a lock only after somebody else has stored the entry that it guards."""

    def __init__(self, overtake):
        super().__init__()
        self._overtake = overtake

    def acquire(self, key, ttl_seconds):
        if self._overtake:
            overtake, self._overtake = self._overtake, None
            overtake()
        return super().acquire(key, ttl_seconds)


@pytest.mark.parametrize("wait_seconds", [0, 2000])
def test_an_entry_that_came_before_the_lock_was_ours_is_taken(wait_seconds):
    bench = Bench(cache=OvertakingCache(None))
    if wait_seconds:
        bench.ask()
        bench.clock.advance(wait_seconds)
    other = bench.another_process()
    bench.cache._overtake = lambda: bench.ask(of=other)  # noqa: SLF001 - the fake's own
    calls = bench.counting.calls
    answer, _ = bench.ask()
    assert (answer, bench.counting.calls) == (bench.ledger.answer(QUERY).json, calls + 1)


def test_what_the_source_raises_reaches_everybody_and_leaves_no_lock(bench):
    bench.source.deaf = True
    for _ in range(2):
        with pytest.raises(StoreUnavailableError):
            bench.ask()
    assert bench.cache.locks == {}
    bench.source.deaf = False
    assert bench.result() == Result.MISS


def test_outside_a_request_nothing_is_recorded(bench):
    assert bench.repository.answer(QUERY).json
    assert metadata.current() is None
