-- title: PARTITION BY and ORDER BY steer the dataset
-- schema: db.t(a, b, k)
-- default: db
SELECT SUM(a) OVER (PARTITION BY b ORDER BY k) AS s FROM t;
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.b -> <result>.* INDIRECT WINDOW
-- expect: db.t.k -> <result>.* INDIRECT WINDOW

-- title: LAG, LEAD and FIRST_VALUE hand a value on
-- schema: db.t(a, b, k)
-- default: db
SELECT LAG(a) OVER (ORDER BY k) l, LEAD(a) OVER (ORDER BY k) m, FIRST_VALUE(a) OVER (ORDER BY k) f FROM t;
-- expect: db.t.a -> <result>.l DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.m DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.f DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.* INDIRECT WINDOW

-- title: ranks have no source
-- schema: db.t(a, b, k)
-- default: db
SELECT ROW_NUMBER() OVER (ORDER BY a) AS n, RANK() OVER (PARTITION BY b ORDER BY SUM(k)) AS r FROM t GROUP BY a, b;
-- expect: db.t.a -> <result>.* INDIRECT WINDOW
-- expect: db.t.b -> <result>.* INDIRECT WINDOW
-- expect: db.t.k -> <result>.* INDIRECT WINDOW
-- expect: db.t.a -> <result>.* INDIRECT GROUP_BY
-- expect: db.t.b -> <result>.* INDIRECT GROUP_BY

-- title: plain columns in QUALIFY filter
-- schema: db.t(a, b, k)
-- default: db
SELECT a FROM t QUALIFY a > 1 AND SUM(b) OVER (PARTITION BY k) > 10;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.a -> <result>.* INDIRECT FILTER
-- expect: db.t.k -> <result>.* INDIRECT WINDOW
-- expect: db.t.b -> <result>.* INDIRECT FILTER

-- title: a CASE within PARTITION BY is WINDOW
-- schema: db.t(a, b, k)
-- default: db
SELECT SUM(a) OVER (PARTITION BY CASE WHEN b=1 THEN k END) AS s FROM t;
-- expect: db.t.a -> <result>.s DIRECT AGGREGATION
-- expect: db.t.b -> <result>.* INDIRECT WINDOW
-- expect: db.t.k -> <result>.* INDIRECT WINDOW

-- title: a window over an aggregate
-- schema: db.t(a, b, k)
-- default: db
SELECT MAX(SUM(a)) OVER (PARTITION BY b) AS m FROM t GROUP BY b;
-- expect: db.t.a -> <result>.m DIRECT AGGREGATION
-- expect: db.t.b -> <result>.* INDIRECT WINDOW
-- expect: db.t.b -> <result>.* INDIRECT GROUP_BY
