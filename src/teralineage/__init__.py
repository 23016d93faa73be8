"""TeraLineage: column-level data lineage for Teradata, every edge proven by the SQL that made it."""

import logging

__version__ = "0.1.0"

__all__ = ["__version__"]

# Without this, warnings of a command that has not set up logging would mix with what it prints.
logging.getLogger(__name__).addHandler(logging.NullHandler())
