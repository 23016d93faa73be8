"""Opening a store: make it if it is not there, bring its tables up to date, refuse what is not ours."""

from __future__ import annotations

import sqlite3
import struct
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from teralineage.adapters.sql.engine import BUSY_SECONDS, for_writing, postgres_engine, sqlite_engine
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.repository import SqlRepository
from teralineage.adapters.sql.snapshot.keeper import SnapshotKeeper
from teralineage.adapters.sql.snapshot.renew import following
from teralineage.adapters.sql.writer import SqlWriter
from teralineage.domain.errors import SettingsError, StoreDamagedError, StoreTooNewError, StoreUnavailableError

HEAD = "0007"
"""The newest migration; a test holds it to what the migrations say."""

MIGRATIONS = Path(__file__).with_name("migrations")

_MIGRATION_LOCK = 7_213_461_902  # any number, the same for every process that migrates one PostgreSQL database
_PAGE_BYTES = 8192  # the text of a statement, and rows of an edge, fill small pages badly
_SQLITE_HEADER = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Store:
    """An open store: `repository` answers, `writer` stores, `close` lets its connections go."""

    repository: SqlRepository
    writer: SqlWriter
    engine: Engine

    def graph_state(self) -> str:
        """What answers walks now: `store`, or `snapshot` with its age in seconds."""
        snapshots = self.repository.snapshots
        if snapshots is None:
            return "store"
        return snapshots.told(self.repository.generation())

    def close(self) -> None:
        """Let every connection go."""
        self.repository.close()
        self.engine.dispose()


def open_store(database_url: str, *, max_edges: int | None = None, snapshot_dir: Path | None = None) -> Store:
    """Open the store that a URL names, `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://…`.

    A SQLite file that is not there is made, with its folder. Tables are brought up to date; of two processes that
    try at once one does it and the other waits. `max_edges` caps the edges of one lineage answer. In `snapshot_dir`,
    where one is given, the graph is kept as arrays that answer many times as fast; see `snapshot.keeper`.

    Raises:
        SettingsError: the URL names no store this program can open.
        StoreTooNewError: a later release wrote the store.
        StoreDamagedError: the file is not a store of this program, or is cut short.
        StoreUnavailableError: the store does not answer, or its folder cannot be written.
    """
    engine = _engine(database_url)
    try:
        with translated():
            _bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    snapshots = None if snapshot_dir is None else SnapshotKeeper(following(engine), snapshot_dir)
    return Store(SqlRepository(engine, max_edges=max_edges, snapshots=snapshots), SqlWriter(engine), engine)


def _engine(database_url: str) -> Engine:
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise SettingsError({"DATABASE_URL": "not a database URL, such as sqlite:///teralineage.db"}) from None
    match url.get_backend_name():
        case "sqlite" if url.database not in (None, "", ":memory:"):
            path = Path(str(url.database)).absolute()
            _prepare_file(path)
            return sqlite_engine(path)
        case "postgresql":
            return _postgres(url)
        case _:
            raise SettingsError({"DATABASE_URL": "expected sqlite:///<file> or postgresql://<host>/<database>"})


def _postgres(url: URL) -> Engine:
    try:
        return postgres_engine(url)
    except ModuleNotFoundError:
        raise SettingsError(
            {"DATABASE_URL": "PostgreSQL needs its driver: pip install 'teralineage[postgres]'"}
        ) from None


def _prepare_file(path: Path) -> None:
    """Make an empty file, or see that what stands there may be a store; set write-ahead logging."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        with path.open("rb") as file:
            header = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise StoreUnavailableError(f"{path} cannot be opened: {error.strerror}") from error
    if header and not header.startswith(_SQLITE_HEADER):
        raise StoreDamagedError(f"{path} is not a TeraLineage store")
    if header and _is_cut_short(path, header, size):
        raise StoreDamagedError(f"{path} is cut short: restore it from a copy, or remove it and read everything again")
    try:
        with closing(sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA page_size = {_PAGE_BYTES}")  # of a new file; others keep theirs
            _set_write_ahead(connection)
    except sqlite3.OperationalError as error:
        raise StoreUnavailableError(f"{path} cannot be opened: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreDamagedError(f"{path} is not a TeraLineage store, or is cut short") from error


def _set_write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers go on while one writes. The mode stays in the file, so this changes it only the first time."""
    deadline = time.monotonic() + BUSY_SECONDS
    while connection.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Two processes open a new store at once: this statement, unlike others, does not wait by itself.
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.01)


def _is_cut_short(path: Path, header: bytes, size: int) -> bool:
    """Whether the file holds fewer pages than its own header says; a log beside it may hold the rest."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return False
    if len(header) < 100:  # noqa: PLR2004 - the size of the header
        return True
    (page_size,) = struct.unpack(">H", header[16:18])
    (pages,) = struct.unpack(">I", header[28:32])
    return bool(size < pages * (65536 if page_size == 1 else page_size))


def _bring_up_to_date(engine: Engine) -> None:
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with for_writing(engine).connect() as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATION_LOCK})
        version = _version(connection)  # another process may have been first
        if version == HEAD:
            return
        tables = set(inspect(connection).get_table_names())
        if version is None and tables - {"alembic_version"} and engine.dialect.name == "sqlite":
            raise StoreDamagedError("the file is an SQLite database of another program, not a TeraLineage store")
        _migrate(connection, version)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return version


def _migrate(connection: Connection, version: str | None) -> None:
    # Loaded only when there is something to do: every other start is quicker without it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        raise StoreTooNewError("the store was written by a later release of TeraLineage: install that release")
    command.upgrade(config, "head")
