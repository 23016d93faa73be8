-- title: MERGE, each WHEN: MERGE
MERGE INTO x USING (SELECT k,a FROM t) s ON x.k=s.k WHEN MATCHED THEN UPDATE SET a=s.a WHEN NOT MATCHED THEN INSERT (k,a) VALUES (s.k,s.a);
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.k -> x.k DIRECT IDENTITY
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN

-- title: MERGE, each WHEN: MERGEnoparen
MERGE INTO x USING t s ON x.k=s.k WHEN MATCHED THEN UPDATE SET a=s.a WHEN NOT MATCHED THEN INSERT VALUES (s.k,s.a);
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.k -> x.k DIRECT IDENTITY
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN

-- title: MERGE, each WHEN: MERGEvalues
MERGE INTO x USING VALUES (1,2) AS s (k,a) ON x.k=s.k WHEN MATCHED THEN UPDATE SET a=s.a;
-- expect: x.k -> x.* INDIRECT JOIN

-- title: MERGE, each WHEN: MERGElog
MERGE INTO x USING t s ON x.k=s.k WHEN MATCHED THEN UPDATE SET a=s.a LOGGING ALL ERRORS WITH NO LIMIT;
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN

-- title: MERGE, each WHEN: MERGEdel
MERGE INTO x USING t s ON x.k=s.k WHEN MATCHED THEN DELETE;
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN

-- title: MERGE, each WHEN: INSlog
INSERT INTO x SELECT a FROM t LOGGING ERRORS;
-- expect: t.a -> x.a DIRECT IDENTITY

-- title: each value of a MERGE's INSERT may say its column
MERGE INTO x USING (SELECT k, a, b FROM t) s ON x.k = s.k
WHEN MATCHED THEN UPDATE SET a = s.a
WHEN NOT MATCHED THEN INSERT (k = s.k, a = UPPER(s.b), d = CURRENT_DATE);
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: t.b -> x.a DIRECT TRANSFORMATION
-- expect: t.k -> x.k DIRECT IDENTITY
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN
-- sources: t

-- title: so may those behind VALUES
MERGE INTO x USING t s ON x.k = s.k WHEN NOT MATCHED THEN INSERT VALUES (k = s.k, a = s.b);
-- expect: t.k -> x.k DIRECT IDENTITY
-- expect: t.b -> x.a DIRECT IDENTITY
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN
