"""The command line; it calls the same services as the API.

One module a command; each is imported only when its command runs, so that `--help` is quick.
"""

from teralineage.cli.app import app, main

__all__ = ["app", "main"]
