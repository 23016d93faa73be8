"""What every benchmark does: time a call, and say how it is repeated."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime


def heading(module: str) -> None:
    """Say when and where this runs, and the command that does it again."""
    command = " ".join(["python -m", f"benchmarks.{module}", *sys.argv[1:]])
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}, load {load}\n{command}",
        flush=True,
    )


def best(call: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Milliseconds of the wall and of the processor, the least of some runs."""
    runs = []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        call()
        runs.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(one[0] for one in runs) * 1000, min(one[1] for one in runs) * 1000


def told(label: str, times: tuple[float, float], more: str = "") -> None:
    """One line of a table."""
    wall, processor = times
    print(f"  {label:44} {wall:10.2f} ms  {processor:10.2f} ms CPU  {more}", flush=True)
