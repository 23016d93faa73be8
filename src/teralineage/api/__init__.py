"""The HTTP API on Flask: handlers parse, call, render."""
