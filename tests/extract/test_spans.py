"""Every edge is shown with the text that makes it."""

import pytest
from tests.extract.case_files import DictCatalog, parse_bind, parse_table, plain

from teralineage.extract.session import Session, Source
from teralineage.extract.statement import read_statement

UNPIVOTED = "TD_UNPIVOT (ON t USING VALUE_COLUMNS('v') UNPIVOT_COLUMN('c') COLUMN_LIST('a', 'b')) d"

SPANS = [
    ("SELECT a FROM t", "t.a", "<result>.a", "a"),
    ("SELECT t.a AS x FROM t", "t.a", "<result>.x", "t.a"),
    ("SELECT a + b AS x FROM t", "t.b", "<result>.x", "a + b"),
    ("SELECT a (INTEGER) AS x FROM t", "t.a", "<result>.x", "a (INTEGER)"),
    ("SELECT SUM(a) OVER (ORDER BY b) AS x FROM t", "t.a", "<result>.x", "SUM(a) OVER (ORDER BY b)"),
    ("SELECT SUM(a) OVER (ORDER BY b) AS x FROM t", "t.b", "<result>.*", "b"),
    ("SELECT CASE WHEN b = 1 AND c = 2 THEN a END AS x FROM t", "t.b", "<result>.x", "b = 1 AND c = 2"),
    ("SELECT a FROM t WHERE b = 1 AND (c = 2 OR d = 3)", "t.b", "<result>.*", "b = 1"),
    ("SELECT a FROM t WHERE b = 1 AND (c = 2 OR d = 3)", "t.d", "<result>.*", "(c = 2 OR d = 3)"),
    ("SELECT t.a FROM t JOIN u ON t.k = u.k AND u.z = 1", "u.k", "<result>.*", "t.k = u.k"),
    ("SELECT a FROM t GROUP BY a, b", "t.b", "<result>.*", "b"),
    ("SELECT a FROM t ORDER BY b DESC", "t.b", "<result>.*", "b"),
    ("SELECT * FROM t JOIN u USING (k)", "u.k", "<result>.*", "k"),
    ("SELECT 1 + k AS x FROM t JOIN u USING (k)", "t.k", "<result>.x", "1 + k"),
    ("SELECT k FROM t JOIN u USING (k, z)", "t.k", "<result>.k", "k"),
    ("SELECT k FROM (SELECT a + 1 AS k FROM t) d JOIN u USING (k)", "t.a", "<result>.k", "a + 1"),
    ("SELECT * FROM u NATURAL JOIN u AS v", "u.k", "<result>.k", "*"),
    ("SELECT t.* FROM t", "t.*", "<result>.*", "t.*"),
    ("SELECT x FROM (SELECT SUM(a) AS x FROM t) d", "t.a", "<result>.x", "SUM(a)"),
    ("SELECT x * 2 AS y FROM (SELECT a + 1 AS x FROM t) d", "t.a", "<result>.y", "x * 2"),
    ("INSERT INTO d.z (p) SELECT s.a FROM (SELECT a FROM t) s", "t.a", "d.z.p", "a"),
    ("UPDATE z SET p = q || 'x' WHERE r = 1", "z.q", "z.p", "q || 'x'"),
    ("MERGE INTO z USING t ON z.k = t.k WHEN MATCHED THEN UPDATE SET p = t.a + 1", "t.a", "z.p", "t.a + 1"),
    ("/* é ü */ SELECT a, b -- 😀\n, c + 1 AS x FROM t", "t.c", "<result>.x", "c + 1"),
    ("LOCKING ROW FOR ACCESS SELECT TRIM(a) AS x FROM t", "t.a", "<result>.x", "TRIM(a)"),
    ("SELECT * FROM t PIVOT (SUM(a) AS s FOR m IN ('x' AS x)) p", "t.a", "<result>.x_s", "SUM(a)"),
    ("SELECT p FROM t EXPAND ON p AS q BY INTERVAL '1' DAY FOR PERIOD(b, c)", "t.b", "<result>.*", "PERIOD(b, c)"),
    (f"SELECT v FROM {UNPIVOTED}", "t.a", "<result>.v", UNPIVOTED),
    ("SELECT SUM(a) FROM t GROUP BY ROLLUP(b, UPPER(c)), CUBE(TRIM(d))", "t.c", "<result>.*", "UPPER(c)"),
    ("SELECT SUM(a) FROM t GROUP BY ROLLUP(b, UPPER(c)), CUBE(TRIM(d))", "t.d", "<result>.*", "TRIM(d)"),
    ("SELECT SUM(a) FROM t GROUP BY GROUPING SETS ((b), UPPER(c))", "t.c", "<result>.*", "UPPER(c)"),
    ("SELECT q FROM t EXPAND ON PERIOD(b, c) AS q BY INTERVAL '1' DAY", "t.c", "<result>.q", "PERIOD(b, c)"),
    ("SELECT srv.db.t.a AS x FROM srv.db.t", "srv.db.t.a", "<result>.x", "srv.db.t.a"),
    ("SELECT RANK() OVER (ORDER BY a DESC, b) AS r FROM t", "t.b", "<result>.*", "b"),
    ("MERGE INTO z USING t ON z.k = t.k WHEN NOT MATCHED THEN INSERT (p = UPPER(t.a))", "t.a", "z.p", "UPPER(t.a)"),
    ("INSERT INTO z (p) VALUES (1 + :v)", "t.a", "z.p", "1 + :v"),
    ("INSERT INTO z (p) VALUES (:v)", "t.a", "z.p", ":v"),
]


@pytest.mark.parametrize(("sql", "source", "target", "text"), SPANS)
def test_an_edge_is_shown_with_the_expression_that_makes_it(sql: str, source: str, target: str, text: str):
    name, sources = parse_bind("v = t.a")
    bindings: dict[str, tuple[Source, ...]] = {name: sources}
    session = Session(DictCatalog([parse_table("u(k, z)")]), None, bindings)
    edges = read_statement(sql, session).edges
    shown = {(plain(edge.source), plain(edge.target)): sql[edge.span.start : edge.span.end] for edge in edges}
    assert shown[source, target] == text
