-- title: LOCKING makes no lineage: LOCK1
LOCKING ROW FOR ACCESS SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCK2
LOCKING TABLE t1 FOR ACCESS LOCKING TABLE t2 FOR ACCESS SELECT a FROM t1;
-- expect: t1.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKdb
LOCKING db1.t1 FOR ACCESS SELECT a FROM db1.t1;
-- expect: db1.t1.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKread
LOCKING TABLE t FOR READ NOWAIT SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKview
REPLACE VIEW v AS LOCKING ROW FOR ACCESS SELECT a FROM t;
-- expect: t.a -> v.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKview2
REPLACE VIEW v AS LOCKING TABLE t1 FOR ACCESS LOCKING TABLE t2 FOR ACCESS SELECT a FROM t1;
-- expect: t1.a -> v.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKins
INSERT INTO x LOCKING ROW FOR ACCESS SELECT a FROM t;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKctas
CREATE TABLE x AS (LOCKING ROW FOR ACCESS SELECT a FROM t) WITH DATA;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKins2
LOCKING ROW FOR ACCESS INSERT INTO x SELECT a FROM t;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKmerge
LOCKING TABLE t FOR ACCESS MERGE INTO x USING t ON x.a=t.a WHEN MATCHED THEN UPDATE SET b=t.b;
-- expect: t.b -> x.b DIRECT IDENTITY
-- expect: x.a -> x.* INDIRECT JOIN
-- expect: t.a -> x.* INDIRECT JOIN

-- title: LOCKING makes no lineage: LOCKrow-with
LOCKING ROW FOR ACCESS WITH c AS (SELECT a FROM t) SELECT a FROM c;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKabbr
LOCK ROW ACCESS SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKin
LOCKING ROW IN ACCESS MODE SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKlower
LOCK TABLE t FOR ACCESS SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: LOCKING makes no lineage: LOCKderived
SELECT a FROM (LOCKING ROW FOR ACCESS SELECT a FROM t) d;
-- expect: t.a -> <result>.a DIRECT IDENTITY
