-- title: UPDATE in its forms: UPDfrom
UPDATE x FROM t SET a=t.a WHERE x.k=t.k;
-- expect: t.a -> x.a DIRECT IDENTITY
-- expect: x.k -> x.* INDIRECT JOIN
-- expect: t.k -> x.* INDIRECT JOIN

-- title: UPDATE in its forms: UPDfrom2
UPDATE x FROM db.x AS x1, (SELECT k,a FROM t) s SET a=s.a WHERE x1.k=s.k;
-- expect: t.a -> db.x.a DIRECT IDENTITY
-- expect: db.x.k -> db.x.* INDIRECT JOIN
-- expect: t.k -> db.x.* INDIRECT JOIN

-- title: UPDATE in its forms: UPDalias
UPDATE x1 FROM db.x x1, db.t t SET a=t.a WHERE x1.k=t.k;
-- expect: db.t.a -> db.x.a DIRECT IDENTITY
-- expect: db.x.k -> db.x.* INDIRECT JOIN
-- expect: db.t.k -> db.x.* INDIRECT JOIN

-- title: UPDATE in its forms: UPDall
UPDATE x SET a=1 ALL;
-- kind: UPDATE

-- title: UPDATE in its forms: UPDelse
UPDATE x SET a=1 WHERE k=1 ELSE INSERT INTO x(k,a) VALUES(1,1);
-- expect: x.k -> x.* INDIRECT FILTER

-- title: a target named beside its own alias in FROM is joined to itself
UPDATE db.x FROM db.x AS o SET a = o.b WHERE db.x.k = o.k;
-- expect: db.x.b -> db.x.a DIRECT IDENTITY
-- expect: db.x.k -> db.x.* INDIRECT JOIN

-- title: a name that an alias hides means the table around
UPDATE x SET a = (SELECT MAX(b) FROM x AS o WHERE o.k = x.k);
-- expect: x.b -> x.a DIRECT AGGREGATION
-- expect: x.k -> x.* INDIRECT JOIN
