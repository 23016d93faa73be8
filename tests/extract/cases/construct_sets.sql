-- title: set operations: SETMINUS
SELECT a FROM t MINUS SELECT a FROM u;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.a -> <result>.* INDIRECT FILTER

-- title: set operations: SETEXCEPTALL
SELECT a FROM t EXCEPT ALL SELECT a FROM u;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.a -> <result>.* INDIRECT FILTER

-- title: set operations: INTERSECT
SELECT a FROM t INTERSECT SELECT a FROM u;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.a -> <result>.a DIRECT IDENTITY

-- title: set operations: PARENUNION
(SELECT a FROM t) UNION (SELECT a FROM u);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.a -> <result>.a DIRECT IDENTITY
