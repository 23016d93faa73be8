"""Teradata for sqlglot: what the stock dialect lacks, put together from the rooms of `teradata`.

See docs/decisions/0002-sql-dialect.md for why it is a subclass of the interpreted parser.
"""

from __future__ import annotations

from sqlglot.dialects.teradata import Teradata

from teralineage.extract.teradata.definitions import Definitions
from teralineage.extract.teradata.functions import Functions
from teralineage.extract.teradata.operators import Operators
from teralineage.extract.teradata.tables import Tables
from teralineage.extract.teradata.tokens import FieldTokenizer


class FieldParser(Definitions, Tables, Operators, Functions):
    """Teradata as it is written in the field."""


class FieldTeradata(Teradata):
    """The dialect that `teradata` means here; sqlglot's own of that name stays as it is."""

    Tokenizer = FieldTokenizer
    Parser = FieldParser
