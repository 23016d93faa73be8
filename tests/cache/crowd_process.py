"""One server process of the stampede test: readers in threads before one repository."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.cache.fakes import LedgerRepository

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.cache import metadata
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.answers import Answer
from teralineage.domain.ids import DatasetId, DatasetName
from teralineage.domain.queries import LineageQuery

NAME = DatasetName("SALES_DW", "DIM_CUSTOMER")
QUERY = LineageQuery(DatasetId(None, NAME), None)
CALLS = "calls of the source"


class TalliedRepository:
    """Takes its time, and counts its calls in Redis, where another process can see them."""

    def __init__(self, config: RedisConfig, seconds: float) -> None:
        self._ledger = LedgerRepository()
        self._ledger.write(NAME)
        self._tally = RedisCache(config)
        self._seconds = seconds

    def answer(self, query: Any) -> Answer[Any]:
        self._tally.count("tally", {CALLS: 1}, 1000)
        time.sleep(self._seconds)
        return self._ledger.answer(query)

    def generation(self) -> int:
        return self._ledger.generation()


def ask_together(
    config: RedisConfig, readers: int, seconds: float, start: Any, *, refresh: bool
) -> list[tuple[str, bytes]]:
    """What each of these readers is told, once every process is ready."""
    repository = CachedOpenLineageRepository(TalliedRepository(config, seconds), RedisCache(config))
    ready = threading.Barrier(readers)

    def ask() -> tuple[str, bytes]:
        ready.wait(30)
        with metadata.recording(refresh=refresh) as seen:
            body = repository.answer(QUERY).json
        return seen.reads[0].result.value, body

    with ThreadPoolExecutor(readers) as pool:
        start.wait(30)
        return [told.result() for told in [pool.submit(ask) for _ in range(readers)]]
