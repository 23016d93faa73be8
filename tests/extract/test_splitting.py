"""Laws of the splitter, whatever text it gets, hard texts included."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teralineage.domain.model import Span
from teralineage.extract.mapped import MappedText
from teralineage.extract.scripts import StatementKind, split
from teralineage.extract.tokens import Lexis
from teralineage.extract.variables import Filling, Variables, fill, spelled

PIECES = st.sampled_from(
    """SELECT INSERT|INTO|CREATE PROCEDURE p() |REPLACE MACRO m AS (|BEGIN |END|END IF|CASE |DEFINE JOB |USING (|a|b.c
'|"|''|--|/*|*/|;|(|)|\n|\r\n|\r|.IF ERRORCODE|.LOGON x/y|.EXPORT |\n.|* note|# note|{%|%}|{{ x }}|${X}|$|%%Y%%
&z.|@w|<v>|<<EOF|EOF|bteq <<EOF\n|\nEOF\n| |,|=|:p||||\x00|\ue000|\ue001|é|$$|`|[|]|\\""".replace("\n", "|").split("|")
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES, max_size=40).map("".join)
)
DIALECTS = st.sampled_from(["teradata", "snowflake", "mysql", "tsql", "bigquery"])


@given(TEXTS, DIALECTS)
@settings(max_examples=600, deadline=None)
def test_statements_stand_in_order_and_apart_and_say_what_stands_there(text, dialect):
    position = 0
    for number, statement in enumerate(split(text, dialect), 1):
        assert statement.span.start >= position
        assert statement.span.end > statement.span.start
        assert text[statement.span.start : statement.span.end] == statement.text
        assert statement.number == number
        assert statement.line == 1 + len(re.findall(r"\r\n?|\n", text[: statement.span.start]))
        position = statement.span.end
    assert position <= len(text)


@given(st.lists(st.sampled_from(["SELECT a FROM t", "DEL FROM x", "UPDATE y SET b = 'c;d'", "EXEC m"]), max_size=8))
def test_plain_statements_come_back_one_by_one(statements):
    script = "\n;\n-- and\n".join(statements)
    assert [statement.text for statement in split(script)] == statements


@given(
    TEXTS,
    st.dictionaries(st.sampled_from(["X", "Y", "z", "w", "v", "x"]), st.text(max_size=9), max_size=4),
    st.booleans(),
)
@settings(max_examples=600, deadline=None)
def test_filled_text_knows_where_it_came_from(text, values, cautious):
    filled = fill(MappedText.of(text), Filling(Variables(values), Lexis(), cautious))
    position = 0
    for start in range(len(filled.text)):
        span = filled.origin(Span(start, start + 1))
        assert 0 <= span.start <= span.end <= len(text)
        assert span.start >= position
        position = span.start


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_unfilled_variables_are_spelled_as_before(text):
    plain = re.sub("[\ue000-\uf8ff]", "", text)
    filled = fill(MappedText.of(plain), Filling(Variables(), Lexis()))
    assert re.sub(r"[\s\\&.%]", "", spelled(filled.text)) == re.sub(r"[\s\\&.%]", "", plain)


@pytest.mark.parametrize(
    "hard",
    [
        "/* /* */" * 20_000,
        "/*" * 50_000,
        "'" * 99_999,
        "select 'a\n" * 20_000,
        "(" * 50_000,
        "CREATE PROCEDURE p() BEGIN " * 10_000,
        "REPLACE MACRO m AS (" * 10_000,
        "\n." * 50_000,
        "{{" * 50_000,
        "$" * 100_000,
        "<a" * 50_000,
        "bteq <<EOF\n" * 5_000,
        ";\n" * 100_000,
        "-- x\n" * 50_000,
        "# x\n* y\n" * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hard_texts_end(hard):
    # each of these took minutes with one careless pattern
    for statement in split(hard):
        filled = fill(MappedText.of(statement.text), Filling(Variables({"X": "y"}), Lexis()))
        assert filled.origin(Span(0, len(filled.text))) == Span(0, len(statement.text))


def test_ten_megabytes_are_split_at_once():
    one = (
        "INSERT INTO db.t (a, b) SELECT x, 'it''s; so' FROM db.s WHERE y = ${D} /* c; */ -- d;\n;\n"
        ".IF ERRORCODE <> 0 THEN .QUIT 8\n"
    )
    count = 10_000_000 // len(one) + 1
    statements = split(one * count)
    assert len(statements) == 2 * count
    assert sum(statement.kind is StatementKind.SQL for statement in statements) == count
