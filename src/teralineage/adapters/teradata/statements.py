"""Every SQL text this adapter may issue is a `Sql` from here or from a module named `…_sql`.

`registry()` renders each once with sample names, so that tests can compare the texts with a golden file and lint them:
no statement reaches the database that was not read by somebody first.

Rules all of them keep: values travel as markers, names are quoted, numbers in the text are validated integers, no
LIMIT, no multi-row VALUES, no markers in DDL, at most `MOST_MARKERS` of them elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

MOST_MARKERS = 500
"""Markers per statement; the database's own limit is higher, but not known for sure."""

_BAND_VALUE = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True)
class Sql:
    """One request; `name` is its place in the registry."""

    name: str
    text: str


_SAMPLES: dict[str, Callable[[], list[Sql]]] = {}
F = TypeVar("F", bound=Callable[..., Sql])


def statement(*samples: tuple[object, ...]) -> Callable[[F], F]:
    """Put a function that makes a `Sql` into the registry, with the arguments it is rendered with there."""

    def register(make: F) -> F:
        name = f"{make.__module__.rpartition('.')[2]}.{make.__name__}"
        if name in _SAMPLES:
            raise ValueError(f"two statements are named {name}")
        _SAMPLES[name] = lambda: [make(*arguments) for arguments in (samples or ((),))]
        return make

    return register


def registry() -> list[Sql]:
    """Every statement, rendered with sample arguments, in the order of their names."""
    return [sql for name in sorted(_SAMPLES) for sql in _SAMPLES[name]()]


def quoted(name: str) -> str:
    """A name as SQL takes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def dotted(database: str, name: str) -> str:
    """Database and object, quoted."""
    return f"{quoted(database)}.{quoted(name)}"


def markers(count: int) -> str:
    """`?, ?, …`.

    Raises:
        ValueError: none, or more than `MOST_MARKERS`.
    """
    if not 1 <= count <= MOST_MARKERS:
        raise ValueError(f"between 1 and {MOST_MARKERS} markers, not {count}")
    return ", ".join("?" * count)


def in_utc(column: str, name: str) -> str:
    """A time of the dictionary, which has no zone and is local to the system, as one in UTC."""
    return f"{column} AT TIME ZONE INTERVAL '0:00' HOUR TO MINUTE AS {name}"


@statement()
def autocommit_off() -> Sql:
    """Starts transactions by themselves from here on; the driver's own escape, never BT or ET."""
    return Sql("autocommit_off", "{fn teradata_nativesql}{fn teradata_autocommit_off}")


@statement(("teralineage", "0.1.0"))
def query_band(application: str, version: str) -> Sql:
    """Names this program in the query log, so that it can skip its own queries. Takes no markers."""
    values = (_BAND_VALUE.sub("_", text) for text in (application, version))
    return Sql("query_band", "SET QUERY_BAND = 'ApplicationName={};Version={};' FOR SESSION".format(*values))


@statement()
def ping() -> Sql:
    """Whether the session still lives; the driver's own test would answer from memory."""
    return Sql("ping", "SELECT 1")
