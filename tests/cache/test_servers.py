"""The program as it is run: granian and gunicorn, two processes each, a real store, a real Redis."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.stories import ONE, TWO, batch, job, statement, table
from tests.valkey_server import ValkeyServer, free_port

from teralineage.adapters.sql import open_store

ROOT = Path(__file__).parents[2]
PATH = "/api/v2/openlineage/lineage/table/d.t"
START_SECONDS = 60


def command(server, port):
    if server == "granian":
        return [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", "2", "--no-ws"),
            *("--blocking-threads", "8", "--port", str(port), "--log-level", "error"),
            # As `teralineage serve` sets it: a worker told to stop while it still starts does not hear it.
            *("--workers-kill-timeout", "5", "teralineage.bootstrap:create_wsgi"),
        ]
    return [
        *(sys.executable, "-m", "gunicorn", "--workers", "2", "--threads", "8", "--bind", f"127.0.0.1:{port}"),
        *("--log-level", "error", "teralineage.bootstrap:create_wsgi()"),
    ]


@pytest.fixture
def redis():
    with ValkeyServer() as server:
        yield server


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/s.db")
    opened.writer.write(story(ONE))
    yield opened
    opened.close()


def story(at, *more):
    steps = ("d.s.a -> d.t.a", *more)
    return batch(table("d.s", "a"), table("d.t", "a"), job("j", *(statement(step) for step in steps), at=at))


@pytest.fixture(params=["granian", "gunicorn"])
def port(request, redis, store, tmp_path):
    assert store.repository.generation() > 0, "the server must find a store that is ready"
    chosen = free_port()
    environ = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "DATABASE_URL": f"sqlite:///{tmp_path}/s.db",
        "REDIS_ADDR": redis.address,
        "REDIS_TIMEOUT_MS": "5000",  # a machine full of tests must not look like a fault
        "LOG_LEVEL": "warning",
    }
    process = subprocess.Popen(command(request.param, chosen), env=environ, cwd=tmp_path)
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            assert process.poll() is None, "the server stopped"
            assert time.monotonic() < deadline, "the server does not answer"
            try:
                if get(chosen, "/ready")[0] == 200:
                    break
            except OSError:
                time.sleep(0.05)
        yield chosen
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def get(port, path, method="GET", **headers):
    """Status, headers and body, over a connection of its own, so that either process may answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def cached(port):
    return get(port, PATH)[1]["X-Cache"]


def test_two_processes_share_one_cache_and_see_every_write(port, store, redis):
    status, headers, body = get(port, PATH)
    assert (status, headers["X-Cache"], headers["Cache-Status"]) == (200, "MISS", "teralineage; fwd=miss; stored")
    for _ in range(20):
        status, headers, again = get(port, PATH)
        assert (status, headers["X-Cache"], again) == (200, "HIT", body)
        assert headers["Date"]
    assert get(port, PATH, If_None_Match=headers["ETag"])[0] == 304
    for number in range(3):
        store.writer.write(story(TWO, f"d.s.a -> d.n{number}.a", "d.t.a -> d.z.a"))
        fresh = get(port, PATH)
        assert (fresh[1]["X-Cache"], fresh[2] != body) == ("MISS", True)
        body = fresh[2]
        assert all(get(port, PATH)[2] == body for _ in range(10))
        store.writer.write(story(TWO))
        body = get(port, PATH)[2]
    assert get(port, f"{PATH}?refresh=true")[1]["Cache-Status"] == "teralineage; fwd=bypass; stored"
    assert cached(port) == "HIT"
    cleared = json.loads(get(port, "/api/v2/cache", "DELETE")[2])
    assert cleared["deleted"] == 1
    assert json.loads(get(port, "/ready")[2])["cache"] == "ok"
    redis.kill()
    down = get(port, PATH)
    assert (down[0], down[2]) == (200, body)
    while "REDIS-DOWN" not in (down := get(port, PATH))[1]["Cache-Status"]:
        assert down[0] == 200
    assert (down[1]["X-Cache"], down[1]["X-Cache-TTL"], down[2]) == ("MISS", None, body)
    redis.start()
    while cached(port) != "HIT":
        pass
    assert get(port, PATH)[2] == body
