-- title: QUALIFY and clause order: QUAL
SELECT a FROM t QUALIFY ROW_NUMBER() OVER (PARTITION BY b ORDER BY c DESC)=1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT WINDOW
-- expect: t.c -> <result>.* INDIRECT WINDOW

-- title: QUALIFY and clause order: QUALalias
SELECT a, RANK() OVER (ORDER BY c) AS r FROM t QUALIFY r=1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.c -> <result>.* INDIRECT WINDOW

-- title: QUALIFY and clause order: QUALgroup
SELECT a, SUM(b) AS s FROM t GROUP BY 1 QUALIFY RANK() OVER (ORDER BY s DESC) <= 3;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.s DIRECT AGGREGATION
-- expect: t.a -> <result>.* INDIRECT GROUP_BY
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: QUALIFY and clause order: QUALbefore
SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY c)=1 WHERE a>1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT WINDOW

-- title: QUALIFY and clause order: HAVbefore
SELECT a FROM t GROUP BY a WHERE a>1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.a -> <result>.* INDIRECT GROUP_BY

-- title: TOP, SAMPLE and NORMALIZE add nothing: TOPpct
SELECT TOP 5 PERCENT WITH TIES a FROM t ORDER BY a;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT SORT

-- title: TOP, SAMPLE and NORMALIZE add nothing: TOP
SELECT TOP 10 a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: TOPdist
SELECT DISTINCT TOP 10 a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: SAMPLE
SELECT a FROM t SAMPLE 10;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: SAMPLE2
SELECT a, SAMPLEID FROM t SAMPLE 0.25,0.25;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: SAMPLErep
SELECT a FROM t SAMPLE WITH REPLACEMENT 10;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: SAMPLErand
SELECT a FROM t SAMPLE RANDOMIZED ALLOCATION .5;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: SAMPLEwhen
SELECT a FROM t SAMPLE WHEN a=1 THEN 2 ELSE 3 END;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: NORMALIZE
SELECT NORMALIZE a, p FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.p DIRECT IDENTITY

-- title: TOP, SAMPLE and NORMALIZE add nothing: NORMon
SELECT NORMALIZE ON MEETS OR OVERLAPS a, p FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.p -> <result>.p DIRECT IDENTITY

-- title: grouping and sorting: GROUPBYwin
SELECT a, SUM(b) FROM t GROUP BY ROLLUP(a);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.sum(b) DIRECT AGGREGATION
-- expect: t.a -> <result>.* INDIRECT GROUP_BY

-- title: grouping and sorting: WITHBY
SELECT a,b FROM t WITH SUM(b) (TITLE 'Total') BY a;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT GROUP_BY

-- title: grouping and sorting: DISTINCTgb
SELECT COUNT(DISTINCT a) FROM t GROUP BY ALL;
-- expect: t.a -> <result>.count(distinct a) DIRECT AGGREGATION

-- title: grouping and sorting: GROUPSETS
SELECT a FROM t GROUP BY GROUPING SETS ((a),());
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT GROUP_BY

-- title: grouping and sorting: ORDERpos
SELECT a FROM t ORDER BY 1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT SORT
