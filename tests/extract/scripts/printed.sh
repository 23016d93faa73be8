#!/bin/ksh
DB=dw
{
  echo ".LOGON $LOGON;"
  # the stage
  echo "DATABASE $DB;"
  echo "INSERT INTO sale (id)"
  echo 'SELECT id FROM sale_in;'

  echo ".QUIT"
} | bteq >> $LOG
(
echo "DELETE FROM d.t;"
echo $SQL
) | bteq
echo "update done" >> $LOG
