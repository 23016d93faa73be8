"""Runs the real command in a process of its own, as a user would."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from threading import Thread

SOURCE = Path(__file__).parents[2] / "src"
TIMEOUT_SECONDS = 120


def environment(**more: str) -> dict[str, str]:
    """This process's environment without settings of the product, plus `more`."""
    ours = ("API_", "CACHE_", "DATABASE_", "REDIS_", "TERADATA_", "TD_", "LINEAGE_", "VALIDATION_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**clean, "PYTHONPATH": str(SOURCE), "COLUMNS": "100", "NO_COLOR": "1", **more}


def run(*arguments: str, cwd: Path | None = None, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """`teralineage` with arguments, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "teralineage", *arguments],
        env=environment(**more),
        cwd=cwd,
        input=stdin,
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


_HEARING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("teralineage", run_name="__main__", alter_sys=True)
"""


def start(*arguments: str, **more: str) -> subprocess.Popen[str]:
    """`teralineage` with arguments, left running; it hears Ctrl-C even where these tests run in the background.

    A shell has its background jobs ignore the signal, their children inherit that, and Python respects it.
    """
    return subprocess.Popen(
        [sys.executable, "-c", _HEARING, *arguments],
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextlib.contextmanager
def serving(*arguments: str, cwd: Path | None = None, **more: str) -> Iterator[str]:
    """`teralineage` with arguments that make it serve; yields its address once it has said it, stops it at the end."""
    process = subprocess.Popen(
        [sys.executable, "-m", "teralineage", *arguments, "--port", "0", "--no-browser"],
        env=environment(**more),
        cwd=cwd,
        stdout=subprocess.PIPE,
        text=True,
    )
    lines: Queue[str] = Queue()

    def listen() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            lines.put(line)
        lines.put("")

    listener = Thread(target=listen, daemon=True)
    listener.start()
    try:
        said = lines.get(timeout=TIMEOUT_SECONDS)
        assert "answers at http://" in said, f"the server said {said!r} and no address"
        yield said.split("answers at ")[1].split()[0]
    finally:
        process.terminate()
        process.wait(timeout=TIMEOUT_SECONDS)
        listener.join(timeout=TIMEOUT_SECONDS)
        assert process.stdout is not None
        process.stdout.close()
