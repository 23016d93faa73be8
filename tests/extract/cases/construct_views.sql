-- title: views: VIEWcols
REPLACE VIEW v (a,b) AS SELECT x,y FROM t;
-- expect: t.x -> v.a DIRECT IDENTITY
-- expect: t.y -> v.b DIRECT IDENTITY

-- title: views: VIEWcheck
REPLACE VIEW v AS SELECT x FROM t WITH CHECK OPTION;
-- expect: t.x -> v.x DIRECT IDENTITY

-- title: views: RECVIEW
CREATE RECURSIVE VIEW v (a,n) AS (SELECT a,0 FROM t UNION ALL SELECT t.a,n+1 FROM t JOIN v ON t.p=v.a);
-- expect: t.a -> v.a DIRECT IDENTITY
-- expect: t.p -> v.* INDIRECT JOIN
-- expect: t.a -> v.* INDIRECT JOIN

-- title: views: RECVIEWrep
REPLACE RECURSIVE VIEW v (a,n) AS (SELECT a,0 FROM t UNION ALL SELECT t.a,n+1 FROM t JOIN v ON t.p=v.a);
-- expect: t.a -> v.a DIRECT IDENTITY
-- expect: t.p -> v.* INDIRECT JOIN
-- expect: t.a -> v.* INDIRECT JOIN

-- title: views: WITHREC
WITH RECURSIVE r (a,n) AS (SELECT a,0 FROM t UNION ALL SELECT t.a,n+1 FROM t, r WHERE t.p=r.a) SELECT a FROM r;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.* INDIRECT JOIN
-- expect: t.a -> <result>.* INDIRECT JOIN

-- title: views: JOININDEX
CREATE JOIN INDEX j AS SELECT a FROM t PRIMARY INDEX (a);
-- expect: t.a -> j.a DIRECT IDENTITY
