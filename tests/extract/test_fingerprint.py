"""Shapes: what is folded, what is kept, and that lineage is the same either way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.case_files import DictCatalog, load_cases
from tests.extract.script_files import script_paths

from teralineage.extract.catalog import InMemoryCatalog, catalog_from_schema
from teralineage.extract.encodings import decode
from teralineage.extract.extractor import extract
from teralineage.extract.fingerprint import COMMENT, FOLDED, fingerprint_of, shape_of
from teralineage.extract.shapes import Shapes
from teralineage.extract.tokens import Lexis


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("SELECT a FROM t WHERE b = 'x' AND c > 5", "SELECT a FROM t WHERE b = ? AND c > ?"),
        ("SELECT a FROM t WHERE d = DATE '2024-01-01'", "SELECT a FROM t WHERE d = DATE ?"),
        ("SELECT a FROM t WHERE b IN (1, 2, -3.5)", "SELECT a FROM t WHERE b IN (?)"),
        ("SELECT a FROM t WHERE b IN ('x','it''s')", "SELECT a FROM t WHERE b IN (?)"),
        ("SELECT a FROM t WHERE b LIKE ANY ('x%','y%') AND c = -5", "SELECT a FROM t WHERE b LIKE ANY (?) AND c = -?"),
        ("DEL FROM t WHERE b BETWEEN 1 AND 2 AND c LIKE '%x'", "DEL FROM t WHERE b BETWEEN ? AND ? AND c LIKE ?"),
        ("INSERT INTO t VALUES (1, 'x', a, DATE '2024-01-01')", "INSERT INTO t VALUES (?, ?, a, DATE ?)"),
        ("INSERT INTO t SELECT 5, 'x', a, f(7) FROM s", "INSERT INTO t SELECT ?, ?, a, f(7) FROM s"),
        ("INSERT INTO t SELECT 1 AS b, 2 + a FROM s", "INSERT INTO t SELECT 1 AS b, 2 + a FROM s"),
        ("INSERT INTO t SELECT a, 2 FROM s GROUP BY 1, 2", "INSERT INTO t SELECT a, ? FROM s GROUP BY 1, 2"),
        ("SELECT a, 5 FROM t GROUP BY 1, 2", "SELECT a, 5 FROM t GROUP BY 1, 2"),
        ("SELECT a (FORMAT 'YYYY') FROM t", "SELECT a (FORMAT 'YYYY') FROM t"),
        ("SELECT a FROM t WHERE b IN (SELECT 1 FROM u)", "SELECT a FROM t WHERE b IN (SELECT 1 FROM u)"),
        ("SELECT a FROM t WHERE b = x5 AND c = 'y' || d", "SELECT a FROM t WHERE b = x5 AND c = ? || d"),
        ("SELECT a FROM t WHERE b = 1'x' AND c = 2 'y'", "SELECT a FROM t WHERE b = 1'x' AND c = 2 'y'"),
        ("SELECT a FROM t WHERE b IN (1 'x', 2)", "SELECT a FROM t WHERE b IN (1 'x', 2)"),
        (
            "SELECT SUM(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM t",
            "SELECT SUM(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND 2 FOLLOWING) FROM t",
        ),
    ],
)
def test_only_literals_that_are_compared_with_are_folded(text, folded):
    assert shape_of(text, Lexis()).text == folded.replace("?", FOLDED)


def test_comments_are_folded_and_a_list_is_folded_with_its_own():
    text = "/* run 7 */ SELECT a -- first\nFROM t WHERE b IN (1, /* two */ 2) AND c = 'x' -- end"
    folded = f"{COMMENT}SELECT a{COMMENT}FROM t WHERE b IN ({FOLDED}) AND c = {FOLDED}{COMMENT}"
    assert shape_of(text, Lexis()).text == folded


def test_statements_of_one_shape_share_a_fingerprint():
    one, two, other = "SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = 27", "SELECT a FROM t WHERE c = 1"
    assert fingerprint_of(one, Lexis()) == fingerprint_of(two, Lexis())
    assert fingerprint_of(one, Lexis()) != fingerprint_of(other, Lexis())


def test_a_known_shape_is_not_read_again_and_its_edges_stand_in_their_own_places():
    catalog = catalog_from_schema({"d.t": {"a": "INT", "b": "INT"}})
    shapes = Shapes()
    for value in ("1", "'a much longer value; it''s'", "'2024\n-01-01'"):
        script = f"/* {value} */ INSERT INTO d.u (x) SELECT a + 1 FROM d.t WHERE b = {value} OR b IN ({value}, 2);"
        found = extract(script, catalog, shapes=shapes)
        assert found == extract(script, catalog)
        value_edge = found.statements[0].edges[0]
        assert script[value_edge.span.start : value_edge.span.end] == "a + 1"
    assert shapes.reused == 2


def test_a_table_keeps_the_literals_that_it_was_made_with():
    shapes = Shapes()
    for value in (1, 2):
        made = extract(f"CREATE VIEW d.v AS SELECT a FROM d.t WHERE b = {value};", InMemoryCatalog(), shapes=shapes)
        assert made.statements[0].defines[0].ddl == f"CREATE VIEW d.v AS SELECT a FROM d.t WHERE b = {value}"
    assert shapes.reused == 1


def test_a_session_of_its_own_is_not_mistaken_for_another():
    shapes = Shapes()
    insert = "INSERT INTO d.u SELECT * FROM vt WHERE k = 1;"
    first = "CREATE VOLATILE TABLE vt (k INTEGER) ON COMMIT PRESERVE ROWS;" + insert
    second = "CREATE VOLATILE TABLE vt (k INTEGER, z INTEGER) ON COMMIT PRESERVE ROWS;" + insert
    for script in (first, second, insert, second, "DATABASE e;" + insert, first):
        assert extract(script, InMemoryCatalog(), shapes=shapes) == extract(script, InMemoryCatalog())


def test_a_file_that_feeds_a_statement_is_not_mistaken_for_another():
    shapes = Shapes()
    for file in ("one", "two"):
        script = f".IMPORT DATA FILE={file};\nUSING (a CHAR(9)) INSERT INTO d.t (x) VALUES (:a);\n"
        found = extract(script, InMemoryCatalog(), shapes=shapes)
        assert found == extract(script, InMemoryCatalog())
        assert [name.name for name in found.statements[0].sources] == [f"file:{file}"]


@pytest.mark.parametrize(
    "script",
    [
        "SELECT * FROM t PIVOT (SUM(a) FOR m IN ({})) AS p;",
        "SELECT CASE WHEN a = {} THEN b END FROM t;",
        "SELECT a + /* {} */ b FROM t;",
        "CREATE TABLE d.x AS (SELECT SUM(CASE WHEN a = {} THEN b END) FROM d.t) WITH DATA;",
        "INSERT INTO d.t SELECT * FROM (LOCATION={}) AS f;",
        "SELECT a FROM t GROUP BY 1 HAVING MAX(b) > {} ORDER BY {};",
    ],
)
def test_a_literal_that_names_something_is_never_taken_for_another(script):
    shapes = Shapes()
    for value in ("'jan'", "'feb'", "1"):
        text = script.replace("{}", value)
        assert extract(text, InMemoryCatalog(), shapes=shapes) == extract(text, InMemoryCatalog())


def test_what_is_kept_is_bounded_and_what_is_met_often_stays():
    shapes = Shapes(most=20)
    for number in range(50):
        for table in ("often", f"once{number}"):
            extract(f"INSERT INTO d.x (a) SELECT a FROM d.{table};", InMemoryCatalog(), shapes=shapes)
    assert shapes.reused == 49


SHARED = Shapes()  # by all examples, whatever they know of tables
SAMPLES = [(case.sql, case.schema, case.default, case.dialect) for case in load_cases()] + [
    (decode(path.read_bytes()), [], None, "teradata") for path in script_paths()
]
LITERAL = re.compile(r"'[^'\n]*'|\b\d+\b")
BLANK = re.compile(r"(?<=\S) (?=\S)")
BLANKS = [" /* 1 */ ", "/* it's; */", " -- 7\n", "\n", " /* ( */ /* two */ "]
VALUES = ["1", "2", "7", "0", "'x'", "'it''s'", "'a; b'", "''", "'2024-01-01'", "'Y4'"]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(SAMPLES), st.randoms(use_true_random=False))
def test_lineage_by_shapes_is_lineage_without_whatever_the_literals(sample, choose):
    text, schema, default, dialect = sample
    changed = choose.choice([0.0, 0.3, 1.0])
    script = LITERAL.sub(lambda literal: choose.choice(VALUES) if choose.random() < changed else literal[0], text)
    script = BLANK.sub(lambda blank: choose.choice(BLANKS) if choose.random() < 0.05 * changed else blank[0], script)
    catalog = DictCatalog([definition for definition in schema if choose.random() < 0.8])
    plain = extract(script, catalog, default_database=default, dialect=dialect)
    assert extract(script, catalog, default_database=default, dialect=dialect, shapes=SHARED) == plain
