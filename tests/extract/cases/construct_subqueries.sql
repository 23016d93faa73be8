-- title: scalar subqueries: SCALAR
SELECT (SELECT MAX(a) FROM u) AS m FROM t;
-- expect: u.a -> <result>.m DIRECT AGGREGATION
