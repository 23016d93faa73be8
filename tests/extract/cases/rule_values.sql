-- title: every argument of COALESCE and NVL counts
-- schema: db.t(a, b, k)
-- default: db
SELECT COALESCE(a,b) x, NVL(a,k) y FROM t;
-- expect: db.t.a -> <result>.x DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.x DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.y DIRECT TRANSFORMATION

-- title: CASE results give, conditions steer one column
-- schema: db.t(a, b, k)
-- default: db
SELECT CASE WHEN a = 1 THEN b ELSE k END AS y, b AS z FROM t;
-- expect: db.t.b -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.y INDIRECT CONDITIONAL
-- expect: db.t.b -> <result>.z DIRECT IDENTITY

-- title: the operand of a simple CASE is a condition
-- schema: db.t(a, b, k)
-- default: db
SELECT CASE a WHEN 1 THEN 'x' WHEN b THEN 'y' END AS y FROM t;
-- expect: db.t.a -> <result>.y INDIRECT CONDITIONAL
-- expect: db.t.b -> <result>.y INDIRECT CONDITIONAL

-- title: DECODE searches like a CASE
-- schema: db.t(a, b, k)
-- default: db
SELECT DECODE(a, 1, b, 2, k, 0) AS z FROM t;
-- expect: db.t.b -> <result>.z DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.z DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.z INDIRECT CONDITIONAL

-- title: a column may both give and choose
-- schema: db.t(a, b, k)
-- default: db
SELECT CASE WHEN a > 0 THEN a ELSE 0 END AS y FROM t;
-- expect: db.t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.y INDIRECT CONDITIONAL

-- title: an aggregate on the way makes it AGGREGATION
-- schema: db.t(a, b, k)
-- default: db
SELECT ZEROIFNULL(SUM(a) + MAX(b)) AS s FROM t;
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.b -> <result>.s DIRECT AGGREGATION

-- title: a condition within an aggregate stays a condition
-- schema: db.t(a, b, k)
-- default: db
SELECT SUM(CASE WHEN b=1 THEN a END) AS s FROM t;
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.b -> <result>.s INDIRECT CONDITIONAL

-- title: COUNT of a column aggregates, COUNT(*) has no source
-- schema: db.t(a, b, k)
-- default: db
SELECT COUNT(a) x, COUNT(DISTINCT b) y, COUNT(*) z FROM t;
-- expect: db.t.a -> <result>.x DIRECT AGGREGATION
-- expect: db.t.b -> <result>.y DIRECT AGGREGATION

-- title: where ways meet the strongest stands
-- schema: db.t(a, b, k)
-- default: db
SELECT a + MAX(a) AS z, a || b AS y FROM t GROUP BY a, b;
-- expect: db.t.a -> <result>.z DIRECT AGGREGATION
-- expect: db.t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.b -> <result>.* INDIRECT GROUP_BY

-- title: literals and builtins have no source
-- schema: db.t(a, b, k)
-- default: db
SELECT NULL AS a, CURRENT_DATE AS d, USER AS u, 'x' AS l, 1 + 2 AS s FROM t;
-- kind: SELECT

-- title: hashing masks
-- schema: db.t(a, b, k)
-- default: db
SELECT HASHROW(a) AS h, HASH_MD5(b) AS m FROM t;
-- expect: db.t.a -> <result>.h DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.m DIRECT TRANSFORMATION

-- title: PERCENTILE_CONT takes its value from ORDER BY
-- schema: db.t(a, b, k)
-- default: db
SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY b) AS m FROM t;
-- expect: db.t.b -> <result>.m DIRECT AGGREGATION

-- title: methods and paths of JSON columns
-- schema: db.t(a, b, k)
-- default: db
SELECT t.a.x.y AS p, b.JSONExtractValue('$.z') AS q FROM t;
-- expect: db.t.a -> <result>.p DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.q DIRECT TRANSFORMATION

-- title: a function of a database is no path
-- schema: db.t(a, b, k)
-- default: db
SELECT TD_SYSFNLIB.OREPLACE(a,'x','y') AS z, syslib.f(b) AS q FROM t;
-- expect: db.t.a -> <result>.z DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.q DIRECT TRANSFORMATION

-- title: interval phrases behind a difference
-- schema: db.t(a, b, k)
-- default: db
SELECT EXTRACT(DAY FROM (a - b DAY(4) TO SECOND(0))) AS d FROM t;
-- expect: db.t.a -> <result>.d DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.d DIRECT TRANSFORMATION

-- title: phrases chained behind a function
-- schema: db.t(a, b, k)
-- default: db
SELECT SUM(a)(INTEGER)(FORMAT '9')(CHAR(10)) AS x, t.b (INTEGER) AS y FROM t GROUP BY 2;
-- expect: db.t.a -> <result>.x DIRECT AGGREGATION
-- expect: db.t.b -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.* INDIRECT GROUP_BY

-- title: a phrase behind a CASE
-- schema: db.t(a, b, k)
-- default: db
SELECT (CASE WHEN a=1 THEN b END)(CHAR(3)) x, CASE WHEN a = 1 THEN b END (CHAR(3)) y FROM t;
-- expect: db.t.b -> <result>.x DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.x INDIRECT CONDITIONAL
-- expect: db.t.b -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.y INDIRECT CONDITIONAL

-- title: phrases in a condition
-- schema: db.t(a, b, k)
-- default: db
SELECT a FROM t WHERE b (DATE) = DATE '2020-01-01' AND k(CHAR(3)) = 'x';
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT FILTER

-- title: phrases of builtins and literals
-- schema: db.t(a, b, k)
-- default: db
SELECT CURRENT_DATE (FORMAT 'YYYYMMDD') (CHAR(8)) AS d, DATE (INTEGER) AS i, 'abc' (CHAR(10)) AS x FROM t;
-- kind: SELECT

-- title: a constructor of a type
-- schema: db.t(a, b, k)
-- default: db
SELECT NEW SYSUDTLIB.circle(a, b) AS c FROM t;
-- expect: db.t.a -> <result>.c DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.c DIRECT TRANSFORMATION
