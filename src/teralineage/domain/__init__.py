"""Facts and rules of lineage; no I/O.

`ids` names things, `model` holds facts as extraction finds them, `queries` and `answers` are what
readers ask and get, `graph` walks, `errors` is what may go wrong.
"""
