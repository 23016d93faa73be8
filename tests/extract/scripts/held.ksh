#!/bin/ksh
# statements that variables hold: for another tool, over several lines, or fed to bteq as they are
DB=dw
MSG="Select a value from table"
export CHECK_SQL="Locking table dw.sale for access
Select 'T' || ',' || Sum(amt) AS line
From dw.sale
where kind = 'A'"
FILL="INSERT INTO $DB.copy (a)
SELECT b FROM $DB.base
WHERE c = '$1';"
CLEAN="DELETE FROM dw.copy WHERE a = 1;"
bteq <<EOF
$CLEAN
.QUIT;
EOF
