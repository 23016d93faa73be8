-- title: parameters give no edge: PARAMcolon
SELECT a FROM t WHERE b = :p;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: parameters give no edge: QMARK
INSERT INTO x VALUES (?,?);
-- kind: INSERT

-- title: parameters give no edge: USING
USING (a VARCHAR(9), b INTEGER) INSERT INTO x VALUES (:a,:b);
-- kind: INSERT

-- title: parameters give no edge: USINGsel
USING (d VARCHAR(10)) SELECT a FROM t WHERE b=:d;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.* INDIRECT FILTER

-- title: parameters give no edge: SELINTO
SELECT a INTO :v FROM t;
-- kind: SELECT
