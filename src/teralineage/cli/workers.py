"""Where scripts are read: in this process, in several of this machine, or on a Dask cluster."""

from __future__ import annotations

import logging
import multiprocessing
import os
import pkgutil
import threading
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from typing import Any

from teralineage import __version__
from teralineage.domain.errors import UsageError

POOL_PAYS = 60
"""From how many scripts on starting processes costs less than it saves."""

WORKER_SECONDS = 30
"""How long to wait for the first worker of a cluster."""


@dataclass(frozen=True, slots=True)
class Workers:
    """Where scripts are read: in `processes` of this machine, or on the Dask cluster that a scheduler speaks for."""

    processes: int = 1
    scheduler: str | None = None

    @contextmanager
    def executor(self, scripts: int) -> Iterator[Executor | None]:
        """An executor for so many scripts, closed again at the end; None where a pool would not pay.

        Raises:
            UsageError: a scheduler is named, but the extra that can talk to it is missing, or nobody works for it.
        """
        if self.scheduler is not None:
            with _dask_client(self.scheduler) as client:
                yield client.get_executor()
        elif self.processes > 1 and scripts >= POOL_PAYS:
            pool = ProcessPoolExecutor(self.processes, mp_context=clean_start(), initializer=end_with_parent)
            try:
                yield pool
            finally:
                pool.shutdown(cancel_futures=True)
        else:
            yield None


def clean_start() -> BaseContext:
    """How processes start: without the threads and locks of this one, which a mere fork would hand on.

    Where the system can, they are forked from a process of their own that has imported what they need, once for all.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["teralineage.cli.loading"])
    return context


ALONE = Workers()
"""This process, and no other."""


def end_with_parent() -> None:
    """Let this process end when the one that started it is killed; by itself it would wait for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # noqa: S101 - only started processes run this

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="watch-parent", daemon=True).start()


def _dask_client(scheduler: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise UsageError("--scheduler needs the extra: pip install 'teralineage[dask]'") from error
    for name in ("distributed", "tornado"):  # what they would say is said once, by us
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        client = Client(scheduler)
    except (OSError, ValueError) as error:
        raise UsageError(f"the scheduler at {scheduler} does not answer: {error}") from error
    try:
        client.wait_for_workers(1, timeout=WORKER_SECONDS)
        versions = set(client.run(pkgutil.resolve_name, "teralineage:__version__").values())
    except TimeoutError as error:
        client.close()
        raise UsageError(f"the scheduler at {scheduler} has no workers") from error
    except Exception as error:  # whatever a worker raises that lacks the package; left alone, it would end in silence
        client.close()
        raise UsageError(f"the workers of {scheduler} cannot run teralineage: {error}") from error
    if versions != {__version__}:
        client.close()
        told = ", ".join(sorted(versions))
        raise UsageError(f"the workers of {scheduler} have teralineage {told}, this is {__version__}")
    return client
