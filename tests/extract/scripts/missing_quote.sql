insert into d.a select x from d.b where y = 'open;
insert into d.c select x from d.d where y = 'closed';
insert into d.e select x from d.f;
