-- title: windows and older window functions: RESETWHEN
SELECT SUM(a) OVER (PARTITION BY b ORDER BY c RESET WHEN a>1 ROWS UNBOUNDED PRECEDING) FROM t;
-- expect: t.a -> <result>.sum(a) over (partition by b order by c reset when a>1 rows unbounded preceding) DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.c -> <result>.* INDIRECT WINDOW
-- expect: t.a -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: CSUM
SELECT CSUM(a,b) FROM t;
-- expect: t.a -> <result>.csum(a,b) DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: MSUM
SELECT MSUM(a,3,b) FROM t;
-- expect: t.a -> <result>.msum(a,3,b) DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: MAVG
SELECT MAVG(a,3,b DESC) FROM t;
-- expect: t.a -> <result>.mavg(a,3,b desc) DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: MDIFF
SELECT MDIFF(a,1,b) FROM t;
-- expect: t.a -> <result>.mdiff(a,1,b) DIRECT TRANSFORMATION
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: RANKold
SELECT a, RANK(b) FROM t QUALIFY RANK(b) <= 3;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: RANKold2
SELECT a, RANK(b DESC) FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: QUANTILE
SELECT QUANTILE(100, a) FROM t;
-- expect: t.a -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: IGNORENULLS
SELECT LAST_VALUE(a IGNORE NULLS) OVER (ORDER BY b) FROM t;
-- expect: t.a -> <result>.last_value(a ignore nulls) over (order by b) DIRECT TRANSFORMATION
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: windows and older window functions: ROWSFRAME
SELECT SUM(a) OVER (ORDER BY b ROWS 3 PRECEDING) FROM t;
-- expect: t.a -> <result>.sum(a) over (order by b rows 3 preceding) DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW
