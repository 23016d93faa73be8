-- title: DuckDB: a star with columns left out
-- dialect: duckdb
-- schema: t(a, b, k)
SELECT * EXCLUDE (b) FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.k -> <result>.k DIRECT IDENTITY

-- title: DuckDB: rows of a list
-- dialect: duckdb
-- schema: t(a, b, k)
SELECT u.x FROM t, UNNEST(t.b) AS u(x);
-- expect: t.b -> <result>.x DIRECT TRANSFORMATION

-- title: DuckDB: a lateral query
-- dialect: duckdb
-- schema: t(a, b, k)
SELECT a, x FROM t CROSS JOIN LATERAL (SELECT b + 1 AS x) z;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.x DIRECT TRANSFORMATION

-- title: DuckDB: a window with a name
-- dialect: duckdb
-- schema: t(a, b, k)
SELECT SUM(a) OVER w AS s FROM t WINDOW w AS (PARTITION BY b ORDER BY k);
-- expect: t.a -> <result>.s DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.k -> <result>.* INDIRECT WINDOW

-- title: DuckDB: an aggregate's FILTER filters
-- dialect: duckdb
-- schema: t(a, b, k)
SELECT SUM(a) FILTER (WHERE b = 1) AS s FROM t;
-- expect: t.a -> <result>.s DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: PostgreSQL: UPDATE with FROM behind SET
-- dialect: postgres
-- schema: t(a, b, k)
-- schema: u(c, d, j)
UPDATE t SET a = u.c FROM u WHERE t.k = u.j;
-- expect: u.c -> t.a DIRECT IDENTITY
-- expect: t.k -> t.* INDIRECT JOIN
-- expect: u.j -> t.* INDIRECT JOIN
-- sources: u

-- title: PostgreSQL: DELETE with USING
-- dialect: postgres
-- schema: t(a, b, k)
-- schema: u(c, d, j)
DELETE FROM t USING u WHERE t.k = u.j AND u.c = 1;
-- expect: t.k -> t.* INDIRECT FILTER
-- expect: u.j -> t.* INDIRECT FILTER
-- expect: u.c -> t.* INDIRECT FILTER
-- sources: u

-- title: Snowflake: QUALIFY and a cast by colons
-- dialect: snowflake
-- schema: t(a, b, k)
INSERT INTO x (p) SELECT a::INT FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY b ORDER BY k) = 1;
-- expect: t.a -> x.p DIRECT TRANSFORMATION inferred
-- expect: t.b -> x.* INDIRECT WINDOW inferred
-- expect: t.k -> x.* INDIRECT WINDOW inferred

-- title: Oracle: CREATE TABLE AS with a join in WHERE
-- dialect: oracle
-- schema: t(a, b, k)
-- schema: u(c, d, j)
CREATE TABLE x AS SELECT t.a, DECODE(u.c, 1, t.b, u.d) AS v FROM t, u WHERE t.k = u.j(+);
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.b -> x.v DIRECT TRANSFORMATION
-- expect: u.d -> x.v DIRECT TRANSFORMATION
-- expect: u.c -> x.v INDIRECT CONDITIONAL
-- expect: t.k -> x.* INDIRECT JOIN
-- expect: u.j -> x.* INDIRECT JOIN

-- title: BigQuery: a star with columns left out, in a view
-- dialect: bigquery
-- schema: t(a, b, k)
CREATE VIEW v AS SELECT * EXCEPT (b) FROM t;
-- expect: t.a -> v.a DIRECT IDENTITY
-- expect: t.k -> v.k DIRECT IDENTITY

-- title: PostgreSQL: an alias means nothing in WHERE
-- dialect: postgres
SELECT TRIM(a) AS b FROM t WHERE b = 'x' ORDER BY b;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.a -> <result>.* INDIRECT SORT

-- title: Snowflake: an alias may be used in the list
-- dialect: snowflake
SELECT TRIM(a) AS b, b || 'x' AS c FROM t WHERE b = 'x';
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION
-- expect: t.a -> <result>.c DIRECT TRANSFORMATION
-- expect: t.a -> <result>.* INDIRECT FILTER

-- title: SQL Server: SELECT INTO makes a table that later statements know
-- dialect: tsql
SELECT a, b + 1 AS c INTO #work FROM dbo.s WHERE d = 1;
INSERT INTO dbo.t (x, y) SELECT * FROM #work;
-- expect: dbo.s.a -> #work.a DIRECT IDENTITY
-- expect: dbo.s.b -> #work.c DIRECT TRANSFORMATION
-- expect: dbo.s.d -> #work.* INDIRECT FILTER
-- expect: #work.a -> dbo.t.x DIRECT IDENTITY
-- expect: #work.c -> dbo.t.y DIRECT IDENTITY
-- sources: #work

-- title: MySQL: DELETE names its table before FROM
-- dialect: mysql
DELETE t FROM t JOIN u ON t.k = u.k WHERE u.d = 1;
-- expect: t.k -> t.* INDIRECT FILTER
-- expect: u.k -> t.* INDIRECT FILTER
-- expect: u.d -> t.* INDIRECT FILTER
-- sources: u
-- targets: t

-- title: Spark: MERGE may take all columns by their names
-- dialect: spark
-- schema: d.u(k INT, a INT)
MERGE INTO d.t USING d.u ON t.k = u.k WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *;
-- expect: d.u.k -> d.t.k DIRECT IDENTITY
-- expect: d.u.a -> d.t.a DIRECT IDENTITY
-- expect: d.t.k -> d.t.* INDIRECT JOIN
-- expect: d.u.k -> d.t.* INDIRECT JOIN

-- title: BigQuery: MERGE may insert the whole row
-- dialect: bigquery
-- schema: d.u(k INT64, a INT64)
MERGE d.t USING d.u ON t.k = u.k WHEN NOT MATCHED THEN INSERT ROW;
-- expect: d.u.k -> d.t.k DIRECT IDENTITY
-- expect: d.u.a -> d.t.a DIRECT IDENTITY
-- expect: d.t.k -> d.t.* INDIRECT JOIN
-- expect: d.u.k -> d.t.* INDIRECT JOIN

-- title: GROUP BY ALL groups by everything that is not aggregated
-- dialect: snowflake
SELECT a, b + 1 AS c, COUNT(d) AS n, SUM(e) / 2 AS m FROM t GROUP BY ALL;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.c DIRECT TRANSFORMATION
-- expect: t.d -> <result>.n DIRECT AGGREGATION
-- expect: t.e -> <result>.m DIRECT AGGREGATION
-- expect: t.a -> <result>.* INDIRECT GROUP_BY
-- expect: t.b -> <result>.* INDIRECT GROUP_BY

-- title: Oracle: CONNECT BY joins a table to itself
-- dialect: oracle
SELECT id FROM t START WITH boss IS NULL CONNECT BY PRIOR id = boss;
-- expect: t.id -> <result>.id DIRECT IDENTITY
-- expect: t.boss -> <result>.* INDIRECT FILTER
-- expect: t.id -> <result>.* INDIRECT JOIN
-- expect: t.boss -> <result>.* INDIRECT JOIN
