from __future__ import annotations

import time

import pytest
from prometheus_client import CollectorRegistry
from tests.cache.fakes import CountingRepository, LedgerRepository
from tests.valkey_server import ValkeyServer

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.api.app import create_app
from teralineage.cache import keys
from teralineage.cache.admin import CacheAdmin, watch_usage
from teralineage.cache.metrics import CacheMetrics, MeasuredCache
from teralineage.cache.noop import NoOpCache
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.ids import DatasetId, DatasetName
from teralineage.domain.queries import LineageQuery

NAMES = [DatasetName("SALES_DW", name) for name in ("DIM_CUSTOMER", "FACT_SALES")]
READ = "/api/v2/openlineage"
CACHE = "/api/v2/cache"


@pytest.fixture(scope="module")
def server():
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def redis(server):
    with server.client() as client:
        client.flushall()
    cache = RedisCache(RedisConfig(hosts=(("127.0.0.1", server.port),), timeout_seconds=5))
    yield cache
    cache.close()


class Deployment:
    """A server with a prefix of its own."""

    def __init__(self, cache, prefix=""):
        self.registry = CollectorRegistry()
        metrics = CacheMetrics(self.registry)
        ledger = LedgerRepository()
        ledger.write(*NAMES)
        self.source = CountingRepository(ledger)
        reader = CachedOpenLineageRepository(
            self.source, MeasuredCache(cache, metrics), key_prefix=prefix, metrics=metrics
        )
        self.admin = CacheAdmin(reader, reader.stored)
        watch_usage(self.admin, metrics)
        self.client = create_app(reader, registry=self.registry, cache=self.admin).test_client()

    def read(self, *paths):
        return [self.client.get(READ + path).headers["X-Cache"] for path in paths]


LINEAGE, DATASET = "/lineage/table/SALES_DW.DIM_CUSTOMER", "/datasets/SALES_DW.FACT_SALES"


def test_the_report_tells_how_the_cache_stands(redis):
    deployment = Deployment(redis, "mine:")
    deployment.read(LINEAGE, LINEAGE, DATASET, "/datasets/SALES_DW.NOBODY")
    report = deployment.client.get(CACHE).json
    assert (report["state"], report["backend"], report["prefix"], report["entries"]) == (
        "connected",
        "redis",
        "mine:",
        3,
    )
    assert report["since"]
    assert report["hitRatio"] == 0.25
    assert {entity: usage["entries"] for entity, usage in report["byEntity"].items()} == {"dataset": 2, "lineage": 1}
    assert report["memoryBytes"] == sum(usage["memoryBytes"] for usage in report["byEntity"].values()) > 0
    assert report["processMemoryBytes"] > 0


def test_without_redis_the_report_says_off():
    report = Deployment(NoOpCache()).client.get(CACHE).json
    assert (report["state"], report["entries"], report["since"]) == ("off", 0, None)


def test_deleting_by_prefix_is_counted_and_leaves_the_rest(redis):
    deployment = Deployment(redis)
    deployment.read(LINEAGE, DATASET, LINEAGE, DATASET)
    answer = deployment.client.delete(f"{CACHE}?prefix=ol:lineage:")
    assert (answer.status_code, answer.json) == (200, {"prefix": "ol:lineage:", "deleted": 1})
    assert deployment.read(LINEAGE, DATASET) == ["MISS", "HIT"]


def test_deleting_without_a_prefix_clears_this_deployment_alone(redis, server):
    mine, other, plain = Deployment(redis, "mine:"), Deployment(redis, "other:"), Deployment(redis)
    for deployment in (mine, other, plain):
        deployment.read(LINEAGE)
    with server.client() as client:
        client.set("somebody else's", "x")
    assert mine.client.delete(CACHE).json["deleted"] == 1
    assert plain.client.delete(CACHE).json["deleted"] == 1
    assert [mine.read(LINEAGE), other.read(LINEAGE), plain.read(LINEAGE)] == [["MISS"], ["HIT"], ["MISS"]]
    with server.client() as client:
        assert client.get("somebody else's") == b"x"


@pytest.mark.parametrize("query", ["?prefix=*", "?prefix=other:ol:", "?prefix=", "?what=1", "?prefix=ol:&prefix=ol:"])
def test_another_prefix_is_refused(redis, query):
    deployment = Deployment(redis)
    deployment.read(LINEAGE)
    answer = deployment.client.delete(CACHE + query)
    assert (answer.status_code, answer.json["code"]) == (400, "VALIDATION_FAILED")
    assert deployment.read(LINEAGE) == ["HIT"]


def warmed(deployment):
    while (progress := deployment.client.get(CACHE).json["warmUp"])["running"]:
        time.sleep(0.01)
    return progress


def test_warming_with_a_list_fills_the_cache_in_the_background(redis):
    deployment = Deployment(redis)
    answer = deployment.client.post(
        f"{CACHE}/warm", json={"roots": ["SALES_DW.DIM_CUSTOMER", "sales_dw.nobody", "SALES_DW.FACT_SALES/amount"]}
    )
    assert (answer.status_code, answer.json["total"]) == (202, 3)
    assert warmed(deployment) == {"running": False, "total": 3, "done": 3, "failed": 1}
    assert deployment.read(LINEAGE, "/lineage/SALES_DW.FACT_SALES/amount") == ["HIT", "HIT"]


def test_warming_without_a_list_takes_what_was_asked_most(redis):
    first = Deployment(redis)
    first.read(f"{LINEAGE}?maxDepth=7", DATASET, *["/lineage/SALES_DW.FACT_SALES/amount?direction=upstream"] * 3)
    first.admin.stored.popularity.tell()
    second = Deployment(redis)
    queries = second.admin.roots(None, 10)
    assert [keys.operation_of(query) for query in queries] == ["lineage:graph", "lineage:graph"]
    assert queries[0].field == "amount"
    assert queries[1].walk.max_depth == 7
    first.client.delete(CACHE)
    assert second.client.post(f"{CACHE}/warm").json["total"] == 2
    warmed(second)
    assert first.read(f"{LINEAGE}?maxDepth=7") == ["HIT"]


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"roots": "x"}', b'{"limit": 0}', b'{"limit": 1001}', b'{"what": 1}', b'{"roots": ["a"]}']
)
def test_a_bad_request_to_warm_is_refused(redis, body):
    answer = Deployment(redis).client.post(f"{CACHE}/warm", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "VALIDATION_FAILED")


def test_metrics_tell_results_times_bytes_and_what_redis_holds(redis):
    deployment = Deployment(redis)
    deployment.read(LINEAGE, LINEAGE, DATASET)
    sample = deployment.registry.get_sample_value
    graph = {"operation": "lineage:graph"}
    assert sample("teralineage_cache_requests_total", {**graph, "result": "hit"}) == 1
    assert sample("teralineage_cache_requests_total", {**graph, "result": "miss"}) == 1
    assert sample("teralineage_cache_source_seconds_count", graph) == 1
    assert sample("teralineage_cache_backend_seconds_count", {"command": "get"}) >= 3
    assert sample("teralineage_cache_bytes_total", {"direction": "written"}) > 0
    assert sample("teralineage_cache_breaker_open") == 0
    assert sample("teralineage_cache_entries", {"entity": "lineage"}) == 1
    assert sample("teralineage_cache_memory_bytes", {"entity": "dataset"}) > 0
    assert "teralineage_cache_entries" in deployment.client.get("/metrics").get_data(as_text=True)


def test_no_metrics_are_asked_of_redis_before_they_are_collected(redis, server):
    with server.client() as client:
        client.config_resetstat()
        Deployment(redis)
        assert not [name for name in client.info("commandstats") if "scan" in name]


def test_the_questions_of_the_warm_up_are_those_of_the_api():
    assert keys.key_of(LineageQuery(DatasetId(None, NAMES[0]), None)) in {
        keys.key_of(query) for query in Deployment(NoOpCache()).admin.roots(["SALES_DW.DIM_CUSTOMER"], 1)
    }


def test_a_body_to_warm_with_is_json(redis):
    answer = Deployment(redis).client.post(f"{CACHE}/warm", data={"limit": "5"})
    assert (answer.status_code, answer.json["code"]) == (415, "UNSUPPORTED_MEDIA_TYPE")
