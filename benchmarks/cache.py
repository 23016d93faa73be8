"""How fast the cache answers, as ratios to a bare Flask route on the same server, and how little Redis holds.

python -m benchmarks.cache [--seconds 1] [--server granian|gunicorn] [--threads 16]
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import msgspec
from benchmarks.cache_server import PATH, graph_of_bytes
from benchmarks.load import Load, measure
from tests.valkey_server import ValkeyServer, free_port

from teralineage.cache import codec

BYTES = 50_000
CONNECTIONS = 16
THREADS = 16
ROUNDS = 5


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=1)
    parser.add_argument("--server", choices=("granian", "gunicorn"), default="granian")
    parser.add_argument("--threads", type=int, default=THREADS, help="of the server; TeraLineage's default is 16")
    options = parser.parse_args()
    with ValkeyServer() as redis:
        bench = Bench(redis.address, options.server, options.seconds, options.threads)
        crowd = bench.rows(tuple(NAMES), CONNECTIONS)
        alone = bench.rows(("bare", "get", "flask", "below"), 1)
    bare = crowd["bare"].per_second
    print(f"\n{options.server}, {options.threads} threads, {BYTES // 1000} KB graph,", end=" ")
    print(f"{CONNECTIONS} connections,", end=" ")
    print(f"best of {ROUNDS} rounds of {options.seconds:g} s in turn\n")
    print("| what answers | requests/s | x bare | p50 ms | p99 ms | bytes sent |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, load in crowd.items():
        print(
            f"| {NAMES[name]} | {load.per_second:,.0f} | {load.per_second / bare:.2f} "
            f"| {load.median * 1000:.2f} | {load.p99 * 1000:.2f} | {load.body_bytes:,} |"
        )
    print(f"\nRedis hit / decode and jsonify: {crowd['below'].per_second / crowd['jsonify'].per_second:.2f}")
    medians = [f"{NAMES[name]} {load.median * 1000:.3f}" for name, load in alone.items()]
    print(f"One connection, p50 in ms: {', '.join(medians)}")
    for size in (50_000, 500_000):
        json = msgspec.json.encode(graph_of_bytes(size))
        facts = {"generation": 1, "created": 0.0, "soft": 0.0, "hard": 0.0, "refreshed": 0.0, "build_seconds": 0.0}
        stored = codec.encode(codec.seal(json, **facts))  # type: ignore[arg-type] # one value each
        print(f"In Redis: {len(json):,} bytes of JSON take {len(stored):,}, {1 - len(stored) / len(json):.0%} less")


NAMES = {
    "bare": "bare Flask route, constant",
    "jsonify": "Redis GET, decode, jsonify",
    "get": "bare Flask and one Redis GET",
    "flask": "Redis hit through Flask",
    "flask-zstd": "Redis hit through Flask, zstd",
    "below": "Redis hit below Flask",
    "below-zstd": "Redis hit below Flask, zstd",
    "memory": "process memory",
    "memory-zstd": "process memory, zstd",
    "304": "304 from process memory",
}


class Bench:
    """Starts a server for each mode, and measures them in turn, several rounds: what disturbs one disturbs all."""

    def __init__(self, redis: str, server: str, seconds: float, threads: int) -> None:
        self._environ = {**os.environ, "REDIS_ADDR": redis, "BENCH_BYTES": str(BYTES)}
        self._server = server
        self._seconds = seconds
        self._threads = str(threads)

    def rows(self, names: tuple[str, ...], connections: int) -> dict[str, Load]:
        """The best round of each row."""
        rounds: dict[str, list[Load]] = {name: [] for name in names}
        with ExitStack() as stack:
            modes = dict.fromkeys(_mode(name) for name in ("flask", *names))  # the first fills Redis
            ports = {mode: stack.enter_context(self._serving(mode)) for mode in modes}
            for _ in range(ROUNDS):
                for name in names:
                    rounds[name].append(self._load(ports[_mode(name)], name, connections))
        return {name: max(loads, key=lambda load: load.per_second) for name, loads in rounds.items()}

    def _load(self, port: int, name: str, connections: int) -> Load:
        headers = {"Accept-Encoding": "zstd"} if name.endswith("-zstd") else {}
        status = 200
        if name == "304":
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}") as response:
                headers["If-None-Match"] = response.headers["ETag"]
            status = 304
        return measure(port, PATH, connections=connections, seconds=self._seconds, headers=headers, status=status)

    @contextmanager
    def _serving(self, mode: str) -> Iterator[int]:
        port = free_port()
        command = {
            "granian": [
                *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", "1"),
                *("--blocking-threads", self._threads, "--port", str(port), "--no-ws", "--log-level", "error"),
                "benchmarks.cache_server:create_wsgi",
            ],
            "gunicorn": [
                *(sys.executable, "-m", "gunicorn", "--workers", "1", "--threads", self._threads),
                *("--bind", f"127.0.0.1:{port}", "--log-level", "error", "benchmarks.cache_server:create_wsgi()"),
            ],
        }[self._server]
        process = subprocess.Popen(command, env={**self._environ, "BENCH_MODE": mode})
        try:
            _wait_for(port)
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(20)


def _mode(name: str) -> str:
    return "memory" if name == "304" else name.removesuffix("-zstd")


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{PATH}", timeout=5):
                return
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server does not answer")


if __name__ == "__main__":
    main()
