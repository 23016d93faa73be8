-- title: a star shows all columns of all tables in order
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
-- outputs: a, b, k, c, d, k
SELECT * FROM t, u;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.b DIRECT IDENTITY
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.u.c -> <result>.c DIRECT IDENTITY
-- expect: db.u.d -> <result>.d DIRECT IDENTITY
-- expect: db.u.k -> <result>.k DIRECT IDENTITY

-- title: a qualified star shows its table
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
-- outputs: a, b, k, d
SELECT t.*, u.d FROM t JOIN u ON t.k=u.k;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.b DIRECT IDENTITY
-- expect: db.t.k -> <result>.k DIRECT IDENTITY
-- expect: db.u.d -> <result>.d DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.u.k -> <result>.* INDIRECT JOIN

-- title: a star nobody can expand stays a star
SELECT * FROM (SELECT * FROM w) d;
-- expect: w.* -> <result>.* DIRECT IDENTITY

-- title: a name behind an unexpanded star is inferred
SELECT a FROM (SELECT * FROM w) d;
-- expect: w.a -> <result>.a DIRECT IDENTITY

-- title: a name behind two unexpanded stars is ambiguous
SELECT a FROM (SELECT * FROM w, v) d;
-- expect: ?.a -> <result>.a DIRECT IDENTITY ambiguous

-- title: a star beside named columns
SELECT a.*, b.c FROM a INNER JOIN b ON a.k = b.k;
-- expect: a.* -> <result>.* DIRECT IDENTITY
-- expect: b.c -> <result>.c DIRECT IDENTITY
-- expect: a.k -> <result>.* INDIRECT JOIN
-- expect: b.k -> <result>.* INDIRECT JOIN

-- title: a star of a derived table shows its columns
-- schema: db.t(a, b, k)
-- default: db
SELECT d.* FROM (SELECT a, b AS c FROM t) d;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.c DIRECT IDENTITY

-- title: a star in a set operation with named columns
-- schema: db.t(a, b, k)
-- default: db
SELECT * FROM w UNION ALL SELECT a, b FROM t;
-- expect: db.w.* -> <result>.* DIRECT IDENTITY inferred
-- expect: db.t.a -> <result>.* DIRECT IDENTITY schema
-- expect: db.t.b -> <result>.* DIRECT IDENTITY schema

-- title: named columns with a star on the other side
-- schema: db.t(a, b, k)
-- default: db
SELECT a, b FROM t UNION ALL SELECT * FROM w;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY schema
-- expect: db.t.b -> <result>.b DIRECT IDENTITY schema
-- expect: db.w.* -> <result>.* DIRECT IDENTITY inferred

-- title: INSERT of a star fills the target by position
-- schema: db.t(a, b, k)
-- schema: db.x(p, q, r)
-- default: db
INSERT INTO x SELECT * FROM t;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.t.b -> db.x.q DIRECT IDENTITY
-- expect: db.t.k -> db.x.r DIRECT IDENTITY

-- title: INSERT of a star nobody can expand
-- schema: db.x(p, q, r)
-- default: db
INSERT INTO x SELECT * FROM w;
-- expect: db.w.* -> db.x.* DIRECT IDENTITY inferred

-- title: what stands before an unexpanded star has a position
-- schema: db.x(p, q, r)
-- default: db
INSERT INTO x SELECT a, w.* FROM w;
-- expect: db.w.a -> db.x.p DIRECT IDENTITY inferred
-- expect: db.w.* -> db.x.* DIRECT IDENTITY inferred

-- title: a view with named columns over an unexpanded star
CREATE VIEW v (p, q) AS SELECT * FROM w;
-- expect: w.* -> v.* DIRECT IDENTITY
