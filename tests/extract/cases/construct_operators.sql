-- title: operators of Teradata: POW
SELECT a**2 FROM t;
-- expect: t.a -> <result>.a**2 DIRECT TRANSFORMATION

-- title: operators of Teradata: MOD
SELECT a MOD 2 FROM t;
-- expect: t.a -> <result>.a mod 2 DIRECT TRANSFORMATION

-- title: operators of Teradata: MODfn
SELECT MOD(a,2) FROM t;
-- expect: t.a -> <result>.mod(a,2) DIRECT TRANSFORMATION

-- title: operators of Teradata: NEop
SELECT a FROM t WHERE a NE 1 AND b LT 2 AND c GE 3;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER

-- title: operators of Teradata: CARET
SELECT a FROM t WHERE a ^= 1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER

-- title: operators of Teradata: NOTEQ
SELECT a FROM t WHERE a NOT= 1;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER

-- title: operators of Teradata: TRUNCdiv
SELECT a/b, -a, +a FROM t;
-- expect: t.a -> <result>.a/b DIRECT TRANSFORMATION
-- expect: t.b -> <result>.a/b DIRECT TRANSFORMATION
-- expect: t.a -> <result>.-a DIRECT TRANSFORMATION
-- expect: t.a -> <result>.+a DIRECT TRANSFORMATION

-- title: operators of Teradata: NUMDEC
SELECT .5, 1e4, 5.;
-- kind: SELECT

-- title: quantified and odd predicates: LIKEANY
SELECT a FROM t WHERE b LIKE ANY ('x%','y%');
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: LIKEALL
SELECT a FROM t WHERE b NOT LIKE ALL ('x%','y%');
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: EQANY
SELECT a FROM t WHERE b = ANY ('x','y');
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: NEALL
SELECT a FROM t WHERE b <> ALL (1,2);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: INnoparen
SELECT a FROM t WHERE b IN 'x';
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: ANYsub
SELECT a FROM t WHERE b > ALL (SELECT c FROM u);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: u.c -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: TUPLEIN
SELECT a FROM t WHERE (a,b) IN (SELECT c,d FROM u);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: u.c -> <result>.* INDIRECT FILTER
-- expect: u.d -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: TUPLENOTIN
SELECT a FROM t WHERE (a,b) NOT IN (SELECT c,d FROM u);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: u.c -> <result>.* INDIRECT FILTER
-- expect: u.d -> <result>.* INDIRECT FILTER

-- title: quantified and odd predicates: OVERLAPS
SELECT a FROM t WHERE (a,b) OVERLAPS (c,d);
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.* INDIRECT FILTER
-- expect: t.b -> <result>.* INDIRECT FILTER
-- expect: t.c -> <result>.* INDIRECT FILTER
-- expect: t.d -> <result>.* INDIRECT FILTER
