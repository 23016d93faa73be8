#!/usr/bin/perl
use strict; # it's perl
my $DB = "EDW";
sub run_bteq_command
{
  my $rc = open(BTEQ, "| bteq");
  unless ($rc) { print "Could not invoke BTEQ command\n"; return -1; }
  print BTEQ <<ENDOFINPUT;
.LOGON ${LOGON_STR};
DATABASE ${TARGETDB};
INSERT INTO T_ORDERS (A, B) SELECT X.A, '${TX_DATE}' FROM ${SRCDB}.ORDERS X;
.IF ERRORCODE <> 0 THEN .QUIT 12;
.QUIT;
ENDOFINPUT
  close(BTEQ);
}
