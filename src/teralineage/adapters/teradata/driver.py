"""The one place that touches the vendor's driver, and only when somebody connects."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from teralineage.adapters.teradata.config import TeradataConfig
from teralineage.adapters.teradata.errors import translated
from teralineage.domain.errors import SettingsError, UsageError

Connect = Callable[[], Any]
"""Opens a DB-API connection."""

MISSING = "Teradata needs its own driver, which comes under Teradata's licence: pip install 'teralineage[teradata]'"


def connect_parameters(config: TeradataConfig) -> dict[str, str]:
    """What the driver's `connect` takes; every value is text, numbers and yes/no included."""
    given: dict[str, object] = {
        "host": config.host,
        "user": config.user,
        "password": config.password,
        "database": config.database,
        "dbs_port": config.port,
        "https_port": config.https_port,
        "logmech": config.logmech,
        "logdata": config.logdata,
        "sslmode": config.sslmode,
        "sslca": config.sslca,
        "sslcapath": config.sslcapath,
        "encryptdata": "true" if config.encryptdata else "false",
        "connect_timeout": round(config.connect_timeout_seconds * 1000),
        "logon_timeout": config.logon_timeout_seconds,
        "request_timeout": config.request_timeout_seconds,
        "tmode": "ANSI",  # else the server's default decides how names compare and which kind a table is
    }
    return {name: str(value) for name, value in given.items() if value not in ("", None)}


def connector(config: TeradataConfig) -> Connect:
    """A function that connects; what is missing is told here, before anything starts.

    Raises:
        SettingsError: a setting cannot work; all of them are named.
        UsageError: the driver is not installed.
    """
    problems = dict(config.problems())
    if problems:
        raise SettingsError(problems)
    try:
        import teradatasql  # noqa: PLC0415 - proprietary, and needed by those who connect alone
    except ImportError as error:
        raise UsageError(MISSING) from error
    parameters = connect_parameters(config)

    def connect() -> Any:
        try:
            return teradatasql.connect(**parameters)
        except Exception as error:
            raise translated(error, config.secrets) from error

    return connect
