-- columns
SELECT c.TableName, c.ColumnName, TRIM(c.ColumnType) AS ColumnType, c.ColumnLength, c.DecimalTotalDigits, c.DecimalFractionalDigits,
  c.CharType, c.ColumnUDTName, c.ColumnFormat, TRIM(c.Nullable) AS Nullable, c.CommentString
FROM DBC.ColumnsVX AS c
WHERE c.DatabaseName = ?
ORDER BY c.TableName, c.ColumnId;

-- columns
SELECT c.TableName, c.ColumnName, TRIM(c.ColumnType) AS ColumnType, c.ColumnLength, c.DecimalTotalDigits, c.DecimalFractionalDigits,
  c.CharType, c.ColumnUDTName, c.ColumnFormat, TRIM(c.Nullable) AS Nullable, c.CommentString
FROM DBC.ColumnsV AS c
WHERE c.DatabaseName = ?
ORDER BY c.TableName, c.ColumnId;

-- create_text
SELECT v.CreateText
FROM DBC.TVM AS v
INNER JOIN DBC.DBase AS d ON d.DatabaseId = v.DatabaseId
WHERE d.DatabaseName = ? AND v.TVMName = ?;

-- databases
SELECT TOP 1000 d.DatabaseName
FROM DBC.DatabasesVX AS d
WHERE UPPER(d.DatabaseName) > UPPER(?)
ORDER BY UPPER(d.DatabaseName);

-- databases
SELECT TOP 1000 d.DatabaseName
FROM DBC.DatabasesV AS d
WHERE UPPER(d.DatabaseName) > UPPER(?)
ORDER BY UPPER(d.DatabaseName);

-- help_columns
HELP COLUMN "Sales"."v".*;

-- help_derived_columns
HELP COLUMN d.* FROM (SELECT v.* FROM "Sales"."v" AS v WHERE 1 = 0) AS d;

-- keys
SELECT i.TableName, i.ColumnName, TRIM(i.IndexType) AS IndexType
FROM DBC.IndicesVX AS i
WHERE i.DatabaseName = ? AND i.UniqueFlag = 'Y' AND i.IndexType IN ('K', 'P', 'Q')
ORDER BY i.TableName, i.IndexNumber, i.ColumnPosition;

-- keys
SELECT i.TableName, i.ColumnName, TRIM(i.IndexType) AS IndexType
FROM DBC.IndicesV AS i
WHERE i.DatabaseName = ? AND i.UniqueFlag = 'Y' AND i.IndexType IN ('K', 'P', 'Q')
ORDER BY i.TableName, i.IndexNumber, i.ColumnPosition;

-- long_text
SELECT x.LineNo, x.RequestText
FROM DBC.TableTextVX AS x
WHERE x.DatabaseName = ? AND x.TableName = ?
ORDER BY x.LineNo;

-- long_text
SELECT x.LineNo, x.RequestText
FROM DBC.TableTextV AS x
WHERE x.DatabaseName = ? AND x.TableName = ?
ORDER BY x.LineNo;

-- long_text_piece
SELECT x.LineNo, SUBSTR(x.RequestText, 1, 8000) AS Piece
FROM DBC.TableTextVX AS x
WHERE x.DatabaseName = ? AND x.TableName = ?
ORDER BY x.LineNo;

-- long_text_piece
SELECT x.LineNo, SUBSTR(x.RequestText, 8001, 8000) AS Piece
FROM DBC.TableTextV AS x
WHERE x.DatabaseName = ? AND x.TableName = ?
ORDER BY x.LineNo;

-- request_text
SELECT t.RequestText
FROM DBC.TablesVX AS t
WHERE t.DatabaseName = ? AND t.TableName = ?;

-- request_text
SELECT t.RequestText
FROM DBC.TablesV AS t
WHERE t.DatabaseName = ? AND t.TableName = ?;

-- row_counts
SELECT s.TableName, s.RowCount, s.LastCollectTimeStamp AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS CollectedUtc
FROM DBC.TableStatsV AS s
WHERE s.DatabaseName = ? AND s.RowCount IS NOT NULL
QUALIFY ROW_NUMBER() OVER (PARTITION BY s.TableName ORDER BY s.LastCollectTimeStamp DESC) = 1;

-- show
SHOW TABLE "Sales"."odd ""name""";

-- show
SHOW VIEW "Sales"."v";

-- show
SHOW MACRO "S"."m";

-- show
SHOW PROCEDURE "S"."p";

-- sizes
SELECT z.TableName, SUM(z.CurrentPerm) AS SizeBytes
FROM DBC.TableSizeVX AS z
WHERE z.DatabaseName = ?
GROUP BY z.TableName;

-- sizes
SELECT z.TableName, SUM(z.CurrentPerm) AS SizeBytes
FROM DBC.TableSizeV AS z
WHERE z.DatabaseName = ?
GROUP BY z.TableName;

-- tables
SELECT TOP 1000 t.DatabaseName, t.TableName, TRIM(t.TableKind) AS TableKind, t.CreatorName,
  t.CommentString, t.CreateTimeStamp AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS CreatedUtc,
  t.LastAlterTimeStamp AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS AlteredUtc, TRIM(t.RequestTxtOverFlow) AS RequestTxtOverFlow
FROM DBC.TablesVX AS t
WHERE t.TableKind IN ('T', 'O', 'Q', 'V', 'I', 'M', 'P')
  AND (UPPER(t.DatabaseName) > UPPER(?)
    OR (UPPER(t.DatabaseName) = UPPER(?) AND UPPER(t.TableName) > UPPER(?)))
ORDER BY UPPER(t.DatabaseName), UPPER(t.TableName);

-- tables
SELECT TOP 1000 t.DatabaseName, t.TableName, TRIM(t.TableKind) AS TableKind, t.CreatorName,
  t.CommentString, t.CreateTimeStamp AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS CreatedUtc,
  t.LastAlterTimeStamp AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS AlteredUtc, TRIM(t.RequestTxtOverFlow) AS RequestTxtOverFlow
FROM DBC.TablesV AS t
WHERE t.TableKind IN ('T', 'O', 'Q', 'V', 'I', 'M', 'P')
  AND (UPPER(t.DatabaseName) > UPPER(?)
    OR (UPPER(t.DatabaseName) = UPPER(?) AND UPPER(t.TableName) > UPPER(?)))
ORDER BY UPPER(t.DatabaseName), UPPER(t.TableName);

-- version
SELECT i.InfoData FROM DBC.DBCInfoV AS i WHERE i.InfoKey = 'VERSION';

-- view_columns
SELECT c.TableName, c.ColumnName, TRIM(c.ColumnType) AS ColumnType, c.ColumnLength, c.DecimalTotalDigits, c.DecimalFractionalDigits,
  c.CharType, c.ColumnUDTName, c.ColumnFormat, TRIM(c.Nullable) AS Nullable, c.CommentString
FROM DBC.ColumnsJQV AS c
WHERE c.DatabaseName = ?
ORDER BY c.TableName, c.ColumnId;

-- closed_before
LOCKING ROW FOR ACCESS SELECT TOP 490 t.lineage_id FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.closed_at < ? AND t.lineage_id > ?
ORDER BY t.lineage_id;

-- closed_before
LOCKING ROW FOR ACCESS SELECT TOP 490 t.statement_id FROM "lineage"."OL_STATEMENT" AS t
WHERE t.closed_at < ? AND t.statement_id > ?
ORDER BY t.statement_id;

-- closed_before
LOCKING ROW FOR ACCESS SELECT TOP 490 t.job_id FROM "lineage"."OL_JOB" AS t
WHERE t.closed_at < ? AND t.job_id > ?
ORDER BY t.job_id;

-- closed_before
LOCKING ROW FOR ACCESS SELECT TOP 490 t.dataset_id FROM "lineage"."OL_DATASET" AS t
WHERE t.is_active = 0 AND t.updated_at < ? AND t.dataset_id > ?
ORDER BY t.dataset_id;

-- delete_in
DELETE FROM "lineage"."OL_EDGE_EVIDENCE" WHERE lineage_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- delete_in
DELETE FROM "lineage"."OL_RUN" WHERE run_id IN (?);

-- last_runs
LOCKING ROW FOR ACCESS SELECT MAX(t.run_id) AS LastRun FROM "lineage"."OL_RUN" AS t
INNER JOIN "lineage"."OL_JOB" AS j ON j.job_id = t.job_id
WHERE t.job_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AND j.closed_at IS NULL
GROUP BY t.job_id;

-- runs_before
LOCKING ROW FOR ACCESS SELECT TOP 490 t.run_id, t.job_id FROM "lineage"."OL_RUN" AS t
WHERE t.event_time < ? AND t.run_id > ?
ORDER BY t.run_id;

-- unused_texts
LOCKING ROW FOR ACCESS SELECT t.text_id FROM "lineage"."OL_TEXT" AS t
WHERE t.piece_number = 1 AND t.text_id >= ? AND t.text_id < ?
  AND NOT EXISTS (SELECT 1 FROM "lineage"."OL_DATASET" AS u WHERE u.ddl_id = t.text_id)
  AND NOT EXISTS (SELECT 1 FROM "lineage"."OL_JOB" AS u WHERE u.fingerprint_id = t.text_id)
  AND NOT EXISTS (SELECT 1 FROM "lineage"."OL_STATEMENT" AS u WHERE u.sql_id = t.text_id)
  AND NOT EXISTS (SELECT 1 FROM "lineage"."OL_EDGE_EVIDENCE" AS u WHERE u.candidates_id = t.text_id);

-- values_in
LOCKING ROW FOR ACCESS SELECT DISTINCT t.run_id FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.run_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- values_in
LOCKING ROW FOR ACCESS SELECT DISTINCT t.job_id FROM "lineage"."OL_STATEMENT" AS t
WHERE t.job_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- database_now
SELECT CAST(CURRENT_TIMESTAMP(6) AS TIMESTAMP(6)) AS DatabaseNow;

-- log_slice
SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, q.StartTime AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS StartedUtc,
  q.UserName, q.DefaultDatabase, q.SessionID, q.RequestNum, q.LogicalHostID, q.LogonDateTime, q.InternalRequestNum, s.SqlRowNo, s.SqlTextInfo
FROM DBC.QryLogV AS q
LEFT OUTER JOIN DBC.QryLogSQLV AS s
  ON s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?
WHERE q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?
  AND (q.ErrorCode = 0 OR q.ErrorCode IS NULL)
  AND q.StatementType NOT IN ('Help', 'Show', 'Grant', 'Revoke', 'Database', 'Abort', 'Null', 'Flush Query Logging', 'Begin DBQL', 'End DBQL', 'Create Database', 'Create User', 'Modify Database', 'Drop Table', 'Not Applicable', 'Unrecognized type', 'Collect Statistics', 'Commit Work')
  AND NOT (q.StatementType = 'Select' AND q.Statements = 1)
  AND (q.QueryBand IS NULL OR POSITION('ApplicationName=teralineage;' IN q.QueryBand) = 0)
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo;

-- log_slice
SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, q.StartTime AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS StartedUtc,
  q.UserName, q.DefaultDatabase, q.SessionID, q.RequestNum, NULL AS LogicalHostID, NULL AS LogonDateTime, NULL AS InternalRequestNum, s.SqlRowNo, s.SqlTextInfo
FROM DBC.QryLogV AS q
LEFT OUTER JOIN DBC.QryLogSQLV AS s
  ON s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?
WHERE q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?
  AND (q.ErrorCode = 0 OR q.ErrorCode IS NULL)
  AND q.StatementType NOT IN ('Help', 'Show', 'Grant', 'Revoke', 'Database', 'Abort', 'Null', 'Flush Query Logging', 'Begin DBQL', 'End DBQL', 'Create Database', 'Create User', 'Modify Database', 'Drop Table', 'Not Applicable', 'Unrecognized type', 'Collect Statistics', 'Commit Work')
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo;

-- log_slice
SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, q.StartTime AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS StartedUtc,
  q.UserName, q.DefaultDatabase, q.SessionID, q.RequestNum, q.LogicalHostID, q.LogonDateTime, q.InternalRequestNum, s.SqlRowNo, s.SqlTextInfo
FROM "PDCRINFO"."DBQLogTbl_Hst" AS q
LEFT OUTER JOIN "PDCRINFO"."DBQLSqlTbl_Hst" AS s
  ON s.LogDate = q.LogDate AND s.LogDate >= ? AND s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?
WHERE q.LogDate >= ? AND q.LogDate <= ?
  AND q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?
  AND (q.ErrorCode = 0 OR q.ErrorCode IS NULL)
  AND q.StatementType NOT IN ('Help', 'Show', 'Grant', 'Revoke', 'Database', 'Abort', 'Null', 'Flush Query Logging', 'Begin DBQL', 'End DBQL', 'Create Database', 'Create User', 'Modify Database', 'Drop Table', 'Not Applicable', 'Unrecognized type', 'Collect Statistics', 'Commit Work')
  AND NOT (q.StatementType = 'Select' AND q.Statements = 1)
  AND (q.QueryBand IS NULL OR POSITION('ApplicationName=teralineage;' IN q.QueryBand) = 0)
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo;

-- probe_column
SELECT q.QueryBand FROM DBC.QryLogV AS q WHERE 1 = 0;

-- probe_column
SELECT q.LogonDateTime FROM "PDCRINFO"."DBQLogTbl_Hst" AS q WHERE 1 = 0;

-- add_column
ALTER TABLE "lineage"."OL_JOB" ADD closed_at BIGINT;

-- create_index
CREATE INDEX "OL_DATASET_database_key" (database_key, table_key) ON "lineage"."OL_DATASET";

-- create_table
CREATE MULTISET TABLE "lineage"."OL_DATASET" (
  dataset_id BIGINT NOT NULL,
  namespace_id VARCHAR(16) CHARACTER SET LATIN CASESPECIFIC NOT NULL,
  name VARCHAR(1000) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  database_name VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  table_name VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  database_key VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  table_key VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  description VARCHAR(1000) CHARACTER SET UNICODE CASESPECIFIC,
  source_type VARCHAR(32) CHARACTER SET LATIN CASESPECIFIC NOT NULL,
  ddl_id VARCHAR(32) CHARACTER SET LATIN CASESPECIFIC,
  creator VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC,
  source_created_at BIGINT,
  source_altered_at BIGINT,
  row_count BIGINT,
  row_counted_at BIGINT,
  size_bytes BIGINT,
  is_defined BYTEINT DEFAULT 0 NOT NULL,
  created_at BIGINT,
  updated_at BIGINT,
  is_active BYTEINT DEFAULT 0 NOT NULL
) UNIQUE PRIMARY INDEX (dataset_id);

-- create_table
CREATE MULTISET TABLE "lineage"."OL_RUN_INPUT" (
  run_id BIGINT NOT NULL,
  dataset_id BIGINT NOT NULL
) UNIQUE PRIMARY INDEX (run_id, dataset_id);

-- create_table
CREATE MULTISET TABLE "lineage"."OL_TEXT" (
  text_id VARCHAR(32) CHARACTER SET LATIN CASESPECIFIC NOT NULL,
  piece_number INTEGER NOT NULL,
  piece VARCHAR(8000) CHARACTER SET UNICODE CASESPECIFIC
) UNIQUE PRIMARY INDEX (text_id, piece_number);

-- existing_columns
SELECT c.TableName, c.ColumnName FROM DBC.ColumnsV AS c
WHERE UPPER(c.DatabaseName) = UPPER(?) AND c.TableName LIKE 'OL!_%' ESCAPE '!';

-- existing_indexes
SELECT i.TableName, i.ColumnName FROM DBC.IndicesV AS i
WHERE UPPER(i.DatabaseName) = UPPER(?) AND i.TableName LIKE 'OL!_%' ESCAPE '!'
  AND i.IndexType = 'S' AND i.ColumnPosition = 1;

-- autocommit_off
{fn teradata_nativesql}{fn teradata_autocommit_off};

-- ping
SELECT 1;

-- query_band
SET QUERY_BAND = 'ApplicationName=teralineage;Version=0.1.0;' FOR SESSION;

-- bulk_page
LOCKING ROW FOR ACCESS SELECT TOP 100000 t.dataset_id, t.name, t.namespace_id, t.source_type, t.is_active
FROM "lineage"."OL_DATASET" AS t
WHERE t.dataset_id > ?
ORDER BY t.dataset_id;

-- bulk_page
LOCKING ROW FOR ACCESS SELECT TOP 100000 t.lineage_id, t.source_field_id, t.target_field_id
FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.lineage_id > ? AND t.is_active = 1
ORDER BY t.lineage_id;

-- count_rows
LOCKING ROW FOR ACCESS SELECT COUNT(*) AS Counted FROM "lineage"."OL_DATASET_FIELD" AS t WHERE t.is_active = 1 AND t.field_key <> '*' AND t.dataset_id IN (SELECT d.dataset_id FROM "lineage"."OL_DATASET" AS d WHERE d.is_active = 1);

-- count_rows
LOCKING ROW FOR ACCESS SELECT COUNT(*) AS Counted FROM "lineage"."OL_JOB" AS t WHERE t.closed_at IS NULL AND t.job_type <> 'NOTE';

-- databases
LOCKING ROW FOR ACCESS SELECT t.namespace_id, t.database_key, MIN(t.database_name) AS Spelling, COUNT(*) AS Datasets
FROM "lineage"."OL_DATASET" AS t WHERE t.is_active = 1
GROUP BY t.namespace_id, t.database_key;

-- databases
LOCKING ROW FOR ACCESS SELECT t.namespace_id, t.database_key, MIN(t.database_name) AS Spelling, COUNT(*) AS Datasets
FROM "lineage"."OL_DATASET" AS t WHERE t.is_active = 1 AND t.namespace_id = ?
GROUP BY t.namespace_id, t.database_key;

-- dataset_page
LOCKING ROW FOR ACCESS SELECT COUNT(*) AS Counted FROM "lineage"."OL_DATASET" AS t
WHERE t.namespace_id = ? AND t.is_active = 1;

-- dataset_page
LOCKING ROW FOR ACCESS SELECT COUNT(*) AS Counted FROM "lineage"."OL_DATASET" AS t
WHERE t.namespace_id = ? AND t.is_active = 1 AND t.database_key = ? AND POSITION(? IN t.table_key) > 0 AND t.source_type = ?;

-- dataset_page
LOCKING ROW FOR ACCESS SELECT t.dataset_id, t.namespace_id, t.name, t.database_name, t.table_name, t.database_key, t.table_key, t.description, t.source_type, t.ddl_id, t.creator, t.source_created_at, t.source_altered_at, t.row_count, t.row_counted_at, t.size_bytes, t.is_defined, t.created_at, t.updated_at, t.is_active FROM "lineage"."OL_DATASET" AS t
WHERE t.namespace_id = ? AND t.is_active = 1 AND POSITION(? IN t.table_key) > 0
QUALIFY ROW_NUMBER() OVER (ORDER BY t.database_key, t.table_key, t.dataset_id) BETWEEN ? AND ?;

-- datasets_named
LOCKING ROW FOR ACCESS SELECT t.dataset_id, t.namespace_id, t.name, t.database_name, t.table_name, t.database_key, t.table_key, t.description, t.source_type, t.ddl_id, t.creator, t.source_created_at, t.source_altered_at, t.row_count, t.row_counted_at, t.size_bytes, t.is_defined, t.created_at, t.updated_at, t.is_active FROM "lineage"."OL_DATASET" AS t
WHERE t.database_key = ? AND t.table_key = ?;

-- datasets_named
LOCKING ROW FOR ACCESS SELECT t.dataset_id, t.namespace_id, t.name, t.database_name, t.table_name, t.database_key, t.table_key, t.description, t.source_type, t.ddl_id, t.creator, t.source_created_at, t.source_altered_at, t.row_count, t.row_counted_at, t.size_bytes, t.is_defined, t.created_at, t.updated_at, t.is_active FROM "lineage"."OL_DATASET" AS t
WHERE t.database_key = ? AND t.table_key = ? AND t.namespace_id = ?;

-- datasets_of_database
LOCKING ROW FOR ACCESS SELECT t.dataset_id, t.namespace_id, t.name, t.database_name, t.table_name, t.database_key, t.table_key, t.description, t.source_type, t.ddl_id, t.creator, t.source_created_at, t.source_altered_at, t.row_count, t.row_counted_at, t.size_bytes, t.is_defined, t.created_at, t.updated_at, t.is_active FROM "lineage"."OL_DATASET" AS t
WHERE t.database_key = ?;

-- edges_as_of
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.source_field_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AND t.discovered_at <= ?
  AND (t.closed_at IS NULL OR t.closed_at > ?);

-- edges_as_of
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.target_field_id IN (?) AND t.discovered_at <= ?
  AND (t.closed_at IS NULL OR t.closed_at > ?);

-- edges_between
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.source_field_id = ? AND t.target_field_id = ?;

-- edges_changed
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.discovered_at > ? AND t.discovered_at <= ?;

-- edges_changed
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.closed_at > ? AND t.closed_at <= ?;

-- every_row
LOCKING ROW FOR ACCESS SELECT t.namespace_id, t.namespace_uri, t.description, t.spec_version, t.created_at FROM "lineage"."OL_NAMESPACE" AS t;

-- every_row
LOCKING ROW FOR ACCESS SELECT t.namespace_id, t.statement_kind, t.parsed, t.partly, t.skipped, t.reasons, t.updated_at FROM "lineage"."OL_COVERAGE" AS t;

-- fields_changed
LOCKING ROW FOR ACCESS SELECT t.change_id, t.field_id, t.change_kind, t.changed_at, t.detail FROM "lineage"."OL_FIELD_CHANGE" AS t
WHERE t.changed_at > ? AND t.changed_at <= ?;

-- fields_made
LOCKING ROW FOR ACCESS SELECT t.field_id, t.dataset_id, t.field_name, t.field_key, t.field_type, t.field_description, t.ordinal_position, t.nullable, t.primary_key, t.is_defined, t.created_at, t.closed_at, t.is_active FROM "lineage"."OL_DATASET_FIELD" AS t
WHERE t.created_at > ? AND t.created_at <= ? AND t.field_key <> '*';

-- generation
SELECT t.generation FROM "lineage"."OL_STAMP" AS t WHERE t.stamp_id = 1;

-- generation
LOCKING ROW FOR ACCESS SELECT t.generation FROM "lineage"."OL_STAMP" AS t WHERE t.stamp_id = 1;

-- jobs_in
LOCKING ROW FOR ACCESS SELECT t.job_id, t.namespace_id, t.name, t.description, t.job_type, t.fingerprint_id, t.created_at, t.updated_at, t.closed_at FROM "lineage"."OL_JOB" AS t
WHERE t.namespace_id = ? AND t.name IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- jobs_in
LOCKING ROW FOR ACCESS SELECT t.job_id, t.namespace_id, t.name, t.description, t.job_type, t.fingerprint_id, t.created_at, t.updated_at, t.closed_at FROM "lineage"."OL_JOB" AS t
WHERE t.namespace_id = ? AND t.name IN (?);

-- jobs_named
LOCKING ROW FOR ACCESS SELECT t.name, t.fingerprint_id FROM "lineage"."OL_JOB" AS t
WHERE t.namespace_id = ? AND t.fingerprint_id IS NOT NULL AND t.closed_at IS NULL;

-- names_about_as_long
LOCKING ROW FOR ACCESS SELECT TOP 2000 t.dataset_id, t.namespace_id, t.name, t.database_name, t.table_name, t.database_key, t.table_key, t.description, t.source_type, t.ddl_id, t.creator, t.source_created_at, t.source_altered_at, t.row_count, t.row_counted_at, t.size_bytes, t.is_defined, t.created_at, t.updated_at, t.is_active FROM "lineage"."OL_DATASET" AS t
WHERE t.is_active = 1 AND CHARACTER_LENGTH(t.table_key) BETWEEN ? AND ?
ORDER BY t.table_key;

-- names_about_as_long
LOCKING ROW FOR ACCESS SELECT TOP 2000 t.field_id, t.dataset_id, t.field_name, t.field_key, t.field_type, t.field_description, t.ordinal_position, t.nullable, t.primary_key, t.is_defined, t.created_at, t.closed_at, t.is_active FROM "lineage"."OL_DATASET_FIELD" AS t
WHERE t.is_active = 1 AND CHARACTER_LENGTH(t.field_key) BETWEEN ? AND ?
ORDER BY t.field_key;

-- names_with
LOCKING ROW FOR ACCESS SELECT TOP 2000 t.dataset_id, t.namespace_id, t.name, t.database_name, t.table_name, t.database_key, t.table_key, t.description, t.source_type, t.ddl_id, t.creator, t.source_created_at, t.source_altered_at, t.row_count, t.row_counted_at, t.size_bytes, t.is_defined, t.created_at, t.updated_at, t.is_active FROM "lineage"."OL_DATASET" AS t
WHERE t.is_active = 1 AND POSITION(? IN t.table_key) > 0
ORDER BY CHARACTER_LENGTH(t.table_key), t.table_key;

-- names_with
LOCKING ROW FOR ACCESS SELECT TOP 2000 t.field_id, t.dataset_id, t.field_name, t.field_key, t.field_type, t.field_description, t.ordinal_position, t.nullable, t.primary_key, t.is_defined, t.created_at, t.closed_at, t.is_active FROM "lineage"."OL_DATASET_FIELD" AS t
WHERE t.is_active = 1 AND POSITION(? IN t.field_key) > 0
ORDER BY CHARACTER_LENGTH(t.field_key), t.field_key;

-- rows_in
LOCKING ROW FOR ACCESS SELECT t.field_id, t.dataset_id, t.field_name, t.field_key, t.field_type, t.field_description, t.ordinal_position, t.nullable, t.primary_key, t.is_defined, t.created_at, t.closed_at, t.is_active FROM "lineage"."OL_DATASET_FIELD" AS t
WHERE t.dataset_id IN (?);

-- rows_in
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.source_field_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AND t.is_active = 1;

-- rows_in
LOCKING ROW FOR ACCESS SELECT t.lineage_id, t.run_id, t.source_field_id, t.target_field_id, t.subtype_code, t.confidence_score, t.evidence_count, t.discovered_at, t.last_seen, t.closed_at, t.is_active, t.masking, t.source_namespace, t.source_dataset, t.source_field, t.target_namespace, t.target_dataset, t.target_field, t.transformation_type, t.transformation_subtype, t.transformation_description FROM "lineage"."OL_COLUMN_LINEAGE" AS t
WHERE t.target_field_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AND t.is_active = 1;

-- rows_in
LOCKING ROW FOR ACCESS SELECT t.text_id, t.piece_number, t.piece FROM "lineage"."OL_TEXT" AS t
WHERE t.text_id IN (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- begin_write
UPDATE "lineage"."OL_STAMP" SET generation = generation + 1 WHERE stamp_id = 1;

-- create_stage
CREATE MULTISET VOLATILE TABLE "OL_DATASET_STAGE" (
  dataset_id BIGINT NOT NULL,
  namespace_id VARCHAR(16) CHARACTER SET LATIN CASESPECIFIC NOT NULL,
  name VARCHAR(1000) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  database_name VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  table_name VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  database_key VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  table_key VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC NOT NULL,
  description VARCHAR(1000) CHARACTER SET UNICODE CASESPECIFIC,
  source_type VARCHAR(32) CHARACTER SET LATIN CASESPECIFIC NOT NULL,
  ddl_id VARCHAR(32) CHARACTER SET LATIN CASESPECIFIC,
  creator VARCHAR(400) CHARACTER SET UNICODE CASESPECIFIC,
  source_created_at BIGINT,
  source_altered_at BIGINT,
  row_count BIGINT,
  row_counted_at BIGINT,
  size_bytes BIGINT,
  is_defined BYTEINT NOT NULL,
  created_at BIGINT,
  updated_at BIGINT,
  is_active BYTEINT NOT NULL
) PRIMARY INDEX (dataset_id) ON COMMIT PRESERVE ROWS;

-- create_stage
CREATE MULTISET VOLATILE TABLE "OL_RUN_INPUT_STAGE" (
  run_id BIGINT NOT NULL,
  dataset_id BIGINT NOT NULL
) PRIMARY INDEX (run_id, dataset_id) ON COMMIT PRESERVE ROWS;

-- empty_stage
DELETE FROM "OL_RUN_INPUT_STAGE";

-- end_write
UPDATE "lineage"."OL_STAMP"
SET generation = CASE WHEN generation < ? THEN ? ELSE generation + 1 END WHERE stamp_id = 1;

-- fill_stage
INSERT INTO "OL_RUN_INPUT_STAGE" (run_id, dataset_id) VALUES (?, ?);

-- highest
SELECT MAX(t.dataset_id) AS Highest FROM "lineage"."OL_DATASET" AS t;

-- highest
SELECT MAX(t.statement_id) AS Highest FROM "lineage"."OL_STATEMENT" AS t;

-- upsert
MERGE INTO "lineage"."OL_DATASET" AS t
USING VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) AS s (dataset_id, namespace_id, name, database_name, table_name, database_key, table_key, description, source_type, ddl_id, creator, source_created_at, source_altered_at, row_count, row_counted_at, size_bytes, is_defined, created_at, updated_at, is_active)
ON t.dataset_id = s.dataset_id
WHEN MATCHED THEN UPDATE SET namespace_id = s.namespace_id, name = s.name, database_name = s.database_name, table_name = s.table_name, database_key = s.database_key, table_key = s.table_key, description = s.description, source_type = s.source_type, ddl_id = s.ddl_id, creator = s.creator, source_created_at = s.source_created_at, source_altered_at = s.source_altered_at, row_count = s.row_count, row_counted_at = s.row_counted_at, size_bytes = s.size_bytes, is_defined = s.is_defined, created_at = s.created_at, updated_at = s.updated_at, is_active = s.is_active
WHEN NOT MATCHED THEN INSERT (dataset_id, namespace_id, name, database_name, table_name, database_key, table_key, description, source_type, ddl_id, creator, source_created_at, source_altered_at, row_count, row_counted_at, size_bytes, is_defined, created_at, updated_at, is_active)
  VALUES (s.dataset_id, s.namespace_id, s.name, s.database_name, s.table_name, s.database_key, s.table_key, s.description, s.source_type, s.ddl_id, s.creator, s.source_created_at, s.source_altered_at, s.row_count, s.row_counted_at, s.size_bytes, s.is_defined, s.created_at, s.updated_at, s.is_active);

-- upsert
MERGE INTO "lineage"."OL_RUN_INPUT" AS t
USING VALUES (?, ?) AS s (run_id, dataset_id)
ON t.run_id = s.run_id AND t.dataset_id = s.dataset_id
WHEN NOT MATCHED THEN INSERT (run_id, dataset_id)
  VALUES (s.run_id, s.dataset_id);

-- upsert
MERGE INTO "lineage"."OL_EDGE_EVIDENCE" AS t
USING VALUES (?, ?, ?, ?, ?, ?, ?, ?) AS s (lineage_id, statement_id, span_start, span_end, confidence_score, confidence_reason, masking, candidates_id)
ON t.lineage_id = s.lineage_id AND t.statement_id = s.statement_id
WHEN MATCHED THEN UPDATE SET span_start = s.span_start, span_end = s.span_end, confidence_score = s.confidence_score, confidence_reason = s.confidence_reason, masking = s.masking, candidates_id = s.candidates_id
WHEN NOT MATCHED THEN INSERT (lineage_id, statement_id, span_start, span_end, confidence_score, confidence_reason, masking, candidates_id)
  VALUES (s.lineage_id, s.statement_id, s.span_start, s.span_end, s.confidence_score, s.confidence_reason, s.masking, s.candidates_id);

-- upsert
MERGE INTO "lineage"."OL_STAMP" AS t
USING VALUES (?, ?) AS s (stamp_id, generation)
ON t.stamp_id = s.stamp_id
WHEN MATCHED THEN UPDATE SET generation = s.generation
WHEN NOT MATCHED THEN INSERT (stamp_id, generation)
  VALUES (s.stamp_id, s.generation);

-- upsert_staged
MERGE INTO "lineage"."OL_DATASET" AS t
USING "OL_DATASET_STAGE" AS s
ON t.dataset_id = s.dataset_id
WHEN MATCHED THEN UPDATE SET namespace_id = s.namespace_id, name = s.name, database_name = s.database_name, table_name = s.table_name, database_key = s.database_key, table_key = s.table_key, description = s.description, source_type = s.source_type, ddl_id = s.ddl_id, creator = s.creator, source_created_at = s.source_created_at, source_altered_at = s.source_altered_at, row_count = s.row_count, row_counted_at = s.row_counted_at, size_bytes = s.size_bytes, is_defined = s.is_defined, created_at = s.created_at, updated_at = s.updated_at, is_active = s.is_active
WHEN NOT MATCHED THEN INSERT (dataset_id, namespace_id, name, database_name, table_name, database_key, table_key, description, source_type, ddl_id, creator, source_created_at, source_altered_at, row_count, row_counted_at, size_bytes, is_defined, created_at, updated_at, is_active)
  VALUES (s.dataset_id, s.namespace_id, s.name, s.database_name, s.table_name, s.database_key, s.table_key, s.description, s.source_type, s.ddl_id, s.creator, s.source_created_at, s.source_altered_at, s.row_count, s.row_counted_at, s.size_bytes, s.is_defined, s.created_at, s.updated_at, s.is_active);

-- upsert_staged
MERGE INTO "lineage"."OL_RUN_INPUT" AS t
USING "OL_RUN_INPUT_STAGE" AS s
ON t.run_id = s.run_id AND t.dataset_id = s.dataset_id
WHEN NOT MATCHED THEN INSERT (run_id, dataset_id)
  VALUES (s.run_id, s.dataset_id);
