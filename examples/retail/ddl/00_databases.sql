/* ------------------------------------------------------------------ */
/* RETAIL warehouse: databases of the five layers                      */
/* DBA                                                                 */
/* 2016-02-01  DBA   first version                                     */
/* 2019-11-18  DBA   spool for RETAIL_STG raised after peak week       */
/* ------------------------------------------------------------------ */
CREATE DATABASE RETAIL_SRC  FROM RETAIL AS PERM = 400e9, SPOOL = 200e9, NO FALLBACK;
CREATE DATABASE RETAIL_STG  FROM RETAIL AS PERM = 200e9, SPOOL = 600e9, NO FALLBACK;
CREATE DATABASE RETAIL_CORE FROM RETAIL AS PERM = 2e12,  SPOOL = 400e9, FALLBACK;
CREATE DATABASE RETAIL_MART FROM RETAIL AS PERM = 500e9, SPOOL = 400e9, FALLBACK;
CREATE DATABASE RETAIL_RPT  FROM RETAIL AS PERM = 10e9,  SPOOL = 400e9, FALLBACK;

COMMENT ON DATABASE RETAIL_SRC  IS 'Landing zone: files as delivered, one load day at a time';
COMMENT ON DATABASE RETAIL_STG  IS 'Cleansed and renamed, not yet historised';
COMMENT ON DATABASE RETAIL_CORE IS 'Integrated warehouse, historised';
COMMENT ON DATABASE RETAIL_MART IS 'Dimensions, facts and aggregates for analysis';
COMMENT ON DATABASE RETAIL_RPT  IS 'What the report tools see';

-- views of the upper layers read the lower ones with the owner's right
GRANT SELECT ON RETAIL_SRC  TO RETAIL_STG  WITH GRANT OPTION;
GRANT SELECT ON RETAIL_CORE TO RETAIL_MART WITH GRANT OPTION;
GRANT SELECT ON RETAIL_MART TO RETAIL_RPT  WITH GRANT OPTION;
GRANT SELECT ON RETAIL_CORE TO RETAIL_RPT  WITH GRANT OPTION;
