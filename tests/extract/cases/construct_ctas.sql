-- title: tables made by a query: INSwith
INSERT INTO x WITH c AS (SELECT a FROM t) SELECT a FROM c;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTAS
CREATE TABLE x AS (SELECT a FROM t) WITH DATA;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASupi
CREATE TABLE x AS (SELECT a FROM t) WITH DATA UNIQUE PRIMARY INDEX (a);
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASnpi
CREATE TABLE x AS (SELECT a FROM t) WITH DATA NO PRIMARY INDEX;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASnamed
CREATE TABLE x AS (SELECT a FROM t) WITH DATA PRIMARY INDEX pi_x (a);
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASpart
CREATE TABLE x AS (SELECT a FROM t) WITH DATA PRIMARY INDEX (a) PARTITION BY RANGE_N(d BETWEEN DATE '2020-01-01' AND DATE '2021-01-01' EACH INTERVAL '1' DAY);
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASidx
CREATE TABLE x AS (SELECT a FROM t) WITH DATA PRIMARY INDEX (a) INDEX (b);
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASnf
CREATE MULTISET TABLE x, NO FALLBACK, NO BEFORE JOURNAL AS (SELECT a FROM t) WITH DATA;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASmap
CREATE MULTISET TABLE x, FALLBACK, CHECKSUM = DEFAULT, DEFAULT MERGEBLOCKRATIO, MAP = TD_MAP1 AS (SELECT a FROM t) WITH DATA;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASstat
CREATE TABLE x AS (SELECT a FROM t) WITH DATA AND STATS;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASstat2
CREATE TABLE x AS (SELECT a FROM t) WITH DATA AND STATISTICS PRIMARY INDEX (a);
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTAScopy
CREATE TABLE x AS t WITH DATA;
-- expect: t.* -> x.* DIRECT IDENTITY

-- title: tables made by a query: CTAScopynd
CREATE TABLE x AS db.t WITH NO DATA AND STATS;
-- kind: CREATE TABLE

-- title: tables made by a query: CTAScols
CREATE TABLE x (a,b) AS (SELECT c,d FROM t) WITH DATA;
-- expect: t.c -> x.a DIRECT IDENTITY
-- expect: t.d -> x.b DIRECT IDENTITY

-- title: tables made by a query: CTAScoldef
CREATE TABLE x (a NOT NULL, b DEFAULT 0) AS (SELECT c,d FROM t) WITH DATA;
-- expect: t.c -> x.a DIRECT IDENTITY
-- expect: t.d -> x.b DIRECT IDENTITY

-- title: tables made by a query: CTASnoparen
CREATE TABLE x AS SELECT a FROM t WITH DATA;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: CTASsub
CREATE TABLE x AS (SELECT a FROM (SELECT a FROM t) d) WITH DATA;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: VOLATILE
CREATE MULTISET VOLATILE TABLE x AS (SELECT a FROM t) WITH DATA PRIMARY INDEX (a) ON COMMIT PRESERVE ROWS;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: VOLATILE2
CREATE VOLATILE MULTISET TABLE x AS (SELECT a FROM t) WITH DATA ON COMMIT PRESERVE ROWS;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: tables made by a query: VOLATILE3
CREATE VOLATILE TABLE x, NO LOG, NO FALLBACK AS (SELECT a FROM t) WITH DATA NO PRIMARY INDEX ON COMMIT PRESERVE ROWS;
-- expect: t.a -> x.a DIRECT IDENTITY
