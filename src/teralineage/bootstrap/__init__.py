"""The parts list: the only room that names concrete classes."""

from teralineage.bootstrap.configuration import Configuration, read_configuration
from teralineage.bootstrap.serving import check, create_wsgi, open_cache_admin
from teralineage.bootstrap.stores import open_source, open_store, teradata_config

__all__ = [
    "Configuration",
    "check",
    "create_wsgi",
    "open_cache_admin",
    "open_source",
    "open_store",
    "read_configuration",
    "teradata_config",
]
