#!/bin/bash
SQL="SELECT 1"
for T in a b; do
bteq << EOF_BTEQ | tee -a ${LOG}
.logon $HOST/$USER,$PASS
.set session charset 'UTF8'
delete from work.${T};
insert into work.${T}
select * from src.${T} where load_dt > '`cat last.txt`';
.quit errorcode
EOF_BTEQ
done
mload <<EOF
.logtable x.y;
.logon a/b,c;
.begin import mload tables d.t;
.layout l;
.field f1 * varchar(5);
.field f2 * varchar(5);
.dml label i;
insert into d.t.*;
.import infile $FILE format vartext ',' layout l apply i;
.end mload;
.logoff;
EOF
echo "update d.x set a = 1;" | bteq
bteq <<< "delete from d.y;"
