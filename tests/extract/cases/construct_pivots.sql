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
