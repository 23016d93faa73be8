-- title: INSERT without a list goes by the target's columns
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
INSERT INTO x SELECT a, b FROM t;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.t.b -> db.x.q DIRECT IDENTITY

-- title: INSERT without a list and without a schema goes by name
-- schema: db.t(a, b, k)
-- default: db
INSERT INTO z SELECT a AS y, b FROM t;
-- expect: db.t.a -> db.z.y DIRECT IDENTITY
-- expect: db.t.b -> db.z.b DIRECT IDENTITY

-- title: INSERT VALUES may hold a subquery
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
INSERT INTO x (p, q) VALUES (1, (SELECT MAX(a) FROM t));
-- expect: db.t.a -> db.x.q DIRECT AGGREGATION

-- title: UPDATE reads its own columns
-- schema: db.x(p, q, r)
-- default: db
-- sources: db.x
UPDATE x SET p = p + 1 WHERE r = 1;
-- expect: db.x.p -> db.x.p DIRECT TRANSFORMATION
-- expect: db.x.r -> db.x.* INDIRECT FILTER

-- title: a target merely matched is no source
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
-- sources: db.t
UPDATE x FROM t SET p = t.a WHERE x.r = t.k;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.x.r -> db.x.* INDIRECT JOIN
-- expect: db.t.k -> db.x.* INDIRECT JOIN

-- title: UPDATE with a correlated subquery
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- schema: db.x(p, q, r)
-- default: db
UPDATE x SET q = (SELECT MAX(a) FROM t WHERE t.k = x.r) WHERE r IN (SELECT k FROM u);
-- expect: db.t.a -> db.x.q DIRECT AGGREGATION
-- expect: db.t.k -> db.x.* INDIRECT JOIN
-- expect: db.x.r -> db.x.* INDIRECT JOIN
-- expect: db.x.r -> db.x.* INDIRECT FILTER
-- expect: db.u.k -> db.x.* INDIRECT FILTER

-- title: UPDATE from several tables
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- schema: db.x(p, q, r)
-- default: db
UPDATE x FROM t, u SET p = t.a, q = u.d WHERE x.r = t.k AND t.k = u.k AND u.c = 'A';
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.u.d -> db.x.q DIRECT IDENTITY
-- expect: db.x.r -> db.x.* INDIRECT JOIN
-- expect: db.t.k -> db.x.* INDIRECT JOIN
-- expect: db.u.k -> db.x.* INDIRECT JOIN
-- expect: db.u.c -> db.x.* INDIRECT FILTER

-- title: UPDATE with a CASE
-- schema: db.t(a, b, k)
-- default: db
UPDATE t SET a = CASE WHEN b = 1 THEN k ELSE a END;
-- expect: db.t.k -> db.t.a DIRECT TRANSFORMATION
-- expect: db.t.a -> db.t.a DIRECT TRANSFORMATION
-- expect: db.t.b -> db.t.a INDIRECT CONDITIONAL

-- title: an upsert writes by both branches
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
UPDATE x SET p = (SELECT MAX(a) FROM t) WHERE r = 1 ELSE INSERT INTO x (q) SELECT b FROM t;
-- expect: db.t.a -> db.x.p DIRECT AGGREGATION
-- expect: db.x.r -> db.x.* INDIRECT FILTER
-- expect: db.t.b -> db.x.q DIRECT IDENTITY

-- title: UPDATE may name tables that FROM does not
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
UPDATE db.x SET p = db.t.a WHERE db.x.r = db.t.k;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.x.r -> db.x.* INDIRECT JOIN
-- expect: db.t.k -> db.x.* INDIRECT JOIN

-- title: DELETE filters only
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
DELETE FROM x WHERE p IN (SELECT a FROM t WHERE b=1) AND x.r = t.k;
-- expect: db.x.p -> db.x.* INDIRECT FILTER
-- expect: db.t.a -> db.x.* INDIRECT FILTER
-- expect: db.t.b -> db.x.* INDIRECT FILTER
-- expect: db.x.r -> db.x.* INDIRECT FILTER
-- expect: db.t.k -> db.x.* INDIRECT FILTER

-- title: MERGE: ON joins, conditions filter, each WHEN writes
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
-- sources: db.t, db.x
MERGE INTO x USING t ON x.r = t.k AND x.p = 1 WHEN MATCHED AND t.b = 1 THEN UPDATE SET q = x.q + t.a WHEN NOT MATCHED THEN INSERT VALUES (t.a, t.b, t.k);
-- expect: db.x.q -> db.x.q DIRECT TRANSFORMATION
-- expect: db.t.a -> db.x.q DIRECT TRANSFORMATION
-- expect: db.t.b -> db.x.q DIRECT IDENTITY
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.t.k -> db.x.r DIRECT IDENTITY
-- expect: db.x.r -> db.x.* INDIRECT JOIN
-- expect: db.t.k -> db.x.* INDIRECT JOIN
-- expect: db.x.p -> db.x.* INDIRECT JOIN
-- expect: db.t.b -> db.x.* INDIRECT FILTER

-- title: MERGE from a query
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
MERGE INTO db.x AS g USING (SEL k, SUM(a) AS a FROM db.t GROUP BY k) AS s ON (g.r = s.k) WHEN MATCHED THEN UPDATE SET p = s.a WHEN NOT MATCHED THEN INSERT (r, p) VALUES (s.k, s.a);
-- expect: db.t.a -> db.x.p DIRECT AGGREGATION
-- expect: db.t.k -> db.x.r DIRECT IDENTITY
-- expect: db.t.k -> db.x.* INDIRECT GROUP_BY
-- expect: db.x.r -> db.x.* INDIRECT JOIN
-- expect: db.t.k -> db.x.* INDIRECT JOIN

-- title: variables of MERGE give nothing
-- schema: db.x(p, q, r)
-- default: db
MERGE INTO x USING (SELECT :a AS k, :b AS v) s ON x.r = s.k WHEN MATCHED THEN UPDATE SET q = s.v;
-- expect: db.x.r -> db.x.* INDIRECT JOIN

-- title: WITH may stand before INSERT
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
WITH c AS (SELECT a FROM t WHERE b = 1) INSERT INTO x (p) SELECT a FROM c;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.t.b -> db.x.* INDIRECT FILTER
