-- title: ON joins, every column of it
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT t.a FROM t JOIN u ON t.k = u.k AND u.d = 'Y' AND t.b > u.c;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN
-- expect: db.u.d -> <result>.* INDIRECT JOIN
-- expect: db.t.b -> <result>.* INDIRECT JOIN
-- expect: db.u.c -> <result>.* INDIRECT JOIN

-- title: a CASE within ON joins
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT t.a FROM t JOIN u ON CASE WHEN t.b = 1 THEN t.k END = u.k;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT JOIN
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: an equality of two tables' columns in WHERE joins
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT t.a, u.d FROM t, u WHERE t.k = u.k AND u.c = 1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.d -> <result>.d DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN
-- expect: db.u.c -> <result>.* INDIRECT FILTER

-- title: an equality under OR joins as well
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT t.a FROM t, u WHERE (t.k = u.k AND u.c = 1) OR (t.k = u.k AND u.c = 2);
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN
-- expect: db.u.c -> <result>.* INDIRECT FILTER

-- title: any other comparison of two tables filters
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT t.a FROM t, u WHERE t.k < u.k;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT FILTER
-- expect: db.u.k -> <result>.* INDIRECT FILTER

-- title: an equality within one table filters
-- schema: db.t(a, b, k)
-- default: db
SELECT a FROM t WHERE b = k;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT FILTER

-- title: USING joins both sides and shows the left
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT k, a, d FROM t JOIN u USING (k);
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.d -> <result>.d DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: a star after USING shows the joined column once
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
-- outputs: k, a, b, c, d
SELECT * FROM t JOIN u USING (k);
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.b DIRECT IDENTITY
-- expect: db.u.c -> <result>.c DIRECT IDENTITY
-- expect: db.u.d -> <result>.d DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: USING of a right join shows the right
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT k FROM t RIGHT JOIN u USING (k);
-- expect: db.u.k -> <result>.k DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: USING of a full join shows both
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT k FROM t FULL JOIN u USING (k);
-- expect: db.t.k -> <result>.k DIRECT TRANSFORMATION
-- expect: db.u.k -> <result>.k DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: NATURAL joins what both sides have
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT k, a FROM t NATURAL JOIN u;
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: a join in parentheses
SELECT a.x FROM a JOIN (b JOIN c ON b.k=c.k) ON a.k=b.k;
-- expect: a.x -> <result>.x DIRECT IDENTITY
-- expect: b.k -> <result>.* INDIRECT JOIN
-- expect: c.k -> <result>.* INDIRECT JOIN
-- expect: a.k -> <result>.* INDIRECT JOIN

-- title: two ON clauses in a row
SELECT a.x FROM a LEFT JOIN b LEFT JOIN c ON b.k=c.k ON a.k=b.k;
-- expect: a.x -> <result>.x DIRECT IDENTITY
-- expect: b.k -> <result>.* INDIRECT JOIN
-- expect: c.k -> <result>.* INDIRECT JOIN
-- expect: a.k -> <result>.* INDIRECT JOIN

-- title: a table used but not in FROM is joined in
-- sources: t, z
SELECT t.a, z.b FROM t WHERE t.k = z.k;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: z.b -> <result>.b DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT JOIN
-- expect: z.k -> <result>.* INDIRECT JOIN

-- title: COALESCE over an outer join
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT COALESCE(t.a, u.c) AS v FROM t FULL OUTER JOIN u ON t.k = u.k;
-- expect: db.t.a -> <result>.v DIRECT TRANSFORMATION
-- expect: db.u.c -> <result>.v DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN
