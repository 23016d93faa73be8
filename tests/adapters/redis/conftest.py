from __future__ import annotations

import pytest
from tests.valkey_server import ValkeyServer

from teralineage.adapters.redis import RedisCache, RedisConfig


@pytest.fixture(scope="session")
def running():
    """One server for all tests of this run that do it no harm."""
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def server(running):
    """The running server, emptied."""
    with running.client() as client:
        client.flushall()
    return running


@pytest.fixture
def cache_of():
    """Makes caches and closes them."""
    made = []

    def make(server, **settings):
        config = RedisConfig(hosts=(("127.0.0.1", server.port),), password=server.password, **settings)
        made.append(RedisCache(config))
        return made[-1]

    yield make
    for cache in made:
        cache.close()


@pytest.fixture
def cache(server, cache_of):
    return cache_of(server, timeout_seconds=5)
