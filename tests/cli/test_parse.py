"""`teralineage parse`, as people and tools call it."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from teralineage.cli.app import app
from teralineage.cli.batch import answer
from teralineage.domain.errors import UsageError

SCRIPT = """.LOGON td/u,p
INSERT INTO ${DB}.t (x)
SELECT SUM(a) FROM d.s WHERE b > 1;
INSERT INTO nonsense ) (;
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "load.bteq"
    path.write_bytes(SCRIPT.encode("utf-16"))
    return path


def run(*words: str, stdin: str | None = None) -> str:
    result = CliRunner().invoke(app, ["parse", *words], input=stdin, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_people_get_a_tree_with_the_sql_that_says_so(script):
    out = run(str(script), "--var", "DB=dw")
    assert "2: INSERT dw.t ← d.s" in out
    assert "dw.t.x ← d.s.a AGGREGATION" in out
    assert "SUM(a)" in out
    assert "1 skipped" in out


def test_json_lines_name_each_statement_and_its_place(script):
    first, second = map(json.loads, run(str(script), "-f", "jsonl").splitlines())
    assert (first["kind"], first["line"], first["targets"]) == ("INSERT", 2, ["${db}.t"])
    edge = first["edges"][0]
    assert (edge["source"], edge["target"], edge["subtype"]) == ("d.s.a", "${db}.t.x", "AGGREGATION")
    assert SCRIPT[slice(*edge["span"])] == "SUM(a)"
    assert second["skipped"]["line"] == 4


def test_openlineage_events_carry_column_lineage(script):
    event = json.loads(run(str(script), "-f", "openlineage").splitlines()[0])
    facet = event["outputs"][0]["facets"]["columnLineage"]
    assert facet["fields"]["x"]["inputFields"][0]["field"] == "a"
    assert facet["dataset"][0]["transformations"][0]["subtype"] == "FILTER"


def test_an_openlineage_event_names_no_dataset_that_does_not_exist():
    text = "INSERT INTO d.t (x, y) SELECT q, s1.z FROM d.s1, d.s2;"
    (event,) = map(json.loads, run("-", "-f", "openlineage", stdin=text).splitlines())
    fields = event["outputs"][0]["facets"]["columnLineage"]["fields"]
    assert {name: [(one["name"], one["field"]) for one in field["inputFields"]] for name, field in fields.items()} == {
        "y": [("d.s1", "z")]
    }


def test_one_schema_does_not_push_another_out(tmp_path):
    for name in ("s", "t"):
        (tmp_path / f"{name}.json").write_text(json.dumps({f"d.{name}": {"a": "INT"}}))
    files = [word for name in ("s", "t") for word in ("--catalog", str(tmp_path / f"{name}.json"))]
    out = run("-", *files, "-f", "csv", stdin="INSERT INTO d.t SELECT * FROM d.s")
    assert [row["confidence"] for row in csv.DictReader(io.StringIO(out))] == ["1.0"]


@pytest.mark.parametrize(
    ("schema", "message"),
    [("[1]", "not a JSON object of tables"), ('{"a": 5}', "a: columns must be an object"), ("{", "not JSON")],
)
def test_a_schema_that_is_none_is_named_with_what_is_wrong(tmp_path, schema, message):
    file = tmp_path / "schema.json"
    file.write_text(schema)
    with pytest.raises(UsageError, match=rf"schema\.json: .*{message}"):
        run("-", "--catalog", str(file), stdin="SELECT 1")


def test_a_folder_that_cannot_be_made_is_named():
    with pytest.raises(UsageError, match="cannot make the folder /proc/nowhere"):
        run("-", "--catalog", "store", "--data-dir", "/proc/nowhere", stdin="SELECT 1")


def test_csv_has_one_row_an_edge(script):
    rows = list(csv.DictReader(io.StringIO(run(str(script), "-f", "csv"))))
    assert [(row["source"], row["target"]) for row in rows] == [("d.s.a", "${db}.t.x"), ("d.s.b", "${db}.t.*")]


@pytest.mark.parametrize(("form", "expected"), [("mermaid", "-->|AGGREGATION|"), ("dot", '"d.s.a" -> "${db}.t.x"')])
def test_graphs_draw_every_edge(script, form, expected):
    assert expected in run(str(script), "-f", form)


def test_a_catalog_comes_from_ddl_and_from_json(tmp_path):
    ddl = tmp_path / "tables.sql"
    ddl.write_text("CREATE TABLE d.s (a INTEGER, b CHAR(3));")
    schema = tmp_path / "schema.json"
    schema.write_text('{"D.T": {"X": "INTEGER", "Y": "CHAR(3)"}}')
    out = run(
        "-", "--catalog", str(ddl), "--catalog", str(schema), "-f", "csv", stdin="INSERT INTO d.t SELECT * FROM d.s"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["source"], row["target"], row["confidence"]) for row in rows] == [
        ("d.s.a", "d.t.x", "1.0"),
        ("d.s.b", "d.t.y", "1.0"),
    ]


def test_strict_tells_of_skipped_statements_by_its_exit_code(script):
    assert CliRunner().invoke(app, ["parse", "--strict", str(script)]).exit_code == 3


def test_batch_answers_line_by_line_while_its_input_stays_open():
    process = subprocess.Popen(
        [sys.executable, "-m", "teralineage", "parse", "--batch"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        for identity, sql in enumerate(("SELECT a FROM t", "", ")(")):
            process.stdin.write(json.dumps({"id": identity, "sql": sql}).encode() + b"\n")
            process.stdin.flush()
            reply = json.loads(process.stdout.readline())
            assert (reply["id"], reply["error"]) == (identity, None)
        process.stdin.close()
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
        process.stdout.close()


def test_batch_names_are_lower_case_and_edges_follow_the_schema():
    request = {"id": "x", "sql": 'SELECT * FROM "T"', "schema": {"DB.T": {"A": "INT"}}, "default_database": "DB"}
    statement = answer(json.dumps(request).encode())["statements"][0]
    assert (statement["kind"], statement["sources"], statement["targets"]) == ("SELECT", ["db.t"], [])
    assert [(e["source"], e["target"]) for e in statement["edges"]] == [("db.t.a", "<result>.a")]
    assert statement["outputs"] == ["a"]


def test_batch_takes_names_as_sql_spells_them_and_nulls_as_unknown():
    request = {
        "id": "x",
        "sql": 'SELECT * FROM ${DB}."my t", u WHERE k = ${N}',
        "schema": {'d."my t"': {'"Q q"': "INT", '"a""b"': None}, "u": None},
        "variables": {"DB": "d", "N": None},
    }
    statement = answer(b"\xef\xbb\xbf" + json.dumps(request).encode())["statements"][0]
    values = [(e["source"], e["confidence"]) for e in statement["edges"] if e["type"] == "DIRECT"]
    assert values == [("d.my t.q q", 1.0), ('d.my t.a"b', 1.0), ("u.*", 0.8)]


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense",
        b"[1, 2]",
        b'{"id": 1}',
        b'{"id": 1, "sql": 7}',
        b'{"id": 1, "sql": "SELECT 1", "dialect": "klingon"}',
        b'{"id": 1, "sql": "SELECT 1", "schema": {"t": 3}}',
        b'{"id": 1, "sql": "SELECT 1", "schema": [], "variables": "x"}',
        b"\xff\xfe{",
        b"[" * 100_000,
    ],
)
def test_a_request_that_cannot_be_answered_says_why(line):
    reply = answer(line)
    assert reply["statements"] == []
    assert isinstance(reply["error"], str)


def test_a_catalog_may_be_what_was_extracted_before(tmp_path):
    (tmp_path / "t.sql").write_text(
        "CREATE TABLE d.t (x INTEGER, y INTEGER); INSERT INTO d.t SELECT only_this FROM d.s;"
    )
    where = ("--data-dir", str(tmp_path))
    assert CliRunner().invoke(app, ["extract", str(tmp_path / "t.sql"), *where]).exit_code == 0
    sql = "INSERT INTO d.u SELECT * FROM d.t; INSERT INTO d.v SELECT * FROM d.s;"
    out = run("-", "--catalog", "store", *where, "-f", "csv", stdin=sql)
    rows = [(row["source"], row["target"]) for row in csv.DictReader(io.StringIO(out))]
    assert rows == [("d.t.x", "d.u.x"), ("d.t.y", "d.u.y"), ("d.s.*", "d.v.*")]
