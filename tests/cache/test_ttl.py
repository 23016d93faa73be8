from __future__ import annotations

import pytest

from teralineage.cache.keys import NAMES
from teralineage.cache.ttl import SETTINGS, CacheTTLConfig
from teralineage.domain import queries
from teralineage.domain.errors import SettingsError
from teralineage.domain.ids import DatasetId, DatasetName

DATASET = DatasetId(None, DatasetName("D", "T"))


def test_the_defaults_are_the_documented_ones():
    ttl = CacheTTLConfig.from_environ({})
    assert [
        ttl.seconds(query)
        for query in (
            queries.LineageQuery(DATASET, None),
            queries.NamespacesQuery(),
            queries.StatisticsQuery(DATASET),
            queries.DdlQuery(DATASET),
            queries.SearchQuery("x"),
        )
    ] == [1800, 900, 900, 1800, 300]
    assert (ttl.negative_seconds, ttl.stale_if_error_seconds, ttl.refresh_min_interval_seconds) == (30, 86400, 1)


@pytest.mark.parametrize(("member", "variable"), [(member, row[0]) for member, row in SETTINGS.items()])
def test_each_is_set_by_its_own_variable(member, variable):
    assert CacheTTLConfig.from_environ({variable: "7.5"}) == CacheTTLConfig(**{member: 7.5})


@pytest.mark.parametrize("text", ["-1", "ten", " ", "nan", "inf", "1h", "-0.5", "1e999"])
def test_what_is_not_a_number_of_seconds_is_refused_by_name(text):
    with pytest.raises(SettingsError) as caught:
        CacheTTLConfig.from_environ({"CACHE_TTL_DDL": text, "CACHE_TTL_SEARCH": "-7"})
    assert set(caught.value.problems) == {"CACHE_TTL_DDL", "CACHE_TTL_SEARCH"}
    assert "seconds" in str(caught.value)


def test_a_lock_without_expiry_is_refused():
    with pytest.raises(SettingsError, match="CACHE_LOCK_TTL"):
        CacheTTLConfig.from_environ({"CACHE_LOCK_TTL": "0"})


def test_every_kind_of_question_has_a_time_to_live():
    zero = CacheTTLConfig(0, 0, 0, 0, 0)
    for query in NAMES:
        assert zero.seconds(query.__new__(query)) == 0
