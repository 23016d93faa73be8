"""SQL text in, column edges out; the only user of sqlglot; no I/O."""
