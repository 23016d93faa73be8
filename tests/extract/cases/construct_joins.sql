-- title: joins, written and implied: NOFROM
SELECT t.a;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: joins, written and implied: NOFROM2
SELECT db.t.a WHERE db.t.b=1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER

-- title: joins, written and implied: COMMA
SELECT t.a, u.b FROM t, u WHERE t.k=u.k;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.b -> <result>.b DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT JOIN
-- expect: u.k -> <result>.* INDIRECT JOIN

-- title: joins, written and implied: COMMAjoin
SELECT t.a FROM t, u LEFT JOIN w ON u.k=w.k WHERE t.k=u.k;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: u.k -> <result>.* INDIRECT JOIN
-- expect: w.k -> <result>.* INDIRECT JOIN
-- expect: t.k -> <result>.* INDIRECT JOIN

-- title: joins, written and implied: OUTERplus
SELECT a FROM t, u WHERE t.k = u.k(+);
-- expect: ?.a -> <result>.a DIRECT IDENTITY ambiguous
-- expect: t.k -> <result>.* INDIRECT JOIN inferred
-- expect: u.k -> <result>.* INDIRECT JOIN inferred

-- title: joins within joins, each in parentheses
SELECT a.x, c.y FROM ((t a JOIN u b ON a.k = b.k) JOIN v c ON b.k = c.k);
-- expect: t.x -> <result>.x DIRECT IDENTITY
-- expect: v.y -> <result>.y DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT JOIN
-- expect: u.k -> <result>.* INDIRECT JOIN
-- expect: v.k -> <result>.* INDIRECT JOIN
-- sources: t, u, v

-- title: a table in parentheses takes the alias behind them
SELECT d.x FROM (t) AS d WHERE d.y = 1;
-- expect: t.x -> <result>.x DIRECT IDENTITY
-- expect: t.y -> <result>.* INDIRECT FILTER
-- sources: t
