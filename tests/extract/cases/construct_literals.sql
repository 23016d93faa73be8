-- title: literals give no edge: HEXLIT
SELECT a FROM t WHERE b = '0D0A'XC;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: literals give no edge: HEXLITv
SELECT OREPLACE(a,'0A'XC,'') FROM t;
-- expect: t.a -> <result>.oreplace(a,'0a'xc,'') DIRECT TRANSFORMATION

-- title: literals give no edge: HEXxb
SELECT a FROM t WHERE b='FF'XB;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: literals give no edge: UESC
SELECT U&'#0041' UESCAPE '#' FROM t;
-- kind: SELECT

-- title: literals give no edge: INTERVAL
SELECT d + INTERVAL '1' DAY FROM t;
-- expect: t.d -> <result>.d + interval '1' day DIRECT TRANSFORMATION

-- title: literals give no edge: INTERVALneg
SELECT d - INTERVAL -'1' MONTH FROM t;
-- expect: t.d -> <result>.d - interval -'1' month DIRECT TRANSFORMATION

-- title: literals give no edge: DATELIT
SELECT a FROM t WHERE d = DATE '2020-01-01';
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: literals give no edge: TSLIT
SELECT a FROM t WHERE d = TIMESTAMP '2020-01-01 00:00:00';
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: literals give no edge: DATEINT
SELECT a FROM t WHERE d BETWEEN 1200101 AND 1201231;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.d -> <result>.* INDIRECT FILTER

-- title: interval phrases: INTERVAL2
SELECT (a - b) DAY(4) TO SECOND FROM t;
-- expect: t.a -> <result>.a - b DIRECT TRANSFORMATION
-- expect: t.b -> <result>.a - b DIRECT TRANSFORMATION

-- title: interval phrases: INTERVALc
SELECT CAST(a AS INTERVAL DAY(4) TO SECOND(0)) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: interval phrases: INTERVALu
SELECT (a - b) MONTH(4) FROM t;
-- expect: t.a -> <result>.a - b DIRECT TRANSFORMATION
-- expect: t.b -> <result>.a - b DIRECT TRANSFORMATION
