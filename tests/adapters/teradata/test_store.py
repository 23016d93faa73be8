"""The store in Teradata beyond the contract suite: setting up, waiting for writers, long texts and names."""

from __future__ import annotations

import pytest
from tests.adapters.teradata.doubles import ScriptedDriver, error
from tests.adapters.teradata.lint import problems
from tests.emulated_dictionary.dictionary import EmulatedDictionary
from tests.stories import URI, batch, edges_batch, job, statement, table

from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.errors import TeradataError, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store.data import fit, in_lists
from teralineage.adapters.teradata.store.opening import open_teradata_store
from teralineage.adapters.teradata.store.repository import TeradataRepository
from teralineage.adapters.teradata.store.tables import TABLES, TEXT_PIECE
from teralineage.domain import queries
from teralineage.domain.errors import NamespaceNotFoundError, StoreTooNewError
from teralineage.domain.ids import DatasetId, DatasetName


@pytest.fixture
def system():
    made = EmulatedDictionary()
    made.database.execute("CREATE SCHEMA lineage")
    return made


def pool_of(connect):
    return Pool(open=lambda: open_session(connect), sleep=lambda _seconds: None)


def opened(system):
    return open_teradata_store(pool_of(system), "lineage")


# setting up


def test_tables_are_made_once_and_each_alone_in_its_transaction(system):
    opened(system).close()
    made = [text for text in system.requests if text.startswith("CREATE MULTISET TABLE")]
    assert len(made) == len(TABLES)
    for each in TABLES:
        system.insert("TablesV", DatabaseName="lineage", TableName=each.name)
    system.requests.clear()
    opened(system).close()
    assert not [text for text in system.requests if text.startswith("CREATE")]


def test_tables_that_another_process_made_meanwhile_are_no_failure(system):
    opened(system).close()
    store = opened(system)  # the emulated dictionary does not list what was made, so it is made again: error 3803
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1


def test_a_store_of_a_later_release_is_refused(system):
    opened(system).close()
    system.database.execute("UPDATE lineage.OL_SCHEMA_VERSION SET schema_version = '99'")
    with pytest.raises(StoreTooNewError):
        opened(system)


def test_a_user_who_may_not_make_tables_is_told(system):
    system.refused["CREATE"] = 3524
    with pytest.raises(TeradataError, match="error 3524"):
        opened(system)


# writing


def test_a_write_that_fails_leaves_nothing_and_a_deadlock_does_it_again(system):
    store = opened(system)
    before = store.repository.generation()
    failures = [error(2631)]
    system.fault = lambda text: failures.pop() if "OL_EDGE_EVIDENCE" in text and "MERGE" in text and failures else None
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    system.fault = lambda text: error(2646) if "OL_EDGE_EVIDENCE" in text and "MERGE" in text else None
    with pytest.raises(TeradataUnavailableError):
        store.writer.write(edges_batch("d.a.y -> d.b.y"))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1
    assert store.repository.generation() % 2 == 0
    assert store.repository.generation() > before


def test_a_long_text_and_a_long_name_come_back(system):
    store = opened(system)
    text = "SELECT '" + "é" * (2 * TEXT_PIECE) + "'"
    long_name = "case_when_" + "X" * 500
    store.writer.write(batch(table("d.t", long_name), job("j", statement("d.s.a -> d.t.b", text=text))))
    edge = queries.LineageQuery(DatasetId.parse("d.t"), "b")
    assert len(store.repository.answer(edge).entity.graph.edges) == 1
    told = store.repository.answer(queries.DatasetQuery(DatasetId(None, DatasetName("d", "t")))).entity
    assert told.fields[0].name == fit(long_name)
    assert len(fit(long_name)) == 400
    walked = queries.LineageQuery(DatasetId.parse("d.t"), long_name.lower())
    assert store.repository.answer(walked).entity.field_name == fit(long_name)
    assert fit(long_name) != fit(long_name + "!")


def test_lists_have_few_lengths():
    lengths = {len(part) for count in (1, 2, 20, 21, 500, 501, 1200) for part in in_lists(range(count))}
    assert lengths == {1, 20, 500}
    assert in_lists([]) == []
    assert in_lists([3, 1, 3]) == [[1, 3] + [3] * 18]


def test_no_request_of_the_store_breaks_a_rule(system):
    store = opened(system)
    store.writer.write(edges_batch("d.a.x -> d.b.x", "d.b.x -> d.b.* FILTER"))
    store.repository.answer(queries.LineageQuery(DatasetId.parse("d.a"), "x", queries.Walk(indirect=True)))
    store.repository.answer(queries.ChangesQuery())
    store.repository.answer(queries.SearchQuery("x"))
    ours = {text for text in system.requests if "OL_" in text}
    assert {text: problems(text) for text in ours if problems(text)} == {}


# reading while somebody writes


def stamped(*stamps, rows=()):
    """A system whose stamp reads so, one time after the other."""
    left = list(stamps)

    def answer(text, _parameters):
        if "OL_STAMP" in text:
            return [(left.pop(0) if len(left) > 1 else left[0],)]
        return list(rows) if "OL_NAMESPACE" in text else []

    return ScriptedDriver(answer)


HOME = ("a" * 16, URI, None, "2-0-2", 0)


def test_an_answer_during_which_something_was_written_is_asked_for_again():
    driver = stamped(2, 4, 4, 4, rows=[HOME])
    found = TeradataRepository(pool_of(driver), "lineage").answer(queries.NamespacesQuery()).entity
    assert found.total == 1
    assert len([text for text in driver.requests if "OL_NAMESPACE" in text]) == 2


def test_a_write_that_goes_on_is_waited_for():
    driver = stamped(3, 4, 4, 4, rows=[HOME])
    TeradataRepository(pool_of(driver), "lineage").answer(queries.NamespacesQuery())
    stamps = [text.startswith("LOCKING") for text in driver.requests if "OL_STAMP" in text]
    assert stamps == [True, False, True, True]


def test_a_failure_counts_only_where_nothing_was_written_meanwhile():
    query = queries.NamespaceQuery("b" * 16)
    with pytest.raises(NamespaceNotFoundError):
        TeradataRepository(pool_of(stamped(2, 2)), "lineage").answer(query)
    driver = stamped(2, 4, 4, 4)
    with pytest.raises(NamespaceNotFoundError):
        TeradataRepository(pool_of(driver), "lineage").answer(query)
    assert len([text for text in driver.requests if "OL_NAMESPACE" in text]) == 2


def test_a_store_that_is_always_written_is_unavailable():
    driver = stamped(*range(0, 200, 2))
    with pytest.raises(TeradataUnavailableError, match="written all the time"):
        TeradataRepository(pool_of(driver), "lineage").answer(queries.NamespacesQuery())
