-- title: a plain column is copied
SELECT a FROM db.t;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY inferred
-- sources: db.t
-- outputs: a

-- title: a schema confirms the column
-- schema: db.t(a INTEGER)
SELECT a FROM db.t;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY schema

-- title: INSERT SELECT writes by position into the listed columns
INSERT INTO db.x (p, q) SELECT a, b + 1 FROM db.t WHERE c = 1;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.t.b -> db.x.q DIRECT TRANSFORMATION
-- expect: db.t.c -> db.x.* INDIRECT FILTER
-- sources: db.t
-- targets: db.x

-- title: a view is a node, its query one hop
CREATE VIEW db.v AS SELECT a AS b FROM db.t;
-- expect: db.t.a -> db.v.b DIRECT IDENTITY
-- targets: db.v
