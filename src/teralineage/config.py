"""The settings: one table, read once from the environment.

Each field of `Settings` is a row: variable, accepted form, default and meaning stand together. `from_env` reads them
all and names every faulty variable at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Generic, Self, TypeVar

from teralineage.domain.errors import SettingsError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """What a variable may hold; `parse` raises ValueError where the text has not that `form`."""

    form: str
    parse: Callable[[str], T]


def whole_number(minimum: int, maximum: int) -> Kind[int]:
    """A whole number within bounds."""

    def parse(text: str) -> int:
        number = int(text)
        if not minimum <= number <= maximum:
            raise ValueError(text)
        return number

    return Kind(f"a whole number from {minimum} to {maximum}", parse)


def one_of(*words: str) -> Kind[str]:
    """One of a few words, in any case."""

    def parse(text: str) -> str:
        if text.lower() not in words:
            raise ValueError(text)
        return text.lower()

    return Kind(f"one of {', '.join(words)}", parse)


def _parse_origins(text: str) -> tuple[str, ...]:
    origins = tuple(part.strip().rstrip("/") for part in text.split(",") if part.strip())
    for origin in origins:
        scheme, separator, host = origin.partition("://")
        if origin != "*" and (not separator or scheme not in {"http", "https"} or not host or "/" in host):
            raise ValueError(origin)
    return origins


def _parse_flag(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError(text)
    return text.lower() == "true"


def _parse_text(text: str) -> str:
    return text


TEXT = Kind("text", _parse_text)
FLAG = Kind("true or false", _parse_flag)
ORIGINS = Kind("origins such as https://wiki.example.com joined by commas, or *", _parse_origins)


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as it is documented. A secret is never shown, neither its value nor what was wrong with it."""

    variable: str
    kind: Kind[Any]
    default: Any
    help: str
    aliases: tuple[str, ...] = ()
    secret: bool = False


def setting(  # noqa: PLR0913 - a row of the table, written as one
    variable: str, kind: Kind[Any], default: T, help_: str, *, aliases: tuple[str, ...] = (), secret: bool = False
) -> T:
    """A field of `Settings` with its row; `aliases` are names that older deployments use."""
    row = Row(variable, kind, default, help_, aliases, secret)
    # What the field holds is a T; dataclasses' own type for its description would hide that.
    described: Any = field(default=default, repr=not secret, metadata={"row": row})
    value: T = described
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a deployment may choose."""

    api_host: str = setting(
        "API_HOST", TEXT, "127.0.0.1", "Address to listen on; `0.0.0.0` opens the server to the network."
    )
    api_port: int = setting(
        "API_PORT", whole_number(0, 65535), 8080, "Port to listen on; `0` takes a free one.", aliases=("PORT",)
    )
    api_workers: int = setting("API_WORKERS", whole_number(1, 64), 1, "Server processes.")
    api_threads: int = setting("API_THREADS", whole_number(1, 256), 16, "Requests that each process answers at once.")
    api_max_body_bytes: int = setting(
        "API_MAX_BODY_BYTES", whole_number(1024, 1 << 30), 16 << 20, "Largest request body, in bytes."
    )
    cors_origins: tuple[str, ...] = setting(
        "CORS_ORIGINS", ORIGINS, (), "Origins of other sites whose pages may call the API; none by default."
    )
    database_url: str | None = setting(
        "DATABASE_URL",
        Kind("a database URL such as sqlite:////var/lib/teralineage/lineage.sqlite3", _parse_text),
        None,
        "The store: SQLite, PostgreSQL or `teradata:///DATABASE`. Without it, a SQLite file in the user's data folder.",
        secret=True,
    )
    lineage_max_edges: int = setting(
        "LINEAGE_MAX_EDGES",
        whole_number(1, 10_000_000),
        100_000,
        "Edges in one graph at most; a larger one is cut there and says so.",
    )
    lineage_retention_days: int = setting(
        "LINEAGE_RETENTION_DAYS",
        whole_number(0, 36_500),
        0,
        "How long closed edges and old runs are kept, in days; `extract` and `sync` delete what is older at their end."
        " 0 keeps everything.",
    )
    lineage_snapshot_dir: str = setting(
        "LINEAGE_SNAPSHOT_DIR",
        TEXT,
        "",
        "Where the graph is kept as arrays that answer many times as fast: a folder of this machine, shared by its"
        " server processes. Without it, the store alone answers.",
    )
    cache_required: bool = setting(
        "CACHE_REQUIRED", FLAG, default=False, help_="Refuse to start while Redis does not answer."
    )
    cache_key_prefix: str = setting(
        "CACHE_KEY_PREFIX", TEXT, "", "What every key in Redis starts with, for deployments that share one."
    )
    teradata_host: str = setting(
        "TERADATA_HOST", TEXT, "", "The Teradata system that `sync` reads.", aliases=("TD_HOST",)
    )
    teradata_port: int = setting("TERADATA_PORT", whole_number(1, 65535), 1025, "Its port.", aliases=("TD_PORT",))
    teradata_user: str = setting("TERADATA_USER", TEXT, "", "Who logs on.", aliases=("TD_USER",))
    teradata_password: str = setting(
        "TERADATA_PASSWORD", TEXT, "", "The password.", aliases=("TD_PASSWORD",), secret=True
    )
    teradata_database: str = setting(
        "TERADATA_DATABASE", TEXT, "", "The session's default database.", aliases=("TD_DATABASE",)
    )
    teradata_logmech: str = setting(
        "TERADATA_LOGMECH",
        one_of("td2", "tdnego", "ldap", "krb5", "jwt", "bearer", "browser", "code", "cred", "ropc", "secret"),
        "td2",
        "How to log on.",
        aliases=("TD_LOGMECH",),
    )
    teradata_logdata: str = setting(
        "TERADATA_LOGDATA", TEXT, "", "What the logon mechanism needs besides, such as `token=…` for JWT.", secret=True
    )
    teradata_sslmode: str = setting(
        "TERADATA_SSLMODE",
        one_of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
        "prefer",
        "How connections are encrypted.",
    )
    teradata_sslca: str = setting("TERADATA_SSLCA", TEXT, "", "File of certificates to trust.")
    teradata_sslcapath: str = setting("TERADATA_SSLCAPATH", TEXT, "", "Folder of certificates to trust.")
    teradata_https_port: int = setting(
        "TERADATA_HTTPS_PORT", whole_number(0, 65535), 0, "Its port for TLS; 0 is the driver's own choice, 443."
    )
    teradata_encryptdata: bool = setting(
        "TERADATA_ENCRYPTDATA", FLAG, default=False, help_="Encrypt where TLS is not used."
    )
    teradata_connect_timeout_seconds: int = setting(
        "TERADATA_CONNECT_TIMEOUT_SECONDS", whole_number(1, 600), 10, "How long to wait for a connection."
    )
    teradata_logon_timeout_seconds: int = setting(
        "TERADATA_LOGON_TIMEOUT_SECONDS", whole_number(0, 600), 0, "How long a logon may take; 0 is for ever."
    )
    teradata_request_timeout_seconds: int = setting(
        "TERADATA_REQUEST_TIMEOUT_SECONDS", whole_number(0, 86400), 0, "How long a request may take; 0 is for ever."
    )
    teradata_sessions: int = setting("TERADATA_SESSIONS", whole_number(1, 4), 2, "Sessions at most.")
    teradata_only_permitted: bool = setting(
        "TERADATA_ONLY_PERMITTED",
        FLAG,
        default=True,
        help_="Read the dictionary's views that show only what the user may see (`DBC.TablesVX`), not all (`…V`).",
    )
    teradata_excluded: str = setting(
        "TERADATA_EXCLUDED", TEXT, "", "Databases never read besides the system's own, joined by commas."
    )
    teradata_log_view: str = setting("TERADATA_LOG_VIEW", TEXT, "DBC.QryLogV", "The view of logged queries.")
    teradata_log_text_view: str = setting("TERADATA_LOG_TEXT_VIEW", TEXT, "DBC.QryLogSQLV", "The view of their texts.")
    teradata_history_view: str = setting(
        "TERADATA_HISTORY_VIEW", TEXT, "", "A site's own copy of the log, such as `PDCRINFO.DBQLogTbl_Hst`."
    )
    teradata_history_text_view: str = setting(
        "TERADATA_HISTORY_TEXT_VIEW", TEXT, "", "Its texts, such as `PDCRINFO.DBQLSqlTbl_Hst`."
    )
    cache_memory_bytes: int = setting(
        "CACHE_MEMORY_BYTES",
        whole_number(0, 1 << 40),
        64 << 20,
        "Answers that each server process holds in memory before Redis, in bytes; 0 holds none.",
    )
    log_level: str = setting(
        "LOG_LEVEL", one_of("debug", "info", "warning", "error"), "info", "The least that is logged."
    )
    log_format: str = setting("LOG_FORMAT", one_of("text", "json"), "text", "How lines of the log are written.")
    min_depth: int = setting("VALIDATION_MIN_MAX_DEPTH", whole_number(1, 100), 1, "The least `maxDepth` accepted.")
    max_depth_limit: int = setting(
        "VALIDATION_MAX_DEPTH_LIMIT", whole_number(1, 100), 20, "The greatest `maxDepth` accepted."
    )
    default_depth: int = setting(
        "VALIDATION_DEFAULT_MAX_DEPTH", whole_number(1, 100), 5, "`maxDepth` where a request gives none."
    )

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Self:
        """Read every variable; an empty one counts as not set.

        Raises:
            SettingsError: some are faulty; all of them are named, each with the accepted form.
        """
        values: dict[str, Any] = {}
        problems: dict[str, str] = {}
        for name, row in _rows(cls).items():
            variable = _given(row, environ)
            if variable is None:
                continue
            text = environ[variable].strip()
            try:
                values[name] = row.kind.parse(text)
            except ValueError:
                shown = "the value given" if row.secret else repr(text)
                problems[variable] = f"must be {row.kind.form}, not {shown}"
        settings = cls(**values)
        if not problems and not settings.min_depth <= settings.default_depth <= settings.max_depth_limit:
            problems["VALIDATION_DEFAULT_MAX_DEPTH"] = (
                f"must lie between VALIDATION_MIN_MAX_DEPTH ({settings.min_depth}) and "
                f"VALIDATION_MAX_DEPTH_LIMIT ({settings.max_depth_limit}), not {settings.default_depth}"
            )
        if problems:
            raise SettingsError(problems)
        return settings


def table() -> tuple[Row, ...]:
    """Every setting, in the order of the documentation."""
    return tuple(_rows(Settings).values())


def _rows(cls: type[Settings]) -> dict[str, Row]:
    return {each.name: each.metadata["row"] for each in fields(cls)}


def _given(row: Row, environ: Mapping[str, str]) -> str | None:
    """The name under which a setting is given: its own first, else an alias."""
    return next((name for name in (row.variable, *row.aliases) if environ.get(name, "").strip()), None)
