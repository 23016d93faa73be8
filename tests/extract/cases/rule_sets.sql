-- title: branches by position, names of the first
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
-- outputs: x, b
SELECT a AS x, b FROM t UNION SELECT SUM(c), d FROM u GROUP BY d ORDER BY 1;
-- expect: db.t.a -> <result>.x DIRECT IDENTITY
-- expect: db.u.c -> <result>.x DIRECT AGGREGATION
-- expect: db.t.b -> <result>.b DIRECT IDENTITY
-- expect: db.u.d -> <result>.b DIRECT IDENTITY
-- expect: db.u.d -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.a -> <result>.* INDIRECT SORT
-- expect: db.u.c -> <result>.* INDIRECT SORT

-- title: ORDER BY of a union sorts by its columns
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a FROM t UNION ALL SELECT c FROM u ORDER BY a;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.c -> <result>.a DIRECT IDENTITY
-- expect: db.t.a -> <result>.* INDIRECT SORT
-- expect: db.u.c -> <result>.* INDIRECT SORT

-- title: the right side of MINUS filters, with all that steers it
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- schema: db.w(e, z)
-- default: db
SELECT a FROM t MINUS SELECT c FROM u JOIN w ON u.k = w.e WHERE d = 1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.c -> <result>.* INDIRECT FILTER
-- expect: db.u.k -> <result>.* INDIRECT FILTER
-- expect: db.w.e -> <result>.* INDIRECT FILTER
-- expect: db.u.d -> <result>.* INDIRECT FILTER

-- title: INTERSECT gives from both sides
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a FROM t INTERSECT SELECT c FROM u;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.c -> <result>.a DIRECT IDENTITY

-- title: a union within a derived table
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT d.x FROM (SELECT a AS x FROM t UNION ALL SELECT c FROM u) AS d WHERE d.x > 0;
-- expect: db.t.a -> <result>.x DIRECT IDENTITY
-- expect: db.u.c -> <result>.x DIRECT IDENTITY
-- expect: db.t.a -> <result>.* INDIRECT FILTER
-- expect: db.u.c -> <result>.* INDIRECT FILTER

-- title: recursion reaches base tables through both branches
-- schema: db.t(a, b, k)
-- default: db
WITH RECURSIVE r (k, path) AS (SELECT a, CAST(b AS VARCHAR(100)) FROM t WHERE k IS NULL UNION ALL SELECT t.a, r.path || '/' || t.b FROM t INNER JOIN r ON t.k = r.k) SELECT k, path FROM r;
-- expect: db.t.a -> <result>.k DIRECT IDENTITY
-- expect: db.t.b -> <result>.path DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.t.a -> <result>.* INDIRECT JOIN

-- title: a union feeds an insert by position
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- schema: db.x(p, q, r)
-- default: db
INSERT INTO x (p, q) SELECT a, b FROM t UNION ALL SELECT c, d FROM u;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.u.c -> db.x.p DIRECT IDENTITY
-- expect: db.t.b -> db.x.q DIRECT IDENTITY
-- expect: db.u.d -> db.x.q DIRECT IDENTITY

-- title: a recursive view may name itself with its database
-- schema: db.t(a, b, k)
-- default: other
REPLACE RECURSIVE VIEW db.v (a, n) AS (SELECT a, 0 FROM db.t UNION ALL SELECT t.a, v.n + 1 FROM db.t t INNER JOIN db.v v ON t.k = v.a);
-- expect: db.t.a -> db.v.a DIRECT IDENTITY
-- expect: db.t.k -> db.v.* INDIRECT JOIN
-- expect: db.t.a -> db.v.* INDIRECT JOIN
-- sources: db.t
