-- title: a DELETE has tables and at most filters: DELall
DELETE FROM x ALL;
-- kind: DELETE

-- title: a DELETE has tables and at most filters: DELall2
DELETE x ALL;
-- kind: DELETE

-- title: a DELETE has tables and at most filters: DELnofrom
DELETE x WHERE a=1;
-- expect: x.a -> x.* INDIRECT FILTER

-- title: a DELETE has tables and at most filters: DELfrom
DELETE x FROM db.x x, db.t t WHERE x.k=t.k;
-- expect: db.x.k -> db.x.* INDIRECT FILTER
-- expect: db.t.k -> db.x.* INDIRECT FILTER

-- title: a DELETE has tables and at most filters: DELfrom2
DELETE FROM x WHERE x.k=t.k;
-- expect: x.k -> x.* INDIRECT FILTER
-- expect: t.k -> x.* INDIRECT FILTER
