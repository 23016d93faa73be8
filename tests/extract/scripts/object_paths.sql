-- What $PATH tells of a foreign table's files is no column of any table.
INSERT INTO DW.READINGS (SITE, FLOW, MON) SELECT $PATH.$site, FT.FLOW, CAST($path.$mon AS INTEGER) FROM STG.FT FT
WHERE $PATH.$year = '2020' AND FT.FLOW > 0;
