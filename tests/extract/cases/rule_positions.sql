-- title: a position before an unexpanded star is the item it counts to
SELECT a, t.* FROM db.t ORDER BY 1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.* -> <result>.* DIRECT IDENTITY
-- expect: db.t.a -> <result>.* INDIRECT SORT

-- title: a position at or behind an unexpanded star that ends the list is one of its columns
SELECT a, t.* FROM db.t GROUP BY 1, 2 ORDER BY 7;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY inferred
-- expect: db.t.* -> <result>.* DIRECT IDENTITY inferred
-- expect: db.t.a -> <result>.* INDIRECT GROUP_BY inferred
-- expect: db.t.* -> <result>.* INDIRECT GROUP_BY inferred
-- expect: db.t.* -> <result>.* INDIRECT SORT inferred

-- title: the first column of an unexpanded star stands at the star's place
SELECT t.*, b FROM db.t ORDER BY 1;
-- expect: db.t.* -> <result>.* DIRECT IDENTITY
-- expect: db.t.b -> <result>.b DIRECT IDENTITY
-- expect: db.t.* -> <result>.* INDIRECT SORT

-- title: a position behind an unexpanded star with items behind it may be a column of either
SELECT t.*, b, u.c FROM db.t, db.u ORDER BY 2;
-- expect: db.t.* -> <result>.* DIRECT IDENTITY inferred
-- expect: ?.b -> <result>.b DIRECT IDENTITY ambiguous
-- expect: db.u.c -> <result>.c DIRECT IDENTITY inferred
-- expect: ?.2 -> <result>.* INDIRECT SORT ambiguous

-- title: a position that a known table's star reaches is the column at that place
SELECT t.*, c FROM db.t, db.u ORDER BY 2, 3;
-- schema: db.t(x INTEGER, y INTEGER)
-- expect: db.t.x -> <result>.x DIRECT IDENTITY
-- expect: db.t.y -> <result>.y DIRECT IDENTITY
-- expect: db.u.c -> <result>.c DIRECT IDENTITY
-- expect: db.t.y -> <result>.* INDIRECT SORT
-- expect: db.u.c -> <result>.* INDIRECT SORT

-- title: a position of a set operation behind an unexpanded star is one of the columns of every branch's star
SELECT * FROM db.t UNION ALL SELECT * FROM db.u ORDER BY 2;
-- expect: db.t.* -> <result>.* DIRECT IDENTITY
-- expect: db.u.* -> <result>.* DIRECT IDENTITY
-- expect: db.t.* -> <result>.* INDIRECT SORT
-- expect: db.u.* -> <result>.* INDIRECT SORT

-- title: a position beyond the list is nothing
SELECT a FROM db.t ORDER BY 2;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
