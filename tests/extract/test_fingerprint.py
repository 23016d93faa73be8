"""Shapes: what is folded, what is kept, and that lineage is the same either way."""

from __future__ import annotations

import pytest

from teralineage.domain.model import Extraction
from teralineage.extract.catalog import InMemoryCatalog, catalog_from_schema
from teralineage.extract.extractor import extract
from teralineage.extract.fingerprint import Shapes, fingerprint_of, shape_of
from teralineage.extract.mapped import MappedText
from teralineage.extract.tokens import Lexis


def shape(text: str) -> str:
    return shape_of(MappedText.of(text), Lexis()).text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("SELECT a FROM t WHERE b = 'x' AND c > 5", "SELECT a FROM t WHERE b = '?' AND c > 0"),
        ("SELECT a FROM t WHERE d = DATE '2024-01-01'", "SELECT a FROM t WHERE d = DATE '?'"),
        ("SELECT a FROM t WHERE b IN (1, 2, 3.5)", "SELECT a FROM t WHERE b IN (0)"),
        ("SELECT a FROM t WHERE b IN ('x','it''s')", "SELECT a FROM t WHERE b IN (0)"),
        ("DEL FROM t WHERE b BETWEEN 1 AND 2 AND c LIKE '%x'", "DEL FROM t WHERE b BETWEEN 0 AND 0 AND c LIKE '?'"),
        ("INSERT INTO t VALUES (1, 'x', a, DATE '2024-01-01')", "INSERT INTO t VALUES (0, '?', a, DATE '?')"),
        ("INSERT INTO t SELECT 5, 'x', a, f(7) FROM s", "INSERT INTO t SELECT 0, '?', a, f(7) FROM s"),
        ("INSERT INTO t SELECT 1 AS b, 2 + a FROM s", "INSERT INTO t SELECT 1 AS b, 2 + a FROM s"),
        ("INSERT INTO t SELECT a, 2 FROM s GROUP BY 1, 2", "INSERT INTO t SELECT a, 0 FROM s GROUP BY 1, 2"),
        ("SELECT a, 5 FROM t GROUP BY 1, 2", "SELECT a, 5 FROM t GROUP BY 1, 2"),
        ("SELECT a (FORMAT 'YYYY') FROM t", "SELECT a (FORMAT 'YYYY') FROM t"),
        ("SELECT a FROM t WHERE b IN (SELECT 1 FROM u)", "SELECT a FROM t WHERE b IN (SELECT 1 FROM u)"),
        ("SELECT a FROM t WHERE b = x5 AND c = 'y' || d", "SELECT a FROM t WHERE b = x5 AND c = '?' || d"),
    ],
)
def test_only_literals_that_are_compared_with_are_folded(text, folded):
    assert shape(text) == folded


def test_statements_of_one_shape_share_a_fingerprint():
    one, two, other = "SELECT a FROM t WHERE b = 1", "SELECT a FROM t WHERE b = 27", "SELECT a FROM t WHERE c = 1"
    assert fingerprint_of(one, Lexis()) == fingerprint_of(two, Lexis())
    assert fingerprint_of(one, Lexis()) != fingerprint_of(other, Lexis())


def told(script: str, extraction: Extraction) -> list[tuple[str, ...]]:
    return [
        (str(edge.source), str(edge.target), str(edge.subtype), script[edge.span.start : edge.span.end])
        for statement in extraction.statements
        for edge in statement.edges
    ]


def test_a_known_shape_gives_the_same_edges_in_their_own_places():
    catalog = catalog_from_schema({"d.t": {"a": "INT", "b": "INT"}})
    shapes = Shapes()
    for value in ("1", "'a much longer value; it''s'", "DATE '2024-01-01'"):
        script = f"/* {value} */ INSERT INTO d.u (x) SELECT a FROM d.t WHERE b = {value} OR b IN ({value}, 2);"
        assert told(script, extract(script, catalog, shapes=shapes)) == told(script, extract(script, catalog))


def test_a_session_of_its_own_is_not_mistaken_for_another():
    shapes = Shapes()
    insert = "INSERT INTO d.u SELECT * FROM vt WHERE k = 1;"
    first = "CREATE VOLATILE TABLE vt (k INTEGER) ON COMMIT PRESERVE ROWS;" + insert
    second = "CREATE VOLATILE TABLE vt (k INTEGER, z INTEGER) ON COMMIT PRESERVE ROWS;" + insert
    for script in (first, second, insert):
        plain = told(script, extract(script, InMemoryCatalog()))
        assert told(script, extract(script, InMemoryCatalog(), shapes=shapes)) == plain
