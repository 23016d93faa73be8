"""The law: whoever asks through the cache gets what he would have got without it."""

from __future__ import annotations

from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.cache.fakes import LedgerRepository

from teralineage.cache import metadata
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.errors import DatasetNotFoundError
from teralineage.domain.ids import DatasetId, DatasetName
from teralineage.domain.queries import DatasetQuery, DatasetSearchQuery, DatasetsQuery, LineageQuery, Paging, Walk

names = st.builds(
    DatasetName, st.sampled_from(["SALES", "sales", "Sales", "a|b"]), st.sampled_from(["T", "t", "U", "ü", "%"])
)
ids = st.builds(DatasetId, st.none(), names)
questions = st.one_of(
    st.builds(DatasetQuery, ids),
    st.builds(LineageQuery, ids, st.sampled_from([None, "x", "X", "y"]), st.builds(Walk, max_depth=st.integers(1, 3))),
    st.builds(DatasetSearchQuery, st.sampled_from(["sales", "SALES", "T", "nothing"]), st.integers(1, 3)),
    st.builds(
        DatasetsQuery, st.just("ns"), text=st.sampled_from([None, "T"]), paging=st.builds(Paging, st.integers(1, 2))
    ),
)
steps = st.one_of(
    st.tuples(st.just("ask"), questions),
    st.tuples(st.just("refresh"), questions),
    st.tuples(st.just("write"), names),
    st.tuples(st.just("remove"), names),
)
deployments = count()


def told(repository, question):
    try:
        answer = repository.answer(question)
    except DatasetNotFoundError as error:
        return error.code, error.name, error.suggestions, str(error)
    return answer.json, answer.entity


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=5, max_size=40))
def test_cached_and_uncached_readers_give_equal_answers(redis_cache, script):
    ledger = LedgerRepository()
    prefix = f"law{next(deployments)}:"
    readers = [CachedOpenLineageRepository(ledger, redis_cache, key_prefix=prefix) for _ in range(2)]
    results = []
    for number, (what, subject) in enumerate(script):
        if what == "write":
            ledger.write(subject)
        elif what == "remove":
            ledger.remove(subject)
        else:
            with metadata.recording(refresh=what == "refresh") as seen:
                assert told(readers[number % 2], subject) == told(ledger, subject)
            results += seen.reads
    assert len(results) == sum(what in {"ask", "refresh"} for what, _ in script)
