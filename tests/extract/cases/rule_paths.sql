-- title: a name before two dots is a column with a path into it, never a table that FROM does not name
SELECT doc..name FROM db.t;
-- expect: db.t.doc -> <result>.name DIRECT TRANSFORMATION
-- sources: db.t

-- title: two dots behind a qualified column go into it, wherever they stand
INSERT INTO db.o (p) SELECT t.doc..price FROM db.t t WHERE t.doc..kind = 'x' ORDER BY t.doc.a..b;
-- expect: db.t.doc -> db.o.p DIRECT TRANSFORMATION
-- expect: db.t.doc -> db.o.* INDIRECT FILTER
-- expect: db.t.doc -> db.o.* INDIRECT SORT

-- title: a path's column may belong to any of several tables
SELECT doc..name FROM db.t, db.u;
-- expect: ?.doc -> <result>.name DIRECT TRANSFORMATION ambiguous

-- title: a path's column belongs to the table that has it
SELECT doc..name AS n, doc.a AS a FROM db.t, db.u;
-- schema: db.t(k INTEGER)
-- schema: db.u(doc JSON)
-- expect: db.u.doc -> <result>.n DIRECT TRANSFORMATION schema
-- expect: db.u.doc -> <result>.a DIRECT TRANSFORMATION schema

-- title: two dots between a database and its table are one
INSERT INTO sales..t (a) SELECT o.a FROM sales..orders o, sales..lines WHERE sales..lines.b = 1;
-- expect: sales.orders.a -> sales.t.a DIRECT IDENTITY
-- expect: sales.lines.b -> sales.t.* INDIRECT FILTER
-- sources: sales.orders, sales.lines
