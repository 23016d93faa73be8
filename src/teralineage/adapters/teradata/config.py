"""How to reach Teradata, and how much of it to look at."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

LOGON_MECHANISMS = (
    "TD2",
    "TDNEGO",
    "LDAP",
    "KRB5",
    "JWT",
    "BEARER",
    "BROWSER",
    "CODE",
    "CRED",
    "ROPC",
    "SECRET",
)
SSL_MODES = ("DISABLE", "ALLOW", "PREFER", "REQUIRE", "VERIFY-CA", "VERIFY-FULL")
MOST_SESSIONS = 4

NEVER_READ = frozenset(
    """
    DBC SYSLIB SYSUDTLIB SYSSPATIAL SysAdmin SystemFe SYSBAR SYSJDBC SYSUIF Sys_Calendar TD_SYSFNLIB TD_SYSGPL
    TD_SYSXML TD_SERVER_DB TD_ANALYTICS_DB TDStats TDQCD TDMaps TDPUSER TDBCMgmt tdwm dbcmngr LockLogShredder
    Crashdumps SQLJ External_AP EXTUSER PUBLIC All Default mldb val
    """.casefold().split()
)
"""Databases of the system itself, folded."""

_WITH_PASSWORD = ("TD2", "TDNEGO", "LDAP", "ROPC")
_WITH_DATA = {"JWT": "token=…", "CRED": "the client's secret", "SECRET": "the client's secret"}
_VIEWS = {
    "log_view": "TERADATA_LOG_VIEW",
    "log_text_view": "TERADATA_LOG_TEXT_VIEW",
    "history_view": "TERADATA_HISTORY_VIEW",
    "history_text_view": "TERADATA_HISTORY_TEXT_VIEW",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TeradataConfig:
    """One Teradata system. Secrets stay out of `repr`; times are in seconds, sizes in sessions."""

    host: str
    user: str = ""
    password: str = field(default="", repr=False)
    database: str = ""
    port: int = 1025
    https_port: int | None = None
    logmech: str = "TD2"
    logdata: str = field(default="", repr=False)
    sslmode: str = "PREFER"
    sslca: str = ""
    sslcapath: str = ""
    encryptdata: bool = False
    connect_timeout_seconds: float = 10
    logon_timeout_seconds: int = 0
    request_timeout_seconds: int = 0
    sessions: int = 2
    probe_after_idle_seconds: float = 60
    recycle_after_seconds: float = 840  # servers drop idle sessions from about 900 on
    only_permitted: bool = True  # read the dictionary's …VX views, which show only what the user may see
    excluded: frozenset[str] = NEVER_READ
    log_view: str = "DBC.QryLogV"
    log_text_view: str = "DBC.QryLogSQLV"
    history_view: str = ""  # a site's own copy of the log, such as PDCRINFO.DBQLogTbl_Hst
    history_text_view: str = ""

    @property
    def namespace_uri(self) -> str:
        """OpenLineage's name for the system."""
        return f"teradata://{self.host}:{self.port}"

    @property
    def secrets(self) -> tuple[str, ...]:
        """What no message may show."""
        return tuple(secret for secret in (self.password, self.logdata) if secret)

    def problems(self) -> Mapping[str, str]:
        """Settings that cannot work, by variable, each with what it must be; empty where all is well."""
        found = self._logon_problems()
        if not self.host:
            found["TERADATA_HOST"] = "names the system to connect to and is not set"
        if ":" in self.host and "[" not in self.host:
            found["TERADATA_HOST"] = "is a host name alone; the port goes into TERADATA_PORT"
        if self.sslmode not in SSL_MODES:
            found["TERADATA_SSLMODE"] = f"must be one of {', '.join(SSL_MODES)}"
        for member, variable in _VIEWS.items():
            view = getattr(self, member)
            if view and not all(view.rpartition(".")):
                found[variable] = "must name a view with its database, such as PDCRINFO.DBQLogTbl_Hst"
        if bool(self.history_view) != bool(self.history_text_view):
            missing = "history_text_view" if self.history_view else "history_view"
            found[_VIEWS[missing]] = "must be set too: a copy of the log is read with its texts, or not at all"
        if not 1 <= self.sessions <= MOST_SESSIONS:
            found["TERADATA_SESSIONS"] = f"must be from 1 to {MOST_SESSIONS}"
        return found

    def _logon_problems(self) -> dict[str, str]:
        found: dict[str, str] = {}
        by = f"TERADATA_LOGMECH={self.logmech}"
        if self.logmech not in LOGON_MECHANISMS:
            found["TERADATA_LOGMECH"] = f"must be one of {', '.join(LOGON_MECHANISMS)}"
        if self.logmech == "BROWSER" and sys.platform not in ("win32", "darwin"):
            found["TERADATA_LOGMECH"] = "cannot be BROWSER here: the driver opens one on Windows and macOS alone"
        if self.logmech in _WITH_PASSWORD:
            for variable, value in (("TERADATA_USER", self.user), ("TERADATA_PASSWORD", self.password)):
                if not value:
                    found[variable] = f"is needed by {by} and is not set"
        if self.logmech in _WITH_DATA and not self.logdata:
            found["TERADATA_LOGDATA"] = f"is needed by {by} ({_WITH_DATA[self.logmech]}) and is not set"
        return found
