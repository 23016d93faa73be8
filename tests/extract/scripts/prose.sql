DELETE FROM db.t1 ALL;

Dates for the run of July (420 days are kept):
from    date '2021-06-04'
to      date '2022-07-27'

-- how many
SELECT DISTINCT a, COUNT(*) AS n
FROM db.s
GROUP BY a;
