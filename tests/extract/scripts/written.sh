#!/bin/ksh
DB=prod
write_job () {
  echo "
  define job load_sales
  (
    define schema sales (id VARCHAR(10), amount VARCHAR(20));
    define operator reader type dataconnector producer schema sales
      attributes (VARCHAR FileName = 'sales.csv', VARCHAR TextDelimiter = '${SEPARATOR}');
    define operator loader type load schema * attributes (VARCHAR TargetTable = '$DB.sale');
    apply ('INSERT INTO $DB.sale (id, amount) VALUES (:id, :amount);') to operator (loader)
      select * from operator (reader);
  );
  " > sales.tpt
}
write_job
tbuild -f sales.tpt
echo ".logtable $DB.log;
.begin import mload tables $DB.item;
.layout items;
.field code * VARCHAR(10);
.dml label add;
insert into $DB.item (code) values (:code);
.import infile items.txt format vartext '|' layout items apply add;
.end mload;
.logoff;" > items.mload
