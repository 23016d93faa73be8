#!/usr/bin/perl
my $DB = 'dw';
sub run {
  my $rc = open(BTEQ, "| bteq > $LOG");
  print "delete what is left\n";
  print BTEQ ".LOGON $LOGON;\n";
  print BTEQ "DATABASE $DB;\n";
  print BTEQ "INSERT INTO sale (id, note)\n";  # what was sold
  print BTEQ "  SELECT id, 'it''s \"new\"' -- a remark\n FROM sale_in WHERE day = \$1;\n";
  print BTEQ 'DELETE FROM sale_in WHERE done = 1;';
  print BTEQ "\n.QUIT;\n";
  close(BTEQ);
}
sub other {
  open(my $load, '|-', 'fastload');
  print $load "INSERT INTO " . $table . " SELECT a FROM d.x;\n";
  close($load);
  open(my $fh, '|-', 'bteq');
  print {$fh} "UPDATE d.t FROM d.u SET a = u.a WHERE t.k = u.k;\n" if $ready;
}
