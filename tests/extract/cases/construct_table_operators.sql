-- title: table operators and functions: TABLEOP
SELECT * FROM fn (ON t PARTITION BY a ORDER BY b USING x('1')) AS d;
-- expect: t.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.a -> <result>.* INDIRECT WINDOW inferred
-- expect: t.b -> <result>.* INDIRECT WINDOW inferred
-- skipped: table-operator-unknown

-- title: table operators and functions: TABLEOP2
SELECT * FROM fn (ON t AS inp PARTITION BY ANY ON m AS model DIMENSION USING acc('a')) AS d;
-- expect: t.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: m.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- skipped: table-operator-unknown

-- title: table operators and functions: TABLEFN
SELECT * FROM TABLE (fn(t.a) RETURNS (b INTEGER)) AS d;
-- expect: t.a -> <result>.b DIRECT TRANSFORMATION

-- title: table operators and functions: TABLESTRTOK
SELECT * FROM TABLE (STRTOK_SPLIT_TO_TABLE(t.a, t.b, ',') RETURNS (k INTEGER, n INTEGER, s VARCHAR(9))) AS d;
-- expect: t.a -> <result>.k DIRECT TRANSFORMATION
-- expect: t.b -> <result>.n DIRECT TRANSFORMATION
-- expect: t.b -> <result>.s DIRECT TRANSFORMATION

-- title: table operators and functions: NPATH
SELECT * FROM nPath@coprocessor (ON t PARTITION BY a ORDER BY b USING Mode(OVERLAPPING)) AS d;
-- expect: t.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.a -> <result>.* INDIRECT WINDOW inferred
-- expect: t.b -> <result>.* INDIRECT WINDOW inferred
-- skipped: table-operator-unknown

-- title: table operators and functions: HASHBY
SELECT * FROM fn (ON t HASH BY a LOCAL ORDER BY b) AS d;
-- expect: t.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.a -> <result>.* INDIRECT WINDOW inferred
-- expect: t.b -> <result>.* INDIRECT WINDOW inferred
-- skipped: table-operator-unknown
