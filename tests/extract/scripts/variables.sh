#!/bin/ksh
known=stage
fromfile=one
frompipe=two
asked=three
perhaps=four
branch=five
each=six
fromfile=`cat name.txt | head -1`
frompipe=$(name -x main)
read asked
[ -z "$perhaps" ] && perhaps=other
if [ -f flag ]; then branch=other; fi
for each in a b
do
  echo "known=$known; going on" >> log
done
bteq <<END
INSERT INTO $known.x SELECT a FROM $fromfile.t;
INSERT INTO $known.x SELECT a FROM $frompipe.t;
INSERT INTO $known.x SELECT a FROM $asked.t;
INSERT INTO $known.x SELECT a FROM $perhaps.t;
INSERT INTO $known.x SELECT a FROM $branch.t;
INSERT INTO $known.x SELECT a FROM $each.t;
END
