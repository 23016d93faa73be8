"""Every kind of address leads to a cache that does all a cache does."""

from __future__ import annotations

import queue
import re
import ssl
import time
from pathlib import Path

import pytest
import redis
import trustme
from tests.adapters.redis.tls_proxy import TlsProxy
from tests.valkey_server import ValkeyServer, free_port

from teralineage.adapters.redis import RedisCache, RedisConfig

SECURITY = (Path(__file__).parents[3] / "docs/security.md").read_text(encoding="utf-8")


def opened(**environ):
    config = RedisConfig.from_environ({"REDIS_TIMEOUT_MS": "5000", **environ})
    return RedisCache(config)


def works(cache, prefix=""):
    """Whether everything a cache does is done."""
    assert cache.check()
    for number in range(30):
        assert cache.set(f"{prefix}ol:a:{number}", b"v", 100)
    assert cache.get(f"{prefix}ol:a:7") == b"v"
    assert len(dict(cache.scan(f"{prefix}ol:a:"))) == 30
    assert cache.delete_prefix(f"{prefix}ol:a:") == 30
    token = cache.acquire(f"lock:{prefix}ol:a", 100)
    assert cache.acquire(f"lock:{prefix}ol:a", 100) is None
    cache.release(f"lock:{prefix}ol:a", token)
    again = cache.acquire(f"lock:{prefix}ol:a", 100)
    assert again
    cache.release(f"lock:{prefix}ol:a", again)
    cache.count(f"{prefix}popular:d", {"x": 2}, 100)
    assert cache.most(f"{prefix}popular:d", 5)[0][0] == "x"
    heard = queue.SimpleQueue()
    cache.listen(f"{prefix}news", heard.put)
    assert heard.get(timeout=10) == ""
    cache.announce(f"{prefix}news", "hello")
    assert heard.get(timeout=10) == "hello"
    assert cache.state().state == "connected"
    cache.close()
    return True


def test_a_url_with_password_and_database():
    with ValkeyServer(password="p@ss") as server:
        assert works(opened(REDIS_URL=f"redis://:p%40ss@{server.address}/3"))


def test_a_socket_of_this_machine():
    with ValkeyServer() as server:
        assert works(opened(REDIS_ADDR=f"unix://{server.socket_path}"))


def test_a_user_with_no_more_rights_than_the_security_page_grants():
    (rule,) = re.findall(r"ACL SETUSER (.+?)\n```", SECURITY, re.DOTALL)
    words = rule.replace("\\\n", " ").split()
    with ValkeyServer() as server, server.client() as admin:
        admin.execute_command("ACL", "SETUSER", *words)
        environ = {"REDIS_USERNAME": "teralineage", "REDIS_PASSWORD": "a-long-random-password"}
        assert works(opened(REDIS_ADDR=server.address, **environ), prefix="prod:")
        other = opened(REDIS_ADDR=server.address, **environ)
        assert not other.set("somebody's", b"v", 10)
        other.close()


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture
def tls(authority):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    with ValkeyServer() as server, TlsProxy(server.port, context) as proxy:
        yield proxy


def test_tls_with_a_certificate_of_a_known_authority(tls, authority, tmp_path):
    known = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(known))
    for environ in (
        {"REDIS_ADDR": f"localhost:{tls.port}", "REDIS_TLS": "true"},
        {"REDIS_URL": f"rediss://localhost:{tls.port}"},
    ):
        assert works(opened(REDIS_TLS_CA=str(known), **environ))


def test_tls_with_a_certificate_of_nobody_known_is_refused(tls, tmp_path):
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    cache = opened(REDIS_URL=f"rediss://localhost:{tls.port}", REDIS_TLS_CA=str(other))
    assert not cache.check()
    assert not cache.set("k", b"v", 10)
    cache.close()


def wait_for(answer):
    for _ in range(1000):
        try:
            if answer():
                return
        except redis.RedisError:
            pass
        time.sleep(0.01)
    raise AssertionError("it did not come up")


def test_the_master_that_sentinel_names_and_its_successor():
    with ValkeyServer() as master, ValkeyServer("--replicaof", "127.0.0.1", str(master.port)) as replica:
        port = free_port()
        watch = ValkeyServer(port=port)
        conf = watch.folder / "sentinel.conf"
        conf.write_text(
            f"sentinel monitor main 127.0.0.1 {master.port} 1\n"
            "sentinel down-after-milliseconds main 300\nsentinel failover-timeout main 2000\n"
        )
        with ValkeyServer.sentinel(conf, port) as sentinel, sentinel.client() as admin, replica.client() as second:
            wait_for(lambda: second.info("replication")["master_link_status"] == "up")
            wait_for(lambda: admin.sentinel_master("main")["num-slaves"] == 1)
            url = f"redis+sentinel://{sentinel.address}/main"
            assert works(opened(REDIS_URL=url))
            cache = opened(REDIS_URL=url)
            assert cache.set("k", b"before", 100)
            master.kill()
            wait_for(lambda: cache.set("k", b"after", 100))
            assert second.get("k") == b"after"
            cache.close()
        watch.close()


def cluster_of_one(port=None):
    return ValkeyServer("--cluster-enabled", "yes", "--cluster-port", str(free_port()), port=port)


def test_a_cluster():
    with cluster_of_one() as server, server.client() as admin:
        admin.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
        wait_for(lambda: b"cluster_state:ok" in admin.execute_command("CLUSTER", "INFO"))
        assert works(opened(REDIS_URL=f"redis+cluster://{server.address}"))


def test_a_cluster_that_is_not_there_is_found_when_it_comes():
    port = free_port()
    cache = opened(REDIS_URL=f"redis+cluster://127.0.0.1:{port}", REDIS_TIMEOUT_MS="250")
    assert not cache.check()
    with cluster_of_one(port) as server, server.client() as admin:
        admin.execute_command("CLUSTER", "ADDSLOTSRANGE", 0, 16383)
        wait_for(lambda: cache.set("k", b"v", 10))
    cache.close()
