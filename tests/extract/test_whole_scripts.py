"""Scripts that nobody would write: every one of them ends, in bounded memory, each part read or skipped by name."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cli.command import environment
from tests.extract.script_files import script_paths

from teralineage.domain.model import Extraction
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.encodings import decode
from teralineage.extract.extractor import extract


def check(script: str) -> Extraction:
    """Read a script; what is said of it stands in it, in order."""
    found = extract(script, InMemoryCatalog())
    for statement in found.statements:
        assert script[statement.span.start : statement.span.end] == statement.text
        assert all(0 <= edge.span.start <= edge.span.end <= len(script) for edge in statement.edges)
        assert statement.skipped is None or statement.skipped.reason != "internal", statement.skipped
    return found


LINES = sorted({line for path in script_paths() for line in decode(path.read_bytes()).splitlines() if line.strip()})
MARKS = [
    "'",
    '"',
    "/*",
    "*/",
    "--",
    ";",
    "(",
    ")",
    "<<EOF",
    "EOF",
    "BEGIN",
    "END;",
    "${X}",
    "{{",
    "%%",
    "&",
    "\x00",
    "\\",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.sampled_from(MARKS), max_size=30), st.sampled_from(["\n", " ", "\r\n"]))
def test_any_lines_of_any_scripts_are_a_script(lines: list[str], between: str):
    check(between.join(lines))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda data: data.decode("latin-1")))
def test_any_text_is_a_script(text: str):
    check(text)


HARD = """(|'|"|/*|--\\n|${|{{|<|@|.|;|\\n|BEGIN |CASE |IF a THEN |DEFINE JOB x ( |DEFINE SCHEMA s ( |APPLY ( |\
CREATE MACRO m AS ( |CREATE PROCEDURE p() |bteq <<EOF\\n|.IMPORT |a, """


@pytest.mark.parametrize("part", [part.replace("\\n", "\n") for part in HARD.split("|")])
def test_one_thing_said_thousands_of_times_ends(part: str):
    check(part * 3_000)
    check("CREATE PROCEDURE d.p () BEGIN " + part * 3_000)


READ_TEN_MEGABYTES = """
import resource
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.extractor import extract
from teralineage.extract.shapes import Shapes

statement = "INSERT INTO d.t (a, b) SELECT a, {0} FROM d.s /* " + "by run {0} " * 400 + " */ WHERE k IN (1, {0});\\n"
script = "".join(map(statement.format, range(10_000_000 // len(statement))))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = extract(script, InMemoryCatalog(), shapes=Shapes())
assert all(len(one.edges) == 2 for one in found.statements), "an edge is missing"
print(len(script), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def test_ten_megabytes_are_read_in_bounded_memory():
    ended = subprocess.run(
        [sys.executable, "-c", READ_TEN_MEGABYTES], env=environment(), capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    characters, megabytes = map(int, ended.stdout.split())
    assert characters > 9_900_000
    assert megabytes < 100
