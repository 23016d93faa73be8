"""The edges that stand now and the names of their ends, as arrays in files: mapped into memory, shared by processes.

`files` says what stands in a snapshot and writes and opens it, `build` reads a store into one, `source` walks it,
`keeper` keeps the latest one of a store at hand and has the next built in the background.

A snapshot is renewed where that can be (`renew`, `renew_edges`): each write notes which rows it touched, and only these
are read. Else the store is read whole.
"""
