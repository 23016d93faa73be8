"""Whatever becomes of Redis, every request is answered, and rightly."""

from __future__ import annotations

import logging

import pytest
from tests.cache.fakes import LedgerRepository
from tests.chaos.crowd import NAMES, Crowd
from tests.chaos.proxy import CuttingProxy
from tests.valkey_server import ValkeyServer, free_port

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.api.app import create_app
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.cache.ttl import CacheTTLConfig


@pytest.fixture
def server():
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def proxy(server):
    with CuttingProxy(server.port) as proxy:
        yield proxy


@pytest.fixture
def cache(proxy):
    # More patient than by default: a machine full of tests must not look like a fault.
    cache = RedisCache(RedisConfig(hosts=(("127.0.0.1", proxy.port),), timeout_seconds=1, connect_timeout_seconds=1))
    yield cache
    cache.close()


@pytest.fixture(params=["with memory", "without memory"])
def crowd(request, cache):
    ledger = LedgerRepository()
    ledger.write(*NAMES)
    # A lock whose command arrives after it was given up stands until it expires: not long, for a test.
    reader = CachedOpenLineageRepository(ledger, cache, CacheTTLConfig(lock_seconds=2))
    app = create_app(reader, cache=CacheAdmin(reader, reader.stored) if request.param == "with memory" else None)
    crowd = Crowd(app, ledger)
    with crowd:
        crowd.go_on_until_hit()
        yield crowd
    assert crowd.failed == []
    assert crowd.wrong == []


def breaker_lines(caplog):
    return [record.levelname for record in caplog.records if record.name.endswith("redis.breaker")]


@pytest.mark.parametrize("fault", ["stop", "kill"])
def test_redis_is_stopped_and_started(crowd, server, cache, caplog, fault):
    caplog.set_level(logging.INFO, "teralineage.adapters")
    getattr(server, fault)()
    crowd.go_on(30)
    assert cache.state().state == "degraded"
    server.start()
    crowd.go_on_until_hit()
    assert cache.state().state == "connected"
    assert breaker_lines(caplog) == ["WARNING", "INFO"]
    assert len([record for record in caplog.records if record.name.startswith("teralineage.adapters")]) < 20


def test_redis_hangs(crowd, server, cache, caplog):
    caplog.set_level(logging.INFO, "teralineage.adapters")
    server.hang()
    crowd.go_on(30)
    assert cache.state().state == "degraded"
    server.resume()
    crowd.go_on_until_hit()
    assert breaker_lines(caplog) == ["WARNING", "INFO"]


def test_redis_is_restarted_empty(crowd, server):
    for _ in range(3):
        server.kill()
        server.start()
        crowd.go_on(5)
        crowd.go_on_until_hit()


def test_redis_is_full(crowd, server, cache):
    with server.client() as admin:
        admin.config_set("maxmemory-policy", "noeviction")
        admin.config_set("maxmemory", "1")
        crowd.go_on(30)
        assert cache.state().state == "connected"
        admin.config_set("maxmemory", "0")
    crowd.go_on_until_hit()


def test_redis_is_read_only(crowd, server, cache):
    with server.client() as admin:
        admin.replicaof("127.0.0.1", free_port())
        crowd.go_on(30)
        assert cache.state().state == "connected"
        admin.replicaof("NO", "ONE")
    crowd.go_on_until_hit()


def test_the_password_is_changed(crowd, server, cache):
    with server.client() as admin:
        admin.config_set("requirepass", "another")
        with server.client(password="another") as other:
            other.client_kill_filter(_type="normal", skipme=True)
            crowd.go_on(30)
            assert cache.state().state == "degraded"
            other.config_set("requirepass", "")
    crowd.go_on_until_hit()


def test_connections_are_cut_in_the_middle_of_replies(crowd, proxy):
    for _ in range(3):
        proxy.cutting = True
        crowd.go_on(10)
        proxy.cutting = False
        crowd.go_on_until_hit()
    assert proxy.cuts > 0
