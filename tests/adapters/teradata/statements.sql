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

-- databases
SELECT TOP 1000 d.DatabaseName
FROM DBC.DatabasesVX AS d
WHERE d.DatabaseName > ?
ORDER BY d.DatabaseName;

-- databases
SELECT TOP 1000 d.DatabaseName
FROM DBC.DatabasesV AS d
WHERE d.DatabaseName > ?
ORDER BY d.DatabaseName;

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

-- probe
SELECT TOP 1 1 AS Found FROM "DBC"."ColumnsJQV" WHERE 1 = 0;

-- probe
SELECT TOP 1 1 AS Found FROM "PDCRINFO"."DBQLogTbl_Hst" WHERE 1 = 0;

-- request_text
SELECT t.RequestText
FROM DBC.TablesVX AS t
WHERE t.DatabaseName = ? AND t.TableName = ?;

-- request_text
SELECT t.RequestText
FROM DBC.TablesV AS t
WHERE t.DatabaseName = ? AND t.TableName = ?;

-- row_counts
SELECT s.TableName, s.RowCount
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
  t.CommentString, t.CreateTimeStamp, t.LastAlterTimeStamp, TRIM(t.RequestTxtOverFlow) AS RequestTxtOverFlow
FROM DBC.TablesVX AS t
WHERE t.TableKind IN ('T', 'O', 'Q', 'V', 'I', 'M', 'P')
  AND (t.DatabaseName > ? OR (t.DatabaseName = ? AND t.TableName > ?))
ORDER BY t.DatabaseName, t.TableName;

-- tables
SELECT TOP 1000 t.DatabaseName, t.TableName, TRIM(t.TableKind) AS TableKind, t.CreatorName,
  t.CommentString, t.CreateTimeStamp, t.LastAlterTimeStamp, TRIM(t.RequestTxtOverFlow) AS RequestTxtOverFlow
FROM DBC.TablesV AS t
WHERE t.TableKind IN ('T', 'O', 'Q', 'V', 'I', 'M', 'P')
  AND (t.DatabaseName > ? OR (t.DatabaseName = ? AND t.TableName > ?))
ORDER BY t.DatabaseName, t.TableName;

-- version
SELECT i.InfoData FROM DBC.DBCInfoV AS i WHERE i.InfoKey = 'VERSION';

-- view_columns
SELECT c.TableName, c.ColumnName, TRIM(c.ColumnType) AS ColumnType, c.ColumnLength, c.DecimalTotalDigits, c.DecimalFractionalDigits,
  c.CharType, c.ColumnUDTName, c.ColumnFormat, TRIM(c.Nullable) AS Nullable, c.CommentString
FROM DBC.ColumnsJQV AS c
WHERE c.DatabaseName = ?
ORDER BY c.TableName, c.ColumnId;

-- database_now
SELECT CAST(CURRENT_TIMESTAMP(6) AS TIMESTAMP(6)) AS DatabaseNow;

-- log_slice
SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, q.StartTime, q.UserName, q.DefaultDatabase, q.SessionID,
  q.RequestNum, q.LogicalHostID, q.LogonDateTime, q.InternalRequestNum, s.SqlRowNo, s.SqlTextInfo
FROM DBC.QryLogV AS q
LEFT OUTER JOIN DBC.QryLogSQLV AS s
  ON s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?
WHERE q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?
  AND (q.ErrorCode = 0 OR q.ErrorCode IS NULL)
  AND q.StatementType NOT IN ('Help', 'Show', 'Grant', 'Revoke', 'Database', 'Abort', 'Null', 'Flush Query Logging', 'Begin Query Logging', 'End Query Logging', 'Create Database', 'Create User', 'Modify Database', 'Drop Table', 'Not Applicable', 'Unrecognized type', 'Collect Statistics', 'Commit Work')
  AND NOT (q.StatementType = 'Select' AND q.Statements = 1)
  AND (q.QueryBand IS NULL OR POSITION('ApplicationName=teralineage;' IN q.QueryBand) = 0)
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo;

-- log_slice
SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, q.StartTime, q.UserName, q.DefaultDatabase, q.SessionID,
  q.RequestNum, NULL AS LogicalHostID, NULL AS LogonDateTime, NULL AS InternalRequestNum, s.SqlRowNo, s.SqlTextInfo
FROM DBC.QryLogV AS q
LEFT OUTER JOIN DBC.QryLogSQLV AS s
  ON s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?
WHERE q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?
  AND (q.ErrorCode = 0 OR q.ErrorCode IS NULL)
  AND q.StatementType NOT IN ('Help', 'Show', 'Grant', 'Revoke', 'Database', 'Abort', 'Null', 'Flush Query Logging', 'Begin Query Logging', 'End Query Logging', 'Create Database', 'Create User', 'Modify Database', 'Drop Table', 'Not Applicable', 'Unrecognized type', 'Collect Statistics', 'Commit Work')
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo;

-- log_slice
SELECT q.ProcID, q.QueryID, q.CollectTimeStamp, q.StartTime, q.UserName, q.DefaultDatabase, q.SessionID,
  q.RequestNum, q.LogicalHostID, q.LogonDateTime, q.InternalRequestNum, s.SqlRowNo, s.SqlTextInfo
FROM "PDCRINFO"."DBQLogTbl_Hst" AS q
LEFT OUTER JOIN "PDCRINFO"."DBQLSqlTbl_Hst" AS s
  ON s.LogDate = q.LogDate AND s.LogDate >= ? AND s.QueryID = q.QueryID AND s.ProcID = q.ProcID AND s.CollectTimeStamp >= ?
WHERE q.LogDate >= ? AND q.LogDate <= ?
  AND q.CollectTimeStamp >= ? AND q.CollectTimeStamp < ?
  AND (q.ErrorCode = 0 OR q.ErrorCode IS NULL)
  AND q.StatementType NOT IN ('Help', 'Show', 'Grant', 'Revoke', 'Database', 'Abort', 'Null', 'Flush Query Logging', 'Begin Query Logging', 'End Query Logging', 'Create Database', 'Create User', 'Modify Database', 'Drop Table', 'Not Applicable', 'Unrecognized type', 'Collect Statistics', 'Commit Work')
  AND NOT (q.StatementType = 'Select' AND q.Statements = 1)
  AND (q.QueryBand IS NULL OR POSITION('ApplicationName=teralineage;' IN q.QueryBand) = 0)
ORDER BY q.CollectTimeStamp, q.ProcID, q.QueryID, s.SqlRowNo;

-- probe_column
SELECT q.QueryBand FROM DBC.QryLogV AS q WHERE 1 = 0;

-- probe_column
SELECT q.LogonDateTime FROM "PDCRINFO"."DBQLogTbl_Hst" AS q WHERE 1 = 0;

-- autocommit_off
{fn teradata_nativesql}{fn teradata_autocommit_off};

-- ping
SELECT 1;

-- query_band
SET QUERY_BAND = 'ApplicationName=teralineage;Version=0.1.0;' FOR SESSION;
