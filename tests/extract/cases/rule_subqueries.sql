-- title: EXISTS filters with all within
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.k=t.k AND d=a);
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.k -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT FILTER
-- expect: db.u.d -> <result>.* INDIRECT FILTER
-- expect: db.t.a -> <result>.* INDIRECT FILTER

-- title: the star of EXISTS names no column
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a FROM t WHERE NOT EXISTS (SELECT * FROM u WHERE u.k = t.k);
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.k -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT FILTER

-- title: IN filters with both sides and what steers them
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- schema: db.w(c,z)
-- default: db
SELECT a FROM t WHERE k IN (SELECT k FROM u JOIN w ON u.c=w.c WHERE w.z=1 GROUP BY 1);
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT FILTER
-- expect: db.u.k -> <result>.* INDIRECT FILTER
-- expect: db.u.c -> <result>.* INDIRECT FILTER
-- expect: db.w.c -> <result>.* INDIRECT FILTER
-- expect: db.w.z -> <result>.* INDIRECT FILTER

-- title: a scalar subquery gives a value, its clauses steer
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT (SELECT MAX(c) FROM u WHERE u.d = 1) m, a FROM t;
-- expect: db.u.c -> <result>.m DIRECT AGGREGATION
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.d -> <result>.* INDIRECT FILTER

-- title: a correlated equality joins
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT (SELECT MAX(c) FROM u WHERE u.k=t.k) m FROM t;
-- expect: db.u.c -> <result>.m DIRECT AGGREGATION
-- expect: db.u.k -> <result>.* INDIRECT JOIN
-- expect: db.t.k -> <result>.* INDIRECT JOIN

-- title: a subquery compared in WHERE filters
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a FROM t WHERE b = (SELECT MAX(d) FROM u WHERE u.k = t.k);
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER
-- expect: db.u.d -> <result>.* INDIRECT FILTER
-- expect: db.u.k -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT FILTER

-- title: a subquery in a CASE condition is conditional
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT CASE WHEN a IN (SELECT k FROM u WHERE d=1) THEN b END AS c FROM t;
-- expect: db.t.b -> <result>.c DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.c INDIRECT CONDITIONAL
-- expect: db.u.k -> <result>.c INDIRECT CONDITIONAL
-- expect: db.u.d -> <result>.c INDIRECT CONDITIONAL

-- title: a derived table's grouping and filters steer the final target
-- schema: db.t(a, b, k)
-- default: db
SELECT x.s FROM (SELECT k, SUM(a) s FROM t WHERE b = 1 GROUP BY k) x WHERE x.s > 1 ORDER BY x.k;
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.b -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.a -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT SORT

-- title: a filter on a derived CASE means its sources
-- schema: db.t(a, b, k)
-- default: db
SELECT x FROM (SELECT CASE WHEN b=1 THEN a ELSE 0 END AS x FROM t) d WHERE x=1;
-- expect: db.t.a -> <result>.x DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.x INDIRECT CONDITIONAL
-- expect: db.t.b -> <result>.* INDIRECT FILTER
-- expect: db.t.a -> <result>.* INDIRECT FILTER

-- title: a condition goes on with the column it chose
-- schema: db.t(a, b, k)
-- default: db
SELECT x+1 AS y FROM (SELECT CASE WHEN b=1 THEN a ELSE 0 END AS x FROM t) d;
-- expect: db.t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.y INDIRECT CONDITIONAL

-- title: a window of a derived table steers the final target
-- schema: db.t(a, b, k)
-- default: db
SELECT a FROM (SELECT a, RANK() OVER (PARTITION BY k ORDER BY b DESC) r FROM t) x WHERE r = 1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT WINDOW
-- expect: db.t.b -> <result>.* INDIRECT WINDOW

-- title: a chain of CTEs is seen through
-- schema: db.t(a, b, k)
-- default: db
WITH a AS (SELECT k, b FROM t), b AS (SELECT k FROM a WHERE b = 1) SELECT k FROM b;
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER

-- title: a CTE without use steers nothing
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
-- sources: db.t
WITH z AS (SELECT c FROM u WHERE d = 1) SELECT a FROM t;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY

-- title: a CTE named like its table reads the table
-- schema: db.t(a, b, k)
-- default: db
WITH t AS (SELECT a FROM t WHERE b = 1) SELECT a FROM t;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER

-- title: a CTE used twice
-- schema: db.t(a, b, k)
-- default: db
WITH c AS (SELECT k, SUM(a) AS s FROM t GROUP BY k) SELECT x.s, y.s AS s2 FROM c x JOIN c y ON x.k = y.k;
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.a -> <result>.s2 DIRECT AGGREGATION
-- expect: db.t.k -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.k -> <result>.* INDIRECT JOIN

-- title: a subquery's list asks for its own table's columns, though the table around has the name for sure
-- schema: db.t(k, a)
-- default: db
DELETE FROM t WHERE k IN (SELECT k FROM u);
-- expect: db.t.k -> db.t.* INDIRECT FILTER schema
-- expect: db.u.k -> db.t.* INDIRECT FILTER inferred

-- title: in the condition of a subquery the name may be that of either
-- schema: db.t(k, a)
-- default: db
SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.x = k);
-- expect: db.t.a -> <result>.a DIRECT IDENTITY schema
-- expect: db.u.x -> <result>.* INDIRECT FILTER inferred
-- expect: ?.k -> <result>.* INDIRECT FILTER ambiguous
