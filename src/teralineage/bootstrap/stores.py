"""Where lineage is kept, and the Teradata system it is read from."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.adapters.sql.snapshot.repository import with_snapshots
from teralineage.adapters.sql.store import open_store as open_sql_store
from teralineage.adapters.teradata.config import NEVER_READ, TeradataConfig
from teralineage.adapters.teradata.connection import open_session
from teralineage.adapters.teradata.dictionary import TeradataDictionary
from teralineage.adapters.teradata.driver import connector
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.query_log import TeradataQueryLog
from teralineage.adapters.teradata.store.opening import open_teradata_store
from teralineage.cache.writer import AnnouncingStore
from teralineage.config import Settings, table
from teralineage.domain.errors import SettingsError
from teralineage.domain.ids import fold
from teralineage.ports import LineageStore, Source

log = logging.getLogger(__name__)

SCHEME = "teradata:"
"""How the URL of a store in Teradata begins."""


def open_source(environ: Mapping[str, str]) -> Source:
    """The Teradata system that the settings name; it is connected to when it is first read.

    Raises:
        SettingsError: a setting is missing or cannot work; all of them are named.
        UsageError: the driver is not installed.
    """
    config, pool = _teradata(environ)
    return Source(TeradataDictionary(pool, config), TeradataQueryLog(pool, config), pool.close)


def open_store(
    database_url: str,
    environ: Mapping[str, str] = os.environ,
    *,
    max_edges: int | None = None,
    snapshot_dir: Path | None = None,
    look_only: bool = False,
) -> LineageStore:
    """Open the store that a URL names: SQLite, PostgreSQL, or `teradata:///DATABASE` on the system of TERADATA_HOST.

    `max_edges` caps the edges of one lineage answer; `snapshot_dir` is where its graph is kept as arrays.
    Where one will `look_only`, no tables are made in Teradata.

    Raises:
        SettingsError: the URL, or a setting that it needs, is refused.
        UsageError: Teradata's driver is not installed.
        StoreError: the store cannot be opened.
    """
    if not database_url.startswith(SCHEME):
        return open_sql_store(database_url, max_edges=max_edges, snapshot_dir=snapshot_dir)
    scheme, _, database = database_url.partition(":///")
    if scheme != "teradata" or not database or "/" in database:
        raise SettingsError({"DATABASE_URL": "expected teradata:///<database>; TERADATA_HOST says on which system"})
    redis = RedisConfig.from_environ(environ)
    _, pool = _teradata(environ)
    plain = open_teradata_store(pool, database, max_edges=max_edges, look_only=look_only)
    store: LineageStore = plain
    if snapshot_dir is not None:
        store = with_snapshots(plain, plain.read, plain.generation, snapshot_dir, max_edges)
    if redis is None:
        return store
    return AnnouncingStore(store, RedisCache(redis), Settings.from_env(environ).cache_key_prefix)


def _teradata(environ: Mapping[str, str]) -> tuple[TeradataConfig, Pool]:
    """What the settings say of a Teradata system, and sessions on it, opened when they are needed."""
    old = [name for row in table() if row.variable.startswith("TERADATA_") for name in row.aliases if environ.get(name)]
    for name in old:
        log.warning("%s is an old name: say TERADATA_%s", name, name.removeprefix("TD_"))
    config = teradata_config(Settings.from_env(environ))
    connect = connector(config)
    pool = Pool(
        open=lambda: open_session(connect, config.secrets),
        size=config.sessions,
        probe_after_idle_seconds=config.probe_after_idle_seconds,
        recycle_after_seconds=config.recycle_after_seconds,
    )
    return config, pool


def teradata_config(settings: Settings) -> TeradataConfig:
    """What the settings say about the Teradata system to read."""
    excluded = (fold(name.strip()) for name in settings.teradata_excluded.split(",") if name.strip())
    return TeradataConfig(
        host=settings.teradata_host,
        port=settings.teradata_port,
        user=settings.teradata_user,
        password=settings.teradata_password,
        database=settings.teradata_database,
        logmech=settings.teradata_logmech.upper(),
        logdata=settings.teradata_logdata,
        sslmode=settings.teradata_sslmode.upper(),
        sslca=settings.teradata_sslca,
        sslcapath=settings.teradata_sslcapath,
        https_port=settings.teradata_https_port or None,
        encryptdata=settings.teradata_encryptdata,
        connect_timeout_seconds=settings.teradata_connect_timeout_seconds,
        logon_timeout_seconds=settings.teradata_logon_timeout_seconds,
        request_timeout_seconds=settings.teradata_request_timeout_seconds,
        sessions=settings.teradata_sessions,
        only_permitted=settings.teradata_only_permitted,
        excluded=NEVER_READ.union(excluded),
        log_view=settings.teradata_log_view,
        log_text_view=settings.teradata_log_text_view,
        history_view=settings.teradata_history_view,
        history_text_view=settings.teradata_history_text_view,
    )
