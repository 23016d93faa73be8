"""Whole scripts to statements with lineage, told in the script's own places."""

from __future__ import annotations

from pathlib import Path

import pytest

from teralineage.domain.model import Extraction
from teralineage.extract.catalog import InMemoryCatalog, catalog_from_schema
from teralineage.extract.extractor import extract


def edges(extraction: Extraction) -> list[str]:
    return [f"{edge.source} -> {edge.target} {edge.subtype}" for item in extraction.statements for edge in item.edges]


def test_spans_point_into_the_script_as_it_was_written():
    script = "-- head\nINSERT INTO ${DB}.t\r\nSELECT a + 1 FROM ${DB}.s;"
    item = extract(script, InMemoryCatalog(), variables={"DB": "A_RATHER_LONG_NAME"}).statements[0]
    assert script[item.span.start : item.span.end] == item.text == script[8:-1]
    assert [script[edge.span.start : edge.span.end] for edge in item.edges] == ["a + 1"]
    assert [str(name) for name in item.sources] == ["A_RATHER_LONG_NAME.s"]


def test_unfilled_variables_keep_their_spelling_in_names():
    item = extract("INSERT INTO %%TGT%%.t SELECT a FROM {src}.s_<SFX>;", InMemoryCatalog()).statements[0]
    assert [(name.database, name.name) for name in (*item.sources, *item.targets)] == [
        ("{src}", "s_<SFX>"),
        ("%%TGT%%", "t"),
    ]


def test_a_bad_statement_loses_no_neighbour():
    script = "INSERT INTO t SELECT a FROM s;\nINSERT INTO ) nonsense (;\nINSERT INTO t SELECT b FROM s;"
    first, bad, last = extract(script, InMemoryCatalog(), default_database="d").statements
    assert (first.skipped, last.skipped) == (None, None)
    assert bad.skipped is not None
    assert bad.skipped.line == 2
    assert [item.number for item in (first, bad, last)] == [1, 2, 3]


def test_a_volatile_table_is_known_to_the_statements_behind_it():
    script = "CREATE VOLATILE TABLE v AS (SELECT a AS x FROM d.s) WITH DATA;\nINSERT INTO d.t SELECT * FROM v;"
    found = edges(
        extract(script, catalog_from_schema({"d.s": {"a": "INTEGER"}, "d.t": {"y": None}}), default_database="u")
    )
    assert found == ["d.s.a -> u.v.x IDENTITY", "u.v.x -> d.t.y IDENTITY"]


def test_an_exported_select_writes_to_its_file():
    script = ".EXPORT DATA FILE = out.dat\nSELECT a FROM d.s;\n.EXPORT RESET\nSELECT a FROM d.s;\n"
    assert edges(extract(script, InMemoryCatalog())) == [
        'd.s.a -> ""."file:out.dat".a IDENTITY',
        'd.s.a -> ""."<result>".a IDENTITY',
    ]


def test_a_dml_label_reads_the_file_that_a_later_import_applies_it_to():
    script = """.LAYOUT lay;
.FIELD k * CHAR(3);
.FIELD v * CHAR(9);
.DML LABEL ins;
INSERT INTO d.t (a, b) VALUES (:k, :v);
.IMPORT INFILE in.txt
  LAYOUT lay APPLY ins;
.END MLOAD;
"""
    assert edges(extract(script, InMemoryCatalog())) == [
        '""."file:in.txt".k -> d.t.a IDENTITY',
        '""."file:in.txt".v -> d.t.b IDENTITY',
    ]


def test_a_comment_behind_a_command_may_go_on_for_lines():
    script = ".QUIET ON /* don't\n mind; this */\nSELECT a FROM d.t;"
    assert [item.text for item in extract(script, InMemoryCatalog()).statements] == ["SELECT a FROM d.t"]


def test_each_here_document_is_a_session_of_its_own():
    script = "bteq <<A\nDATABASE x;\nSELECT a FROM t;\nA\nbteq <<B\nSELECT a FROM t;\nB\n"
    assert edges(extract(script, InMemoryCatalog(), default_database="home")) == [
        'x.t.a -> ""."<result>".a IDENTITY',
        'home.t.a -> ""."<result>".a IDENTITY',
    ]


def test_a_value_may_hold_several_statements():
    extraction = extract(
        "${ALL};", InMemoryCatalog(), variables={"ALL": "DEL FROM d.a; INSERT INTO d.a SELECT b FROM d.c"}
    )
    assert [item.kind for item in extraction.statements] == ["DELETE", "INSERT"]
    assert edges(extraction) == ["d.c.b -> d.a.b IDENTITY"]


def test_values_may_name_other_variables_but_not_for_ever():
    script = "SELECT a FROM ${FULL};"
    values = {"FULL": "${DB}.t_${X}", "DB": "sales", "X": "${X}1"}
    (source,) = extract(script, InMemoryCatalog(), variables=values).statements[0].sources
    assert source.database == "sales"


@pytest.mark.parametrize(
    ("first", "second"), [("$X", "${X}"), ("${X}", "$X"), ("{{ x }}", "{{x}}"), ("%%X%%", "%%X."), ("%%X", "%%X%%")]
)
def test_a_variable_without_a_value_is_the_same_however_it_is_spelled(first, second):
    script = f"CREATE TABLE {first}.v AS (SELECT a FROM d.s) WITH DATA;\nINSERT INTO d.t SELECT * FROM {second}.v;"
    made, read = extract(script, InMemoryCatalog()).statements
    assert read.sources == made.targets
    assert [str(edge.source) for edge in read.edges] == [str(edge.target) for edge in made.edges]
    assert [script[edge.span.start : edge.span.end] for edge in read.edges] == ["*"]


def test_variables_of_other_names_or_kinds_are_others():
    script = "SELECT a FROM $x.t; SELECT a FROM ${y}.t; SELECT a FROM &x..t; SELECT a FROM {{ x }}.t;"
    assert len({item.sources for item in extract(script, InMemoryCatalog()).statements}) == 4


def test_statements_without_lineage_are_no_failures():
    script = Path(__file__).with_name("without_lineage.sql").read_text(encoding="utf-8")
    statements = extract(script, InMemoryCatalog()).statements
    assert len(statements) > 60
    assert [item.text for item in statements if item.skipped is not None] == []


def test_a_definition_carries_the_statement_that_makes_it():
    script = "/* the view */ CREATE VIEW ${DB}.v AS SELECT a FROM d.t;"
    (definition,) = extract(script, InMemoryCatalog(), variables={"DB": "x"}).statements[0].defines
    assert definition.ddl == "CREATE VIEW x.v AS SELECT a FROM d.t"


def test_loops_within_loops_end():
    nested = "WHILE a = 1 DO SELECT x INTO v FROM d.s; " * 40 + "UPDATE d.t SET y = v; " + "END WHILE; " * 40
    extraction = extract(f"CREATE PROCEDURE p () BEGIN DECLARE v INTEGER; {nested} END;", InMemoryCatalog())
    assert edges(extraction) == ["d.s.x -> d.t.y IDENTITY"]


def test_values_go_round_in_a_loop_within_a_loop():
    body = "SET w = NULL; WHILE b = 1 DO UPDATE d.t SET y = w; SELECT x INTO w FROM d.s; END WHILE;"
    script = f"CREATE PROCEDURE p () BEGIN DECLARE w INTEGER; WHILE a = 1 DO {body} END WHILE; END;"
    assert edges(extract(script, InMemoryCatalog())) == ["d.s.x -> d.t.y IDENTITY"]


def test_what_is_nested_too_deeply_is_named():
    script = "CREATE PROCEDURE p () BEGIN " + "BEGIN " * 5000 + "; SELECT a FROM d.t;"
    (item,) = extract(script, InMemoryCatalog()).statements
    assert item.skipped is not None
    assert item.skipped.reason == "too-deep"


def test_blanks_of_other_alphabets_are_blanks():
    script = "SELECT\u00a0a FROM\u3000d.t WHERE\u200b b = 1;"
    assert edges(extract(script, InMemoryCatalog())) == [
        'd.t.a -> ""."<result>".a IDENTITY',
        'd.t.b -> ""."<result>".* FILTER',
    ]
