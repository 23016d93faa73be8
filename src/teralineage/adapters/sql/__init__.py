"""The store on SQLAlchemy Core: SQLite by default, PostgreSQL for teams."""
