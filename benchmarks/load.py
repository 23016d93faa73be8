"""A load generator: one process, so many connections, one request after another on each. Loopback only."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass

_WARM_UP_SECONDS = 0.2


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load. Times are of single requests, in seconds."""

    per_second: float
    median: float
    p99: float
    slowest: float
    body_bytes: int


class _Connection:
    def __init__(self, port: int, request: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.request = request
        self.sent = 0.0
        self._buffer = bytearray(1 << 20)
        self._filled = 0
        self._needed = 0

    def send(self) -> None:
        self._filled = self._needed = 0
        self.sent = time.perf_counter()
        self.socket.sendall(self.request)

    def receive(self, status: bytes) -> int | None:
        """The size of the body once it is all there."""
        count = self.socket.recv_into(memoryview(self._buffer)[self._filled :])
        if not count:
            raise ConnectionError("the server closed a connection")
        self._filled += count
        if not self._needed:
            end = self._buffer.find(b"\r\n\r\n", 0, self._filled)
            if end < 0:
                return None
            head = bytes(self._buffer[:end]).lower()
            if not head.startswith(b"http/1.1 " + status):
                raise RuntimeError(bytes(self._buffer[:300]).decode(errors="replace"))
            at = head.find(b"content-length: ")
            body = 0 if at < 0 or status == b"304" else int(head[at + 16 :].split(b"\r\n", 1)[0])
            self._needed = end + 4 + body
            self._body = body
        return self._body if self._filled >= self._needed else None


def measure(  # noqa: PLR0913 - a load has that many sides
    port: int,
    path: str,
    *,
    connections: int,
    seconds: float,
    headers: Mapping[str, str] | None = None,
    status: int = 200,
) -> Load:
    """Ask for a path for so many seconds, after a warm-up; any other status than the expected one is an error."""
    lines = [
        f"GET {path} HTTP/1.1",
        "Host: 127.0.0.1",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    request = ("\r\n".join(lines) + "\r\n\r\n").encode()
    selector = selectors.DefaultSelector()
    crowd = [_Connection(port, request) for _ in range(connections)]
    for one in crowd:
        selector.register(one.socket, selectors.EVENT_READ, one)
        one.send()
    times: list[float] = []
    expected = str(status).encode()
    began = time.perf_counter()
    measured_from = began + _WARM_UP_SECONDS
    until = measured_from + seconds
    body = 0
    while time.perf_counter() < until:
        for key, _ in selector.select(1):
            size = key.data.receive(expected)
            if size is None:
                continue
            body = size
            done = time.perf_counter()
            if done >= measured_from:
                times.append(done - key.data.sent)
            key.data.send()
    for one in crowd:
        one.socket.close()
    times.sort()
    return Load(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)], times[-1], body)
