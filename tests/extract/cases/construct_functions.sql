-- title: functions change their arguments: TRANSLATE
SELECT TRANSLATE(a USING LATIN_TO_UNICODE WITH ERROR) FROM t;
-- expect: t.a -> <result>.translate(a using latin_to_unicode with error) DIRECT TRANSFORMATION

-- title: functions change their arguments: TRANSCHK
SELECT TRANSLATE_CHK(a USING LATIN_TO_UNICODE) FROM t;
-- expect: t.a -> <result>.translate_chk(a using latin_to_unicode) DIRECT TRANSFORMATION

-- title: functions change their arguments: EXTRACT
SELECT EXTRACT(YEAR FROM d) FROM t;
-- expect: t.d -> <result>.extract(year from d) DIRECT TRANSFORMATION

-- title: functions change their arguments: SUBSTRING
SELECT SUBSTRING(a FROM 1 FOR 3) FROM t;
-- expect: t.a -> <result>.substring(a from 1 for 3) DIRECT TRANSFORMATION

-- title: functions change their arguments: SUBSTR
SELECT SUBSTR(a,1,3) FROM t;
-- expect: t.a -> <result>.substr(a,1,3) DIRECT TRANSFORMATION

-- title: functions change their arguments: POSITION
SELECT POSITION('x' IN a) FROM t;
-- expect: t.a -> <result>.position('x' in a) DIRECT TRANSFORMATION

-- title: functions change their arguments: INDEXfn
SELECT INDEX(a,'x') FROM t;
-- expect: t.a -> <result>.index(a,'x') DIRECT TRANSFORMATION

-- title: functions change their arguments: CHARS
SELECT CHARACTERS(a), CHAR(a) FROM t;
-- expect: t.a -> <result>.characters(a) DIRECT TRANSFORMATION
-- expect: t.a -> <result>.char(a) DIRECT TRANSFORMATION

-- title: functions change their arguments: TRIMboth
SELECT TRIM(BOTH 'x' FROM a), TRIM(TRAILING FROM a) FROM t;
-- expect: t.a -> <result>.trim(both 'x' from a) DIRECT TRANSFORMATION
-- expect: t.a -> <result>.trim(trailing from a) DIRECT TRANSFORMATION

-- title: functions change their arguments: ADDMONTHS
SELECT ADD_MONTHS(d,-1) FROM t;
-- expect: t.d -> <result>.add_months(d,-1) DIRECT TRANSFORMATION

-- title: functions change their arguments: ZIN
SELECT ZEROIFNULL(a), NULLIFZERO(b) FROM t;
-- expect: t.a -> <result>.zeroifnull(a) DIRECT TRANSFORMATION
-- expect: t.b -> <result>.nullifzero(b) DIRECT TRANSFORMATION

-- title: functions change their arguments: HASHROW
SELECT HASHAMP(HASHBUCKET(HASHROW(a))) FROM t;
-- expect: t.a -> <result>.hashamp(hashbucket(hashrow(a))) DIRECT TRANSFORMATION

-- title: functions change their arguments: CASEn
SELECT CASE_N(a=1, a=2, NO CASE OR UNKNOWN) FROM t;
-- expect: t.a -> <result>.case_n(a=1, a=2, no case or unknown) DIRECT TRANSFORMATION

-- title: functions change their arguments: TDAYOF
SELECT TD_DAY_OF_WEEK(d) FROM t;
-- expect: t.d -> <result>.td_day_of_week(d) DIRECT TRANSFORMATION

-- title: functions change their arguments: OREPL
SELECT OREPLACE(a,'x','y'), OTRANSLATE(a,'x','y') FROM t;
-- expect: t.a -> <result>.oreplace(a,'x','y') DIRECT TRANSFORMATION
-- expect: t.a -> <result>.otranslate(a,'x','y') DIRECT TRANSFORMATION

-- title: functions change their arguments: NULLIFstr
SELECT NULLIF(a,'') FROM t;
-- expect: t.a -> <result>.nullif(a,'') DIRECT TRANSFORMATION

-- title: functions change their arguments: XMLAGG
SELECT TRIM(TRAILING ',' FROM (XMLAGG(a || ',' ORDER BY b) (VARCHAR(1000)))) FROM t;
-- expect: t.a -> <result>.trim(trailing ',' from (xmlagg(a || ',' order by b) (varchar(1000)))) DIRECT AGGREGATION
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: a method of an XML value is no function of a database
SELECT xm.EXISTSNODE('/a') AS e, doc.XMLEXTRACT('/b', '') AS f FROM t;
-- expect: t.xm -> <result>.e DIRECT TRANSFORMATION
-- expect: t.doc -> <result>.f DIRECT TRANSFORMATION
