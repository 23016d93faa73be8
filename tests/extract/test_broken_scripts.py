"""Scripts cut, torn and patched: whatever is left of them is read, and told in its right place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.script_files import script_paths

from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.encodings import decode
from teralineage.extract.extractor import extract

WHOLE = [decode(path.read_bytes()) for path in script_paths()]
PATCHES = [
    "'",
    '"',
    "(",
    ")",
    ";",
    "/*",
    "*/",
    "--",
    ".",
    "$",
    "{{",
    "||",
    ":",
    "=",
    "BEGIN",
    "END",
    "END;",
    "IF",
    "ELSE",
    "CASE",
    "DO",
    "FOR|x|AS",
    "CURSOR|FOR",
    "OPEN|c;",
    "FETCH|c|INTO|a",
    "SET|v|=",
    "FROM|OPERATOR|(",
    "APPLY",
    "DEFINE|OPERATOR",
    "DEFINE|SCHEMA",
    ".LAYOUT|x;",
    ".IMPORT|INFILE|f",
    "USING|(",
    "WHEN",
    "AFTER|INSERT|ON",
]


@st.composite
def broken_scripts(draw):
    text = draw(st.sampled_from(WHOLE))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.sampled_from([0, 1, 5, 60])))
        patch = draw(st.sampled_from(["", *PATCHES])).replace("|", " ")
        text = text[:start] + patch + text[end:]
    start = draw(st.integers(0, len(text)))
    return text[start : start + draw(st.sampled_from([200, 1500, 5000]))]


@given(broken_scripts())
@settings(max_examples=150, deadline=None)
def test_a_broken_script_gives_what_can_be_read_of_it(script):
    for statement in extract(script, InMemoryCatalog()).statements:
        assert script[statement.span.start : statement.span.end] == statement.text
        assert statement.skipped is None or statement.skipped.reason != "internal"
        for edge in statement.edges:
            assert statement.span.start <= edge.span.start < edge.span.end <= statement.span.end
