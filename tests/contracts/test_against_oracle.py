"""Random histories of random jobs: every store answers as the oracle in dictionaries does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.fakes import DictStore
from tests.settled_store import settled_store
from tests.stories import NOON, batch, job, statement, table

from teralineage.adapters.sql import Store, open_store
from teralineage.domain import queries
from teralineage.domain.errors import TeraLineageError
from teralineage.domain.ids import DatasetId, DatasetName, FieldId
from teralineage.domain.queries import Direction, Granularity, Walk

TABLES = ("d.a", "d.b", "D.C", "e.a")
COLUMNS = ("x", "Y", "z")
DIRECT = ("IDENTITY", "TRANSFORMATION", "AGGREGATION", "CONDITIONAL")
STEERING = ("JOIN", "FILTER", "SORT")

fields = st.builds("{}.{}".format, st.sampled_from(TABLES), st.sampled_from(COLUMNS))
edges = st.one_of(
    st.builds("{} -> {} {}".format, fields, fields, st.sampled_from(DIRECT)),
    st.builds("{} -> {}.* {}".format, fields, st.sampled_from(TABLES), st.sampled_from(STEERING)),
)
statements = st.lists(edges, min_size=1, max_size=5, unique=True)
moves = st.one_of(
    st.tuples(st.just("job"), st.sampled_from(["j", "k"]), st.lists(statements, max_size=3, unique_by=tuple)),
    st.tuples(st.just("drop"), st.sampled_from(TABLES), st.just(())),
    st.tuples(st.just("end"), st.sampled_from(["j", "k"]), st.just(())),
    st.tuples(st.just("table"), st.sampled_from(TABLES), st.lists(st.sampled_from(COLUMNS), unique=True, min_size=1)),
)
walks = st.builds(
    Walk,
    direction=st.sampled_from(list(Direction)),
    max_depth=st.integers(1, 4),
    indirect=st.booleans(),
    granularity=st.sampled_from(list(Granularity)),
    as_of=st.none() | st.integers(-1, 6).map(lambda hours: NOON + timedelta(hours=hours)),
)
datasets = st.sampled_from(TABLES).map(DatasetId.parse)
columns = st.sampled_from([*COLUMNS, "*"])
assets = datasets | st.builds(FieldId, datasets, st.sampled_from(COLUMNS))
asked = st.one_of(
    st.builds(queries.LineageQuery, datasets, st.none() | columns, walks),
    st.builds(queries.DatabaseLineageQuery, st.sampled_from(["D", "e"]), walks),
    st.builds(queries.ImpactQuery, datasets, st.none() | columns, st.integers(1, 4), st.booleans()),
    st.builds(queries.PathsQuery, assets, assets, st.just(1000), st.booleans()),
    st.builds(queries.EvidenceQuery, st.builds(FieldId, datasets, columns), st.builds(FieldId, datasets, columns)),
    st.builds(queries.DatasetQuery, datasets),
    st.just(queries.ChangesQuery(paging=queries.Paging(500))),
    st.just(queries.StoreStatisticsQuery()),
    st.builds(queries.SearchQuery, st.sampled_from(["x", "a", "d", "b"])),
)


@pytest.fixture(scope="module", params=["sqlite", "snapshot"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("oracle")
    if request.param == "snapshot":
        with settled_store(folder) as settled:
            yield settled
        return
    store = open_store(f"sqlite:///{folder}/store.db")
    yield store
    store.close()


KEPT = ("ol_stamp", "ol_schema_version", "ol_name")  # names that nothing bears any longer are not found


def emptied(store: Store) -> Store:
    with store.engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        for name in names:
            if name.startswith("ol_") and name not in KEPT and "search" not in name:
                connection.exec_driver_sql(f"DELETE FROM {name}")
        connection.exec_driver_sql(
            "UPDATE ol_stamp SET generation = generation + 1"
        )  # a snapshot of before is of before
    return store


def answer(store, query):
    """What a store says, in an order of its own where the contract leaves it open, and without the dates of writing."""
    try:
        told = msgspec.to_builtins(store.repository.answer(query).entity)
    except TeraLineageError as error:
        return error.code, getattr(error, "suggestions", None)
    return _ordered(told)


DATES = {"createdAt", "updatedAt", "firstSeen"}  # the clock's, or an open choice


def _ordered(told):
    if isinstance(told, dict):
        a_step = "edge" in told  # of a path: of several statements as late as each other, any may prove it
        return {
            key: _ordered(value) for key, value in told.items() if key not in DATES and not (a_step and key != "edge")
        }
    if isinstance(told, list | tuple):
        return sorted((_ordered(one) for one in told), key=repr)
    return told


def told_of(kind, name, content, at):
    """The batch that a move is."""
    clock = job("clock", at=at)
    match kind:
        case "job":
            return batch(job(name, *(statement(*one) for one in content), at=at))
        case "drop":
            return replace(batch(clock), dropped=(DatasetName.parse(name),))
        case "end":
            return replace(batch(clock), ended=(name,))
        case _:
            return batch(table(name, *content), clock)


# Not shrunk: that writes thousands of stores for minutes; the seed in the report tells the story again.
@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(moves, min_size=1, max_size=6), st.lists(asked, min_size=1, max_size=6))
def test_a_store_answers_as_the_oracle_does(opened, story, questions):
    oracle, store = DictStore(), emptied(opened)
    for hour, (kind, name, content) in enumerate(story):
        at = NOON + timedelta(hours=hour)
        told = told_of(kind, name, content, at)
        oracle.write(told)
        store.writer.write(told)
    for query in questions:
        assert answer(store, query) == answer(oracle, query)
