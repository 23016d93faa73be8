from __future__ import annotations

import gzip
import time

import pytest
import zstandard
from prometheus_client import CollectorRegistry
from tests.cache.fakes import DictCache, HandClock, LedgerRepository
from tests.valkey_server import ValkeyServer

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.api.app import create_app
from teralineage.api.cache_control import matches
from teralineage.api.compress import best_for
from teralineage.api.options import ApiOptions
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.metrics import CacheMetrics
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.ids import DatasetName

CUSTOMER = DatasetName("SALES_DW", "DIM_CUSTOMER")
BASE = "/api/v2/openlineage"
DATASET = f"{BASE}/datasets/SALES_DW.DIM_CUSTOMER"
GRAPH = f"{BASE}/lineage/table/SALES_DW.DIM_CUSTOMER?maxDepth=20"


class Process:
    """One server process: its repository, its app, its client; counts what reaches Flask."""

    def __init__(self, ledger, cache, clock, memory_bytes=1 << 20):
        self.registry = CollectorRegistry()
        self.repository = CachedOpenLineageRepository(
            ledger, cache, clock=clock, chance=lambda: 0.0, metrics=CacheMetrics(self.registry)
        )
        app = create_app(
            self.repository,
            ApiOptions(cache_memory_bytes=memory_bytes),
            registry=self.registry,
            cache=CacheAdmin(self.repository, self.repository.stored),
        )
        self.flask_calls = 0
        app.before_request(self._count)
        self.client = app.test_client()

    def _count(self):
        self.flask_calls += 1

    def get(self, path, **headers):
        return self.client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})

    def metric(self, name):
        return self.registry.get_sample_value(f"teralineage_cache_{name}")


def wait_until(holds):
    """Wait for what another thread does."""
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.fixture
def clock():
    return HandClock()


@pytest.fixture
def ledger():
    ledger = LedgerRepository()
    ledger.write(CUSTOMER)
    return ledger


@pytest.fixture
def cache():
    return DictCache()


@pytest.fixture
def process(ledger, cache, clock):
    return Process(ledger, cache, clock)


@pytest.mark.parametrize("path", [DATASET, GRAPH])
@pytest.mark.parametrize("accept", ["", "gzip", "zstd", "gzip, deflate, br, zstd"])
def test_what_is_answered_below_flask_is_what_flask_answers(ledger, cache, clock, path, accept):
    with_memory = Process(ledger, cache, clock)
    without = create_app(with_memory.repository).test_client()
    headers = {"Accept-Encoding": accept}
    with_memory.get(path)
    again, plain = with_memory.client.get(path, headers=headers), without.get(path, headers=headers)
    assert with_memory.flask_calls == 1
    assert again.data == plain.data
    ours, flasks = dict(again.headers), dict(plain.headers)
    assert ours.pop("X-Request-ID") != flasks.pop("X-Request-ID")
    flasks.pop("Date")  # the server adds its own to all
    assert ours == flasks


def test_compressed_bodies_open_to_the_same_json(process):
    plain = process.get(GRAPH).data
    assert len(plain) > 1024
    assert zstandard.decompress(process.get(GRAPH, Accept_Encoding="zstd").data) == plain
    assert gzip.decompress(process.get(GRAPH, Accept_Encoding="gzip").data) == plain
    assert process.get(GRAPH, Accept_Encoding="identity").data == plain
    assert process.flask_calls == 1


def test_a_client_that_has_the_answer_gets_304_with_the_cache_headers(process):
    etag = process.get(GRAPH, Accept_Encoding="zstd").headers["ETag"]
    for _ in range(2):
        response = process.get(GRAPH, Accept_Encoding="zstd", If_None_Match=f'"x", W/{etag}')
        assert (response.status_code, response.data) == (304, b"")
        assert (response.headers["X-Cache"], response.headers["ETag"]) == ("HIT", etag)
        assert response.headers["X-Cache-TTL"] == "1800"
    assert process.flask_calls == 1
    assert process.get(GRAPH, Accept_Encoding="gzip", If_None_Match=etag).status_code == 200


def test_a_write_is_seen_at_once(process, ledger):
    before = process.get(DATASET)
    process.get(DATASET)
    ledger.write(CUSTOMER)
    after = process.get(DATASET)
    assert (after.headers["X-Cache"], after.json == before.json) == ("MISS", False)
    assert after.json["description"] == "revision 2"
    assert process.get(DATASET).headers["X-Cache"] == "HIT"


def test_an_old_entry_goes_to_flask_to_be_renewed(process, clock):
    process.get(DATASET)
    clock.advance(800)
    assert process.get(DATASET).headers["X-Cache-TTL"] == "100"
    clock.advance(200)
    assert process.get(DATASET).headers["X-Cache"] == "MISS"
    assert process.flask_calls == 2


class Drifting(LedgerRepository):
    """Changes without saying so."""

    def generation(self):
        return 1


class SlowNewsCache(DictCache):
    """Whatever is announced is not heard yet."""

    def announce(self, channel, message):
        pass


def test_who_refreshes_or_deletes_is_not_given_the_old_answer_however_late_the_news(clock):
    drifting = Drifting()
    drifting.write(CUSTOMER)
    process = Process(drifting, SlowNewsCache(), clock)
    process.get(DATASET)
    drifting.write(CUSTOMER)
    process.get(f"{DATASET}?refresh=true")
    assert process.get(DATASET).json["description"] == "revision 2"
    process.client.delete("/api/v2/cache")
    assert process.get(DATASET).headers["X-Cache"] == "MISS"


def test_a_refresh_reaches_the_memory_of_every_process(cache, clock):
    drifting = Drifting()
    drifting.write(CUSTOMER)
    one, other = Process(drifting, cache, clock), Process(drifting, cache, clock)
    for process in (one, other, one, other):
        process.get(DATASET)
    drifting.write(CUSTOMER)
    assert one.get(f"{DATASET}?refresh=true").json["description"] == "revision 2"
    for process in (one, other):
        assert process.get(DATASET).json["description"] == "revision 2"


class OvertakenCache(DictCache):
    """Gives a value that is replaced while it is on its way."""

    def __init__(self):
        super().__init__()
        self.overtake = None

    def get(self, key):
        value = super().get(key)
        if self.overtake:
            overtake, self.overtake = self.overtake, None
            overtake()
        return value


def test_what_was_read_before_news_came_is_not_held_after_them(ledger, clock):
    cache = OvertakenCache()
    process, other = Process(ledger, cache, clock), Process(ledger, cache, clock)
    process.get(DATASET)
    process.repository.stored.news.replaced("ol:dataset:get:!|sales_dw|dim_customer")

    def clear():
        cache.values.clear()
        other.repository.stored.news.cleared("ol:")

    cache.overtake = clear
    assert process.get(DATASET).headers["X-Cache"] == "HIT"
    assert process.get(DATASET).headers["X-Cache"] == "MISS"


def test_what_is_deleted_is_forgotten_in_every_process(ledger, cache, clock):
    one, other = Process(ledger, cache, clock), Process(ledger, cache, clock)
    for process in (one, other):
        process.get(DATASET)
    one.repository.stored.cache.delete_prefix("ol:")
    one.repository.stored.news.cleared("ol:")
    assert other.get(DATASET).headers["X-Cache"] == "MISS"


def test_only_whole_good_answers_of_reads_are_remembered(process):
    for path in ("/health", f"{BASE}/datasets/SALES_DW.NOBODY", f"{DATASET}?nonsense=1", f"{DATASET}?refresh=banana"):
        assert [process.get(path).status_code, process.get(path).status_code] in ([200] * 2, [404] * 2, [400] * 2)
    assert process.flask_calls == 8
    process.client.head(DATASET)
    process.client.post(DATASET)
    assert process.flask_calls == 10


def test_another_role_is_another_request(process):
    process.get(DATASET)
    process.client.get(DATASET, environ_overrides={"teralineage.role": "admin"})
    assert process.flask_calls == 2


def test_without_room_redis_is_read_each_time(ledger, cache, clock):
    process = Process(ledger, cache, clock, memory_bytes=0)
    assert [process.get(DATASET).headers["X-Cache"] for _ in range(3)] == ["MISS", "HIT", "HIT"]
    assert process.flask_calls == 1
    cache.values.clear()
    assert process.get(DATASET).headers["X-Cache"] == "MISS"


def test_memory_stays_within_its_bounds(ledger, cache, clock):
    names = [DatasetName("D", f"T{number}") for number in range(60)]
    ledger.write(*names)
    process = Process(ledger, cache, clock, memory_bytes=20_000)
    for name in [*names, *names]:
        process.get(f"{BASE}/lineage/table/{name}?maxDepth=20", Accept_Encoding="gzip")
        assert 0 < process.metric("memory_layer_bytes") <= 20_000
    assert process.flask_calls == 60


def test_what_memory_has_no_room_for_is_not_sent_from_it(ledger, cache, clock):
    names = [DatasetName("D", f"T{number}") for number in range(60)]
    ledger.write(*names)
    process = Process(ledger, cache, clock, memory_bytes=20_000)
    first, *others = [f"{BASE}/lineage/table/{name}?maxDepth=20" for name in names]
    process.get(first)
    clock.advance(0.5)
    for path in (first, *others):
        process.get(path)
    assert process.metric("memory_hits_total") == 1
    assert process.get(first).headers["X-Cache"] == "HIT"
    assert process.metric("memory_hits_total") == 1


@pytest.mark.parametrize("seconds", [0.0, 0.4, 0.5, 0.999, 1.0, 1.001, 7.25])
def test_the_ttl_is_told_as_it_is_at_that_moment(ledger, cache, clock, process, seconds):
    for _ in range(3):
        process.get(DATASET)
        clock.advance(0.3)
    clock.advance(seconds)
    through_flask = Process(ledger, cache, clock).get(DATASET)
    assert process.get(DATASET).headers["X-Cache-TTL"] == through_flask.headers["X-Cache-TTL"]
    assert process.flask_calls == 1


def test_while_the_cache_is_away_memory_is_silent(ledger, clock):
    with ValkeyServer() as server:
        cache = RedisCache(RedisConfig(hosts=(("127.0.0.1", server.port),), timeout_seconds=5))
        process = Process(ledger, cache, clock)
        wait_until(lambda: process.get(DATASET) and process.metric("memory_layer_bytes") > 0)
        assert process.get(DATASET).headers["X-Cache"] == "HIT"
        server.kill()
        wait_until(lambda: process.metric("memory_layer_bytes") == 0)
        assert not cache.check()
        down = process.get(DATASET)
        assert (down.status_code, down.headers["X-Cache"]) == (200, "MISS")
        assert down.headers["Cache-Status"] == "teralineage; fwd=miss; detail=REDIS-DOWN"
        assert "X-Cache-TTL" not in down.headers
        cache.close()


def test_hits_of_memory_are_counted(process):
    for _ in range(3):
        process.get(DATASET)
    assert process.metric("memory_hits_total") == 2


@pytest.mark.parametrize(
    ("header", "encoding"),
    [("", "identity"), ("br", "identity"), ("gzip", "gzip"), ("zstd;q=0, gzip", "gzip"), ("zstd, gzip", "zstd")],
)
def test_best_for(header, encoding):
    assert best_for(header) == encoding


@pytest.mark.parametrize(
    ("header", "same"),
    [(None, False), ("*", True), ('"a"', True), ('W/"a"', True), ('"b", "a"', True), ('"b"', False), ("", False)],
)
def test_matches(header, same):
    assert matches(header, "a") is same
