"""The store in Teradata beyond the contract suite: setting up, waiting for writers, long texts and names."""

from __future__ import annotations

import pytest
from tests.adapters.teradata.doubles import ScriptedDriver, error
from tests.adapters.teradata.lint import problems
from tests.emulated_dictionary.dictionary import EmulatedDictionary
from tests.stories import NOON, ONE, TWO, URI, batch, edges_batch, job, statement, table

from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.errors import TeradataError, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store.data import fit, in_lists
from teralineage.adapters.teradata.store.opening import open_teradata_store
from teralineage.adapters.teradata.store.repository import TeradataRepository
from teralineage.adapters.teradata.store.tables import STAGED, TABLES, TEXT_PIECE
from teralineage.domain import queries
from teralineage.domain.errors import NamespaceNotFoundError, StoreDamagedError, StoreTooNewError
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
    for spelling in ("lineage", "LINEAGE"):  # the setting names the database in whatever case
        system.requests.clear()
        open_teradata_store(pool_of(system), spelling).close()
        assert not [text for text in system.requests if text.startswith("CREATE")]


def test_an_index_that_was_not_made_before_a_crash_is_made_later(system):
    system.fault = lambda text: error(2646) if text.startswith("CREATE INDEX") else None
    with pytest.raises(TeradataUnavailableError):
        opened(system)
    system.fault = lambda _text: None
    opened(system).close()
    made = system.database.execute("SELECT DISTINCT TableName FROM DBC.IndicesV").fetchall()
    assert {name for (name,) in made} == {table.name for table in TABLES if table.indexes}


def test_tables_that_another_process_made_meanwhile_are_no_failure(system):
    opened(system).close()
    system.database.execute("DELETE FROM DBC.ColumnsV")  # so they are made again, and each meets error 3803
    system.database.execute("DELETE FROM DBC.IndicesV")
    store = opened(system)
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 1


def test_a_store_of_a_later_release_is_refused(system):
    opened(system).close()
    system.database.execute("UPDATE lineage.OL_SCHEMA_VERSION SET schema_version = '99'")
    with pytest.raises(StoreTooNewError):
        opened(system)


def test_tables_of_another_program_are_left_alone(system):
    system.database.execute("CREATE TABLE lineage.OL_DATASET (dataset_id BIGINT, title VARCHAR)")
    for name in ("dataset_id", "title"):
        system.insert("ColumnsV", DatabaseName="lineage", TableName="OL_DATASET", ColumnName=name)
    with pytest.raises(StoreDamagedError, match="OL_DATASET that is not TeraLineage's"):
        opened(system)


def test_tables_of_an_earlier_release_get_the_columns_they_lack(system):
    opened(system).close()
    system.database.execute("UPDATE lineage.OL_SCHEMA_VERSION SET schema_version = '1', version_id = 1")
    for place, name in (("OL_JOB", "closed_at"), ("OL_DATASET", "row_counted_at")):
        for index in system.database.execute(
            "SELECT index_name FROM duckdb_indexes() WHERE table_name = ?", [place]
        ).fetchall():
            system.database.execute(f'DROP INDEX lineage."{index[0]}"')
        system.database.execute(f"ALTER TABLE lineage.{place} DROP COLUMN {name}")
        system.database.execute("DELETE FROM DBC.ColumnsV WHERE TableName = ? AND ColumnName = ?", [place, name])
    store = opened(system)
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.jobs == 1
    versions = system.database.execute("SELECT schema_version FROM lineage.OL_SCHEMA_VERSION").fetchall()
    assert versions == [("1",), ("2",)]


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


def big_batch(count=300):
    return batch(
        table("d.t", *(f"c{number}" for number in range(count))),
        job("j", *(statement(f"d.s.c{number} -> d.t.c{number}", text=f"SELECT {number}") for number in range(count))),
    )


def test_many_rows_are_merged_at_once_from_a_staging_table_and_few_are_not(system):
    store = opened(system)
    store.writer.write(edges_batch("d.a.x -> d.b.x"))
    assert not [text for text in system.requests if "_STAGE" in text]
    store.writer.write(big_batch())
    store.writer.write(big_batch())
    stages = [text for text in system.requests if "CREATE MULTISET VOLATILE" in text]
    assert len(stages) == len(set(stages)) == len(STAGED)
    assert [text for text in system.requests if text.startswith("MERGE") and "OL_EDGE_EVIDENCE_STAGE" in text]
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 300


def test_without_staging_tables_rows_are_merged_one_by_one(system):
    store = opened(system)
    system.fault = lambda text: error(2646) if "VOLATILE" in text else error(3523) if "_STAGE" in text else None
    with pytest.raises(TeradataUnavailableError):  # no spool: the whole is asked for again later
        store.writer.write(big_batch())
    system.fault = lambda text: error(3523) if "VOLATILE" in text else error(3706) if "_STAGE" in text else None
    store.writer.write(big_batch())
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.edges == 300


def test_a_text_longer_than_its_column_is_cut_and_found_again(system):
    store = opened(system)
    path = "/very" * 500 + "/load.sql"
    for _ in range(2):
        store.writer.write(batch(job(path, statement("d.a.x -> d.b.x"), fingerprint="f")))
    assert store.repository.answer(queries.StoreStatisticsQuery()).entity.jobs == 1
    (name,) = store.writer.fingerprints(URI)
    assert (len(name), name[:5]) == (1000, "/very")


def test_lists_have_few_lengths():
    lengths = {len(part) for count in (1, 2, 20, 21, 500, 501, 1200) for part in in_lists(range(count))}
    assert lengths == {1, 20, 490}
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


def test_long_texts_go_with_the_last_that_uses_them(system):
    store = opened(system)
    store.writer.write(batch(job("j", statement("s.f.a -> d.t.a", text="first"), at=NOON, fingerprint="1")))
    store.writer.write(batch(job("j", statement("s.f.b -> d.t.a", text="second"), at=ONE, fingerprint="2")))
    store.writer.forget(ONE)
    assert texts(system) == {"first", "second", "2"}
    store.writer.forget(TWO)
    assert texts(system) == {"second", "2"}
    before = store.repository.generation()
    store.writer.forget(TWO)
    assert store.repository.generation() == before, "nothing went, so nobody need look again"


def texts(system):
    return {piece for (piece,) in system.database.execute("SELECT piece FROM lineage.OL_TEXT").fetchall()}
