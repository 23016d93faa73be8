"""Whole scripts to statements with lineage, told in the script's own places."""

from __future__ import annotations

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
