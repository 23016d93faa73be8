-- title: an expression without a name goes to some column of a table whose columns nobody knows
INSERT INTO db.t SELECT a + 1, b, TRIM(c) AS d FROM db.s;
-- expect: db.s.a -> db.t.* DIRECT TRANSFORMATION inferred
-- expect: db.s.b -> db.t.b DIRECT IDENTITY inferred
-- expect: db.s.c -> db.t.d DIRECT TRANSFORMATION inferred

-- title: what is inserted as values names no column either, unless it is a name
INSERT INTO db.t VALUES (:k, TRIM(:v), :d (DATE, FORMAT 'YYYYMMDD'));
-- bind: k = db.f.k
-- bind: v = db.f.v
-- bind: d = db.f.d
-- expect: db.f.k -> db.t.k DIRECT IDENTITY
-- expect: db.f.v -> db.t.* DIRECT TRANSFORMATION
-- expect: db.f.d -> db.t.d DIRECT TRANSFORMATION

-- title: the insert of a MERGE names no columns by its expressions
MERGE INTO db.t USING db.s ON t.k = s.k WHEN NOT MATCHED THEN INSERT VALUES (s.k, s.a || 'x');
-- expect: db.s.k -> db.t.k DIRECT IDENTITY
-- expect: db.s.a -> db.t.* DIRECT TRANSFORMATION
-- expect: db.t.k -> db.t.* INDIRECT JOIN
-- expect: db.s.k -> db.t.* INDIRECT JOIN

-- title: a set operation's expressions name no columns
INSERT INTO db.t SELECT a, b * 2 FROM db.s UNION ALL SELECT c, d FROM db.u;
-- expect: db.s.a -> db.t.a DIRECT IDENTITY
-- expect: db.u.c -> db.t.a DIRECT IDENTITY
-- expect: db.s.b -> db.t.* DIRECT TRANSFORMATION
-- expect: db.u.d -> db.t.* DIRECT IDENTITY

-- title: an expression goes to the column at its place where the columns are known
INSERT INTO db.t SELECT a + 1, b FROM db.s;
-- schema: db.t(x INTEGER, y INTEGER)
-- expect: db.s.a -> db.t.x DIRECT TRANSFORMATION inferred
-- expect: db.s.b -> db.t.y DIRECT IDENTITY inferred

-- title: a query's own result shows an expression by its text
SELECT a + 1 FROM db.s;
-- expect: db.s.a -> <result>.a + 1 DIRECT TRANSFORMATION

-- title: whether GROUPING tells of a column is an aggregate of it
SELECT GROUPING(a) AS g, SUM(c) AS s FROM db.t GROUP BY ROLLUP (a, b);
-- expect: db.t.a -> <result>.g DIRECT AGGREGATION
-- expect: db.t.c -> <result>.s DIRECT AGGREGATION
-- expect: db.t.a -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.b -> <result>.* INDIRECT GROUP_BY
