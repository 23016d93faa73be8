-- title: EXPLAIN in whatever form tells the statement it explains
STATIC EXPLAIN IN JSON SELECT a FROM t;
DYNAMIC EXPLAIN SELECT b FROM t;
EXPLAIN IN XML NODDLTEXT INSERT INTO x SELECT c FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: t.c -> x.c DIRECT IDENTITY

-- title: a nontemporal statement is read like any other
NONTEMPORAL UPDATE x SET a = b WHERE c = 1;
-- expect: x.b -> x.a DIRECT IDENTITY
-- expect: x.c -> x.* INDIRECT FILTER

-- title: INSERT may name each value's column
INSERT INTO x (a = 1, b = (SELECT MAX(c) FROM t), d = CURRENT_DATE);
-- expect: t.c -> x.b DIRECT AGGREGATION

-- title: VALUES may name each value's column too
INSERT INTO x VALUES (a = 1, b = (SELECT MAX(c) FROM t), d = CURRENT_DATE);
-- expect: t.c -> x.b DIRECT AGGREGATION

-- title: a query in parentheses of its own is no row of values
INSERT INTO x ((SELECT c, d FROM t));
-- expect: t.c -> x.c DIRECT IDENTITY
-- expect: t.d -> x.d DIRECT IDENTITY

-- title: a query as a value goes to some column of a table that nobody knows
INSERT INTO x VALUES ((SELECT MAX(c) FROM t), 3);
-- expect: t.c -> x.* DIRECT AGGREGATION

-- title: deleting a database writes no table
DELETE DATABASE db ALL;
-- kind: DELETE DATABASE

-- title: a load isolation lock is a lock
LOCKING TABLE t FOR LOAD COMMITTED SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: hexadecimal numbers and strings with a character set are literals
SELECT _UNICODE 'abc' || a AS c FROM t WHERE b = '7F'XI1 OR d = 'FF'XI4;
-- expect: t.a -> <result>.c DIRECT TRANSFORMATION
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: ranks may say what becomes of ties
SELECT RANK() OVER (PARTITION BY a ORDER BY b WITH TIES LOW RESET WHEN c > 1) AS r FROM t;
-- expect: t.a -> <result>.* INDIRECT WINDOW
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.c -> <result>.* INDIRECT WINDOW

-- title: CREATE OR REPLACE defines like REPLACE
CREATE OR REPLACE VIEW v AS SELECT a FROM t;
-- expect: t.a -> v.a DIRECT IDENTITY

-- title: CT is CREATE TABLE
CT x (a INTEGER);
INSERT INTO x SELECT q FROM t;
-- expect: t.q -> x.a DIRECT IDENTITY

-- title: a constructor's arguments give its value
SELECT NEW JSON(a) AS b, NEW db.kind(c).part(d) AS e FROM t;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION
-- expect: t.d -> <result>.e DIRECT TRANSFORMATION
-- expect: t.c -> <result>.e DIRECT TRANSFORMATION

-- title: a method of a value keeps what the value is made of
SELECT CAST(a AS JSON).JSONExtractValue('$.x') AS b, (t.c).JSONExtract('$.y') AS d FROM t;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION
-- expect: t.c -> <result>.d DIRECT TRANSFORMATION

-- title: AT LOCAL makes another value, which has no name of its own
SELECT ts AT LOCAL, d AT TIME ZONE 'GMT' FROM t;
-- expect: t.ts -> <result>.ts at local DIRECT TRANSFORMATION
-- expect: t.d -> <result>.d at time zone 'gmt' DIRECT TRANSFORMATION

-- title: tables may be asked for as of another time
SELECT t.a FROM db.t FOR SYSTEM_TIME AS OF DATE '2020-01-01' AS t, db.u FOR VALIDTIME BETWEEN DATE '2020-01-01' AND CURRENT_DATE u WHERE t.k = u.k;
SELECT w.b FROM db.w FOR SYSTEM_TIME CONTAINED IN (DATE '2020-01-01', DATE '2020-02-01');
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN
-- expect: db.w.b -> <result>.b DIRECT IDENTITY

-- title: the parentheses of a join index only say how rows are stored
CREATE JOIN INDEX j AS SELECT (a, b), (c), SUM(d) (FLOAT, NAMED e) FROM t PRIMARY INDEX (a);
-- expect: t.a -> j.a DIRECT IDENTITY
-- expect: t.b -> j.b DIRECT IDENTITY
-- expect: t.c -> j.c DIRECT IDENTITY
-- expect: t.d -> j.e DIRECT AGGREGATION

-- title: a view's column list may name tables
CREATE VIEW v (s.x, s.y) AS SELECT a, b FROM t;
-- expect: t.a -> v.x DIRECT IDENTITY
-- expect: t.b -> v.y DIRECT IDENTITY

-- title: UNPIVOT may put its value column in parentheses
-- schema: t(k, a, b)
SELECT * FROM t UNPIVOT INCLUDE NULLS ((v) FOR q IN (a AS 'A', b AS 'B')) u;
-- expect: t.k -> <result>.k DIRECT IDENTITY schema
-- expect: t.a -> <result>.v DIRECT IDENTITY schema
-- expect: t.b -> <result>.v DIRECT IDENTITY schema

-- title: a row assigned from a query is steered by what steers the query
UPDATE x SET (a, b) = (SELECT c, d FROM t WHERE t.k = x.k);
-- expect: t.c -> x.a DIRECT IDENTITY
-- expect: t.d -> x.b DIRECT IDENTITY
-- expect: t.k -> x.* INDIRECT JOIN
-- expect: x.k -> x.* INDIRECT JOIN

-- title: SET of a structured type's attribute writes the column
UPDATE x SET a.part = b;
-- expect: x.b -> x.a DIRECT IDENTITY

-- title: a MERGE may insert values without saying VALUES
-- schema: x(a, b)
MERGE INTO x USING t ON x.a = t.k WHEN NOT MATCHED THEN INSERT (t.k, t.v);
-- expect: t.k -> x.a DIRECT IDENTITY inferred
-- expect: t.v -> x.b DIRECT IDENTITY inferred
-- expect: x.a -> x.* INDIRECT JOIN schema
-- expect: t.k -> x.* INDIRECT JOIN inferred

-- title: a derived table's query may be qualified in time
INSERT INTO x SELECT d.a FROM (SEQUENCED VALIDTIME SELECT a FROM t WHERE b = 1) AS d;
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.b -> x.* INDIRECT FILTER

-- title: SAS hands statements on, and asks for rows
EXECUTE (INSERT INTO x SELECT a FROM t) BY TERADATA;
CREATE TABLE y AS SELECT * FROM CONNECTION TO TERADATA (SELECT b FROM t);
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.b -> y.b DIRECT IDENTITY

-- title: a period operator's value may be tested for NULL
SELECT a FROM t WHERE PERIOD(b, c) P_INTERSECT d IS NOT NULL;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: a source's own time zone is no column
SELECT ts AT SOURCE TIME ZONE AS z FROM t;
-- expect: t.ts -> <result>.z DIRECT TRANSFORMATION
