"""The parts list: the only module that names concrete classes."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TypeVar
from wsgiref.types import WSGIApplication

from prometheus_client import CollectorRegistry

from teralineage import logs
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
from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.cache.admin import CacheAdmin, watch_usage
from teralineage.cache.metrics import CacheMetrics, MeasuredCache
from teralineage.cache.noop import NoOpCache
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.cache.ttl import CacheTTLConfig
from teralineage.cache.writer import AnnouncingStore
from teralineage.config import Settings, table
from teralineage.domain.errors import CacheUnavailableError, SettingsError, StoreError
from teralineage.domain.ids import fold
from teralineage.ports import CacheRepository, LineageStore, OpenLineageRepository, Source

T = TypeVar("T")

TERADATA_GENERATION_SECONDS = 5.0
"""How long a store in Teradata is not asked again whether something was written."""

log = logging.getLogger(__name__)

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


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything a deployment chose."""

    settings: Settings
    ttl: CacheTTLConfig
    redis: RedisConfig | None


def read_configuration(environ: Mapping[str, str]) -> Configuration:
    """Read all settings.

    Raises:
        SettingsError: some are refused; all of them are named.
    """
    problems: dict[str, str] = {}

    def attempt(read: Callable[[Mapping[str, str]], T]) -> T | None:
        try:
            return read(environ)
        except SettingsError as error:
            problems.update(error.problems)
            return None

    settings = attempt(Settings.from_env)
    ttl = attempt(CacheTTLConfig.from_environ)
    redis = attempt(RedisConfig.from_environ)
    if settings is None or ttl is None or problems:
        raise SettingsError(problems)
    return Configuration(settings, ttl, redis)


def check(configuration: Configuration) -> None:
    """Open what is needed to serve, once, so that what is wrong is said before anything starts.

    Raises:
        StoreError: the store cannot be opened.
        CacheUnavailableError: CACHE_REQUIRED is set and Redis does not answer.
    """
    _open(configuration).close()
    if configuration.settings.cache_required:
        _insist_on_cache(configuration.redis, why="CACHE_REQUIRED is set")


def _insist_on_cache(redis: RedisConfig | None, why: str) -> None:
    if redis is None:
        raise CacheUnavailableError(f"neither REDIS_URL nor REDIS_ADDR names a Redis, and {why}")
    cache = RedisCache(redis)
    try:
        if not cache.check():
            raise CacheUnavailableError(f"Redis at {redis.address} does not answer, and {why}")
    finally:
        cache.close()


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
    if not database_url.startswith("teradata:"):
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


def create_wsgi() -> WSGIApplication:
    """The application of one server process, from its environment."""
    configuration = read_configuration(os.environ)
    settings = configuration.settings
    logs.configure(settings.log_level, settings.log_format)
    registry = CollectorRegistry()
    metrics = CacheMetrics(registry)
    cache = _cache(configuration.redis)
    store = _open(configuration)
    reader = _reader(configuration, store.repository, MeasuredCache(cache, metrics), metrics)
    admin = CacheAdmin(reader, reader.stored)
    watch_usage(admin, metrics)
    return create_app(
        reader,
        _api_options(settings),
        parts=_parts(settings, cache, store),
        registry=registry,
        page=_page(),
        cache=admin,
    )


@contextmanager
def open_cache_admin(environ: Mapping[str, str], *, required: bool) -> Iterator[CacheAdmin]:
    """The operators' side of the cache over the store, outside any server.

    Raises:
        SettingsError: settings are refused.
        CacheUnavailableError: the cache is `required`, and no Redis is named or it does not answer.
    """
    configuration = read_configuration(environ)
    if required:
        _insist_on_cache(configuration.redis, why="there is nothing to do without it")
    cache = _cache(configuration.redis)
    store = _open(configuration)
    try:
        reader = _reader(configuration, store.repository, cache, CacheMetrics())
        yield CacheAdmin(reader, reader.stored)
    finally:
        cache.close()
        store.close()


def _parts(settings: Settings, cache: CacheRepository, store: LineageStore) -> dict[str, Callable[[], str]]:
    """What `/ready` tells besides the store."""
    parts = {"cache": lambda: _cache_state(cache), "graph": lambda: _graph_state(store)}
    if (settings.database_url or "").startswith("teradata:"):
        parts["teradata"] = lambda: "unavailable" if _graph_state(store) == "unavailable" else "ok"
    return parts


def _graph_state(store: LineageStore) -> str:
    """What answers walks: `store`, or the snapshot and its age; `unavailable` where the store does not say."""
    try:
        return store.graph_state()
    except StoreError:
        return "unavailable"


def _open(configuration: Configuration) -> LineageStore:
    settings = configuration.settings
    if settings.database_url is None:
        raise SettingsError({"DATABASE_URL": "must name the store"})
    folder = Path(settings.lineage_snapshot_dir) if settings.lineage_snapshot_dir else None
    return open_store(settings.database_url, max_edges=settings.lineage_max_edges, snapshot_dir=folder)


def _cache(redis: RedisConfig | None) -> CacheRepository:
    if redis is None:
        return NoOpCache()
    cache = RedisCache(redis)
    cache.check()  # where it is away, that is known, and said, before the first request
    return cache


def _cache_state(cache: CacheRepository) -> str:
    """What `/ready` says of the cache."""
    state = cache.state().state
    return "ok" if state == "connected" else state


def _reader(
    configuration: Configuration, store: OpenLineageRepository, cache: CacheRepository, metrics: CacheMetrics
) -> CachedOpenLineageRepository:
    ttl = configuration.ttl
    if (configuration.settings.database_url or "").startswith("teradata:"):
        # To ask Teradata takes longer than a hit may take; its writers announce what they write.
        ttl = replace(ttl, generation_max_age_seconds=ttl.generation_max_age_seconds or TERADATA_GENERATION_SECONDS)
    return CachedOpenLineageRepository(
        store,
        cache,
        ttl,
        key_prefix=configuration.settings.cache_key_prefix,
        metrics=metrics,
    )


def _api_options(settings: Settings) -> ApiOptions:
    return ApiOptions(
        min_depth=settings.min_depth,
        max_depth_limit=settings.max_depth_limit,
        default_depth=settings.default_depth,
        cors_origins=settings.cors_origins,
        max_body_bytes=settings.api_max_body_bytes,
        cache_memory_bytes=settings.cache_memory_bytes,
    )


def _page() -> Path | None:
    folder = Path(str(files("teralineage"))) / "web"
    return folder if (folder / "index.html").exists() else None
