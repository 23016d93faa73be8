-- title: locking a whole database
LOCKING DATABASE db FOR ACCESS SELECT a FROM db.t;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY

-- title: locking without FOR
LOCKING TABLE t ACCESS SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: locking within IN
SELECT a FROM t WHERE k IN (LOCKING ROW FOR ACCESS SELECT k FROM u);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT FILTER
-- expect: u.k -> <result>.* INDIRECT FILTER

-- title: locking before a union in a view
CREATE VIEW v AS LOCK ROW FOR ACCESS SELECT a FROM t UNION ALL SELECT b FROM u;
-- expect: t.a -> v.a DIRECT IDENTITY
-- expect: u.b -> v.a DIRECT IDENTITY

-- title: NOT = and IS NOT IN
SELECT a FROM t WHERE a NOT = 1 AND b IS NOT IN (1) AND NOT c = 2;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER

-- title: GROUP BY TIME
SELECT COUNT(*) AS n FROM t GROUP BY TIME (HOURS(1) AND b) USING TIMECODE(ts);
-- expect: t.b -> <result>.* INDIRECT GROUP_BY
-- expect: t.ts -> <result>.* INDIRECT GROUP_BY

-- title: a foreign table is a definition
CREATE FOREIGN TABLE db.x, EXTERNAL SECURITY DEFINER TRUSTED a (p VARCHAR(10), b INTEGER) USING (LOCATION('/s3/bucket/x') PATHPATTERN('$a'));
-- kind: CREATE FOREIGN TABLE

-- title: a foreign table without columns
CREATE FOREIGN TABLE db.x, EXTERNAL SECURITY db.auth USING (LOCATION('/gs/bucket/'));
-- kind: CREATE FOREIGN TABLE

-- title: phrases within arguments
SELECT SUBSTR(a (CHAR(10)), 1, 3) AS s, x.b (DATE, FORMAT 'YYYY-MM-DD') (CHAR(10)) FROM x;
-- expect: x.a -> <result>.s DIRECT TRANSFORMATION
-- expect: x.b -> <result>.b DIRECT TRANSFORMATION

-- title: phrases of nested parentheses
SELECT ((a (FORMAT 'YYYYMMDD')) (CHAR(8))) (INTEGER) AS x FROM t;
-- expect: t.a -> <result>.x DIRECT TRANSFORMATION

-- title: phrases of counts
SELECT x (DECIMAL(18,2), FORMAT 'ZZZ9.99') d, COUNT(*) (BIGINT) n, COUNT(*)(FORMAT 'Z9') m FROM t;
-- expect: t.x -> <result>.d DIRECT TRANSFORMATION

-- title: NAMED behind a CASE
SELECT CASE WHEN a = 1 THEN 'x' ELSE b END (NAMED foo) FROM t;
-- expect: t.b -> <result>.foo DIRECT TRANSFORMATION
-- expect: t.a -> <result>.foo INDIRECT CONDITIONAL

-- title: a title is no name
SELECT a * 100 (FORMAT 'ZZ9%') (TITLE 'Pct') FROM t;
-- expect: t.a -> <result>.a * 100 DIRECT TRANSFORMATION

-- title: CAST to a format, then to a type
SELECT CAST(a AS FORMAT 'YYYYMM') (CHAR(6)) AS ym FROM t;
-- expect: t.a -> <result>.ym DIRECT TRANSFORMATION

-- title: CAST of a CASE
SELECT CAST(CASE WHEN a IS NULL THEN b ELSE c END AS DATE FORMAT 'YYYY-MM-DD') AS z FROM t;
-- expect: t.b -> <result>.z DIRECT TRANSFORMATION
-- expect: t.c -> <result>.z DIRECT TRANSFORMATION
-- expect: t.a -> <result>.z INDIRECT CONDITIONAL

-- title: an interval times a column
SELECT a FROM t WHERE b BETWEEN CURRENT_DATE - INTERVAL '1' MONTH AND CURRENT_DATE + INTERVAL '1' DAY * c;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER

-- title: date arithmetic
SELECT DATE '2020-01-01' + a AS x, (DATE - b) (INTEGER) AS y, (CURRENT_DATE - c) DAY(4) AS z FROM t;
-- expect: t.a -> <result>.x DIRECT TRANSFORMATION
-- expect: t.b -> <result>.y DIRECT TRANSFORMATION
-- expect: t.c -> <result>.z DIRECT TRANSFORMATION

-- title: time zones
SELECT CURRENT_TIMESTAMP(6) AT 'America Pacific' x, a AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE y FROM t;
-- expect: t.a -> <result>.y DIRECT TRANSFORMATION

-- title: a row compared with a query
SELECT a FROM t WHERE (b, c) = (SELECT MAX(x), y FROM u GROUP BY y);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: u.x -> <result>.* INDIRECT FILTER
-- expect: u.y -> <result>.* INDIRECT FILTER

-- title: LIKE ANY of a query
SELECT a FROM t WHERE b LIKE ANY ('a%', 'b%') ESCAPE '\' AND c LIKE ANY (SELECT p FROM u);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: u.p -> <result>.* INDIRECT FILTER

-- title: ANY of a query and SOME of a list
SELECT a FROM t WHERE b = ANY (SELECT c FROM u) OR d >= SOME (1,2,3);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: u.c -> <result>.* INDIRECT FILTER
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: DEFAULT and NULL give nothing
UPDATE t SET a = NULL, b = DEFAULT WHERE c = 1;
-- expect: t.c -> t.* INDIRECT FILTER

-- title: many scalar functions
SELECT GREATEST(a,b) g, RANDOM(1,10) r, OCTET_LENGTH(a) o, CHARS(a) n, BYTES(a) y, TO_CHAR(a, 'YYYY') tc, TO_NUMBER(c) tn FROM t;
-- expect: t.a -> <result>.g DIRECT TRANSFORMATION
-- expect: t.b -> <result>.g DIRECT TRANSFORMATION
-- expect: t.a -> <result>.o DIRECT TRANSFORMATION
-- expect: t.a -> <result>.n DIRECT TRANSFORMATION
-- expect: t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: t.a -> <result>.tc DIRECT TRANSFORMATION
-- expect: t.c -> <result>.tn DIRECT TRANSFORMATION

-- title: three set operations in a row
SELECT a, b FROM t UNION SEL c, d FROM u MINUS SEL e, f FROM w;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.c -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: u.d -> <result>.b DIRECT IDENTITY
-- expect: w.e -> <result>.* INDIRECT FILTER
-- expect: w.f -> <result>.* INDIRECT FILTER

-- title: a quoted reserved word
SELECT t."date", "t".b FROM t;
-- expect: t.date -> <result>.date DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY

-- title: a cube groups by all of it
SELECT a FROM t GROUP BY CUBE (a, b);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT GROUP_BY
-- expect: t.b -> <result>.* INDIRECT GROUP_BY

-- title: a derived table with named columns in a join
SELECT a.b FROM t a LEFT OUTER JOIN (SELECT k, MAX(v) FROM u GROUP BY 1) u2 (c1, c2) ON a.k = u2.c1 WHERE u2.c2 > 1;
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: u.k -> <result>.* INDIRECT GROUP_BY
-- expect: t.k -> <result>.* INDIRECT JOIN
-- expect: u.k -> <result>.* INDIRECT JOIN
-- expect: u.v -> <result>.* INDIRECT FILTER

-- title: UPDATE from a grouped query
UPDATE g FROM (SELECT k, MAX(v) AS mv FROM src GROUP BY k) AS s SET v = s.mv WHERE g.k = s.k;
-- expect: src.v -> g.v DIRECT AGGREGATION
-- expect: src.k -> g.* INDIRECT GROUP_BY
-- expect: g.k -> g.* INDIRECT JOIN
-- expect: src.k -> g.* INDIRECT JOIN

-- title: DELETE of one of two tables
DELETE t1 FROM t1, t2 WHERE t1.a = t2.a;
-- expect: t1.a -> t1.* INDIRECT FILTER
-- expect: t2.a -> t1.* INDIRECT FILTER

-- title: a correlated NOT IN
SELECT a AS x FROM t WHERE c NOT IN (SELECT k FROM u WHERE u.z = t.z);
-- expect: t.a -> <result>.x DIRECT IDENTITY
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: u.k -> <result>.* INDIRECT FILTER
-- expect: u.z -> <result>.* INDIRECT FILTER
-- expect: t.z -> <result>.* INDIRECT FILTER

-- title: an aggregate of a CASE with a phrase
SELECT SUM(CASE WHEN a = 'x' THEN b ELSE 0 END) (DECIMAL(18,2)) AS s FROM t GROUP BY c;
-- expect: t.b -> <result>.s DIRECT AGGREGATION
-- expect: t.a -> <result>.s INDIRECT CONDITIONAL
-- expect: t.c -> <result>.* INDIRECT GROUP_BY

-- title: OR within ON joins
SELECT t1.a FROM t1 INNER JOIN t2 ON (t1.a = t2.a) AND (t1.b = t2.b OR t1.c IS NULL);
-- expect: t1.a -> <result>.a DIRECT IDENTITY
-- expect: t1.a -> <result>.* INDIRECT JOIN
-- expect: t2.a -> <result>.* INDIRECT JOIN
-- expect: t1.b -> <result>.* INDIRECT JOIN
-- expect: t2.b -> <result>.* INDIRECT JOIN
-- expect: t1.c -> <result>.* INDIRECT JOIN

-- title: an anti-join filters and joins
INSERT INTO x SELECT t.* FROM t LEFT JOIN u ON t.k = u.k WHERE u.k IS NULL;
-- expect: t.* -> x.* DIRECT IDENTITY
-- expect: t.k -> x.* INDIRECT JOIN
-- expect: u.k -> x.* INDIRECT JOIN
-- expect: u.k -> x.* INDIRECT FILTER

-- title: surrogate keys: a rank plus a maximum
SELECT ROW_NUMBER() OVER (ORDER BY t.a) + COALESCE(m.mx, 0) AS id, t.b FROM t CROSS JOIN (SELECT MAX(id) AS mx FROM x) m;
-- expect: x.id -> <result>.id DIRECT AGGREGATION
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT WINDOW

-- title: every clause at once
SELECT a, b FROM t WHERE a = 1 GROUP BY a, b HAVING COUNT(*) > 1 QUALIFY RANK() OVER (PARTITION BY a ORDER BY b) = 1 ORDER BY 1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.a -> <result>.* INDIRECT GROUP_BY
-- expect: t.b -> <result>.* INDIRECT GROUP_BY
-- expect: t.a -> <result>.* INDIRECT WINDOW
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.a -> <result>.* INDIRECT SORT

-- title: CTEs with column lists
WITH a (x, y) AS (SELECT k, v FROM t), b AS (SELECT x, SUM(y) AS s FROM a GROUP BY x) SELECT b.x, b.s, a.y FROM b INNER JOIN a ON a.x = b.x;
-- expect: t.k -> <result>.x DIRECT IDENTITY
-- expect: t.v -> <result>.s DIRECT AGGREGATION
-- expect: t.v -> <result>.y DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT GROUP_BY
-- expect: t.k -> <result>.* INDIRECT JOIN

-- title: tables of several databases with one name
SELECT t.a FROM db1.t, db2.t x WHERE t.k = x.k;
-- expect: db1.t.a -> <result>.a DIRECT IDENTITY
-- expect: db1.t.k -> <result>.* INDIRECT JOIN
-- expect: db2.t.k -> <result>.* INDIRECT JOIN

-- title: a window frame that looks ahead
SELECT MIN(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) AS nxt FROM t;
-- expect: t.a -> <result>.nxt DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.c -> <result>.* INDIRECT WINDOW

-- title: masking keeps through functions
SELECT HASH_SHA256(TRIM(a) || b) AS h FROM t;
-- expect: t.a -> <result>.h DIRECT TRANSFORMATION
-- expect: t.b -> <result>.h DIRECT TRANSFORMATION

-- title: NORMALIZE and EXPAND of one query
SELECT a, BEGIN(q) AS b FROM t EXPAND ON p AS q BY INTERVAL '1' DAY FOR PERIOD(c, d);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.b DIRECT TRANSFORMATION
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: a period literal
SELECT a FROM t WHERE p OVERLAPS PERIOD '(2020-01-01, 2021-01-01)' AND PERIOD(b,c) CONTAINS d;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.* INDIRECT FILTER
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: a temporal qualifier with a period
SEQUENCED VALIDTIME PERIOD '(2020-01-01, 2021-01-01)' SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: a temporal qualifier with a moment
VALIDTIME AS OF DATE '2020-01-01' SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: READ_NOS reads a file
SELECT a FROM READ_NOS (ON (SELECT CAST(NULL AS JSON)) USING LOCATION('/s3/b/') RETURNTYPE('NOSREAD_RECORD')) AS d;
-- expect: file:/s3/b/.a -> <result>.a DIRECT IDENTITY

-- title: a location in FROM is a file, its payload a path
SELECT payload.a FROM (LOCATION='/s3/bucket/x') AS d;
-- expect: file:/s3/bucket/x.payload -> <result>.a DIRECT TRANSFORMATION

-- title: JSON_TABLE takes its columns from its document
SELECT id, a FROM JSON_TABLE (ON (SELECT i, j FROM t) USING ROWEXPR('$.x[*]') COLEXPR('[{"jsonpath":"$.a"}]')) AS d (id, a);
-- expect: t.i -> <result>.id DIRECT IDENTITY
-- expect: t.j -> <result>.a DIRECT TRANSFORMATION

-- title: an unknown operator with named outputs
SELECT x FROM f (ON (SELECT a, b FROM t) PARTITION BY a USING k('1')) AS d (x, y);
-- expect: t.a -> <result>.x DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.b -> <result>.x DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.a -> <result>.* INDIRECT WINDOW inferred
-- skipped: table-operator-unknown

-- title: PIVOT of a query
SELECT * FROM (SELECT k, m, v FROM t) d PIVOT (SUM(v) FOR m IN (1 AS jan, 2 AS feb)) AS p;
-- expect: t.k -> <result>.k DIRECT IDENTITY
-- expect: t.v -> <result>.jan DIRECT AGGREGATION
-- expect: t.m -> <result>.jan INDIRECT CONDITIONAL
-- expect: t.v -> <result>.feb DIRECT AGGREGATION
-- expect: t.m -> <result>.feb INDIRECT CONDITIONAL

-- title: UNPIVOT of a query
SELECT k, m, v FROM (SELECT k, jan, feb FROM t) d UNPIVOT (v FOR m IN (jan, feb)) u;
-- expect: t.k -> <result>.k DIRECT IDENTITY
-- expect: t.jan -> <result>.v DIRECT IDENTITY
-- expect: t.feb -> <result>.v DIRECT IDENTITY

-- title: TD_UNPIVOT of two value columns
SELECT * FROM TD_UNPIVOT (ON (SELECT k, a1, b1, a2, b2 FROM t) USING VALUE_COLUMNS('a', 'b') UNPIVOT_COLUMN('n') COLUMN_LIST('a1, b1', 'a2, b2')) AS u;
-- expect: t.k -> <result>.k DIRECT IDENTITY
-- expect: t.a1 -> <result>.a DIRECT IDENTITY
-- expect: t.a2 -> <result>.a DIRECT IDENTITY
-- expect: t.b1 -> <result>.b DIRECT IDENTITY
-- expect: t.b2 -> <result>.b DIRECT IDENTITY

-- title: older functions with several sort keys
SELECT CSUM(a, b, c DESC) AS s, MLINREG(a, 3, b) AS m FROM t;
-- expect: t.a -> <result>.s DIRECT AGGREGATION
-- expect: t.a -> <result>.m DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.c -> <result>.* INDIRECT WINDOW

-- title: CSUM of a constant numbers rows
SELECT CSUM(1, 1) AS id, a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: WITH summaries group
SELECT a, b FROM t WITH SUM(b) BY a ORDER BY a;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT SORT
-- expect: t.a -> <result>.* INDIRECT GROUP_BY

-- title: comments may hold semicolons
SELECT a FROM t -- x; y
WHERE b = 'it''s; so' /* ; */ AND c = 2;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER

-- title: a placeholder in a name lowers confidence
SELECT a FROM DB.t WHERE COND;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY placeholder

-- title: a macro's parameter gives nothing
INSERT INTO x SELECT a, :p FROM t WHERE b = :q;
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.b -> x.* INDIRECT FILTER

-- title: two outputs of one name are one edge
SELECT t1.a, t2.a FROM t t1, t t2 WHERE t1.k = t2.k;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT JOIN

-- title: TOP of a variable
SELECT TOP :n a FROM t ORDER BY b;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT SORT

-- title: TOP in parentheses, before DISTINCT
SELECT TOP (5) DISTINCT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: a type whose size is a template variable
SELECT a (DECIMAL(N,2)) AS z FROM t;
-- expect: t.a -> <result>.z DIRECT TRANSFORMATION

-- title: types as arguments are builtins
SELECT COALESCE(DATE, TIME) AS x, COALESCE(TIME, a) AS y, TRIM(CHAR(b)) AS z FROM t;
-- expect: t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: t.b -> <result>.z DIRECT TRANSFORMATION

-- title: XML constructors
SELECT XMLELEMENT(NAME "x", a) AS x, XMLSERIALIZE(CONTENT b AS VARCHAR(100)) AS y FROM t;
-- expect: t.a -> <result>.x DIRECT TRANSFORMATION
-- expect: t.b -> <result>.y DIRECT TRANSFORMATION

-- title: calls with other numbers of arguments than usual
SELECT ABS(a, b) AS x, AVG(c, d) AS y, REPLACE(e, 'x', 'y') AS z FROM t;
-- expect: t.a -> <result>.x DIRECT TRANSFORMATION
-- expect: t.b -> <result>.x DIRECT TRANSFORMATION
-- expect: t.c -> <result>.y DIRECT AGGREGATION
-- expect: t.d -> <result>.y DIRECT AGGREGATION
-- expect: t.e -> <result>.z DIRECT TRANSFORMATION

-- title: LISTAGG orders by what is not aggregated
SELECT LISTAGG(a, ',') WITHIN GROUP (ORDER BY b) AS l FROM t GROUP BY c;
-- expect: t.a -> <result>.l DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.c -> <result>.* INDIRECT GROUP_BY

-- title: a condition with EXISTS chooses one column
SELECT CASE WHEN EXISTS (SELECT 1 FROM u WHERE u.k = t.k AND u.z > t.y) THEN 'Y' ELSE 'N' END AS f FROM t;
-- expect: u.k -> <result>.f INDIRECT CONDITIONAL
-- expect: t.k -> <result>.f INDIRECT CONDITIONAL
-- expect: u.z -> <result>.f INDIRECT CONDITIONAL
-- expect: t.y -> <result>.f INDIRECT CONDITIONAL

-- title: what an unknown operator accumulates is handed on
SELECT a, p FROM f (ON t PARTITION BY k USING Accumulate('a') TargetColumn('b')) AS d;
-- expect: t.a -> <result>.a DIRECT IDENTITY inferred
-- expect: t.* -> <result>.p DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.k -> <result>.* INDIRECT WINDOW inferred
-- skipped: table-operator-unknown

-- title: Antiselect leaves columns out
SELECT * FROM Antiselect (ON (SELECT a, b, c FROM t) USING Exclude('b')) AS d;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.c -> <result>.c DIRECT IDENTITY

-- title: Sessionize adds a session's number
SELECT a, sessionid FROM Sessionize (ON (SELECT a, ts, k FROM t) PARTITION BY k ORDER BY ts USING TimeColumn('ts') TimeOut(60)) AS d;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.ts -> <result>.sessionid DIRECT TRANSFORMATION
-- expect: t.k -> <result>.* INDIRECT WINDOW
-- expect: t.ts -> <result>.* INDIRECT WINDOW
