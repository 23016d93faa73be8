-- title: a column that one of two tables has belongs to it
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT a, c FROM t, u;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.u.c -> <result>.c DIRECT IDENTITY

-- title: a column that two tables have belongs to neither for sure
-- schema: db.t(a, b, k)
-- schema: db.u(c, d, k)
-- default: db
SELECT k FROM t, u;
-- expect: ?.k -> <result>.k DIRECT IDENTITY ambiguous

-- title: a column that the known table lacks belongs to the unknown one
-- schema: db.t(a, b, k)
-- default: db
SELECT a, c FROM t, w;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY schema
-- expect: db.w.c -> <result>.c DIRECT IDENTITY inferred

-- title: a column that no known table has is nobody's
-- schema: db.t(a, b, k)
-- default: db
SELECT zz FROM t;
-- expect: ?.zz -> <result>.zz DIRECT IDENTITY ambiguous

-- title: a qualified column that the schema lacks is still that table's
-- schema: db.t(a, b, k)
-- default: db
SELECT t.zz FROM t;
-- expect: db.t.zz -> <result>.zz DIRECT IDENTITY inferred

-- title: case does not matter to names
-- schema: db.t(a, b, k)
-- default: db
select T.A as Z from DB.T;
-- expect: db.t.a -> <result>.z DIRECT IDENTITY

-- title: a quoted name is found as any other
-- schema: db.t(a, b, k)
-- default: db
SELECT "A" FROM "db"."T";
-- expect: db.t.a -> <result>.a DIRECT IDENTITY

-- title: equal table names of two databases are told apart
-- schema: d1.t(a,k)
-- schema: d2.t(b,k)
-- default: db
SELECT a, b FROM d1.t JOIN d2.t ON d1.t.k=d2.t.k;
-- expect: d1.t.a -> <result>.a DIRECT IDENTITY
-- expect: d2.t.b -> <result>.b DIRECT IDENTITY
-- expect: d1.t.k -> <result>.* INDIRECT JOIN
-- expect: d2.t.k -> <result>.* INDIRECT JOIN

-- title: the alias of a table hides its name
-- schema: db.t(a, b, k)
-- default: db
SELECT t1.a, t2.b FROM t t1, t t2 WHERE t1.k=t2.k AND t1.b=t1.a;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.b DIRECT IDENTITY
-- expect: db.t.k -> <result>.* INDIRECT JOIN
-- expect: db.t.b -> <result>.* INDIRECT FILTER
-- expect: db.t.a -> <result>.* INDIRECT FILTER

-- title: a derived table's columns are named by its alias
-- schema: db.t(a, b, k)
-- default: db
SELECT d.x, d.y FROM (SELECT a, b FROM t) d (x, y);
-- expect: db.t.a -> <result>.x DIRECT IDENTITY
-- expect: db.t.b -> <result>.y DIRECT IDENTITY

-- title: a table written with its database is found by its bare name
-- schema: db.t(a, b, k)
-- default: db
SELECT t.a FROM db.t WHERE t.b = 1;
-- expect: db.t.a -> <result>.a DIRECT IDENTITY
-- expect: db.t.b -> <result>.* INDIRECT FILTER

-- title: DATABASE changes what unqualified names mean
-- schema: d2.t(a)
-- default: db
DATABASE d2;
SELECT a FROM t;
-- expect: d2.t.a -> <result>.a DIRECT IDENTITY

-- title: a reserved word is no column, whatever the schema says
-- schema: db.t(date, role, b)
-- default: db
SELECT DATE AS d, "DATE" AS e, role AS r FROM t;
-- expect: db.t.date -> <result>.e DIRECT IDENTITY
-- expect: db.t.role -> <result>.r DIRECT IDENTITY

-- title: a pseudo-column is no column where no table is known to have it
SELECT a, ROWID AS r, SAMPLEID AS s FROM t WHERE ACCOUNT = 'x';
-- expect: t.a -> <result>.a DIRECT IDENTITY

-- title: an implied table takes no unqualified names
SELECT z.b, a FROM t WHERE t.k = z.k;
-- expect: z.b -> <result>.b DIRECT IDENTITY
-- expect: t.a -> <result>.a DIRECT IDENTITY
-- expect: t.k -> <result>.* INDIRECT JOIN
-- expect: z.k -> <result>.* INDIRECT JOIN

-- title: the columns of the system's calendar are known without a schema
SELECT a, calendar_date, day_of_week FROM t, Sys_Calendar.CALENDAR c WHERE c.calendar_date BETWEEN first_day AND last_day;
-- expect: t.a -> <result>.a DIRECT IDENTITY inferred
-- expect: sys_calendar.calendar.calendar_date -> <result>.calendar_date DIRECT IDENTITY schema
-- expect: sys_calendar.calendar.day_of_week -> <result>.day_of_week DIRECT IDENTITY schema
-- expect: sys_calendar.calendar.calendar_date -> <result>.* INDIRECT FILTER schema
-- expect: t.first_day -> <result>.* INDIRECT FILTER inferred
-- expect: t.last_day -> <result>.* INDIRECT FILTER inferred
