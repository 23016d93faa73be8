-- variables: SFX=2020 COND=a=1;b=2
-- every spelling of a variable, and what is none
INSERT INTO ${TGT_DB}.fact_${SFX} SELECT a FROM $SRC.t1;
INSERT INTO %%TGT%%.f SELECT a FROM {{ params.src }}.t2;
INSERT INTO {tgt}.f SELECT a FROM &SRC..t3;
INSERT INTO <TGT>.f SELECT a FROM @SRC.t4;
INSERT INTO STG_&ENV..f SELECT a FROM #SRC#.t5;
SELECT a FROM db.t6 WHERE a<b AND c>d AND acct# = x$y AND e = '{"k": "${NOT_FILLED}"}';
SELECT a FROM db.t7 WHERE dt = '${SFX}-01-01' AND n = ${N};
SELECT a FROM db.t8 WHERE x = 1 ${AND_MORE};
{% if full %}
DELETE FROM db.t9 WHERE k = {{ k }};
{% endif %}
SELECT a FROM t10@remote;
