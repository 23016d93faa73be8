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
-- title: nPath's Result says its outputs, its Symbols choose the rows
SELECT * FROM nPath (ON db.clicks PARTITION BY u ORDER BY ts USING Mode(NONOVERLAPPING) Pattern('H.P*') Symbols(page = 'home' AS H, amount > 10 AS P) Result(FIRST(u OF H) AS who, COUNT(* OF ANY(H, P)) AS n, ACCUMULATE(page OF ANY(H, P)) AS path)) AS d;
-- expect: db.clicks.u -> <result>.who DIRECT TRANSFORMATION
-- expect: db.clicks.page -> <result>.path DIRECT AGGREGATION
-- expect: db.clicks.u -> <result>.* INDIRECT WINDOW
-- expect: db.clicks.ts -> <result>.* INDIRECT WINDOW
-- expect: db.clicks.page -> <result>.* INDIRECT FILTER
-- expect: db.clicks.amount -> <result>.* INDIRECT FILTER

-- title: columns unpivoted by TD_Unpivoting keep their values
SELECT * FROM TD_Unpivoting (ON t AS InputTable USING IDColumn('id') TargetColumns('a', 'b') AttributeColumn('what') ValueColumn('val') Accumulate('c')) AS d;
-- expect: t.id -> <result>.id DIRECT IDENTITY
-- expect: t.a -> <result>.val DIRECT IDENTITY
-- expect: t.b -> <result>.val DIRECT IDENTITY
-- expect: t.c -> <result>.c DIRECT IDENTITY

-- title: operators that change columns change those they are told, and hand on what they accumulate
SELECT * FROM TD_ConvertTo (ON t AS InputTable USING TargetColumns('x') TargetDataType('VARCHAR(10)') Accumulate('id')) AS d;
SELECT * FROM Pack (ON t USING TargetColumns('a', 'b') OutputColumn('p') Accumulate('id')) AS d;
SELECT * FROM Unpack (ON t USING TargetColumn('p') OutputColumns('q', 'r') OutputDataTypes('varchar', 'int')) AS d;
SELECT * FROM NGramSplitter (ON t USING TextColumn('txt') Grams('1-3') Accumulate('id')) AS d;
-- expect: t.id -> <result>.id DIRECT IDENTITY
-- expect: t.x -> <result>.x DIRECT TRANSFORMATION
-- expect: t.a -> <result>.p DIRECT TRANSFORMATION
-- expect: t.b -> <result>.p DIRECT TRANSFORMATION
-- expect: t.id -> <result>.id DIRECT IDENTITY
-- expect: t.p -> <result>.q DIRECT TRANSFORMATION
-- expect: t.p -> <result>.r DIRECT TRANSFORMATION
-- expect: t.* -> <result>.* DIRECT IDENTITY
-- expect: t.id -> <result>.id DIRECT IDENTITY
-- expect: t.txt -> <result>.ngram DIRECT TRANSFORMATION
-- expect: t.txt -> <result>.n DIRECT TRANSFORMATION
-- expect: t.txt -> <result>.frequency DIRECT TRANSFORMATION

-- title: operators that add a column keep all others
SELECT * FROM TD_FillRowID (ON (SELECT a FROM t) AS InputTable USING RowIDColumnName('rid')) AS d;
SELECT * FROM MovingAverage (ON (SELECT a, b FROM t) PARTITION BY a ORDER BY b USING MAvgType('S') TargetColumns('b')) AS d;
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.b -> <result>.b DIRECT IDENTITY
-- expect: t.b -> <result>.b_smavg DIRECT AGGREGATION
-- expect: t.a -> <result>.* INDIRECT WINDOW
-- expect: t.b -> <result>.* INDIRECT WINDOW

-- title: a document is shredded into the columns that paths name
SELECT * FROM TD_JSONSHRED (ON (SELECT id, doc FROM t) USING ROWEXPR('items') COLEXPR('name', 'price') RETURNTYPES('VARCHAR(10)', 'INT')) d;
-- expect: t.id -> <result>.id DIRECT IDENTITY
-- expect: t.doc -> <result>.name DIRECT TRANSFORMATION
-- expect: t.doc -> <result>.price DIRECT TRANSFORMATION

-- title: a script's outputs are named in strings
SELECT o1 FROM SCRIPT (ON (SELECT a FROM t) SCRIPT_COMMAND('./x.py') RETURNS ('o1 INTEGER', 'o2 VARCHAR(10)')) AS d;
-- expect: t.a -> <result>.o1 DIRECT TRANSFORMATION table-operator-unknown
-- skipped: table-operator-unknown

-- title: one string may name several of them
SELECT o2 FROM SCRIPT (ON (SELECT a FROM t) SCRIPT_COMMAND('./x.py') RETURNS ('o1 DECIMAL(9,2), o2 INTEGER')) AS d;
-- expect: t.a -> <result>.o2 DIRECT TRANSFORMATION table-operator-unknown
-- skipped: table-operator-unknown

-- title: the values of a constructor may have names
WITH c AS (SELECT a, b FROM t)
SELECT op FROM TABLE (CSV(NEW VARIANT_TYPE(c.a, TRIM(c.b) AS b), ',', '''') RETURNS (op VARCHAR(32000))) AS d;
-- expect: t.a -> <result>.op DIRECT TRANSFORMATION
-- expect: t.b -> <result>.op DIRECT TRANSFORMATION

-- title: columns told as a range are not known by name
SELECT x FROM Antiselect (ON (SELECT a, b FROM t) USING Exclude('[0:1]')) d;
-- expect: t.a -> <result>.x DIRECT TRANSFORMATION table-operator-unknown
-- expect: t.b -> <result>.x DIRECT TRANSFORMATION table-operator-unknown
-- skipped: table-operator-unknown

-- title: a table of WITH may be used though FROM does not name it
WITH q (a, p) AS (SELECT b, r FROM t WHERE c = 1) SELECT d.a FROM TABLE (TD_NORMALIZE_OVERLAP(NEW VARIANT_TYPE(q.a), q.p) RETURNS (a INTEGER, p PERIOD(DATE)) HASH BY a LOCAL ORDER BY a) AS d;
-- expect: t.b -> <result>.a DIRECT TRANSFORMATION
-- expect: t.c -> <result>.* INDIRECT FILTER

-- title: Accumulate means columns of the inputs without DIMENSION
SELECT * FROM mldb.PMMLPredict(ON t ON models DIMENSION USING Accumulate('id')) AS d;
-- expect: t.id -> <result>.id DIRECT IDENTITY inferred
-- expect: t.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: models.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
-- skipped: table-operator-unknown
