"""The store on SQLAlchemy Core: SQLite by default, PostgreSQL for teams.

`open_store(url)` gives a `Store`: its `repository` answers queries, its `writer` stores batches, `close` lets it go.
"""

from teralineage.adapters.sql.store import Store, open_store

__all__ = ["Store", "open_store"]
