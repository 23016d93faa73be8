select a from d.t1;select b from d.t2 ; ; select c
from d.t3 -- last one; has a comment
;
/* outer /* inner */ still outer */ select d from d.t4;
/* open /* only once */ select e from d.t5;
insert into d.x select f from d.t6
insert into d.y select g from d.t7

delete from d.z;
insert into ) broken ( ;
select 'it''s; fine' as s, "odd;name" from d.t8;
explain select h from d.t9;
locking row for access select i from d.t10;

SELECT total FROM dw.sale AS s
SELECT code FROM dw.item
UNION ALL
SELECT code FROM dw.part
INSERT INTO dw.copy
SELECT a FROM dw.base;
