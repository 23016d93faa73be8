-- title: a variable yields its sources
-- schema: db.x(p, q, r)
-- default: db
-- bind: v = db.t.a AGGREGATION
INSERT INTO x (p) VALUES (:v);
-- expect: db.t.a -> db.x.p DIRECT AGGREGATION

-- title: a bare name is a variable where it is no column
-- schema: db.x(p, q, r)
-- default: db
-- bind: v = db.t.a
-- bind: w =
UPDATE x SET p = v WHERE r = w;
-- expect: db.t.a -> db.x.p DIRECT IDENTITY
-- expect: db.x.r -> db.x.* INDIRECT FILTER

-- title: a column hides a variable of its name
-- schema: db.x(p, q, r)
-- default: db
-- bind: q = db.t.a
UPDATE x SET p = q;
-- expect: db.x.q -> db.x.p DIRECT IDENTITY

-- title: a variable without sources gives no edge
-- schema: db.t(a, b, k)
-- default: db
-- bind: v =
SELECT a FROM t WHERE b = v;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER

-- title: a variable changed on its way
-- schema: db.x(p, q, r)
-- default: db
-- bind: v = db.t.a
INSERT INTO x (p) VALUES (:v + 1);
-- expect: db.t.a -> db.x.p DIRECT TRANSFORMATION
