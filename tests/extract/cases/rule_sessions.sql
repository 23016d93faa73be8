-- title: a chain of volatile tables, one hop a statement
-- schema: db.s(a)
-- schema: db.t(y)
-- default: db
CREATE VOLATILE TABLE v AS (SELECT a AS x FROM db.s) WITH DATA;
INSERT INTO db.t SELECT x FROM v;
-- expect: db.s.a -> db.v.x DIRECT IDENTITY
-- expect: db.v.x -> db.t.y DIRECT IDENTITY

-- title: a volatile table is found by its bare name after DATABASE
-- schema: db.s(a)
-- default: db
CREATE VOLATILE TABLE v AS (SELECT a AS x FROM db.s) WITH DATA;
DATABASE other;
SELECT x FROM v;
-- expect: db.s.a -> db.v.x DIRECT IDENTITY
-- expect: db.v.x -> <result>.x DIRECT IDENTITY

-- title: a table created before is known by its columns
-- schema: db.t(a, b, k)
-- default: db
CREATE TABLE db.n (p INTEGER, q INTEGER);
INSERT INTO db.n SELECT a, b FROM t;
-- expect: db.t.a -> db.n.p DIRECT IDENTITY
-- expect: db.t.b -> db.n.q DIRECT IDENTITY

-- title: a renamed table is told under its name at the time
-- schema: db.t(a, b, k)
-- default: db
CREATE TABLE n AS (SELECT a AS x FROM t) WITH DATA;
RENAME TABLE n TO m;
SELECT * FROM m;
-- expect: db.t.a -> db.n.x DIRECT IDENTITY
-- expect: db.m.x -> <result>.x DIRECT IDENTITY

-- title: a view defined before is a node of its own
-- schema: db.t(a, b, k)
-- default: db
CREATE VIEW v AS SELECT a AS x FROM t WHERE b = 1;
SELECT * FROM v;
-- expect: db.t.a -> db.v.x DIRECT IDENTITY
-- expect: db.t.b -> db.v.* INDIRECT FILTER
-- expect: db.v.x -> <result>.x DIRECT IDENTITY

-- title: a copied table has the columns of its original
-- schema: db.t(a, b, k)
-- default: db
CREATE TABLE c AS t WITH DATA;
SELECT k FROM c;
-- expect: db.t.a -> db.c.a DIRECT IDENTITY
-- expect: db.t.b -> db.c.b DIRECT IDENTITY
-- expect: db.t.k -> db.c.k DIRECT IDENTITY
-- expect: db.c.k -> <result>.k DIRECT IDENTITY

-- title: WITH NO DATA copies columns, not values
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
CREATE TABLE c AS t WITH NO DATA;
INSERT INTO c SELECT c, d, k FROM u;
-- expect: db.u.c -> db.c.a DIRECT IDENTITY
-- expect: db.u.d -> db.c.b DIRECT IDENTITY
-- expect: db.u.k -> db.c.k DIRECT IDENTITY

-- title: dropped tables are forgotten
-- default: db
CREATE TABLE n (x INTEGER);
DROP TABLE n;
SELECT y FROM n;
-- expect: db.n.y -> <result>.y DIRECT IDENTITY
