-- title: abbreviated verbs mean the same: SEL
SEL a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: abbreviated verbs mean the same: INS
INS INTO x SEL a FROM t;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: abbreviated verbs mean the same: INSnointo
INSERT x SELECT a FROM t;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: abbreviated verbs mean the same: INSabbr2
INS x (a) SEL a FROM t;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: abbreviated verbs mean the same: INSvals
INSERT INTO x (1,2,3);
-- kind: INSERT

-- title: abbreviated verbs mean the same: UPD
UPD x SET a=1;
-- kind: UPDATE

-- title: abbreviated verbs mean the same: DEL
DEL FROM x;
-- kind: DELETE
