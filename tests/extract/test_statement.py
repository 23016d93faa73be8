"""What a reading tells besides edges, and what a session remembers."""

from tests.extract.case_files import DictCatalog, parse_table

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import SourceType, Subtype
from teralineage.extract.session import Session
from teralineage.extract.statement import read_statement


def session() -> Session:
    return Session(DictCatalog([parse_table("db.t(a INTEGER, b DATE, k CHAR(3))")]), "db")


def defined(sql: str):
    return read_statement(sql, session()).defines[0]


def test_a_table_is_defined_by_its_declarations():
    definition = defined(
        "CREATE MULTISET TABLE n, NO FALLBACK (a INTEGER NOT NULL, b DECIMAL(9,2) COMPRESS (1.0), c VARCHAR(10)"
        " CHARACTER SET LATIN NOT CASESPECIFIC, d DATE FORMAT 'YYYY-MM-DD', PRIMARY KEY (a)) UNIQUE PRIMARY INDEX (a)"
    )
    assert definition.name == DatasetName("db", "n")
    assert definition.source_type is SourceType.TABLE
    assert [(f.name, f.type, f.nullable) for f in definition.fields] == [
        ("a", "INTEGER", False),
        ("b", "DECIMAL(9,2)", True),
        ("c", "VARCHAR(10)", True),
        ("d", "DATE", True),
    ]


def test_a_table_made_by_a_query_keeps_the_types_of_what_it_copies():
    definition = defined("CREATE VOLATILE TABLE v AS (SELECT a, b AS day_, a + 1 AS c FROM t) WITH DATA")
    assert definition.source_type is SourceType.VOLATILE_TABLE
    assert [(f.name, f.type) for f in definition.fields] == [("a", "INTEGER"), ("day_", "DATE"), ("c", None)]


def test_kinds_of_datasets():
    kinds = {
        "CREATE VIEW v AS SELECT a FROM t": SourceType.VIEW,
        "CREATE JOIN INDEX j AS SELECT a FROM t PRIMARY INDEX (a)": SourceType.MATERIALIZED_VIEW,
        "CREATE GLOBAL TEMPORARY TABLE g (a INTEGER) ON COMMIT PRESERVE ROWS": SourceType.GLOBAL_TEMPORARY_TABLE,
        "CREATE FOREIGN TABLE f (a INTEGER) USING (LOCATION('/s3/x'))": SourceType.EXTERNAL,
    }
    assert {sql: defined(sql).source_type for sql in kinds} == kinds


def test_a_view_over_a_star_nobody_can_expand_has_no_known_fields():
    assert defined("CREATE VIEW v AS SELECT * FROM unknown_table").fields == ()


def test_select_into_binds_variables():
    reading = read_statement("SELECT MAX(a), b INTO :v, w FROM t GROUP BY b", session())
    assert reading.edges == ()
    assert {name: [(str(s.field), s.subtype) for s in sources] for name, sources in reading.binds.items()} == {
        "v": [("db.t.a", Subtype.AGGREGATION)],
        "w": [("db.t.b", Subtype.IDENTITY)],
    }


def test_a_select_tells_the_sources_of_its_columns():
    reading = read_statement("SELECT a AS x, k || 'q' AS y, 1 AS z FROM t", session())
    found = {name: [(s.field, s.subtype) for s in sources] for name, sources in reading.select_sources.items()}
    table = DatasetName("db", "t")
    assert found == {
        "x": [(FieldName(table, "a"), Subtype.IDENTITY)],
        "y": [(FieldName(table, "k"), Subtype.TRANSFORMATION)],
        "z": [],
    }


def test_an_ambiguous_edge_names_its_candidates():
    edge = read_statement("SELECT c FROM p, q", Session(DictCatalog([]))).edges[0]
    assert [str(candidate) for candidate in edge.candidates] == ['"".p.c', '"".q.c']
    assert edge.source.dataset == DatasetName("", "?")


def test_masking_is_told():
    edges = read_statement("SELECT HASH_SHA256(TRIM(a)) AS h, b FROM t", session()).edges
    assert {edge.target.name: edge.masking for edge in edges} == {"h": True, "b": False}


def test_names_are_spelled_as_the_catalog_spells_them():
    catalog = DictCatalog([parse_table("Sales.Orders(Order_Id INTEGER)")])
    edge = read_statement("INSERT INTO sales.orders SELECT order_id FROM SALES.ORDERS", Session(catalog)).edges[0]
    assert str(edge.source) == "Sales.Orders.Order_Id"
    assert str(edge.target) == "Sales.Orders.Order_Id"


def test_a_volatile_table_belongs_to_the_default_database_of_its_time():
    run = session()
    read_statement("CREATE VOLATILE TABLE v AS (SELECT a FROM t) WITH DATA", run)
    read_statement("DATABASE other", run)
    assert run.default_database == "other"
    assert [str(name) for name in read_statement("SELECT a FROM v", run).sources] == ["db.v"]
    read_statement("DROP TABLE v", run)
    assert [str(name) for name in read_statement("SELECT a FROM v", run).sources] == ["other.v"]
