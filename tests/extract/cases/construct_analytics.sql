-- title: WRITE_NOS writes its input's columns to a file, and yields what comes from none of them
SELECT ObjectName, RecordCount FROM WRITE_NOS (ON (SELECT a, b + 1 AS c FROM db.t WHERE z = 1) PARTITION BY a ORDER BY a USING LOCATION('/s3/x/') STOREDAS('PARQUET')) AS d;
-- targets: file:/s3/x/
-- expect: db.t.a -> file:/s3/x/.a DIRECT IDENTITY
-- expect: db.t.b -> file:/s3/x/.c DIRECT TRANSFORMATION
-- expect: db.t.z -> file:/s3/x/.* INDIRECT FILTER
-- expect: db.t.a -> file:/s3/x/.* INDIRECT WINDOW
-- expect: db.t.z -> <result>.* INDIRECT FILTER
-- expect: db.t.a -> <result>.* INDIRECT WINDOW

-- title: a table that WRITE_NOS writes whole stays a star
INSERT INTO db.log (o) SELECT ObjectName FROM WRITE_NOS (ON db.t USING LOCATION('/s3/x/')) AS d;
-- targets: db.log, file:/s3/x/
-- expect: db.t.* -> file:/s3/x/.* DIRECT IDENTITY

-- title: a table behind OUT is written, a volatile one for the session
DATABASE db;
SELECT * FROM TD_KMeans (ON t AS InputTable OUT VOLATILE TABLE ModelTable(km) USING IdColumn('id') TargetColumns('a', 'b') NumClusters(3)) AS d;
SELECT x FROM km;
-- expect: db.t.a -> <result>.* DIRECT AGGREGATION
-- expect: db.t.b -> <result>.* DIRECT AGGREGATION
-- expect: db.t.a -> db.km.* DIRECT AGGREGATION
-- expect: db.t.b -> db.km.* DIRECT AGGREGATION
-- expect: db.km.x -> <result>.x DIRECT IDENTITY

-- title: a table behind OUT of an operator without a rule holds something of every input
CREATE TABLE db.r AS (SELECT * FROM SomeModel (ON db.t ON db.u DIMENSION OUT PERMANENT TABLE InfoTable(db.i) OUT TABLE Other(o) USING x('1')) AS d) WITH DATA;
-- targets: db.r, db.i, o
-- skipped: table-operator-unknown
-- expect: db.t.* -> db.r.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.u.* -> db.r.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.t.* -> db.i.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.u.* -> db.i.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.t.* -> o.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.u.* -> o.* DIRECT TRANSFORMATION table-operator-unknown

-- title: a fit has a column of each target's name with what was learnt of it
CREATE TABLE db.fit AS (SELECT a, b, TD_STATTYPE_SCLFIT FROM TD_ScaleFit (ON db.t AS InputTable USING TargetColumns('a', 'b') ScaleMethod('STD')) AS d) WITH DATA;
-- expect: db.t.a -> db.fit.a DIRECT AGGREGATION
-- expect: db.t.b -> db.fit.b DIRECT AGGREGATION
-- expect: db.t.a -> db.fit.td_stattype_sclfit DIRECT AGGREGATION
-- expect: db.t.b -> db.fit.td_stattype_sclfit DIRECT AGGREGATION

-- title: statistics are of the columns they are asked of, by groups as they are
SELECT g, StatValue FROM TD_UnivariateStatistics (ON db.t AS InputTable USING TargetColumns('a') PartitionColumns('g')) AS d;
-- expect: db.t.g -> <result>.g DIRECT IDENTITY
-- expect: db.t.a -> <result>.statvalue DIRECT AGGREGATION

-- title: a transform changes columns under their names, as a fitted table says
SELECT id, a FROM TD_ScaleTransform (ON db.t AS InputTable ON db.fit AS FitTable DIMENSION USING Accumulate('id')) AS d;
-- expect: db.t.id -> <result>.id DIRECT IDENTITY inferred
-- expect: db.t.a -> <result>.a DIRECT TRANSFORMATION inferred
-- expect: db.fit.* -> <result>.a DIRECT TRANSFORMATION table-operator-unknown

-- title: the columns of a fitted table tell what a transform changes, where they are known
SELECT * FROM TD_ScaleTransform (ON db.t AS InputTable ON db.fit AS FitTable DIMENSION USING Accumulate('id')) AS d;
-- schema: db.t(id INTEGER, a FLOAT, b FLOAT)
-- schema: db.fit(td_stattype_sclfit VARCHAR(9), a FLOAT)
-- expect: db.t.id -> <result>.id DIRECT IDENTITY schema
-- expect: db.t.a -> <result>.a DIRECT TRANSFORMATION schema
-- expect: db.fit.td_stattype_sclfit -> <result>.a DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.fit.a -> <result>.a DIRECT TRANSFORMATION table-operator-unknown

-- title: what a transform changes is one star where the fitted table is not known
SELECT * FROM TD_BincodeTransform (ON db.t AS InputTable ON db.fit AS FitTable DIMENSION USING Accumulate('id')) AS d;
-- schema: db.t(id INTEGER, a FLOAT)
-- expect: db.t.id -> <result>.id DIRECT IDENTITY schema
-- expect: db.t.a -> <result>.* DIRECT TRANSFORMATION schema
-- expect: db.fit.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown

-- title: an imputing transform hands on all columns, some of them changed
SELECT * FROM TD_SimpleImputeTransform (ON (SELECT id, a FROM db.t) AS InputTable ON (SELECT x FROM db.fit) AS FitTable DIMENSION) AS d;
-- expect: db.t.id -> <result>.id DIRECT TRANSFORMATION inferred
-- expect: db.t.a -> <result>.a DIRECT TRANSFORMATION inferred
-- expect: db.fit.x -> <result>.id DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.fit.x -> <result>.a DIRECT TRANSFORMATION table-operator-unknown

-- title: rows without missing values keep their columns, which choose the rows
SELECT * FROM TD_getRowsWithoutMissingValues (ON db.t AS InputTable USING TargetColumns('a') Accumulate('id')) AS d;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.id -> <result>.id DIRECT IDENTITY
-- expect: db.t.a -> <result>.* INDIRECT FILTER

-- title: rows split for training keep their columns
INSERT INTO db.o SELECT * FROM TD_TrainTestSplit (ON (SELECT a FROM db.t) AS InputTable USING IDColumn('a') TrainSize(0.7)) AS d;
-- schema: db.o(train BYTEINT, a INTEGER)
-- expect: db.t.a -> db.o.a DIRECT IDENTITY

-- title: what is predicted comes from all that is known of a row and the model, its key as it is
SELECT id, k, prediction FROM TD_GLMPredict (ON db.t AS InputTable ON db.m AS ModelTable DIMENSION USING IDColumn('id') Accumulate('k')) AS d;
-- skipped: table-operator-unknown
-- expect: db.t.id -> <result>.id DIRECT IDENTITY inferred
-- expect: db.t.k -> <result>.k DIRECT IDENTITY inferred
-- expect: db.t.* -> <result>.prediction DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.m.* -> <result>.prediction DIRECT TRANSFORMATION table-operator-unknown

-- title: words are read out of the text, beside what is accumulated
SELECT id, token FROM TD_TextParser (ON db.t AS InputTable USING TextColumn('txt') Accumulate('id')) AS d;
-- expect: db.t.id -> <result>.id DIRECT IDENTITY
-- expect: db.t.txt -> <result>.token DIRECT TRANSFORMATION

-- title: each pair of columns makes a similarity
SELECT * FROM StringSimilarity (ON db.t PARTITION BY ANY USING ComparisonColumnPairs('jaro (a, b) AS sim', 'n_gram(a,c,2) as g', 'LD(b, c)') Accumulate('id')) AS d;
-- outputs: id, sim, g, sim_3
-- expect: db.t.id -> <result>.id DIRECT IDENTITY
-- expect: db.t.a -> <result>.sim DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.sim DIRECT TRANSFORMATION
-- expect: db.t.a -> <result>.g DIRECT TRANSFORMATION
-- expect: db.t.c -> <result>.g DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.sim_3 DIRECT TRANSFORMATION
-- expect: db.t.c -> <result>.sim_3 DIRECT TRANSFORMATION

-- title: without Accumulate packing hands on what is not packed, and splitting a text all columns
SELECT * FROM Pack (ON (SELECT a, b, c FROM db.t) USING TargetColumns('a', 'b') OutputColumn('p')) AS d;
SELECT * FROM Unpack (ON (SELECT p, c FROM db.u) USING TargetColumn('p') OutputColumns('q') OutputDataTypes('int')) AS d;
SELECT * FROM NGramSplitter (ON (SELECT id, txt FROM db.w) USING TextColumn('txt') Grams('2') TotalGramCount('true')) AS d;
-- outputs: id, txt, ngram, n, frequency, totalcnt
-- expect: db.t.a -> <result>.p DIRECT TRANSFORMATION
-- expect: db.t.b -> <result>.p DIRECT TRANSFORMATION
-- expect: db.t.c -> <result>.c DIRECT IDENTITY
-- expect: db.u.p -> <result>.q DIRECT TRANSFORMATION
-- expect: db.u.c -> <result>.c DIRECT IDENTITY
-- expect: db.w.id -> <result>.id DIRECT IDENTITY
-- expect: db.w.txt -> <result>.txt DIRECT IDENTITY
-- expect: db.w.txt -> <result>.ngram DIRECT TRANSFORMATION
-- expect: db.w.txt -> <result>.n DIRECT TRANSFORMATION
-- expect: db.w.txt -> <result>.frequency DIRECT TRANSFORMATION
-- expect: db.w.txt -> <result>.totalcnt DIRECT TRANSFORMATION

-- title: a session's column of clicks that came too fast is made of the time, where it is asked for
SELECT sessionid, clicklag FROM Sessionize (ON (SELECT ts, k FROM db.t) PARTITION BY k ORDER BY ts USING TimeColumn('ts') TimeOut(60) ClickLag(0.2)) AS d;
-- expect: db.t.ts -> <result>.sessionid DIRECT TRANSFORMATION
-- expect: db.t.ts -> <result>.clicklag DIRECT TRANSFORMATION
-- expect: db.t.k -> <result>.* INDIRECT WINDOW
-- expect: db.t.ts -> <result>.* INDIRECT WINDOW

-- title: normalized periods keep their groups and sum up what is told, by position
WITH q (a, b, p) AS (SELECT x, y, z FROM db.t) SELECT * FROM TABLE (TD_SUM_NORMALIZE_MEET(NEW VARIANT_TYPE(q.a), NEW VARIANT_TYPE(q.b), q.p) RETURNS (a INTEGER, s FLOAT, p PERIOD(DATE)) HASH BY a LOCAL ORDER BY a, p) AS d;
WITH q (a, b, p) AS (SELECT x, y, z FROM db.u) SELECT * FROM TABLE (TD_NORMALIZE_OVERLAP_MEET(NEW VARIANT_TYPE(q.a, q.b), q.p) RETURNS (a INTEGER, b INTEGER, p PERIOD(DATE), n INTEGER) HASH BY a LOCAL ORDER BY a, p) AS d;
-- expect: db.t.x -> <result>.a DIRECT TRANSFORMATION
-- expect: db.t.y -> <result>.s DIRECT AGGREGATION
-- expect: db.t.z -> <result>.p DIRECT TRANSFORMATION
-- expect: db.u.x -> <result>.a DIRECT TRANSFORMATION
-- expect: db.u.y -> <result>.b DIRECT TRANSFORMATION
-- expect: db.u.z -> <result>.p DIRECT TRANSFORMATION

-- title: a time series function writes its result table from the tables of its series
DATABASE db;
EXECUTE FUNCTION INTO VOLATILE ART(est) TD_ARIMAESTIMATE(SERIES_SPEC(TABLE_NAME(sales), ROW_AXIS(TIMECODE(td)), SERIES_ID(city), PAYLOAD(FIELDS(mag), CONTENT(REAL))), FUNC_PARAMS(NONSEASONAL(MODEL_ORDER(2,0,1))));
EXECUTE FUNCTION INTO ART(other.fc) TD_ARIMAFORECAST(ART_SPEC(TABLE_NAME(est)), FUNC_PARAMS(FORECAST_PERIODS(7)));
-- kind: EXECUTE FUNCTION
-- targets: other.fc
-- sources: db.est
-- skipped: table-operator-unknown
-- expect: db.sales.* -> db.est.* DIRECT TRANSFORMATION table-operator-unknown
-- expect: db.est.* -> other.fc.* DIRECT TRANSFORMATION table-operator-unknown

-- title: a time series function that is told no table shows its result
EXECUTE FUNCTION TD_ACF(SERIES_SPEC(TABLE_NAME(db.sales), SERIES_ID(city)));
-- skipped: table-operator-unknown
-- expect: db.sales.* -> <result>.* DIRECT TRANSFORMATION table-operator-unknown
