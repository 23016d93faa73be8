-- title: names: RESERVEDcol
SELECT t.type, t.date, t.value, t.year FROM t;
-- expect: t.type -> <result>.type DIRECT IDENTITY
-- expect: t.date -> <result>.date DIRECT IDENTITY
-- expect: t.value -> <result>.value DIRECT IDENTITY
-- expect: t.year -> <result>.year DIRECT IDENTITY

-- title: names: HASHcol
SELECT t.acct#, t.a$ FROM t;
-- expect: t.acct# -> <result>.acct# DIRECT IDENTITY
-- expect: t.a$ -> <result>.a$ DIRECT IDENTITY

-- title: names: ALIASkw
SELECT a AS "order", b AS rank, c AS source FROM t;
-- expect: t.a -> <result>.order DIRECT IDENTITY
-- expect: t.b -> <result>.rank DIRECT IDENTITY
-- expect: t.c -> <result>.source DIRECT IDENTITY

-- title: names: ALIASnoas
SELECT a title, b type FROM t;
-- expect: t.a -> <result>.title DIRECT IDENTITY
-- expect: t.b -> <result>.type DIRECT IDENTITY

-- title: names: JSONdot
SELECT j.a.b FROM t;
-- expect: t.j -> <result>.b DIRECT TRANSFORMATION

-- title: names: JSONmeth
SELECT j.JSONExtractValue('$.a') FROM t;
-- expect: t.j -> <result>.j.jsonextractvalue('$.a') DIRECT TRANSFORMATION

-- title: names: DBLQUOTE
SELECT "a b" FROM "my db"."t";
-- expect: my db.t.a b -> <result>.a b DIRECT IDENTITY

-- title: names: ATSYS
SELECT a FROM db.t@sys;
-- expect: db.t@sys.a -> <result>.a DIRECT IDENTITY

-- title: names: NESTEDCMT
SELECT a /* x /* y */ FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: names: CMTdash
SELECT a --x;y;
-- expect: ?.a -> <result>.a DIRECT IDENTITY ambiguous

-- title: names may be written in Unicode escapes
SELECT U&"foo#0062ar" UESCAPE '#' AS x, t.U&"\00e4" FROM U&"\+00004a" t WHERE u & 1 = 1 AND c = 'U&"x"';
-- expect: j.foobar -> <result>.x DIRECT IDENTITY
-- expect: j.ä -> <result>.ä DIRECT IDENTITY
-- expect: j.u -> <result>.* INDIRECT FILTER
-- expect: j.c -> <result>.* INDIRECT FILTER

-- title: a column may be written with all three parts of its table's name
SELECT srv.db.t.a FROM srv.db.t WHERE srv.db.t.b = 1;
-- expect: srv.db.t.a -> <result>.a DIRECT IDENTITY
-- expect: srv.db.t.b -> <result>.* INDIRECT FILTER
