from __future__ import annotations

import logging
import time

import pytest
from tests.valkey_server import ValkeyServer, free_port

from teralineage.adapters.redis import RedisCache, RedisConfig

PATIENCE_SECONDS = 20


@pytest.fixture
def cache():
    made = []

    def make(port, **settings):
        made.append(RedisCache(RedisConfig(hosts=(("127.0.0.1", port),), **settings)))
        return made[-1]

    yield make
    for one in made:
        one.close()


def wait_until(cache, state):
    deadline = time.monotonic() + PATIENCE_SECONDS
    while cache.state().state != state:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def lines(caplog):
    return [record.levelname for record in caplog.records if record.name.endswith("breaker")]


def test_a_redis_that_comes_later_is_used_though_it_was_missing_at_the_start(cache, caplog):
    caplog.set_level(logging.INFO, "teralineage")
    port = free_port()
    late = cache(port)
    assert not late.check()
    assert (late.state().state, late.state().reason) == ("degraded", "ConnectionError")
    assert [late.get("k"), late.set("k", b"v", 10), late.delete_prefix("k"), late.most("k", 1)] == [None, False, 0, []]
    assert list(late.scan("k")) == []
    with ValkeyServer(port=port):
        wait_until(late, "connected")
        assert late.set("k", b"v", 10)
        assert late.get("k") == b"v"
    assert lines(caplog) == ["WARNING", "INFO"]


def test_every_lock_is_granted_while_redis_is_away(cache):
    away = cache(free_port())
    tokens = [away.acquire("l", 10) for _ in range(3)]
    assert all(tokens)
    away.release("l", tokens[0])


def test_a_lock_that_could_not_be_given_back_is_given_back_when_redis_answers(cache):
    with ValkeyServer() as server:
        held = cache(server.port)
        token = held.acquire("l", 1000)
        server.hang()
        held.release("l", token)
        assert not held.check()
        server.resume()
        wait_until(held, "connected")
        assert held.acquire("l", 1000)


def test_many_failures_make_one_line_and_not_one_each(cache, caplog):
    away = cache(free_port())
    for _ in range(200):
        away.get("k")
        away.set("k", b"v", 1)
    assert lines(caplog) == ["WARNING"]
    assert len(caplog.records) <= 3


def test_a_wrong_password_is_told(cache):
    with ValkeyServer(password="right") as server:
        wrong = cache(server.port, password="wrong")
        assert not wrong.check()
        assert wrong.state().reason == "AuthenticationError"
        assert wrong.get("k") is None
        assert cache(server.port, password="right").check()


def test_what_redis_refuses_leaves_it_connected(cache, caplog):
    with ValkeyServer() as server, server.client() as admin:
        full = cache(server.port, timeout_seconds=5)
        admin.config_set("maxmemory", "1")
        assert [full.set("k", b"v", 10) for _ in range(20)] == [False] * 20
        assert full.acquire("l", 10)
        assert full.state().state == "connected"
        refusals = [record for record in caplog.records if "OutOfMemory" in record.getMessage()]
        assert 1 <= len(refusals) <= 5
        assert "k" in refusals[0].getMessage()
