use strict;
my $DB = 'dw';
our $STAGE = "stage";   # where files go
my $TABLE = "$DB.sale";
my $DAY = $ARGV[0];
my $OTHER = 'one';
if ($DAY eq '') { $OTHER = 'two'; }
my $JOINED = 'dw.' . $DAY;
print BTEQ <<ENDOFINPUT;
INSERT INTO $TABLE SELECT a FROM ${STAGE}.sale_in;
INSERT INTO $TABLE SELECT a FROM $OTHER.sale_in;
INSERT INTO $JOINED SELECT a FROM $DB.x_$DAY;
ENDOFINPUT
