"""The store in Teradata read as a whole: its snapshot answers as the store does, and spares it."""

from __future__ import annotations

import msgspec
import pytest
from tests.adapters.teradata.doubles import dropped
from tests.emulated_dictionary.dictionary import EmulatedDictionary
from tests.fakes import as_objects
from tests.stories import URI, batch, edges_batch, job, statement, table

from teralineage.adapters.sql.snapshot.repository import with_snapshots
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.errors import TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store import bulk, store_sql
from teralineage.adapters.teradata.store.opening import open_teradata_store
from teralineage.domain import queries
from teralineage.domain.errors import DatasetNotFoundError
from teralineage.domain.ids import DatasetId, namespace_id

HOME = namespace_id(URI)
ASKED = [
    queries.LineageQuery(DatasetId.parse("d.T"), None, queries.Walk(indirect=True)),
    queries.LineageQuery(DatasetId.parse("d.t"), "A"),
    queries.ImpactQuery(DatasetId.parse("s.f"), None, 3, indirect=True),
    queries.ColumnarLineageQuery(DatasetId.parse(f"{HOME}/d.t"), None),
]


@pytest.fixture
def system():
    made = EmulatedDictionary()
    made.database.execute("CREATE SCHEMA lineage")
    return made


@pytest.fixture
def plain(system, monkeypatch):
    monkeypatch.setattr(store_sql, "BULK_ROWS", 2)  # so that there are several pages
    opened = open_teradata_store(
        Pool(open=lambda: open_session(system), sleep=lambda _seconds: None, wait_seconds=5), "lineage"
    )
    opened.writer.write(
        batch(
            table("d.t", "a INTEGER", "b"),
            job(
                "j", statement("s.f.a -> d.t.a", "s.f.z -> d.t.* FILTER", "d.t.a -> d.u.x"), statement("d.u.x -> d.w.x")
            ),
        )
    )
    opened.writer.write(batch(table("a.late", "a"), job("k", statement("d.t.b -> a.late.a"))))
    return opened


@pytest.fixture
def store(plain, tmp_path):
    opened = with_snapshots(plain, plain.read, plain.generation, tmp_path / "snapshots")
    yield opened
    opened.close()


def settle(store):
    store.repository.answer(ASKED[0])
    store.repository.snapshots.wait()
    assert store.repository.snapshots.state().generation == store.repository.now()


def told(entity):
    """What an answer says, in no order; arrays as objects."""
    if hasattr(entity, "impacted"):
        return {repr(one) for one in entity.impacted}
    graph = as_objects(entity.graph) if hasattr(entity.graph, "name_ids") else entity.graph
    return {repr(msgspec.to_builtins(one)) for one in (*graph.nodes, *graph.edges)}


def test_walks_are_answered_as_by_the_store_and_without_asking_it(system, plain, store):
    assert store.graph_state() == "store"
    expected = [plain.repository.answer(query).entity for query in ASKED]
    settle(store)
    assert store.graph_state().startswith("snapshot, ")
    system.requests.clear()
    for query, before in zip(ASKED, expected, strict=True):
        assert told(store.repository.answer(query).entity) == told(before)
    asked = [text for text in system.requests if "OL_" in text]
    assert asked
    assert all("OL_STAMP" in text for text in asked)


def test_what_a_snapshot_does_not_know_the_store_is_asked(store):
    settle(store)
    with pytest.raises(DatasetNotFoundError):
        store.repository.answer(queries.LineageQuery(DatasetId.parse("d.nowhere"), None))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 5
    assert store.repository.generation() % 2 == 0


def test_a_write_makes_the_store_answer_until_the_next_snapshot_is_there(store):
    settle(store)
    store.writer.write(edges_batch("d.t.a -> d.new.x"))
    assert store.graph_state() == "store"
    edges = store.repository.answer(queries.LineageQuery(DatasetId.parse("d.new"), None)).entity.graph.edges
    assert len(edges) == 1


def test_while_somebody_writes_nothing_is_read_in_bulk(system, plain, store):
    system.database.execute("UPDATE lineage.OL_STAMP SET generation = generation + 1")
    assert plain.generation() is None
    assert store.graph_state() == "store"
    with pytest.raises(TeradataUnavailableError, match="written all the time"):
        plain.read()


def test_a_graph_that_was_written_meanwhile_is_read_again(system, plain, monkeypatch):
    stamps = iter([2, 4, 4, 4])
    monkeypatch.setattr(bulk, "settled_generation", lambda _pool, _database: next(stamps))
    system.requests.clear()
    assert plain.read().generation == 4
    assert len([text for text in system.requests if "OL_NAMESPACE" in text]) == 2


def test_a_session_lost_between_pages_is_replaced(system, plain):
    faults = [None, None, dropped()]
    system.fault = lambda text: faults.pop(0) if "OL_DATASET_FIELD" in text and faults else None
    assert len(plain.read().fields.id) == 8


def test_a_store_that_does_not_answer_says_so(system, store):
    system.fault = lambda _text: dropped()
    with pytest.raises(TeradataUnavailableError):
        store.graph_state()
