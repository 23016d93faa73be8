"""A load generator: one process, so many connections, one request after another on each. Loopback only."""

from __future__ import annotations

import re
import select
import socket
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

_WARM_UP_SECONDS = 0.2
_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load. Times are of single requests, in seconds."""

    per_second: float
    median: float
    p99: float
    slowest: float
    body_bytes: int


class _Connection:
    def __init__(self, port: int, request: bytes, status: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.fileno, self.close = self._socket.fileno, self._socket.close
        self._request = request
        self._expected = b"HTTP/1.1 %d" % status
        self._has_body = status != HTTPStatus.NOT_MODIFIED
        self.sent = 0.0
        self._buffer = bytearray(1 << 20)
        self._room = memoryview(self._buffer)
        self._filled = 0
        self._needed = 0

    def send(self) -> None:
        self._filled = self._needed = 0
        self.sent = time.perf_counter()
        self._socket.sendall(self._request)

    def receive(self) -> int | None:
        """The size of the body once it is all there."""
        count = self._socket.recv_into(self._room[self._filled :])
        if not count:
            raise ConnectionError("the server closed a connection")
        self._filled += count
        if not self._needed:
            end = self._buffer.find(b"\r\n\r\n", 0, self._filled)
            if end < 0:
                return None
            if not self._buffer.startswith(self._expected):
                raise RuntimeError(bytes(self._buffer[:300]).decode(errors="replace"))
            length = _LENGTH.search(self._buffer, 0, end + 2) if self._has_body else None
            self._body = int(length[1]) if length else 0
            self._needed = end + 4 + self._body
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
    crowd = {one.fileno(): one for one in (_Connection(port, request, status) for _ in range(connections))}
    times: list[float] = []
    body = 0
    with select.epoll() as readable:
        for fileno, one in crowd.items():
            readable.register(fileno, select.EPOLLIN)
            one.send()
        measured_from = time.perf_counter() + _WARM_UP_SECONDS
        until = measured_from + seconds
        done = 0.0
        while done < until:
            for fileno, _ in readable.poll(1):
                one = crowd[fileno]
                size = one.receive()
                done = time.perf_counter()
                if size is None:
                    continue
                body = size
                if done >= measured_from:
                    times.append(done - one.sent)
                one.send()
    for one in crowd.values():
        one.close()
    times.sort()
    return Load(len(times) / seconds, times[len(times) // 2], times[int(len(times) * 0.99)], times[-1], body)
