"""Files that a script runs are read where it runs them."""

from __future__ import annotations

import pytest
from tests.extract.test_extractor import edges

from teralineage.domain.model import Extraction
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.extractor import extract
from teralineage.extract.includes import Included, RunCommand, files_run
from teralineage.extract.variables import Variables


class Files:
    """Files by name."""

    def __init__(self, **texts: str) -> None:
        self.texts = {f"{name}.sql": text for name, text in texts.items()}

    def __call__(self, name: str) -> Included | None:
        return Included(name, self.texts[name]) if name in self.texts else None

    def read(self, script: str, **variables: str) -> Extraction:
        return extract(script, InMemoryCatalog(), includes=self, variables=variables)

    def asked(self, script: str, **variables: str) -> dict[str, str | None]:
        found = files_run(script, Variables(variables), "teradata", self)
        return {name: None if file is None else file.text for name, file in found.items()}


def skipped(extraction: Extraction) -> list[tuple[str, str]]:
    return [(item.kind, item.skipped.reason) for item in extraction.statements if item.skipped]


def test_a_script_that_is_run_shares_the_session():
    part = "DATABASE x;\nCREATE VOLATILE TABLE v AS (SELECT a FROM s) WITH DATA;"
    extraction = Files(part=part).read(".RUN FILE = part.sql\nINSERT INTO t SELECT a FROM v;")
    assert edges(extraction) == ["x.s.a -> x.v.a IDENTITY", "x.v.a -> x.t.a IDENTITY"]


def test_a_statement_of_a_script_that_is_run_has_its_place_there():
    part = "-- first\nINSERT INTO d.t SELECT a + 1 AS b FROM d.s;"
    first, last = Files(part=part).read("SELECT 1;\n.RUN FILE = part.sql\n").statements[-1], part
    assert (first.file, first.line, first.text) == ("part.sql", 2, part[9:-1])
    assert [last[edge.span.start : edge.span.end] for edge in first.edges] == ["a + 1"]


@pytest.mark.parametrize(
    "command",
    [
        ".RUN FILE=part.sql",
        ".run file part.sql;",
        ".RUN FILE = 'part.sql'",
        '.RUN FILE="part.sql";',
        "RUN FILE part.sql;",
        ".RUN DDNAME=part.sql",
        ".COMPILE FILE = part.sql",
        ".IF ERRORCODE = 0 THEN .RUN FILE = part.sql",
        ".RUN FILE = ${name}.sql",
        ".RUN FILE = part.sql, SKIP = 0",
    ],
)
def test_every_spelling_of_the_command_runs_the_file(command):
    extraction = Files(part="INSERT INTO d.t SELECT a FROM d.s;").read(f"{command}\nSELECT 1;", name="part")
    assert edges(extraction) == ["d.s.a -> d.t.a IDENTITY"]


def test_first_lines_may_be_left_out():
    part = "INSERT INTO d.no SELECT a FROM d.s;\nINSERT INTO d.t SELECT a FROM d.s;"
    extraction = Files(part=part).read(".RUN FILE = part.sql, SKIP = 1\n")
    assert [(item.line, item.targets[0].name) for item in extraction.statements] == [(2, "t")]


@pytest.mark.parametrize("files", [Files(a=".RUN FILE=a.sql"), Files(a=".RUN FILE=b.sql", b=".RUN FILE=a.sql")])
def test_scripts_that_run_each_other_end(files):
    script = files.texts["a.sql"]
    extraction = files.read(script)
    assert skipped(extraction) == [("RUN", "runs-itself")]
    assert set(files.asked(script)) == set(files.texts)


def test_scripts_that_run_others_for_ever_end():
    class Endless(Files):
        def __call__(self, name: str) -> Included | None:
            return Included(name, f".RUN FILE={name}x;")

    assert skipped(Endless().read(".RUN FILE=x;")) == [("RUN", "too-deep")]
    assert len(Endless().asked(".RUN FILE=x;")) == 10


def test_a_file_run_twice_is_read_twice_for_the_session_may_have_changed():
    script = "DATABASE x;\n.RUN FILE=part.sql\nDATABASE y;\n.RUN FILE=part.sql\n"
    extraction = Files(part="INSERT INTO t SELECT a FROM s;").read(script)
    assert edges(extraction) == ["x.s.a -> x.t.a IDENTITY", "y.s.a -> y.t.a IDENTITY"]


def test_a_file_that_is_not_there_is_told_by_name():
    extraction = Files().read("SELECT 1;\n.RUN FILE = gone.sql\n.COMPILE FILE = ${X}.sql\n")
    assert skipped(extraction) == [("RUN", "missing-file"), ("COMPILE", "placeholder")]
    assert [(item.skipped.message, item.line) for item in extraction.statements if item.skipped] == [
        ("the file gone.sql is not there", 2),
        ("a variable without a value names the file ${X}.sql", 3),
    ]


def test_who_cannot_find_files_passes_them_over():
    assert extract(".RUN FILE = gone.sql", InMemoryCatalog()).statements == ()


def test_all_files_are_asked_for_beforehand_that_reading_asks_for():
    files = Files(a=".SET p TO b;\n.RUN FILE=&p..sql;", b=".RUN FILE=&p.c.sql;", bc="SELECT 1;")
    script = ".RUN FILE=a.sql;\n.RUN FILE=&p.c.sql;\n.RUN FILE=none;"
    assert files.asked(script) == {**files.texts, "none": None}
    found = dict(files.asked(script))
    extract(script, InMemoryCatalog(), includes=lambda name: files(name) if name in found else pytest.fail(name))


def test_other_commands_run_nothing():
    assert RunCommand.of(".REMARK 'RUN FILE = x'") is None
    assert Files().asked("SELECT 'RUN FILE = x'; -- .RUN FILE = y\n") == {}
