"""The whole API over a real store, with a real Redis and without one: not a byte differs."""

from __future__ import annotations

import pytest
from tests.cache.fakes import CountingRepository
from tests.stories import ONE, TWO, URI, batch, job, statement, table

from teralineage.adapters.sql import open_store
from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.cache import keys
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.ids import namespace_id

NS = namespace_id(URI)
BASE = "/api/v2/openlineage"
READS = [
    "/namespaces",
    f"/namespaces/{NS}",
    f"/namespaces/{NS}/databases",
    f"/namespaces/{NS}/databases?q=d&limit=1",
    f"/namespaces/{NS}/datasets",
    f"/namespaces/{NS}/datasets?database=D&limit=2&offset=1",
    "/datasets/search?q=t1",
    "/search?q=t1",
    "/search?q=t1&types=field,dataset",
    "/datasets/d.t1",
    f"/datasets/{NS}/D.T1",
    "/datasets/d.t1/statistics",
    "/datasets/d.t1/ddl",
    "/lineage/d.t1/a",
    "/lineage/d.t1/a?direction=upstream&maxDepth=2",
    "/lineage/d.t1/a?include=direct,indirect",
    "/lineage/table/d.t1",
    "/lineage/table/d.t1?format=columnar",
    "/lineage/d.t1/a?format=columnar",
    "/lineage/database/d?format=columnar",
    "/lineage/table/d.t1?granularity=dataset",
    "/lineage/database/d",
    "/lineage/database/D?limit=1",
    "/impact/d.t0",
    "/impact/d.t0/a?maxDepth=9",
    "/paths?from=d.t0/a&to=d.t2/a",
    "/edges/d.t0/a->d.t1/a/evidence",
    "/changes",
    "/changes?from=2026-01-01T00:00:00Z",
    "/statistics",
]
FAILURES = [
    ("/datasets/d.nobody", 404),
    ("/datasets/D.NOBODY", 404),
    ("/lineage/d.t1/nobody", 404),
    ("/lineage/database/nobody", 404),
    ("/namespaces/0000000000000000", 404),
    ("/edges/d.t2/a->d.t0/a/evidence", 404),
    ("/datasets/d.t1?refresh=banana", 400),
    ("/lineage/d.t1/a?maxDepth=99", 400),
    ("/lineage/d.t1/a?what=1", 400),
]


def story(at, *more):
    steps = ("d.t0.a -> d.t1.a", "d.t1.a -> d.t2.a", "d.t0.b -> d.t2.a FILTER", *more)
    tables = (table(f"d.T{number}", "a INTEGER", "b VARCHAR(9)") for number in range(3))
    return batch(*tables, job("nightly", *(statement(step) for step in steps), at=at))


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    opened = open_store(f"sqlite:///{tmp_path_factory.mktemp('store')}/s.db")
    opened.writer.write(story(ONE))
    yield opened
    opened.close()


@pytest.fixture
def source(store):
    return CountingRepository(store.repository)


@pytest.fixture(params=["below Flask", "through Flask"])
def cached(request, source, redis_cache):
    reader = CachedOpenLineageRepository(source, redis_cache)
    admin = CacheAdmin(reader, reader.stored) if request.param == "below Flask" else None
    return create_app(reader, ApiOptions(cache_memory_bytes=0), cache=admin).test_client()


@pytest.fixture
def plain(store):
    return create_app(store.repository).test_client()


def test_every_answer_is_the_same_byte_for_byte_and_the_second_comes_from_redis(cached, plain, source):
    for path in READS:
        bare = plain.get(BASE + path)
        assert bare.status_code == 200, path
        first = cached.get(BASE + path)
        asked = source.calls
        second = cached.get(BASE + path)
        assert first.data == second.data == bare.data, path
        assert second.headers["X-Cache"] == "HIT", path
        assert 0 <= int(second.headers["X-Cache-TTL"]) <= 1800
        assert first.headers["ETag"] == second.headers["ETag"] == bare.headers["ETag"]
        assert source.calls == asked, path
    assert {keys.operation_of(query) for query in source.asked} == set(keys.NAMES.values())


def test_failures_are_the_same_too(cached, plain):
    for path, status in FAILURES:
        for client in (plain, cached, cached):
            answer = client.get(BASE + path)
            expected = plain.get(BASE + path)
            assert answer.status_code == status, path
            mine, other = answer.json, expected.json
            assert mine.pop("request_id") != other.pop("request_id")
            assert mine == other, path


def test_absence_comes_from_redis_as_well(cached, source):
    answers = [cached.get(f"{BASE}/datasets/d.nobody") for _ in range(2)]
    assert [answer.headers["X-Cache"] for answer in answers] == ["MISS", "HIT"]
    assert int(answers[1].headers["X-Cache-TTL"]) <= 30
    assert source.calls == 1


def test_a_write_is_seen_by_the_next_reader(cached, plain, store):
    path = f"{BASE}/lineage/d.t1/a"
    before = cached.get(path).data
    cached.get(path)
    store.writer.write(story(TWO, "d.t1.a -> d.t9.a"))
    after = cached.get(path)
    assert (after.headers["X-Cache"], after.data) == ("MISS", plain.get(path).data)
    assert after.data != before
    store.writer.write(story(ONE))


def test_what_reads_nothing_through_the_cache_says_nothing_of_it(cached):
    for path in ("/health", "/ready", "/openapi.json", "/metrics"):
        headers = cached.get(path).headers
        assert not {"X-Cache", "X-Cache-TTL", "Cache-Status"} & set(headers.keys()), path
    assert "X-Cache" not in cached.get(f"{BASE}/datasets/d.t1?refresh=banana").headers
