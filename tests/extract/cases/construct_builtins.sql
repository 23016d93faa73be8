-- title: builtins are no columns: DATEkw
SELECT DATE - 1 FROM t;
-- kind: SELECT

-- title: builtins are no columns: DATEkw2
SELECT a FROM t WHERE d = DATE;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: builtins are no columns: TIMEkw
SELECT TIME, USER FROM t;
-- kind: SELECT

-- title: builtins are no columns: ATTZ
SELECT CURRENT_TIMESTAMP AT TIME ZONE 'GMT' FROM t;
-- kind: SELECT

-- title: builtins are no columns: ATLOCAL
SELECT ts AT LOCAL FROM t;
-- expect: t.ts -> <result>.ts at local DIRECT TRANSFORMATION

-- title: builtins are no columns: CURTS
SELECT CURRENT_TIMESTAMP(0) FROM t;
-- kind: SELECT
