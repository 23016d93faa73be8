"""Teradata for sqlglot, in rooms: what the stock dialect lacks, understood on tokens and in the parser."""
