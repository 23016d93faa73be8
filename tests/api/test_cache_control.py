from __future__ import annotations

import pytest

from teralineage.api.cache_control import cache_headers
from teralineage.cache.metadata import CacheMetadata, CacheRead, Result


def headers(*reads, refresh=False, degraded=None):
    metadata = CacheMetadata(refresh=refresh, degraded=degraded)
    metadata.reads += [CacheRead(result, "k", "lineage:graph", ttl) for result, ttl in reads]
    return cache_headers(metadata)


@pytest.mark.parametrize(
    ("result", "ttl", "refresh", "degraded", "x_cache", "x_ttl", "status"),
    [
        (Result.HIT, 1742.9, False, None, "HIT", "1742", "hit; ttl=1742"),
        (Result.STALE, -3.0, False, None, "HIT", "0", "hit; ttl=0; detail=STALE-WHILE-REVALIDATE"),
        (Result.STALE_IF_ERROR, -3.0, False, None, "HIT", "0", "fwd=stale; detail=STALE-IF-ERROR"),
        (Result.MISS, 1800.0, False, None, "MISS", "1800", "fwd=miss; stored"),
        (Result.MISS, None, False, None, "MISS", None, "fwd=miss"),
        (Result.MISS, None, False, "REDIS-DOWN", "MISS", None, "fwd=miss; detail=REDIS-DOWN"),
        (Result.EXPIRED, 1800.0, False, None, "MISS", "1800", "fwd=stale; stored"),
        (Result.BYPASS, 1800.0, True, None, "MISS", "1800", "fwd=bypass; stored"),
        (Result.BYPASS, None, True, "REDIS-DOWN", "MISS", None, "fwd=bypass; detail=REDIS-DOWN"),
        (Result.COALESCED, 1800.0, False, None, "MISS", "1800", "fwd=miss; collapsed"),
        (Result.COALESCED, 1800.0, True, None, "MISS", "1800", "fwd=bypass; collapsed"),
        (Result.OFF, None, False, None, "MISS", None, "fwd=bypass; detail=OFF"),
        (Result.ERROR, None, False, None, "MISS", None, "fwd=miss"),
    ],
)
def test_what_each_result_is_called(  # noqa: PLR0917 - columns of the table above
    result, ttl, refresh, degraded, x_cache, x_ttl, status
):
    found = headers((result, ttl), refresh=refresh, degraded=degraded)
    assert found.get("X-Cache") == x_cache
    assert found.get("X-Cache-TTL") == x_ttl
    assert found.get("Cache-Status") == f"teralineage; {status}"


def test_several_reads_are_a_hit_only_if_all_were_and_the_smallest_ttl_counts():
    both = headers((Result.HIT, 50.0), (Result.HIT, 20.0))
    assert (both["X-Cache"], both["X-Cache-TTL"], both["Cache-Status"]) == ("HIT", "20", "teralineage; hit; ttl=20")
    one = headers((Result.HIT, 50.0), (Result.MISS, 1800.0))
    assert (one["X-Cache"], one["X-Cache-TTL"], one["Cache-Status"]) == ("MISS", "50", "teralineage; fwd=miss; stored")


def test_without_a_read_there_are_no_headers():
    assert headers() == {}


@pytest.mark.parametrize("result", Result)
def test_every_result_has_a_status(result):
    assert headers((result, 1.0))["Cache-Status"]
