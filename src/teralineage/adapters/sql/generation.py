"""Reads the store's generation, which a cache asks for before every answer it gives: so in microseconds.

SQLAlchemy's way through its pool and a transaction takes some hundred of them. A SQLite store is asked over a
connection of our own, in ten, and only after its bell was rung or a tenth of a second has passed; PostgreSQL is asked
outside a transaction, in one round trip.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, select

from teralineage.adapters.sql import schema
from teralineage.adapters.sql.bell import Bell
from teralineage.adapters.sql.engine import file_identity
from teralineage.adapters.sql.errors import translated

TRUST_SECONDS = 0.1
"""How long a silent bell is believed: it says nothing of another file in the store's place, nor of foreign writers."""

_STATEMENT = "SELECT generation FROM ol_stamp"


class _Known(NamedTuple):
    generation: int
    heard: bytes
    until: float


class GenerationReader:
    """Reads the generation of an engine's store; shared by all threads. `close` lets its connection go."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._guard = threading.Lock()
        self._direct: sqlite3.Connection | None = None
        self._file: tuple[Path, int, int] | None = None
        self._bell: Bell | None = None
        self._known: _Known | None = None

    def read(self) -> int:
        """The generation now.

        Raises:
            StoreUnavailableError: the store does not answer.
        """
        known, bell = self._known, self._bell
        if known and bell and bell.heard() == known.heard and time.monotonic() < known.until:
            return known.generation
        if self._engine.dialect.name == "sqlite":
            with self._guard:
                if (generation := self._read_directly()) is not None:
                    return generation
        with translated(), self._engine.connect() as connection:
            generation = int(connection.execute(select(schema.stamp.c.generation)).scalar_one())
            if self._engine.dialect.name == "sqlite":
                with self._guard:
                    self._open_directly(connection)
            return generation

    def close(self) -> None:
        """Let the connection go."""
        with self._guard:
            self._drop()

    def _read_directly(self) -> int | None:
        """The generation over our own connection; None where it is not open or no longer that of the file."""
        if self._direct is None or self._file is None or file_identity(self._file[0]) != self._file[1:]:
            self._drop()
            return None
        heard = None if self._bell is None else self._bell.heard()  # before asking: who rings later is heard later
        try:
            # All rows are fetched, though there is one: a cursor left open would hold a snapshot.
            ((generation,),) = self._direct.execute(_STATEMENT).fetchall()
        except (sqlite3.Error, ValueError):
            self._drop()  # SQLAlchemy's way will say what is wrong
            return None
        if heard is not None:
            self._known = _Known(int(generation), heard, time.monotonic() + TRUST_SECONDS)
        return int(generation)

    def _open_directly(self, connection: Connection) -> None:
        if self._direct is not None:
            return
        path = Path(connection.exec_driver_sql("PRAGMA database_list").all()[0][2])
        identity = file_identity(path)
        if identity is None:
            return
        self._direct = sqlite3.connect(
            f"{path.as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False, timeout=1
        )
        self._file = (path, *identity)
        self._bell = Bell(path)

    def _drop(self) -> None:
        if self._direct is not None:
            self._direct.close()
        self._direct = self._file = self._bell = self._known = None
