"""The HTTP API: sole user of Flask."""
