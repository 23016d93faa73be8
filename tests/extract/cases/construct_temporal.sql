-- title: periods: EXPAND
SELECT a, BEGIN(p) AS b FROM t EXPAND ON p AS q BY INTERVAL '1' DAY;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.b DIRECT TRANSFORMATION

-- title: periods: EXPANDfor
SELECT a FROM t EXPAND ON p AS q BY ANCHOR MONTH_BEGIN FOR PERIOD(DATE '2020-01-01', DATE '2021-01-01');
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: periods: PERIODctor
SELECT PERIOD(a,b) AS p FROM t;
-- expect: t.a -> <result>.p DIRECT TRANSFORMATION
-- expect: t.b -> <result>.p DIRECT TRANSFORMATION

-- title: periods: PERIODcast
SELECT CAST(a AS PERIOD(DATE)) FROM t;
-- expect: t.a -> <result>.a DIRECT TRANSFORMATION

-- title: periods: PERIODbegin
SELECT BEGIN(p), END(p), LAST(p) FROM t;
-- expect: t.p -> <result>.begin(p) DIRECT TRANSFORMATION
-- expect: t.p -> <result>.end(p) DIRECT TRANSFORMATION
-- expect: t.p -> <result>.last(p) DIRECT TRANSFORMATION

-- title: periods: PERIODops
SELECT a FROM t WHERE p CONTAINS DATE '2020-01-01';
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.* INDIRECT FILTER

-- title: periods: PERIODops2
SELECT a FROM t WHERE p OVERLAPS q;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.* INDIRECT FILTER
-- expect: t.q -> <result>.* INDIRECT FILTER

-- title: periods: PERIODops3
SELECT a FROM t WHERE p MEETS q;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.* INDIRECT FILTER
-- expect: t.q -> <result>.* INDIRECT FILTER

-- title: periods: P_INT
SELECT p P_INTERSECT q FROM t;
-- expect: t.p -> <result>.p p_intersect q DIRECT TRANSFORMATION
-- expect: t.q -> <result>.p p_intersect q DIRECT TRANSFORMATION

-- title: periods: UNTILCH
SELECT a FROM t WHERE END(p) IS UNTIL_CHANGED;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.* INDIRECT FILTER

-- title: temporal qualifiers: VALIDTIME
SEQUENCED VALIDTIME SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: temporal qualifiers: NONSEQ
NONSEQUENCED VALIDTIME UPDATE x SET a=1;
-- kind: UPDATE

-- title: temporal qualifiers: ASOF
SELECT a FROM t AS OF CURRENT_DATE;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: both times may be asked for as of a moment
VALIDTIME AS OF DATE '2020-01-01' AND TRANSACTIONTIME AS OF TIMESTAMP '2020-01-01 00:00:00' SELECT a FROM t WHERE b = 1 AND c = 2;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER

-- title: a portion of a row's time may be changed or deleted
UPDATE x FOR PORTION OF vt FROM DATE '2020-01-01' TO UNTIL_CHANGED SET a = b WHERE c = 1;
DELETE FROM y FOR PORTION OF vt FROM DATE '2020-01-01' TO DATE '2021-01-01' WHERE d = 1;
-- expect: x.b -> x.a DIRECT IDENTITY
-- expect: x.c -> x.* INDIRECT FILTER
-- expect: y.d -> y.* INDIRECT FILTER
