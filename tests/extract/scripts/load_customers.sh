#!/bin/ksh
#-----------------------------------------------------------
# load_customers.sh - it's run by the scheduler
#-----------------------------------------------------------
. $HOME/etl.env
LOGFILE=/var/log/load_`date +%Y%m%d`.log
TGT_DB=CUST_DW
STG_DB="${TGT_DB}_STG"
if [ "$1" = "full" ]; then
    MODE=FULL
else
    MODE=DELTA
fi

bteq <<-EOF >> $LOGFILE 2>&1
	.RUN FILE=$HOME/.logon
	DELETE FROM ${STG_DB}.CUSTOMER ALL;
	.IMPORT VARTEXT '|' FILE=${DATA_DIR}/customer.txt, SKIP=1
	.QUIET ON
	.REPEAT * PACK 500
	USING (c_id VARCHAR(10), c_name VARCHAR(60), c_city VARCHAR(40))
	INSERT INTO ${STG_DB}.CUSTOMER (CUST_ID, NAME, CITY)
	VALUES (CAST(:c_id AS INTEGER), :c_name, UPPER(:c_city));
	.IF ERRORCODE <> 0 THEN .QUIT 12
	EOF
[ $? -eq 0 ] || { echo "load failed; see $LOGFILE"; exit 12; }

bteq << 'END_OF_SQL'
MERGE INTO CUST_DW.CUSTOMER AS t
USING CUST_DW_STG.CUSTOMER AS s
   ON t.CUST_ID = s.CUST_ID
WHEN MATCHED THEN
   UPDATE SET NAME = s.NAME
WHEN NOT MATCHED THEN
   INSERT (CUST_ID, NAME) VALUES (s.CUST_ID, s.NAME)
END_OF_SQL

cat > usage.txt <<NOTE
This is no SQL; select nothing from it.
NOTE
exit 0
