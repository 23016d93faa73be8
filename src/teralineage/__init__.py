"""TeraLineage: column-level data lineage for Teradata, every edge proven by the SQL that made it."""

__version__ = "0.1.0"

__all__ = ["__version__"]
