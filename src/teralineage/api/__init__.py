"""The HTTP API: sole user of Flask."""

from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions

__all__ = ["ApiOptions", "create_app"]
