from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import pytest
from tests.cache.crowd_process import CALLS, NAME, QUERY, ask_together
from tests.cache.fakes import CountingRepository, LedgerRepository

from teralineage.cache import keys
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.cache.ttl import CacheTTLConfig


@pytest.mark.parametrize("refresh", [False, True])
def test_fifty_readers_in_two_processes_make_one_call_of_the_source(redis_config, redis_cache, refresh):
    spawn = multiprocessing.get_context("spawn")
    with spawn.Manager() as manager, ProcessPoolExecutor(2, mp_context=spawn) as processes:
        start = manager.Barrier(2)
        crowds = [processes.submit(ask_together, redis_config, 25, 0.3, start, refresh=refresh) for _ in range(2)]
        told = [one for crowd in crowds for one in crowd.result(60)]
    assert redis_cache.most("tally", 1) == [(CALLS, 1)]
    assert len({body for _, body in told}) == 1
    results = [result for result, _ in told]
    assert results.count("bypass" if refresh else "miss") == 1
    assert results.count("coalesced") + results.count("hit") == 49


def test_a_holder_that_died_delays_the_others_no_longer_than_its_lock(redis_cache):
    ledger = LedgerRepository()
    ledger.write(NAME)
    source = CountingRepository(ledger)
    repository = CachedOpenLineageRepository(source, redis_cache, CacheTTLConfig(lock_seconds=0.3))
    assert redis_cache.acquire(keys.lock_of(keys.key_of(QUERY)), 0.3)
    assert repository.answer(QUERY).json == ledger.answer(QUERY).json
    assert source.calls == 1


def test_a_lock_that_never_ends_is_not_waited_for_longer_either(redis_cache):
    ledger = LedgerRepository()
    ledger.write(NAME)
    lock = keys.lock_of(keys.key_of(QUERY))
    repository = CachedOpenLineageRepository(ledger, redis_cache, CacheTTLConfig(lock_seconds=0.2))
    assert redis_cache.acquire(lock, 1000)
    assert repository.answer(QUERY).json == ledger.answer(QUERY).json
    assert redis_cache.acquire(lock, 1000) is None, "the lock is still the other's"
