"""Settings: one table, read once."""
