-- title: statements without lineage: EXEC
EXEC m(1);
-- kind: EXEC

-- title: statements without lineage: CALL
CALL p(1,o);
-- kind: CALL

-- title: statements without lineage: HELP
HELP TABLE t;
-- kind: HELP

-- title: statements without lineage: SHOW
SHOW VIEW v;
-- kind: SHOW

-- title: statements without lineage: DATABASE
DATABASE db1;
-- kind: DATABASE

-- title: statements without lineage: SETSESS
SET SESSION DATABASE db1;
-- kind: DATABASE

-- title: statements without lineage: QBAND
SET QUERY_BAND = 'a=b;' FOR SESSION;
-- kind: SET

-- title: statements without lineage: COLLECT
COLLECT STATISTICS COLUMN (a) ON t;
-- kind: COLLECT

-- title: statements without lineage: COMMENTON
COMMENT ON TABLE t IS 'x';
-- kind: COMMENT

-- title: statements without lineage: COMMENTON2
COMMENT ON COLUMN t.a AS 'x';
-- kind: COMMENT

-- title: statements without lineage: MACRO
REPLACE MACRO m AS (SELECT a FROM t;);
-- kind: CREATE MACRO

-- title: statements without lineage: MACROp
REPLACE MACRO m (p INTEGER) AS (INSERT INTO x SELECT a FROM t WHERE b = :p;);
-- kind: CREATE MACRO

-- title: statements without lineage: MACRO2
CREATE MACRO m (p DATE, q VARCHAR(9) DEFAULT 'z') AS (DELETE FROM x; INSERT INTO x SELECT a FROM t WHERE d=:p;);
-- kind: CREATE MACRO

-- title: statements without lineage: PROC
REPLACE PROCEDURE p (IN a INTEGER) BEGIN INSERT INTO x SELECT a FROM t; END;
-- kind: CREATE PROCEDURE

-- title: statements without lineage: PROC2
REPLACE PROCEDURE p () SQL SECURITY INVOKER BEGIN DECLARE v INTEGER; SELECT MAX(a) INTO :v FROM t; UPDATE x SET a=:v; END;
-- kind: CREATE PROCEDURE

-- title: EXPLAIN tells what a statement would do: EXPLAIN
EXPLAIN SELECT a FROM t;
-- expect: t.a -> <result>.a DIRECT IDENTITY
