"""The dictionary's adapter over the emulated dictionary: its logic, not Teradata's."""

from datetime import UTC, datetime

import pytest
from tests.adapters.teradata.doubles import dropped, error
from tests.emulated_dictionary.dictionary import THEN, EmulatedDictionary, column, help_record

from teralineage.adapters.teradata import catalog_sql
from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.dictionary import TeradataDictionary
from teralineage.adapters.teradata.errors import TeradataError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.statements import registry
from teralineage.adapters.teradata.texts import defines
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import SourceType


@pytest.fixture
def system():
    return EmulatedDictionary()


def reader(system, **options):
    pool = Pool(open=lambda: open_session(system), sleep=lambda _seconds: None)
    return TeradataDictionary(pool, TeradataConfig(host="td", user="etl", password="p", **options))


def read(system, name, **options):
    """One object in full."""
    dictionary = reader(system, **options)
    database = name.partition(".")[0]
    objects = list(dictionary.objects([database]))
    made = dictionary.definitions(objects, [DatasetName.parse(name)])
    return next(one for one in made if one.name == DatasetName.parse(name)), dictionary


def test_objects_come_in_pages_by_name_with_padding_gone(system, monkeypatch):
    monkeypatch.setattr(catalog_sql, "PAGE_ROWS", 2)
    for name in ("B.t2", "A.x", "B.t1", "A.m", "C.t", "DBC.TVM", "A.f"):
        system.add(name, {"A.m": "M", "A.x": "V", "A.f": "F"}.get(name, "T"))
    found = list(reader(system).objects())
    assert [str(one.name) for one in found] == ["A.m", "A.x", "B.t1", "B.t2", "C.t"]
    assert [one.source_type for one in found[:3]] == [SourceType.MACRO, SourceType.VIEW, SourceType.TABLE]
    assert found[0].altered_at == THEN.replace(tzinfo=UTC)
    assert found[0].creator == "dba"


def test_databases_come_in_pages_without_the_systems_own(system, monkeypatch):
    monkeypatch.setattr(catalog_sql, "PAGE_ROWS", 2)
    for name in ("Sales.t", "DBC.t", "Finance.t", "SYSLIB.t", "Web.t"):
        system.add(name, "T")
    assert reader(system).databases() == ["Finance", "Sales", "Web"]


def test_no_name_falls_between_two_pages_whatever_its_case(system, monkeypatch):
    monkeypatch.setattr(catalog_sql, "PAGE_ROWS", 1)
    names = ("abc.a", "ABD.b", "ABD.C", "Abe.d")
    for name in names:
        system.add(name, "T")
    assert [str(one.name) for one in reader(system).objects()] == list(names)
    assert reader(system).databases() == ["abc", "ABD", "Abe"]


def test_a_database_of_the_system_is_read_where_it_is_named(system):
    system.add("val.t", "T")
    assert list(reader(system).objects()) == []
    assert [str(one.name) for one in reader(system).objects(["VAL"])] == ["val.t"]


def test_a_view_of_the_dictionary_without_spool_is_noted_and_the_rest_goes_on(system):
    system.add("S.t", "T", "CREATE TABLE S.t (a INTEGER)", column("a"))
    system.refused |= {"DBC.TableSizeVX": 2646, "DBC.ColumnsJQV": 2646}
    found, dictionary = read(system, "S.t")
    assert (found.fields[0].type, found.size_bytes) == ("INTEGER", None)
    assert {one.subject for one in dictionary.refusals()} == {"DBC.TableSizeV", "DBC.ColumnsJQV"}


def test_columns_come_from_help_where_the_dictionary_may_not_tell_them(system):
    view_without_types(system)
    system.refused["DBC.ColumnsVX"] = 3523
    system.helped["S", "v"] = [help_record("a", "DA")]
    assert [(f.name, f.type) for f in read(system, "S.v")[0].fields] == [("a", "DATE")]


def test_databases_are_named_in_any_case(system):
    system.add("Sales.t", "T")
    system.add("Other.t", "T")
    assert [str(one.name) for one in reader(system).objects(["SALES"])] == ["Sales.t"]


@pytest.mark.parametrize("permitted", [True, False])
def test_a_table_is_told_with_columns_keys_size_and_rows(system, permitted):
    text = "CREATE MULTISET TABLE Sales.Orders (id INTEGER, note VARCHAR(10), amt DECIMAL(9,2)) ..."
    columns = (
        column("id", Nullable="N", CommentString="the number"),
        column("note", "CV", 20, CharType=2),
        column("amt", "D", 4, DecimalTotalDigits=9, DecimalFractionalDigits=2),
    )
    system.add("Sales.Orders", "T", text, *columns, CommentString="all orders")
    key = {"DatabaseName": "Sales", "TableName": "Orders", "UniqueFlag": "Y", "IndexNumber": 1}
    system.insert("IndicesV", IndexType="P", ColumnName="note", ColumnPosition=1, **key)
    system.insert("IndicesV", IndexType="K", ColumnName="id", ColumnPosition=1, **{**key, "IndexNumber": 4})
    for number in range(4):
        system.insert("TableSizeV", Vproc=number, DatabaseName="Sales", TableName="Orders", CurrentPerm=100)
    stats = {"DatabaseName": "Sales", "TableName": "Orders"}
    system.insert("TableStatsV", RowCount=900, LastCollectTimeStamp=datetime(2025, 1, 1), **stats)  # noqa: DTZ001
    system.insert("TableStatsV", RowCount=20, LastCollectTimeStamp=datetime(2026, 1, 1), **stats)  # noqa: DTZ001
    system.insert("TableStatsV", RowCount=None, LastCollectTimeStamp=datetime(2026, 2, 1), **stats)  # noqa: DTZ001
    found, dictionary = read(system, "Sales.Orders", only_permitted=permitted)
    assert [(f.name, f.type, f.nullable, f.primary_key) for f in found.fields] == [
        ("id", "INTEGER", False, True),
        ("note", "VARCHAR(10)", True, False),
        ("amt", "DECIMAL(9,2)", True, False),
    ]
    assert (found.fields[0].description, found.description) == ("the number", "all orders")
    assert (found.row_count, found.size_bytes, found.ddl) == (20, 400, text)
    assert found.row_counted_at is not None
    assert [refusal.subject for refusal in dictionary.refusals()] == ["DBC.ColumnsJQV"]


def test_the_switch_chooses_the_views(system):
    system.add("S.v", "V", "CREATE VIEW S.v AS SELECT 1 AS a")
    read(system, "S.v", only_permitted=False)
    assert not [text for text in system.requests if "VX" in text]
    system.requests.clear()
    read(system, "S.v", only_permitted=True)
    plain = [text for text in system.requests if "DBC." in text and "VX" not in text]
    assert all("TableStatsV" in text or "ColumnsJQV" in text for text in plain)


def test_a_unique_primary_index_is_the_key_where_none_is_declared(system):
    system.add("S.t", "T", "CREATE TABLE S.t (a INTEGER)", column("a"), column("b"))
    system.insert(
        "IndicesV", DatabaseName="S", TableName="t", IndexType="Q", UniqueFlag="Y", ColumnName="a", ColumnPosition=1
    )
    found, _ = read(system, "S.t")
    assert [field.primary_key for field in found.fields] == [True, False]


# texts


def test_a_long_text_is_joined_from_its_rows(system):
    parts = ["REPLACE VIEW S.v AS\rSEL", "ECT 'x' AS a /* " + "y" * 30_000, " */ FROM t"]
    system.add("S.v", "V", parts[0], overflow=True)
    for number in (2, 1, 3):
        system.insert("TableTextV", DatabaseName="S", TableName="v", RequestText=parts[number - 1], LineNo=number)
    assert read(system, "S.v")[0].ddl == "".join(parts).replace("\r", "\n")


def test_a_row_too_wide_to_be_sent_is_read_in_pieces(system):
    body = "REPLACE VIEW S.v AS SELECT '" + "z" * 31_000 + "' AS a"
    system.add("S.v", "V", body[:12_500], overflow=True)
    system.insert("TableTextV", DatabaseName="S", TableName="v", RequestText=body, LineNo=1)
    system.fault = lambda text: error(9804) if "x.RequestText\n" in text else None
    assert read(system, "S.v")[0].ddl == body


@pytest.mark.parametrize(
    "last_request",
    [
        "GRANT SELECT ON S.v TO PUBLIC",
        "COMMENT ON VIEW S.v IS 'REPLACE VIEW S.v AS SELECT 2'",
        "REPLACE VIEW S.other AS SELECT 1 AS a",
        "RENAME VIEW S.w TO S.v",
        None,
    ],
)
def test_a_request_that_is_not_the_definition_is_not_taken_for_it(system, last_request):
    system.add("S.v", "V", last_request)
    system.shown["S", "v"] = [["REPLACE VIEW S.v AS SEL", "ECT a\r"], ["FROM t"]]
    assert read(system, "S.v")[0].ddl == "REPLACE VIEW S.v AS SELECT a\nFROM t"


def test_a_gap_in_a_long_text_sends_the_reader_to_show(system):
    system.add("S.v", "V", "REPLACE VIEW S.v AS", overflow=True)
    system.insert("TableTextV", DatabaseName="S", TableName="v", RequestText="REPLACE VIEW S.v AS", LineNo=1)
    system.insert("TableTextV", DatabaseName="S", TableName="v", RequestText="b FROM t", LineNo=3)
    system.shown["S", "v"] = [["REPLACE VIEW S.v AS SELECT b FROM t"]]
    assert read(system, "S.v")[0].ddl == "REPLACE VIEW S.v AS SELECT b FROM t"


@pytest.mark.parametrize(
    ("text", "kind", "yes"),
    [
        ("REPLACE VIEW s.V AS SELECT 1", "VIEW", True),
        ("-- made by hand\n/* twice */ create view v as select 1", "VIEW", True),
        ('REPLACE RECURSIVE VIEW "S" . "v" (a) AS (SELECT 1)', "VIEW", True),
        ('CREATE VIEW "v" AS SELECT 1', "VIEW", True),
        ("CREATE VIEW S.vv AS SELECT 1", "VIEW", False),
        ("CREATE VIEW T.v AS SELECT 1", "VIEW", False),
        ("CREATE TABLE S.v (a INTEGER)", "VIEW", False),
        ("CREATE MULTISET TABLE S.v ,NO FALLBACK (a INTEGER)", "TABLE", True),
        ("ALTER TABLE S.v ADD b INTEGER", "TABLE", False),
        ("REPLACE MACRO S.v (p DATE) AS (SEL 1;)", "MACRO", True),
        ("REPLACE PROCEDURE S.v(IN a INTEGER) BEGIN END", "PROCEDURE", True),
        ("", "VIEW", False),
    ],
)
def test_what_counts_as_a_definition(text, kind, yes):
    assert defines(text, kind, DatasetName("S", "v")) is yes


def test_odd_names_are_quoted_on_their_way_out(system):
    system.add('S.we"ird', "V", "COMMENT ON VIEW x IS 'y'")
    _, dictionary = read(system, 'S."we""ird"')
    assert 'SHOW VIEW "S"."we""ird"' in system.requests
    assert dictionary.refusals()


# types of view columns


def test_types_come_from_the_joined_view_where_it_is_switched_on(system):
    del system.refused["DBC.ColumnsJQV"]
    system.add("S.v", "V", "CREATE VIEW S.v AS SELECT 1 AS a", column("a", "DA"))
    found, dictionary = read(system, "S.v")
    assert found.fields[0].type == "DATE"
    assert dictionary.view_types == {"ColumnsJQV": 1}
    assert not [text for text in system.requests if text.startswith("HELP")]


def view_without_types(system, name="v"):
    system.add(f"S.{name}", "V", f"CREATE VIEW S.{name} AS SELECT 1 AS a", column("a", None, None, Nullable=None))


def test_types_come_from_help_where_it_is_off_and_it_is_asked_once(system):
    view_without_types(system)
    system.add("T.t", "T", "CREATE TABLE T.t (a INTEGER)", column("a"))
    system.helped["S", "v"] = [help_record("a", "DA")]
    dictionary = reader(system)
    for database in ("S", "T"):
        dictionary.definitions(list(dictionary.objects([database])), [DatasetName("S", "v")])
    assert dictionary.view_types == {"HELP COLUMN": 1}
    assert len([text for text in system.requests if "ColumnsJQV" in text]) == 1
    (refusal,) = dictionary.refusals()
    assert "QVCI" in (refusal.remedy or "")


@pytest.mark.parametrize(
    "record",
    [
        help_record("a", "CV", **{"Max Length": 20, "Char Type": 2}),
        {"Column Name": "a", "Type": "CV", "Nullable": "N", "Format": "X(10)", "Max Len": "20", "CharType": "2"},
        {"Column Dictionary Name": "a", "Column Name": "cut", "Type": "CV", "Nullable": "N", "MaxLength": 20,
         "Char Type": 2},
    ],
)  # fmt: skip
def test_headings_may_be_abbreviated(system, record):
    view_without_types(system)
    system.helped["S", "v"] = [record]
    field = read(system, "S.v")[0].fields[0]
    assert (field.name, field.type, field.nullable) == ("a", "VARCHAR(10)", False)


def test_a_query_of_the_view_helps_where_help_on_it_does_not(system):
    view_without_types(system)
    system.helped["S", "v"] = [help_record("a", "TS", **{"Decimal Fractional Digits": 0})]
    system.fault = lambda text: error(3523) if text.startswith('HELP COLUMN "S"') else None
    assert read(system, "S.v")[0].fields[0].type == "TIMESTAMP(0)"


def test_a_broken_view_fails_alone(system):
    view_without_types(system, "broken")
    view_without_types(system, "whole")
    system.helped["S", "whole"] = [help_record("a", "I")]
    dictionary = reader(system)
    objects = list(dictionary.objects())
    broken, whole = dictionary.definitions(objects, [one.name for one in objects])
    assert (broken.fields[0].type, whole.fields[0].type) == (None, "INTEGER")
    assert {refusal.subject for refusal in dictionary.refusals()} == {"DBC.ColumnsJQV", "view S.broken"}


# faults


def test_a_view_that_may_not_be_read_is_reported_with_its_grant_and_the_rest_goes_on(system):
    system.add("S.t", "T", "CREATE TABLE S.t (a INTEGER)", column("a"))
    system.refused |= {"DBC.TableSizeVX": 3523, "DBC.TableStatsV": 3523, "DBC.IndicesVX": 3807}
    found, dictionary = read(system, "S.t")
    assert found.fields[0].type == "INTEGER"
    assert (found.row_count, found.size_bytes) == (None, None)
    assert {refusal.remedy for refusal in dictionary.refusals()} >= {
        "GRANT SELECT ON DBC.TableSizeVX TO etl;",
        "GRANT SELECT ON DBC.TableStatsV TO etl;",
        "GRANT SELECT ON DBC.IndicesVX TO etl;",
    }


def test_without_the_lists_nothing_can_be_done(system):
    system.refused["DBC.TablesVX"] = 3523
    with pytest.raises(TeradataError, match="error 3523"):
        list(reader(system).objects())


def test_a_session_lost_between_pages_is_replaced(system, monkeypatch):
    monkeypatch.setattr(catalog_sql, "PAGE_ROWS", 1)
    for name in ("S.a", "S.b", "S.c"):
        system.add(name, "T")
    faults = [None, dropped(), None, error(2631), None, None]
    system.fault = lambda text: faults.pop(0) if "TablesVX" in text and faults else None
    assert [one.name.name for one in reader(system).objects()] == ["a", "b", "c"]


def test_every_request_is_one_of_the_registry(system):
    system.add("S.t", "T", "CREATE TABLE S.t (a INTEGER)", column("a"))
    view_without_types(system)
    dictionary = reader(system)
    objects = list(dictionary.objects())
    dictionary.definitions(objects, [one.name for one in objects])
    dictionary.databases()
    known = {sql.text for sql in registry()}
    own = ("SET QUERY_BAND", "SHOW ", "HELP ")  # these carry names; their shapes stand in the golden file
    assert [text for text in system.requests if text not in known and not text.startswith(own)] == []
