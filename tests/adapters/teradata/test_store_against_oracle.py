"""Random histories: the store in Teradata's tables, over the emulated dictionary, answers as the oracle does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.contracts.test_against_oracle import answer, asked, moves, told_of
from tests.emulated_dictionary.dictionary import EmulatedDictionary
from tests.fakes import DictStore
from tests.stories import NOON

from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store.opening import open_teradata_store
from teralineage.adapters.teradata.store.tables import SCHEMA, STAMP, TABLES


@pytest.fixture(scope="module")
def system():
    made = EmulatedDictionary()
    made.database.execute("CREATE SCHEMA lineage")
    return made


@pytest.fixture(scope="module")
def store(system):
    opened = open_teradata_store(Pool(open=lambda: open_session(system)), "lineage")
    yield opened
    opened.close()


# A few each time, not shrunk: every statement is planned by DuckDB anew.
@settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(moves, min_size=1, max_size=5), st.lists(asked, min_size=1, max_size=6))
def test_the_store_answers_as_the_oracle_does(system, store, story, questions):
    for each in TABLES:
        if each not in (STAMP, SCHEMA):
            system.database.execute(f"DELETE FROM lineage.{each.name}")
    oracle = DictStore()
    for hour, (kind, name, content) in enumerate(story):
        at = NOON + timedelta(hours=hour)
        told = told_of(kind, name, content, at)
        oracle.write(told)
        store.writer.write(told)
    for query in questions:
        assert answer(store, query) == answer(oracle, query)
