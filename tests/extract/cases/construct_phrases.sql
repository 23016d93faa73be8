-- title: names given by phrases: LATALIAS
SELECT a+1 AS b, b*2 AS c FROM t;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION
-- expect: t.a -> <result>.c DIRECT TRANSFORMATION

-- title: names given by phrases: NAMED
SELECT a (NAMED b) FROM t;
-- expect: t.a -> <result>.b DIRECT IDENTITY

-- title: names given by phrases: NAMED2
SELECT SUM(a) (NAMED b) FROM t;
-- expect: t.a -> <result>.b DIRECT AGGREGATION

-- title: names given by phrases: NAMEDexp
SELECT a+1 (NAMED b) FROM t;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION

-- title: names given by phrases: TITLE
SELECT a (TITLE 'x') FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: names given by phrases: TITLE2
SELECT SUM(a) (TITLE 'x') FROM t;
-- expect: t.a -> <result>.sum(a) DIRECT AGGREGATION

-- title: names given by phrases: TITLEas
SELECT a AS b (TITLE 'x') FROM t;
-- expect: t.a -> <result>.b DIRECT IDENTITY

-- title: FORMAT and case phrases copy: FORMAT
SELECT a (FORMAT 'YYYY') FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: FORMAT and case phrases copy: FORMAT2
SELECT (a+1) (FORMAT '9(4)') FROM t;
-- expect: t.a -> <result>.a+1 DIRECT TRANSFORMATION

-- title: FORMAT and case phrases copy: FORMATfn
SELECT SUM(a) (FORMAT '9(4)') FROM t;
-- expect: t.a -> <result>.sum(a) DIRECT AGGREGATION

-- title: FORMAT and case phrases copy: FORMATcomma
SELECT a (FORMAT '999', TITLE 'x') FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: FORMAT and case phrases copy: CASESPEC
SELECT a FROM t WHERE b (CASESPECIFIC) = 'x' (CASESPECIFIC);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: FORMAT and case phrases copy: NOTCS
SELECT a FROM t WHERE b (NOT CASESPECIFIC) = 'x';
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: FORMAT and case phrases copy: NOTCS2
SELECT a FROM t WHERE b (NOT CS) = 'x';
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: types and UPPERCASE change the value: UPPERCASE
SELECT a (UPPERCASE) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: FORMATchar
SELECT a (FORMAT 'YYYYMM') (CHAR(6)) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: TDCAST
SELECT a (INTEGER) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: TDCAST2
SELECT a (VARCHAR(10)) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: TDCAST3
SELECT '2020' (DATE, FORMAT 'YYYY') FROM t;
-- kind: SELECT

-- title: types and UPPERCASE change the value: TDCAST4
SELECT (a+1) (DECIMAL(10,2)) FROM t;
-- expect: t.a -> <result>.a+1 DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: TDCAST5
SELECT SUM(a) (DECIMAL(10,2)) AS s FROM t;
-- expect: t.a -> <result>.s DIRECT AGGREGATION

-- title: types and UPPERCASE change the value: TDCAST6
SELECT a (INTEGER, NAMED b) FROM t;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: TDCAST7
SELECT a (CHAR(10)) || 'x' FROM t;
-- expect: t.a -> <result>.a (char(10)) || 'x' DIRECT TRANSFORMATION

-- title: types and UPPERCASE change the value: CONCATp
SELECT a || b (CHAR(10)) FROM t;
-- expect: t.a -> <result>.a || b (char(10)) DIRECT TRANSFORMATION
-- expect: t.b -> <result>.a || b (char(10)) DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTfmt
SELECT CAST(a AS DATE FORMAT 'YYYYMMDD') FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTfmt2
SELECT CAST(CAST(a AS FORMAT 'YYYYMMDD') AS CHAR(8)) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTcs
SELECT CAST(a AS VARCHAR(10) CHARACTER SET UNICODE) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTcs2
SELECT CAST(a AS VARCHAR(10) CHARACTER SET LATIN NOT CASESPECIFIC) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTup
SELECT CAST(a AS CHAR(1) UPPERCASE) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTtitle
SELECT CAST(a AS INTEGER TITLE 'x') FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTtz
SELECT CAST(a AS DATE AT TIME ZONE 'GMT') FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: TRYCAST
SELECT TRYCAST(a AS INTEGER) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTbyteint
SELECT CAST(a AS BYTEINT) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: CAST with whatever attributes: CASTlong
SELECT CAST(a AS LONG VARCHAR) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION
