from __future__ import annotations

import pytest
from tests.valkey_server import ValkeyServer

from teralineage.adapters.redis import RedisCache, RedisConfig


@pytest.fixture(scope="session")
def redis_server():
    """One server for all tests of this run that do it no harm."""
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def redis_config(redis_server):
    """The way to the server, emptied."""
    with redis_server.client() as client:
        client.flushall()
    return RedisConfig(hosts=(("127.0.0.1", redis_server.port),), timeout_seconds=5)


@pytest.fixture
def redis_cache(redis_config):
    cache = RedisCache(redis_config)
    yield cache
    cache.close()
