"""No statement breaks the reader: deep, wide, cut short or plain nonsense, it is read or it is skipped by name."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.extract.case_files import DictCatalog, load_cases

from teralineage.extract.parse import TooSlowError, parse
from teralineage.extract.queries import read_query
from teralineage.extract.relations import Reader
from teralineage.extract.scopes import Scope
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading, read_statement


def read(sql: str, dialect: str = "teradata") -> Reading:
    return read_statement(sql, Session(DictCatalog([])), dialect)


NESTED = {
    "parentheses": ("SELECT {} AS x FROM t", "(", "a", ")"),
    "subqueries": ("SELECT a FROM {}", "(SELECT a FROM ", "t", ") d"),
    "cases": ("SELECT {} AS x FROM t", "CASE WHEN b = 1 THEN a ELSE ", "0", " END"),
    "calls": ("SELECT {} AS x FROM t", "TRIM(", "a", ")"),
    "exists": ("SELECT a FROM t WHERE {}", "EXISTS (SELECT 1 FROM t WHERE ", "b = 1", ")"),
}


def nest(kind: str, depth: int) -> str:
    frame, before, core, after = NESTED[kind]
    return frame.format(before * depth + core + after * depth)


@pytest.mark.parametrize("kind", NESTED)
def test_deep_nesting_is_read(kind: str):
    reading = read(nest(kind, 150))
    assert reading.skipped is None
    assert reading.edges


@pytest.mark.parametrize("kind", NESTED)
def test_nesting_beyond_measure_is_skipped_by_name(kind: str):
    reading = read(nest(kind, 3000))
    assert reading.skipped is not None
    assert reading.skipped.reason == "too-deep"


def test_deep_nesting_is_read_on_a_small_stack():
    readings: list[Reading] = []
    before = threading.stack_size(512 * 1024)
    thread = threading.Thread(target=lambda: readings.append(read(nest("subqueries", 150))))
    thread.start()
    threading.stack_size(before)
    thread.join()
    assert readings[0].skipped is None


@pytest.mark.parametrize("word", ["AND", "OR", "||", "+"])
def test_long_chains_of_one_operator_are_read(word: str):
    columns = [f"c{number}" for number in range(3000)]
    chain = f" {word} ".join(f"{name} = 1" if word.isalpha() else name for name in columns)
    reading = read(f"SELECT a FROM t WHERE {chain}" if word.isalpha() else f"SELECT {chain} AS x FROM t")
    assert reading.skipped is None
    assert {edge.source.name for edge in reading.edges} >= set(columns)


def test_many_branches_of_a_union_are_read():
    reading = read(" UNION ALL ".join(f"SELECT c{number} AS x FROM t" for number in range(1000)))
    assert reading.skipped is None
    assert len(reading.edges) == 1000


def test_three_hundred_columns_are_read():
    items = ", ".join(f"COALESCE(t.a{number}, u.b{number}) AS c{number}" for number in range(300))
    reading = read(f"INSERT INTO x SELECT {items} FROM t JOIN u ON t.k = u.k")
    assert len(reading.edges) == 602


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("", "empty"),
        ("-- nothing but a comment", "empty"),
        ("SELECT a FROM", "syntax"),
        ("SELECT 'open FROM t", "syntax"),
        ("SELECT a FROM t; SELECT b FROM u", "several-statements"),
        ("FOO BAR BAZ", "syntax"),
        ("a + b", "statement-unknown"),
    ],
)
def test_what_cannot_be_read_is_skipped_by_name(sql: str, reason: str):
    reading = read(sql)
    assert reading.edges == ()
    assert reading.skipped is not None
    assert reading.skipped.reason == reason


def test_an_unknown_dialect_is_skipped_by_name():
    reading = read("SELECT 1", "no such dialect")
    assert reading.skipped is not None
    assert reading.skipped.reason == "dialect-unknown"


def test_a_skipped_statement_tells_its_kind_and_line():
    reading = read("INS INTO x\nSELECT a\nFROM t WHERE )")
    assert reading.kind == "INSERT"
    assert reading.skipped is not None
    assert reading.skipped.line == 3


STATEMENTS = [statement for case in load_cases() for statement in case.statements()]
WORDS = sorted({word for statement in STATEMENTS for word in statement.split()})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_in_any_order_are_read_or_skipped(words: list[str]):
    reading = read(" ".join(words))
    assert reading.skipped is None or reading.skipped.reason != "internal", reading.skipped


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(STATEMENTS), st.data())
def test_any_damaged_statement_is_read_or_skipped(statement: str, data: st.DataObject):
    start = data.draw(st.integers(0, len(statement)))
    end = data.draw(st.integers(start, min(len(statement), start + 12)))
    reading = read(
        statement[:start] + data.draw(st.sampled_from(["", "(", ")", ",", "'", '"', " FROM "])) + statement[end:]
    )
    assert reading.skipped is None or reading.skipped.reason != "internal", reading.skipped


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read_or_skipped(text: str):
    reading = read(text)
    assert reading.skipped is None or reading.skipped.reason != "internal", reading.skipped


def test_a_part_that_was_not_understood_tells_its_line():
    reading = read("SELECT x\nFROM t,\n  f (ON u USING k('1')) AS d")
    assert reading.edges
    assert reading.skipped is not None
    assert (reading.skipped.reason, reading.skipped.line) == ("table-operator-unknown", 3)


def test_a_statement_whose_time_is_over_is_told_by_name():
    with pytest.raises(TooSlowError):
        parse("SELECT a FROM t", "teradata", deadline=0.0)
    reader = Reader(Session(DictCatalog([])), deadline=0.0)
    with pytest.raises(TooSlowError):
        read_query(parse("SELECT a FROM t", "teradata"), Scope(reader))


def test_a_very_long_list_of_literals_costs_no_tree():
    found = read("SELECT a FROM t WHERE b IN (" + ", ".join(f"'{n}'" for n in range(20_000)) + ") AND c NOT IN (1, 2)")
    assert {(edge.source.name, edge.subtype.value) for edge in found.edges} == {
        ("a", "IDENTITY"),
        ("b", "FILTER"),
        ("c", "FILTER"),
    }
