-- title: a real column wins over an alias of the same name
-- schema: db.t(a, b, k)
-- default: db
SELECT a+1 AS b, b*2 AS c FROM t;
-- expect: db.t.a -> <result>.b DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.c DIRECT TRANSFORMATION

-- title: an alias stands for its expression in the list, WHERE and ORDER BY
-- schema: db.t(a, b, k)
-- default: db
SELECT a+1 AS z, z*2 AS c FROM t WHERE z>1 ORDER BY z;
-- expect: db.t.a -> <result>.z DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.c DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.* INDIRECT FILTER
-- expect: db.t.a -> <result>.* INDIRECT SORT

-- title: GROUP BY takes the column, not the alias of its name
-- schema: db.t(a, b, k)
-- default: db
SELECT a AS b, COUNT(*) AS n FROM t GROUP BY b;
-- expect: db.t.a -> <result>.b DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT GROUP_BY

-- title: an alias may be used before it is given
-- schema: db.t(a, b, k)
-- default: db
SELECT c2 AS c1, a AS c2 FROM t;
-- expect: db.t.a -> <result>.c1 DIRECT IDENTITY
-- expect: db.t.a -> <result>.c2 DIRECT IDENTITY

-- title: an alias in HAVING means its expression
-- schema: db.t(a, b, k)
-- default: db
SELECT k, SUM(a) AS s FROM t GROUP BY k HAVING s > 1;
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.k -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.a -> <result>.* INDIRECT FILTER

-- title: an alias of an alias
-- schema: db.t(a, b, k)
-- default: db
SELECT a AS x, x || 'q' AS y, y || 'r' AS z FROM t;
-- expect: db.t.a -> <result>.x DIRECT IDENTITY
-- expect: db.t.a -> <result>.y DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.z DIRECT TRANSFORMATION

-- title: without a schema the alias is the likelier reading
SELECT a AS x, x || 'q' AS x2 FROM t WHERE x2 = 'a';
-- expect: t.a -> <result>.x DIRECT IDENTITY
-- expect: t.a -> <result>.x2 DIRECT TRANSFORMATION
-- expect: t.a -> <result>.* INDIRECT FILTER

-- title: a column used within the item that takes its name is a column
SELECT SUM(a) AS a, MAX(b) AS m FROM t HAVING a > 1;
-- expect: t.a -> <result>.a DIRECT AGGREGATION
-- expect: t.b -> <result>.m DIRECT AGGREGATION
-- expect: t.a -> <result>.* INDIRECT FILTER

-- title: an alias in QUALIFY is its window
-- schema: db.t(a, b, k)
-- default: db
SELECT a, RANK() OVER (PARTITION BY b ORDER BY k) AS r FROM t QUALIFY r = 1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT WINDOW
-- expect: db.t.k -> <result>.* INDIRECT WINDOW

-- title: an alias hides nothing in a subquery that has the column
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a AS c FROM t WHERE k IN (SELECT k FROM u WHERE c = 1);
-- expect: db.t.a -> <result>.c DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT FILTER
-- expect: db.u.k -> <result>.* INDIRECT FILTER
-- expect: db.u.c -> <result>.* INDIRECT FILTER

-- title: ON may use an alias of the select list
SELECT t.k, COALESCE(t.a, t.b) AS code FROM t JOIN u ON code = u.code;
-- expect: t.k -> <result>.k DIRECT IDENTITY
-- expect: t.a -> <result>.code DIRECT TRANSFORMATION
-- expect: t.b -> <result>.code DIRECT TRANSFORMATION
-- expect: t.a -> <result>.* INDIRECT JOIN
-- expect: t.b -> <result>.* INDIRECT JOIN
-- expect: u.code -> <result>.* INDIRECT JOIN

-- title: a column of a table in sight comes before an alias, in ON too
-- schema: u(code, d)
SELECT t.k, t.a AS code FROM t JOIN u ON t.k = code;
-- expect: t.k -> <result>.k DIRECT IDENTITY inferred
-- expect: t.a -> <result>.code DIRECT IDENTITY inferred
-- expect: t.k -> <result>.* INDIRECT JOIN inferred
-- expect: u.code -> <result>.* INDIRECT JOIN schema
