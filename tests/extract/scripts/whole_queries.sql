-- template variables that stand for a whole query, a list, or a clause
CREATE VOLATILE TABLE vt AS (${QUERY}) WITH DATA ON COMMIT PRESERVE ROWS;
INSERT INTO db.t1 ${QUERY};
INSERT INTO db.t1 (a, b) {query} WHERE c = 1;
INSERT INTO ${TGT} ${COLS} SELECT a, b FROM db.s;
INSERT INTO ${TGT} (k, ${COLS}) SELECT k, a, b FROM db.s;
INSERT INTO ${TGT} (a) VALUES ${ROWS};
WITH c AS ({query}) SELECT x FROM c;
MERGE INTO db.t2 USING (${QUERY}) AS s ON s.k = t2.k WHEN MATCHED THEN UPDATE SET a = s.a;
SELECT d.a FROM (db.s) AS d;
SELECT a FROM {src}{joins} {where} {grp} {ord};
SELECT a FROM db.s {bound}QUALIFY ROW_NUMBER() OVER (PARTITION BY k ORDER BY c) = 1;
SELECT a FROM db.s WHERE d >= ${YEAR}${MONTH}01;
SELECT a FROM db.s_&month. WHERE b = 1;
SELECT x FROM fn(ON ({query}) AS i USING k('v')) d;
