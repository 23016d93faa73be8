"""SQL text in, exact column edges out; the only user of sqlglot, and without any I/O.

One statement flows through `parse` (text → expression), `queries` with `scopes` and `expressions` (names resolved,
values followed), `dml` and `ddl` (what is written), and comes out of `statement` as a `Reading`.
"""
