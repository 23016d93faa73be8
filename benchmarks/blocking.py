"""Whether readers wait for a writer: 16 clients ask while nothing happens, then while 100,000 edges are written.

    python -m benchmarks.blocking [1000000] [sqlite:////tmp/bench_1000000.db]

The clients are threads of one process, as in a server; each asks, then thinks for a moment. The writer is another
process. All of it happens in a copy of the store, which is made first where it is not there.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Self

import numpy as np
from benchmarks.bulk_load import load
from benchmarks.measure import heading
from benchmarks.walks import is_empty, settled
from benchmarks.warehouse import WIDTH, Warehouse, batches, generate

from teralineage.adapters.sql import Store, open_store
from teralineage.domain.ids import DatasetId
from teralineage.domain.queries import Direction, LineageQuery, Walk

CLIENTS, NEW_EDGES, THINK_SECONDS, IDLE_SECONDS = 16, 100_000, 1.0, 20


class Clients:
    """Threads that ask for small graphs until told to stop; they note how long each answer took, in ms."""

    def __init__(self, store: Store, warehouse: Warehouse) -> None:
        self.took: list[float] = []
        self.failed: list[BaseException] = []
        self._stop = threading.Event()
        self._store = store
        self._warehouse = warehouse
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _ask(self, seed: int) -> None:
        chance = random.Random(seed)
        while not self._stop.wait(chance.random() * 2 * THINK_SECONDS):
            home = DatasetId(None, self._warehouse.dataset(chance.randrange(self._warehouse.fields // WIDTH)))
            query = LineageQuery(home, f"column_{chance.randrange(WIDTH):02}", Walk(Direction.BOTH, 3))
            began = time.perf_counter()
            try:
                self._store.repository.answer(query).json  # noqa: B018 - the bytes are the point
            except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
                self.failed.append(error)
            self.took.append((time.perf_counter() - began) * 1000)

    def tell(self, label: str) -> float:
        """Print percentiles; the 99th."""
        median, most = np.percentile(self.took, [50, 99]).tolist()
        asked = f"{len(self.took):6,} answers, {len(self.failed)} failed"
        print(f"  {label:28} {asked}  p50 {median:7.2f} ms  p99 {most:8.2f} ms")
        for error in self.failed[:3]:
            print(f"    {error!r}")
        return most


def write(url: str) -> None:
    """Write edges, batch by batch."""
    store = open_store(url)
    for batch in batches(generate(NEW_EDGES, seed=8)):
        store.writer.write(batch)
    store.close()


def main(edges: int, url: str) -> None:
    """Ask in peace, then while it is written."""
    if is_empty(url):
        load(url, edges)
    warehouse = generate(edges)
    for snapshots in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "store.db"
            shutil.copy(url.removeprefix("sqlite:///"), path)
            copy = f"sqlite:///{path}"
            store = open_store(copy, snapshot_dir=Path(folder) / "snapshots" if snapshots else None)
            if snapshots:
                settled(store)
            print("with a snapshot" if snapshots else "without a snapshot")
            with Clients(store, warehouse) as idle:
                time.sleep(IDLE_SECONDS)
            calm = idle.tell("nothing is written")
            writer = multiprocessing.get_context("spawn").Process(target=write, args=(copy,))
            with Clients(store, warehouse) as busy:
                writer.start()
                writer.join()
            print(f"    p99 is {busy.tell(f'{NEW_EDGES:,} edges are written') / calm:.1f} times as long")
            store.close()


if __name__ == "__main__":
    heading("blocking")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    main(number, sys.argv[2] if len(sys.argv) > 2 else f"sqlite:////tmp/bench_{number}.db")
