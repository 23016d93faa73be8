"""The query log: nothing lost and nothing twice, over a log that is written late, and over the emulated dictionary."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.adapters.teradata.doubles import ScriptedDriver, error
from tests.emulated_dictionary.dictionary import EmulatedDictionary

from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.errors import TeradataError
from teralineage.adapters.teradata.log_mark import OVERLAP, LogMark
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.query_log import FULL_ROW, TeradataQueryLog, join_text

NOON = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - the log's times have no zone
MINUTE = timedelta(minutes=1)


def reader(connect, **options):
    pool = Pool(open=lambda: open_session(connect), sleep=lambda _seconds: None)
    return TeradataQueryLog(pool, TeradataConfig(host="td", user="etl", password="p", **options))


# the arithmetic of the mark, over a simulated log


@dataclass(frozen=True)
class Logged:
    """A query in minutes: when its buffer was opened, how late its row and the rows of its text were flushed."""

    number: int
    opened: int
    row_late: int
    text_late: tuple[int, ...]


class LateLog:
    """A log whose rows become visible when they are flushed, at most an hour after their buffer was opened."""

    def __init__(self, queries):
        self.queries = queries
        self.now = NOON

    def __call__(self, text, parameters):
        if text.startswith("SELECT CAST(CURRENT_TIMESTAMP"):
            return [(self.now,)]
        if "WHERE 1 = 0" in text or text.startswith(("SET", "{fn")):
            return []
        _, start, end = parameters
        rows = []
        for query in self.queries:
            at = NOON + query.opened * MINUTE
            if start <= at < end and self.visible(query.opened, query.row_late):
                seen = [n for n, late in enumerate(query.text_late, 1) if self.visible(query.opened, late)] or [None]
                for number in seen:
                    part = None if number is None else part_of(query, number)
                    rows.append((1, query.number, at, at, "u", "d", 1, 1, 1, None, 1, number, part))
        return sorted(rows, key=lambda row: (row[2], row[1], row[11] or 0))

    def visible(self, opened, late):
        return NOON + (opened + late) * MINUTE <= self.now


def part_of(query, number):
    """A row of a text; all but the last are as long as rows can be."""
    text = f"{query.number}.{number};"
    return text if number == len(query.text_late) else text.ljust(FULL_ROW)


def whole(query):
    return "".join(part_of(query, number) for number in range(1, len(query.text_late) + 1))


late = st.integers(0, 60)
queries = st.lists(
    st.tuples(st.integers(0, 600), late, st.lists(late, min_size=1, max_size=3).map(sorted).map(tuple)), max_size=12
).map(lambda found: [Logged(number, *parts) for number, parts in enumerate(found, 1)])


@settings(max_examples=150, deadline=None)
@given(queries, st.lists(st.integers(1, 400), min_size=1, max_size=8))
def test_no_query_is_lost_and_none_comes_twice(queries, pauses):
    log = LateLog(queries)
    reading = reader(ScriptedDriver(log))
    told, mark = [], str(LogMark(NOON + OVERLAP))
    for minutes in [*pauses, 1300]:
        log.now += minutes * MINUTE
        for piece in reading.slices(mark):
            told += [(query.query_id, query.text) for query in piece.queries]
            mark = piece.mark
    assert sorted(told) == sorted((f"1/{query.number}", whole(query)) for query in queries)


@settings(max_examples=50, deadline=None)
@given(queries, st.integers(1, 9))
def test_a_run_that_is_cut_short_loses_nothing(queries, cut):
    log = LateLog(queries)
    log.now += 700 * MINUTE
    reading = reader(ScriptedDriver(log))
    told, mark = [], None
    for number, piece in enumerate(reading.slices(mark, NOON)):
        if number == cut:
            break  # killed before this slice was stored
        told += [query.query_id for query in piece.queries]
        mark = piece.mark
    for piece in reading.slices(mark, NOON):
        told += [query.query_id for query in piece.queries]
    assert sorted(told) == sorted(f"1/{query.number}" for query in queries)


def test_a_mark_survives_its_text():
    mark = LogMark(NOON, {(1, 99): NOON - MINUTE, (30001, 307190000000000001): NOON})
    assert LogMark.parse(str(mark)) == mark
    with pytest.raises(ValueError, match="not a mark"):
        LogMark.parse("abcde")


def test_a_mark_forgets_what_is_never_read_again():
    mark = LogMark(NOON, {(1, 1): NOON - OVERLAP, (1, 2): NOON - MINUTE})
    assert set(mark.advanced(NOON + MINUTE, {(1, 3): NOON}).taken) == {(1, 2), (1, 3)}


@pytest.mark.parametrize(("back", "again"), [(30, []), (195, ["1/1"])])
def test_a_clock_set_back_misses_nothing_and_beyond_the_overlap_reads_again(back, again):
    log = LateLog([Logged(1, 0, 0, (0,)), Logged(2, 200, 0, (0,))])
    reading = reader(ScriptedDriver(log))
    log.now = NOON + 205 * MINUTE
    *_, last = reading.slices(None, NOON)
    log.now -= back * MINUTE
    assert [query.query_id for piece in reading.slices(last.mark) for query in piece.queries] == again


def test_an_unreadable_mark_begins_anew_and_is_told():
    log = LateLog([Logged(1, 0, 0, (0,))])
    log.now += 180 * MINUTE
    reading = reader(ScriptedDriver(log))
    assert [q.query_id for piece in reading.slices("rubbish", NOON) for q in piece.queries] == ["1/1"]
    assert reading.refusals()[0].subject == "mark"


# texts


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([(1, "SELECT 1")], "SELECT 1"),
        ([(2, "b\r\nc"), (1, "a")], "ab\nc"),
        ([(1, "a"), (3, "c")], None),
        ([(2, "b")], None),
        ([(None, None)], None),
        ([], None),
        ([(1, "x" * FULL_ROW)], None),
        ([(1, "x" * FULL_ROW), (2, "y")], "x" * FULL_ROW + "y"),
    ],
)
def test_a_text_is_whole_or_nothing(rows, text):
    assert join_text(rows, last_may_be_full=False) == text


def test_a_full_last_row_is_accepted_once_nothing_more_can_come():
    assert join_text([(1, "x" * FULL_ROW)], last_may_be_full=True) == "x" * FULL_ROW


# over the emulated dictionary


@pytest.fixture
def system():
    return EmulatedDictionary()


def log(system, number, text, at=NOON, parts=1, **more):
    base = {"ProcID": 1, "QueryID": number, "CollectTimeStamp": at}
    row = {
        "StartTime": at,
        "UserName": "ETL",
        "DefaultDatabase": "Sales",
        "SessionID": 7,
        "LogicalHostID": 1,
        "LogonDateTime": NOON,
        "RequestNum": number,
        "InternalRequestNum": 0,
        "StatementType": "Insert",
        "Statements": 1,
        "ErrorCode": 0,
    }
    system.insert("QryLogV", **base, **{**row, **more})
    size = -(-len(text) // parts) or 1
    for position in reversed(range(parts if text else 0)):
        piece = text[position * size : (position + 1) * size]
        system.insert("QryLogSQLV", **base, SqlRowNo=position + 1, SqlTextInfo=piece)


def told(system, now=NOON + 30 * MINUTE, **options):
    reading = reader(system, **options)
    system.now = now
    pieces = list(reading.slices(str(LogMark(NOON + OVERLAP - MINUTE))))
    return [query for piece in pieces for query in piece.queries], reading


def test_statements_come_whole_with_who_and_where_in_the_order_they_ran(system):
    log(system, 3, "INSERT INTO t SELECT a FROM s", parts=3, StartTime=NOON + MINUTE)
    log(system, 2, "INSERT INTO u SELECT 1", StartTime=NOON + MINUTE, RequestNum=2, InternalRequestNum=5)
    log(system, 1, "CREATE VOLATILE TABLE t AS (SEL 1 AS a) WITH DATA")
    (first, second, third), _ = told(system)
    assert [query.query_id for query in (first, second, third)] == ["1/1", "1/2", "1/3"]
    assert third.text == "INSERT INTO t SELECT a FROM s"
    assert (third.user, third.default_database, third.order) == ("ETL", "Sales", (3, 0))
    assert first.session == second.session


def test_noise_failures_reads_and_our_own_queries_are_left_out(system):
    log(system, 1, "COLLECT STATISTICS ON t", StatementType="Collect Statistics")
    log(system, 2, "INSERT INTO t SELECT 1", ErrorCode=3807)
    log(system, 3, "SELECT a FROM t", StatementType="Select")
    log(system, 4, "INSERT INTO t SELECT 1", QueryBand="=S> ApplicationName=teralineage;Version=0.1.0;")
    log(system, 5, "SELECT a FROM t;INSERT INTO t SELECT 2", StatementType="Select", Statements=2)
    log(system, 6, "INSERT INTO t SELECT 3", QueryBand="=S> ApplicationName=other;", ErrorCode=None)
    assert [query.query_id for query in told(system)[0]] == ["1/5", "1/6"]


def test_sessions_are_told_apart_although_their_numbers_are_used_again(system):
    log(system, 1, "INSERT INTO t SELECT 1")
    log(system, 2, "INSERT INTO t SELECT 1", LogonDateTime=NOON + MINUTE)
    log(system, 3, "INSERT INTO t SELECT 1", LogicalHostID=2)
    assert len({query.session for query in told(system)[0]}) == 3


def test_a_query_without_text_is_incomplete_once_nothing_more_can_come(system):
    log(system, 1, "")
    queries, reading = told(system)
    assert (queries, reading.refusals()) == ([], ())
    queries, reading = told(system, now=NOON + OVERLAP + 5 * MINUTE)
    assert queries == []
    assert "WITH SQL" in reading.refusals()[0].remedy


def test_columns_that_a_release_has_not_are_done_without(system):
    for name in ("QueryBand", "LogonDateTime", "Statements"):
        system.database.execute(f"ALTER TABLE DBC.QryLogV DROP COLUMN {name}")
    base = {"ProcID": 1, "QueryID": 1, "CollectTimeStamp": NOON}
    system.insert("QryLogV", **base, StartTime=NOON, StatementType="Insert", ErrorCode=0)
    system.insert("QryLogSQLV", **base, SqlRowNo=1, SqlTextInfo="INSERT INTO t SELECT 1")
    assert [query.query_id for query in told(system)[0]] == ["1/1"]


def test_a_sites_copy_of_the_log_is_read_too_and_nothing_comes_twice(system):
    log(system, 1, "INSERT INTO t SELECT 1")
    log(system, 2, "INSERT INTO t SELECT 2", at=NOON + MINUTE)
    system.database.execute("CREATE SCHEMA PDCRINFO")
    for copy, view in (("DBQLogTbl_Hst", "QryLogV"), ("DBQLSqlTbl_Hst", "QryLogSQLV")):
        system.database.execute(
            f"CREATE TABLE PDCRINFO.{copy} AS SELECT *, CAST(CollectTimeStamp AS DATE) AS LogDate FROM DBC.{view}"
        )
        system.database.execute(f"DELETE FROM DBC.{view} WHERE QueryID = 1")
    history = {"history_view": "PDCRINFO.DBQLogTbl_Hst", "history_text_view": "PDCRINFO.DBQLSqlTbl_Hst"}
    assert [query.query_id for query in told(system, **history)[0]] == ["1/1", "1/2"]


HISTORY = {"history_view": "PDCRINFO.DBQLogTbl_Hst", "history_text_view": "PDCRINFO.DBQLSqlTbl_Hst"}


def copied(system, columns="*", **days):
    """A site's copy of the log that dates its rows so many days off."""
    system.database.execute("CREATE SCHEMA PDCRINFO")
    for copy, view in (("DBQLogTbl_Hst", "QryLogV"), ("DBQLSqlTbl_Hst", "QryLogSQLV")):
        chosen = columns if view == "QryLogSQLV" else "*"
        system.database.execute(
            f"CREATE TABLE PDCRINFO.{copy} AS SELECT {chosen}, CAST(CollectTimeStamp AS DATE) - {days.get('off', 0)}"
            f" AS LogDate FROM DBC.{view}"
        )
        system.database.execute(f"DELETE FROM DBC.{view}")


def test_a_copy_that_dates_rows_by_their_beginning_is_read_too(system):
    log(system, 1, "INSERT INTO t SELECT 1")
    copied(system, off=1)
    assert [query.query_id for query in told(system, **HISTORY)[0]] == ["1/1"]


def test_a_copy_with_other_columns_is_told_and_the_log_is_read(system):
    log(system, 1, "INSERT INTO t SELECT 1")
    copied(system, columns="ProcID, QueryID")
    log(system, 2, "INSERT INTO t SELECT 2")
    queries, reading = told(system, **HISTORY)
    assert [query.query_id for query in queries] == ["1/2"]
    assert {one.subject for one in reading.refusals()} == set(HISTORY.values())
    assert all("3810" in one.reason and one.remedy is None for one in reading.refusals())


def test_a_log_that_holds_nothing_is_told_with_what_would_fill_it(system):
    system.now = NOON
    reading = reader(system)
    assert not [query for piece in reading.slices(None) for query in piece.queries]
    (refusal,) = reading.refusals()
    assert (refusal.subject, "BEGIN QUERY LOGGING" in refusal.remedy) == ("DBC.QryLogV", True)


def test_an_absent_copy_is_told_and_the_log_is_read(system):
    log(system, 1, "INSERT INTO t SELECT 1")
    history = {"history_view": "PDCRINFO.DBQLogTbl_Hst", "history_text_view": "PDCRINFO.DBQLSqlTbl_Hst"}
    queries, reading = told(system, **history)
    assert [query.query_id for query in queries] == ["1/1"]
    assert reading.refusals()[0].remedy == "GRANT SELECT ON PDCRINFO.DBQLogTbl_Hst TO etl;"


def test_a_log_that_may_not_be_read_is_told_with_its_grants():
    def answer(text, _parameters):
        if text.startswith("SELECT CAST"):
            return [(NOON,)]
        return error(3523) if "DBC." in text else []

    reading = reader(ScriptedDriver(answer))
    with pytest.raises(TeradataError):
        list(reading.slices(None))
    assert {refusal.remedy for refusal in reading.refusals()} == {
        "GRANT SELECT ON DBC.QryLogV TO etl;",
        "GRANT SELECT ON DBC.QryLogSQLV TO etl;",
    }
