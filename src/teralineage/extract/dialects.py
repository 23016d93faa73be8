"""The SQL dialects that can be read."""

from __future__ import annotations

from functools import cache

from sqlglot.dialects.dialect import Dialects


@cache
def dialect_names() -> frozenset[str]:
    """Their names, in lower case; `teradata` is the one read with care for every construct."""
    return frozenset(dialect.value for dialect in Dialects if dialect.value)
