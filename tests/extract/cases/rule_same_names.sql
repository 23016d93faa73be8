-- title: an unqualified target is the default database's table, not one of FROM that has its name elsewhere
UPDATE t FROM stg.t SET a = stg.t.b WHERE t.k = stg.t.k;
-- default: db
-- expect: stg.t.b -> db.t.a DIRECT IDENTITY
-- expect: db.t.k -> db.t.* INDIRECT JOIN
-- expect: stg.t.k -> db.t.* INDIRECT JOIN
-- sources: stg.t
-- targets: db.t

-- title: without a default database, a statement that writes both names means two tables
UPDATE t FROM stg.t SET a = stg.t.b WHERE t.k = stg.t.k;
-- expect: stg.t.b -> t.a DIRECT IDENTITY
-- expect: t.k -> t.* INDIRECT JOIN
-- expect: stg.t.k -> t.* INDIRECT JOIN

-- title: without a default database, a target that only FROM names with its database is that table
UPDATE t FROM stg.t, stg.s SET a = s.b WHERE t.k = s.k;
-- expect: stg.s.b -> stg.t.a DIRECT IDENTITY
-- expect: stg.t.k -> stg.t.* INDIRECT JOIN
-- expect: stg.s.k -> stg.t.* INDIRECT JOIN

-- title: an unqualified name is the table that is written so rather than the target of that name elsewhere
UPDATE db.t FROM t SET a = t.b WHERE db.t.k = t.k;
-- default: other
-- expect: other.t.b -> db.t.a DIRECT IDENTITY
-- expect: db.t.k -> db.t.* INDIRECT JOIN
-- expect: other.t.k -> db.t.* INDIRECT JOIN
-- sources: other.t

-- title: one table written with its database and without is one
UPDATE db.t FROM t SET a = t.b WHERE db.t.k = t.k;
-- default: db
-- expect: db.t.b -> db.t.a DIRECT IDENTITY
-- expect: db.t.k -> db.t.* INDIRECT FILTER

-- title: an alias that is the target's own name means what it stands for
UPDATE db.t FROM (SELECT k, b FROM stg.x) t SET a = t.b WHERE db.t.k = t.k;
-- expect: stg.x.b -> db.t.a DIRECT IDENTITY
-- expect: db.t.k -> db.t.* INDIRECT JOIN
-- expect: stg.x.k -> db.t.* INDIRECT JOIN

-- title: two tables of one name are told apart by their databases in a query too
SELECT a.t.x, t.y FROM a.t, t WHERE a.t.k = t.k;
-- default: b
-- expect: a.t.x -> <result>.x DIRECT IDENTITY
-- expect: b.t.y -> <result>.y DIRECT IDENTITY
-- expect: a.t.k -> <result>.* INDIRECT JOIN
-- expect: b.t.k -> <result>.* INDIRECT JOIN

-- title: a table that DELETE names with another database is another one
DELETE FROM t WHERE t.k = stg.t.k;
-- default: db
-- expect: db.t.k -> db.t.* INDIRECT FILTER
-- expect: stg.t.k -> db.t.* INDIRECT FILTER
-- sources: stg.t
