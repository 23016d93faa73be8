"""Where Redis is and how patient we are with it, read from the environment.

`REDIS_URL` wins over the parts (`REDIS_ADDR`, `REDIS_USERNAME`, `REDIS_PASSWORD`, `REDIS_DB`, `REDIS_TLS`). With
neither there is no Redis. Accepted addresses:

===========================================================  ============================================
`redis://[[user]:password@]host[:port][/db]`                 one server; `rediss://` with TLS
`unix:///path[?db=N]`                                        one server on a socket of this machine
`redis+sentinel://[…@]host[:port],…/service[/db]`            the master that Sentinel names; `rediss+sentinel://`
`redis+cluster://[…@]host[:port],…`                          a Cluster, by some of its nodes; `rediss+cluster://`
===========================================================  ============================================
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, Self, TypeVar
from urllib.parse import parse_qs, unquote, urlsplit

from teralineage.domain.errors import SettingsError

T = TypeVar("T")

URL_FORM = (
    "redis://[[user]:password@]host[:port][/db], rediss:// for TLS, unix:///path, "
    "redis+sentinel://host[:port],…/service[/db] or redis+cluster://host[:port],…"
)
ADDR_FORM = "host:port or unix:///path"
CA_FORM = "the path of a PEM file that is there"

SETTINGS = (
    ("REDIS_URL", "", URL_FORM, "Where Redis is; wins over the other `REDIS_` variables that say so."),
    ("REDIS_ADDR", "", ADDR_FORM, "Where Redis is. With neither this nor `REDIS_URL`, nothing is cached."),
    ("REDIS_USERNAME", "", "text", "User, where Redis has an ACL."),
    ("REDIS_PASSWORD", "", "text", "Password; never shown."),
    ("REDIS_DB", "0", "a whole number, 0 or more", "Number of the database."),
    ("REDIS_TLS", "false", "true or false", "Speak TLS."),
    (
        "REDIS_TLS_CA",
        "",
        CA_FORM,
        "Who may sign the server's certificate; the system's by default.",
    ),
    ("REDIS_POOL_SIZE", "64", "a number of connections, 1 or more", "Connections of each server process at most."),
    ("REDIS_TIMEOUT_MS", "250", "a number of milliseconds, 1 or more", "How long one command may take."),
    ("REDIS_CONNECT_TIMEOUT_MS", "250", "a number of milliseconds, 1 or more", "How long connecting may take."),
)
"""Each variable with its default, accepted form and meaning."""

_TRUE = frozenset({"true", "1", "yes", "on"})
_FALSE = frozenset({"false", "0", "no", "off", ""})
_PORTS = {"sentinel": 26379}
_LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class RedisConfig:
    """A Redis to use. `hosts` are (host, port); a socket of this machine has a `path` instead."""

    kind: Literal["server", "sentinel", "cluster"] = "server"
    hosts: tuple[tuple[str, int], ...] = (("localhost", 6379),)
    path: str | None = None
    service: str | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    db: int = 0
    tls: bool = False
    tls_ca: str | None = None
    pool_size: int = 64
    timeout_seconds: float = 0.25
    connect_timeout_seconds: float = 0.25

    @property
    def address(self) -> str:
        """Where it is, in words that hold no secret."""
        if self.path:
            return f"unix://{self.path}"
        hosts = ",".join(f"{host}:{port}" for host, port in self.hosts)
        return f"{self.kind} {self.service or ''} at {hosts}".replace("  ", " ").removeprefix("server at ")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self | None:
        """Read the variables; None where neither `REDIS_URL` nor `REDIS_ADDR` names a Redis.

        Raises:
            SettingsError: names every variable that is malformed, with the accepted form; never with its value
                where that may hold a password.
        """
        reader = _Reader(environ)
        settings: dict[str, Any] = {}
        if environ.get("REDIS_URL"):
            settings = reader.parsed("REDIS_URL", parse_url, URL_FORM) or {}
        elif environ.get("REDIS_ADDR"):
            settings = reader.parsed("REDIS_ADDR", _parse_addr, ADDR_FORM) or {}
            settings["username"] = environ.get("REDIS_USERNAME") or None
            settings["password"] = environ.get("REDIS_PASSWORD") or None
            settings["db"] = reader.parsed("REDIS_DB", _whole, "a whole number, 0 or more") or 0
            settings["tls"] = reader.parsed("REDIS_TLS", _truth, "true or false") or False
        else:
            return None
        settings["tls_ca"] = reader.parsed("REDIS_TLS_CA", _file, CA_FORM)
        for member, variable in (
            ("timeout_seconds", "REDIS_TIMEOUT_MS"),
            ("connect_timeout_seconds", "REDIS_CONNECT_TIMEOUT_MS"),
        ):
            milliseconds = reader.parsed(variable, _positive, "a number of milliseconds, 1 or more")
            if milliseconds is not None:
                settings[member] = milliseconds / 1000
        pool_size = reader.parsed("REDIS_POOL_SIZE", _positive, "a number of connections, 1 or more")
        if pool_size is not None:
            settings["pool_size"] = pool_size
        if reader.problems:
            raise SettingsError(reader.problems)
        return cls(**settings)


class _Reader:
    """Parses variables one by one and remembers those that are malformed."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ
        self.problems: dict[str, str] = {}

    def parsed(self, variable: str, parse: Callable[[str], T], form: str) -> T | None:
        """The variable's value; None where it is not set or malformed."""
        text = self._environ.get(variable)
        if not text:
            return None
        try:
            return parse(text)
        except ValueError:
            self.problems[variable] = f"must be {form}"
            return None


def parse_url(url: str) -> dict[str, Any]:
    """The members of `RedisConfig` that a URL gives.

    Raises:
        ValueError: the URL has none of the accepted forms.
    """
    scheme, separator, rest = url.partition("://")
    if not separator:
        raise ValueError("no scheme")
    if scheme == "unix":
        return _parse_socket(url)
    base, _, kind = scheme.partition("+")
    if base not in {"redis", "rediss"} or kind not in {"", "sentinel", "cluster"}:
        raise ValueError("unknown scheme")
    authority, _, path = rest.partition("/")
    credentials, at, hosts = authority.rpartition("@")
    username, _, password = credentials.partition(":")
    segments = [unquote(part) for part in path.split("/") if part]
    service = None
    if kind == "sentinel":
        if not segments:
            raise ValueError("no service")
        service = segments.pop(0)
    if len(segments) > 1 or (kind == "cluster" and segments) or (at and not credentials) or "?" in rest or "#" in rest:
        raise ValueError("unexpected parts")
    return {
        "kind": kind or "server",
        "hosts": _parse_hosts(hosts, _PORTS.get(kind, 6379), many=bool(kind)),
        "service": service,
        "username": unquote(username) or None,
        "password": unquote(password) or None,
        "db": _whole(segments[0]) if segments else 0,
        "tls": base == "rediss",
    }


def _parse_addr(text: str) -> dict[str, Any]:
    if text.startswith("unix://"):
        return _parse_socket(text)
    if "://" in text or "@" in text or "/" in text:
        raise ValueError("not an address")
    return {"hosts": _parse_hosts(text, 6379, many=False)}


def _parse_socket(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = parse_qs(parts.query, strict_parsing=bool(parts.query))
    if not parts.path.startswith("/") or parts.netloc.rpartition("@")[2] or set(options) - {"db"}:
        raise ValueError("not a socket")
    found: dict[str, Any] = {"path": unquote(parts.path), "hosts": ()}
    if parts.username:
        found["username"] = unquote(parts.username)
    if parts.password:
        found["password"] = unquote(parts.password)
    if "db" in options:
        found["db"] = _whole(options["db"][0])
    return found


def _parse_hosts(text: str, default_port: int, *, many: bool) -> tuple[tuple[str, int], ...]:
    hosts = []
    for part in text.split(",") if many else [text]:
        parts = urlsplit(f"//{part}")
        if not parts.hostname or "," in part or parts.path or " " in part:
            raise ValueError("not a host")
        port = default_port if parts.port is None else parts.port  # .port raises ValueError beyond 65535
        if not 0 < port <= _LAST_PORT:
            raise ValueError("not a port")
        hosts.append((parts.hostname, port))
    return tuple(hosts)


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError("not a whole number")
    return int(text)


def _positive(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise ValueError("not positive")
    return number


def _file(text: str) -> str:
    if not Path(text).is_file():
        raise ValueError("not a file")
    return text


def _truth(text: str) -> bool:
    if text.lower() in _TRUE:
        return True
    if text.lower() in _FALSE:
        return False
    raise ValueError("not a truth value")
