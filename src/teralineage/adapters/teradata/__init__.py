"""Teradata: dictionary and query log as sources, OL_* tables as a store. The driver is imported when connecting."""
