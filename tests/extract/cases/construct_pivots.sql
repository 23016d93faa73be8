-- title: rows to columns and back: PIVOT
SELECT * FROM t PIVOT (SUM(a) FOR b IN ('x' AS x,'y' AS y)) AS p;
-- expect: t.* -> <result>.* DIRECT IDENTITY
-- expect: t.a -> <result>.x DIRECT AGGREGATION
-- expect: t.b -> <result>.x INDIRECT CONDITIONAL
-- expect: t.a -> <result>.y DIRECT AGGREGATION
-- expect: t.b -> <result>.y INDIRECT CONDITIONAL

-- title: rows to columns and back: TDUNPIVOT
SELECT * FROM TD_UNPIVOT (ON (SELECT a,b FROM t) USING VALUE_COLUMNS('v') UNPIVOT_COLUMN('c') COLUMN_LIST('a','b')) AS u;
-- expect: t.a -> <result>.v DIRECT IDENTITY
-- expect: t.b -> <result>.v DIRECT IDENTITY

-- title: rows to columns and back: UNPIVOT
SELECT * FROM t UNPIVOT (v FOR c IN (a,b)) u;
-- expect: t.* -> <result>.* DIRECT IDENTITY
-- expect: t.a -> <result>.v DIRECT IDENTITY
-- expect: t.b -> <result>.v DIRECT IDENTITY

-- title: the columns that PIVOT makes may be renamed by position
-- schema: t(k, a, b)
SELECT * FROM t PIVOT (SUM(a) AS s FOR b IN ('x' AS xx, 'y' AS yy)) AS p (kk, x1, y1);
-- expect: t.k -> <result>.kk DIRECT IDENTITY schema
-- expect: t.a -> <result>.x1 DIRECT AGGREGATION schema
-- expect: t.b -> <result>.x1 INDIRECT CONDITIONAL schema
-- expect: t.a -> <result>.y1 DIRECT AGGREGATION schema
-- expect: t.b -> <result>.y1 INDIRECT CONDITIONAL schema

-- title: where a query tells what PIVOT spreads, nobody knows the columns
-- schema: t(k, a, b)
SELECT * FROM t PIVOT (SUM(a) FOR b IN (SELECT z FROM u)) AS p;
-- expect: t.k -> <result>.k DIRECT IDENTITY schema
-- expect: t.a -> <result>.* DIRECT AGGREGATION schema
-- expect: t.b -> <result>.* INDIRECT CONDITIONAL schema
-- expect: u.z -> <result>.* INDIRECT CONDITIONAL inferred
-- sources: t, u

-- title: what stands behind an unexpanded star has the last of the names
SELECT * FROM t UNPIVOT (v FOR m IN (a AS 'A', b AS 'B')) AS u (k, mm, vv);
WITH c (p, q, r) AS (SELECT d, w.*, e + 1 FROM w) SELECT p, q, r FROM c;
-- expect: t.* -> <result>.k DIRECT IDENTITY
-- expect: t.a -> <result>.vv DIRECT IDENTITY
-- expect: t.b -> <result>.vv DIRECT IDENTITY
-- expect: w.d -> <result>.p DIRECT IDENTITY
-- expect: w.* -> <result>.q DIRECT IDENTITY
-- expect: w.e -> <result>.r DIRECT TRANSFORMATION
