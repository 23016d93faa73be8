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
