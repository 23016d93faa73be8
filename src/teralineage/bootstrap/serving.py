"""A server process and its cache, put together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from wsgiref.types import WSGIApplication

from prometheus_client import CollectorRegistry

from teralineage import logs
from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.bootstrap.configuration import Configuration, read_configuration
from teralineage.bootstrap.stores import SCHEME, open_store
from teralineage.cache.admin import CacheAdmin, watch_usage
from teralineage.cache.metrics import CacheMetrics, MeasuredCache
from teralineage.cache.noop import NoOpCache
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.config import Settings
from teralineage.domain.errors import CacheUnavailableError, SettingsError, StoreError
from teralineage.ports import CacheRepository, LineageStore, OpenLineageRepository

TERADATA_GENERATION_SECONDS = 5.0
"""How long a store in Teradata is not asked again whether something was written."""


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
    if (settings.database_url or "").startswith(SCHEME):
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
    if (configuration.settings.database_url or "").startswith(SCHEME):
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
