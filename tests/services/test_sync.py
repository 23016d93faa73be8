"""A run from the emulated dictionary and its query log to the store and back, whole, again, cut short and refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.adapters.teradata.doubles import error
from tests.emulated_dictionary.dictionary import EmulatedDictionary, column
from tests.emulated_dictionary.retail import STARTED, log_script, retail_system
from tests.examples.warehouse import expected_edges

from teralineage.adapters.sql.store import open_store
from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.dictionary import TeradataDictionary
from teralineage.adapters.teradata.errors import TeradataError, TeradataUnavailableError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.query_log import TeradataQueryLog
from teralineage.domain.errors import StoreError
from teralineage.domain.ids import DatasetId, FieldId, namespace_id
from teralineage.domain.model import LineageBatch
from teralineage.domain.queries import (
    ChangesQuery,
    DatasetQuery,
    DatasetsQuery,
    DdlQuery,
    EvidenceQuery,
    LineageQuery,
    Walk,
)
from teralineage.extract.extractor import extract
from teralineage.extract.shapes import Shapes
from teralineage.ports import LoggedQuery
from teralineage.services.sync import GONE, DictionarySync
from teralineage.services.sync_log import LogSync, job_name

NEXT = datetime(2026, 2, 3)  # noqa: DTZ001 - the dictionary's times have no zone


class Quiet:
    def __init__(self):
        self.stages = []

    def begin(self, stage, total):
        self.stages.append((stage, total))

    def advance(self, step):
        pass


class Recorder:
    """A writer that keeps batches, and forgets one on demand as a killed process would."""

    def __init__(self):
        self.batches: list[LineageBatch] = []
        self.notes: dict[str, str] = {}
        self.fail_at: int | None = None

    def write(self, batch):
        if self.fail_at == len(self.batches):
            self.fail_at = None
            raise KeyboardInterrupt
        self.batches.append(batch)
        for name in batch.ended:
            del self.notes[name]
        for job in batch.jobs:
            self.notes.pop(job.name, None)
            if job.fingerprint:
                self.notes[job.name] = job.fingerprint

    def fingerprints(self, _namespace_uri):
        return dict(self.notes)

    def edges(self, kind=""):
        """What every job says now, as text; of one kind of job where that is named."""
        jobs = {}
        for batch in self.batches:
            jobs |= {job.name: job for job in batch.jobs}
            jobs = {name: job for name, job in jobs.items() if name not in batch.ended}
        return {
            f"{edge.source} -> {edge.target} {edge.subtype.type} {edge.subtype}".lower()
            for job in jobs.values()
            if job.name.startswith(kind)
            for statement in job.statements
            for edge in statement.edges
        }


def reader(shapes):
    def read_text(text, catalog, default_database):
        return extract(text, catalog, default_database=default_database, assumed=True, shapes=shapes)

    return read_text


def parts(system, writer, **options):
    pool = Pool(open=lambda: open_session(system), sleep=lambda _seconds: None)
    config = TeradataConfig(host="td", user="etl", password="p", **options)
    dictionary = TeradataDictionary(pool, config)
    return DictionarySync(dictionary, writer, reader(None), Quiet()), TeradataQueryLog(pool, config)


def run(system, writer, **options):
    sync, _ = parts(system, writer)
    changes = sync.changes(**options)
    sync.run(changes)
    return {one.database: len(one.changed) for one in changes}, sync


def run_log(system, writer, now=STARTED + timedelta(hours=5), since=STARTED - timedelta(hours=1), shapes=None):
    sync, log = parts(system, writer)
    sync.run(sync.changes(full=True))
    system.now = now
    reading = LogSync(log, writer, reader(shapes), sync.catalog, sync.dictionary.namespace_uri, Quiet())
    reading.run(since)
    return reading


@pytest.fixture(scope="module")
def retail():
    return retail_system()


def test_the_example_warehouse_comes_out_of_a_dictionary_as_out_of_its_files(retail):
    writer = Recorder()
    run(retail, writer)
    folders = (
        "views/10_stg_views views/20_mart_dimensions views/30_mart_sales views/40_rpt_sales views/50_rpt_customer"
        " views/60_rpt_stock macros/m_repair_sales_day macros/m_set_consent procedures/p_board_kpi procedures/p_end_run"
    )
    expected = set().union(*(expected_edges(f"{name}.sql") for name in folders.split()))
    assert writer.edges() == {edge.lower() for edge in expected}


def test_types_of_view_columns_are_derived_where_nothing_else_tells_them(retail):
    writer = Recorder()
    run(retail, writer, databases=["RETAIL_CORE", "RETAIL_MART"])
    datasets = {str(one.name): one for batch in writer.batches for one in batch.datasets}
    types = {field.name: field.type for field in datasets["RETAIL_MART.D_CUSTOMER"].fields}
    assert types["CUSTOMER_ID"] == "INTEGER"
    assert types["AGE_YEARS"] is None


def test_a_script_in_the_log_gives_the_edges_of_its_file():
    system, writer = retail_system(), Recorder()
    log_script(system, "bteq/030_stg_sales.bteq", session=1)
    log_script(system, "bteq/120_core_customer.bteq", session=2)
    run_log(system, writer)
    expected = expected_edges("bteq/030_stg_sales.bteq") | expected_edges("bteq/120_core_customer.bteq")
    assert writer.edges("query ") == {edge.lower() for edge in expected}


# a small system


@pytest.fixture
def system():
    made = EmulatedDictionary()
    made.add("S.t", "T", "CREATE TABLE S.t (a INTEGER, b INTEGER)", column("a"), column("b"))
    made.add("S.v", "V", "REPLACE VIEW S.v AS SELECT a AS x FROM t", column("x", None, None))
    made.add("R.w", "V", "REPLACE VIEW R.w AS SELECT x FROM S.v", column("x", None, None))
    return made


def test_a_second_run_reads_nothing_and_an_altered_view_is_read_again(system):
    writer = Recorder()
    assert run(system, writer)[0] == {"R": 1, "S": 2}
    assert run(system, writer)[0] == {"R": 0, "S": 0}
    assert len(writer.batches) == 2
    system.alter("S.v", "REPLACE VIEW S.v AS SELECT b AS x FROM t", NEXT)
    assert run(system, writer)[0] == {"R": 0, "S": 1}
    assert "s.t.b -> s.v.x direct identity" in writer.edges()
    assert "s.t.a -> s.v.x direct identity" not in writer.edges()
    assert run(system, writer, full=True)[0] == {"R": 1, "S": 2}


def test_a_view_that_is_gone_says_nothing_any_longer(system):
    writer = Recorder()
    run(system, writer)
    system.drop("S.v")
    run(system, writer)
    assert writer.edges() == {"s.v.x -> r.w.x direct identity"}
    system.drop("R.w")  # the last object of its database
    run(system, writer)
    assert writer.edges() == set()


def test_what_is_gone_is_told_as_gone_and_its_columns_as_removed(system, tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/lineage.db")
    run(system, store.writer)
    system.drop("S.v")
    run(system, store.writer)
    view = store.repository.answer(DatasetQuery(DatasetId.parse("S.v"))).entity
    assert (view.description, view.source_type) == (GONE, "VIEW")
    listed = store.repository.answer(DatasetsQuery(namespace_id("teradata://td:1025"))).entity.datasets
    assert [one.name for one in listed] == ["R.w", "S.t"]
    asked = LineageQuery(DatasetId.parse("S.v"), "x", Walk(as_of=datetime.now(UTC)))
    assert len(store.repository.answer(asked).entity.graph.edges) == 1  # R.w still reads it
    told = store.repository.answer(ChangesQuery()).entity.changes
    assert {("removed", "edge"), ("added", "edge")} <= {(one.kind, one.subject) for one in told}
    system.add("S.v", "V", "REPLACE VIEW S.v AS SELECT b AS x FROM t", column("x", None, None), altered=NEXT)
    run(system, store.writer)
    again = store.repository.answer(DatasetQuery(DatasetId.parse("S.v"))).entity
    assert (again.description, [field.name for field in again.fields]) == (None, ["x"])
    store.close()


def test_a_dictionary_that_is_empty_of_a_sudden_drops_nothing(system):
    writer = Recorder()
    run(system, writer)
    edges = writer.edges()
    for name in ("S.t", "S.v", "R.w"):
        system.drop(name)
    with pytest.raises(StoreError, match="no object at all"):
        run(system, writer)
    assert writer.edges() == edges
    run(system, writer, databases=["S"])  # asked for by name, it is believed
    assert writer.edges() == {"s.v.x -> r.w.x direct identity"}


def test_a_run_that_is_cut_short_goes_on_where_it_was(system):
    writer = Recorder()
    writer.fail_at = 1
    with pytest.raises(KeyboardInterrupt):
        run(system, writer)
    assert run(system, writer)[0] == {"R": 0, "S": 2}
    assert len(writer.edges()) == 2


def test_only_the_databases_that_are_named(system):
    writer = Recorder()
    run(system, writer)
    assert run(system, writer, databases=["s"], full=True)[0] == {"S": 2}


def test_a_damaged_note_reads_everything_again(system):
    writer = Recorder()
    run(system, writer)
    writer.notes = dict.fromkeys(writer.notes, "{")
    assert run(system, writer)[0] == {"R": 1, "S": 2}


def test_a_view_that_may_not_be_shown_is_left_out_and_the_rest_goes_on(system):
    system.alter("S.v", "COMMENT ON VIEW S.v IS 'x'", NEXT)
    system.refused['SHOW VIEW "S"."v"'] = 3523
    writer = Recorder()
    _, sync = run(system, writer)
    assert writer.edges() == {"s.v.x -> r.w.x direct identity"}
    assert "GRANT SHOW ON S.v TO etl;" in [refusal.remedy for refusal in sync.dictionary.refusals()]


def qualified(system, text):
    del system.refused["DBC.TVM"]
    system.insert("DBase", DatabaseId=1, DatabaseName="R")
    system.insert("TVM", DatabaseId=1, TVMName="u", CreateText=text)


def test_names_without_a_database_are_those_of_the_qualified_text_where_it_may_be_read(system):
    system.add(
        "R.u", "V", "REPLACE VIEW R.u AS SELECT b FROM t", column("b", None, None)
    )  # t of its creator's database
    writer = Recorder()
    _, sync = run(system, writer)
    assert "r.t.b -> r.u.b direct identity" in writer.edges()
    assert "GRANT SELECT ON DBC.TVM TO etl;" in [refusal.remedy for refusal in sync.dictionary.refusals()]
    qualified(system, 'CREATE VIEW "R"."u" AS SELECT "S"."t"."b" FROM "S"."t"')
    run(system, writer, full=True)
    assert "s.t.b -> r.u.b direct identity" in writer.edges()
    assert "r.t.b -> r.u.b direct identity" not in writer.edges()


def reasons(writer):
    return {
        f"{edge.source} -> {edge.target}".lower(): edge.reason
        for batch in writer.batches
        for job in batch.jobs
        for statement in job.statements
        for edge in statement.edges
    }


def test_a_name_without_a_database_is_looked_for_where_its_creator_was_though_the_views_own_database_has_it_too(system):
    system.add("R.t", "T", "CREATE TABLE R.t (b INTEGER)", column("b"))
    system.add("R.u", "V", "REPLACE VIEW R.u AS SELECT b FROM t", column("b", None, None))
    writer = Recorder()
    run(system, writer)
    assert reasons(writer)["r.t.b -> r.u.b"] == "inferred"  # a guess, which the catalog does not refute
    assert reasons(writer)["s.v.x -> r.w.x"] == "schema"
    qualified(system, 'CREATE VIEW "R"."u" AS SELECT "S"."t"."b" FROM "S"."t"')
    run(system, writer, full=True)
    assert reasons(writer)["s.t.b -> r.u.b"] == "schema"
    assert "r.t.b -> r.u.b direct identity" not in writer.edges()


@pytest.mark.parametrize("text", ["CREATE VIEW R.other AS SELECT b FROM S.t", "REPLACE VIEW R.u AS SELECT b FROM Q.t"])
def test_a_qualified_text_that_is_no_better_is_not_taken(system, text):
    system.add("R.u", "V", "REPLACE VIEW R.u AS SELECT b FROM t", column("b", None, None))
    qualified(system, text)
    writer = Recorder()
    run(system, writer)
    assert "r.t.b -> r.u.b direct identity" in writer.edges()


def test_a_dictionary_that_may_not_be_read_stores_nothing(system):
    system.refused["DBC.TablesVX"] = 3523
    writer = Recorder()
    with pytest.raises(TeradataError):
        run(system, writer)
    assert writer.batches == []


def test_a_system_that_goes_away_leaves_what_was_stored(system):
    writer = Recorder()
    run(system, writer)
    system.alter("S.v", "REPLACE VIEW S.v AS SELECT b AS x FROM t", NEXT)
    system.fault = lambda text: error(2631) if "ColumnsVX" in text else None
    with pytest.raises(TeradataUnavailableError):
        run(system, writer)
    assert "s.t.a -> s.v.x direct identity" in writer.edges()


def test_the_store_answers_from_what_was_read(system, tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/lineage.db")
    run(system, store.writer)
    view = store.repository.answer(DatasetQuery(DatasetId.parse("s.V"))).entity
    assert [(field.name, field.type, field.upstream_count) for field in view.fields] == [("x", "INTEGER", 1)]
    ddl = store.repository.answer(DdlQuery(DatasetId.parse("S.v"))).entity
    assert ddl.view_sql == "REPLACE VIEW S.v AS SELECT a AS x FROM t"
    edge = EvidenceQuery(FieldId.parse("S.t/a"), FieldId.parse("S.v/x"))
    (evidence,) = store.repository.answer(edge).entity.evidence
    assert (evidence.job, evidence.sql[evidence.span_start : evidence.span_end]) == ("view S.v", "a")
    assert run(system, store.writer)[0] == {"R": 0, "S": 0}
    store.close()


# the log


def logged(system, number, text, minutes=0, session=7, **more):
    at = STARTED + timedelta(minutes=minutes)
    key = {"ProcID": 1, "QueryID": number, "CollectTimeStamp": at}
    row = {"StartTime": at, "UserName": "bob", "DefaultDatabase": "S", "SessionID": session, "RequestNum": number,
           "StatementType": "Insert", "Statements": 1, "ErrorCode": 0, **more}  # fmt: skip
    system.insert("QryLogV", **key, **row)
    system.insert("QryLogSQLV", **key, SqlRowNo=1, SqlTextInfo=text)


def test_queries_are_jobs_with_who_ran_them_and_how_often(system):
    writer = Recorder()
    logged(system, 1, "INSERT INTO t (a) SELECT b FROM t WHERE b = 1")
    logged(system, 2, "insert into t (a) select b from t where b = 1", minutes=1)
    logged(system, 3, "INSERT INTO t (a)  SELECT b FROM t\nWHERE b = 2;", minutes=2)
    logged(system, 4, "UPDATE t SET a = 1 WHERE", minutes=3)
    reading = run_log(system, writer)
    jobs = [job for job in writer.batches[-1].jobs + writer.batches[-4].jobs if job.name.startswith("query ")]
    found = {s.query_id: s for batch in writer.batches for job in batch.jobs for s in job.statements if s.query_id}
    assert reading.queries == 4
    assert (found["1/3"].count, found["1/3"].user) == (2, "bob")
    assert {edge.subtype for edge in found["1/3"].edges} == {"IDENTITY", "FILTER"}
    assert len({job.name for job in jobs}) <= 2


def test_a_shape_is_read_once_and_the_evidence_is_the_last_query_of_it_as_it_stood(system):
    writer, shapes = Recorder(), Shapes()
    for number, day in enumerate(("'2026-01-01'", "'2026-01-02', '2026-01-03'", "''"), 1):
        logged(system, number, f"INSERT INTO t (a) SELECT b FROM t WHERE b IN ({day}) AND a > 0", minutes=number)
    run_log(system, writer, shapes=shapes)
    (evidence,) = [s for batch in writer.batches for job in batch.jobs for s in job.statements if s.query_id]
    assert (evidence.query_id, evidence.count) == ("1/3", 3)
    assert evidence.text == "INSERT INTO t (a) SELECT b FROM t WHERE b IN ('') AND a > 0"
    told = {(edge.subtype, evidence.text[edge.span.start : edge.span.end]) for edge in evidence.edges}
    assert told == {("IDENTITY", "b"), ("FILTER", "b IN ('')"), ("FILTER", "a > 0")}
    assert shapes.reused == 2


def test_one_text_that_means_two_things_in_two_sessions_is_evidence_for_both(system):
    writer, shapes = Recorder(), Shapes()
    for session, name in ((1, "q"), (2, "r")):
        make = f"CREATE VOLATILE TABLE vt AS (SELECT a AS {name} FROM t) WITH DATA ON COMMIT PRESERVE ROWS"
        logged(system, session, make, StatementType="Create Table", session=session)
    for number, session in enumerate((1, 2, 1), 3):
        logged(system, number, "INSERT INTO t (b) SELECT * FROM vt", minutes=number, session=session)
    run_log(system, writer, shapes=shapes)
    assert {"s.vt.q -> s.t.b direct identity", "s.vt.r -> s.t.b direct identity"} <= writer.edges()
    counts = {s.count for batch in writer.batches for job in batch.jobs for s in job.statements if s.kind == "INSERT"}
    assert counts == {1, 2}


def test_a_log_is_read_on_from_where_it_ended(system):
    writer = Recorder()
    logged(system, 1, "INSERT INTO t (a) SELECT b FROM t")
    assert run_log(system, writer).queries == 1
    assert run_log(system, writer).queries == 0
    logged(system, 2, "INSERT INTO t (a) SELECT b FROM t", minutes=310)
    assert run_log(system, writer, now=STARTED + timedelta(hours=6)).queries == 1


def test_a_volatile_table_is_known_in_its_session_and_in_no_other(system):
    writer = Recorder()
    make = "CREATE VOLATILE TABLE vt AS (SELECT a AS q FROM t) WITH DATA ON COMMIT PRESERVE ROWS"
    logged(system, 1, make, StatementType="Create Table", session=1)
    logged(system, 2, "INSERT INTO t (b) SELECT * FROM vt", minutes=90, session=1)
    logged(system, 3, "INSERT INTO t (a) SELECT * FROM vt", minutes=91, session=2)
    run_log(system, writer)
    assert "s.vt.q -> s.t.b direct identity" in writer.edges()
    assert "s.vt.q -> s.t.a direct identity" not in writer.edges()


def test_what_rests_on_the_default_database_is_inferred(system):
    writer = Recorder()
    logged(system, 1, "INSERT INTO S.t (a) SELECT b FROM S.t")
    logged(system, 2, "INSERT INTO t (b) SELECT a FROM S.t", minutes=1)
    run_log(system, writer)
    assert (reasons(writer)["s.t.b -> s.t.a"], reasons(writer)["s.t.a -> s.t.b"]) == ("schema", "inferred")


def test_reads_leave_no_job(system):
    writer = Recorder()
    logged(system, 1, "SELECT a FROM t; SELECT b FROM t", StatementType="Select", Statements=2)
    run_log(system, writer)
    assert not [job for batch in writer.batches for job in batch.jobs if job.name.startswith("query ")]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("INSERT INTO t SELECT 1", "INSERT INTO t\n SELECT  22;", True),
        ("DELETE FROM t WHERE d = DATE '2026-01-01'", "DELETE FROM t WHERE d = DATE '2026-01-02'", True),
        ("INSERT INTO t SELECT a1 FROM s", "INSERT INTO t SELECT a2 FROM s", False),
        ("INSERT INTO t1 SELECT 1", "INSERT INTO t2 SELECT 1", False),
    ],
)
def test_statements_that_differ_in_literals_alone_are_one_job(one, other, same):
    names = {job_name(LoggedQuery("1", text, "s", STARTED, (1, 0), None, "db")) for text in (one, other)}
    assert (len(names) == 1) is same
