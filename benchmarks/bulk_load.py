"""How long it takes to write a warehouse into a new store, by the batch.

    python -m benchmarks.bulk_load [1000000] [sqlite:////tmp/bench_1000000.db]

What it takes to make the warehouse up, a million objects of the domain and more, is told apart.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Self

from benchmarks.measure import heading
from benchmarks.warehouse import batches, generate

from teralineage.adapters.sql import open_store


def load(url: str, edges: int) -> None:
    """Write about so many edges, saying how far it is; then how long it took, apart from making the warehouse up."""
    store = open_store(url)
    writing = Spent()
    making = Spent()
    done = 0
    with making:
        left = batches(generate(edges))
        batch = next(left, None)
    while batch is not None:
        with writing:
            store.writer.write(batch)
        done += sum(len(statement.edges) for job in batch.jobs for statement in job.statements)
        print(f"\r{done:>10,} edges  {done / writing.wall:>9,.0f}/s", end="", flush=True)
        with making:
            batch = next(left, None)
    with writing:
        store.close()
    print(f"\n{done:,} edges made up in {making}\n{done:,} edges written in {writing}")


class Spent:
    """Seconds of the wall and of the processor, added up over what happens within it."""

    def __init__(self) -> None:
        self.wall = self.processor = 0.0

    def __enter__(self) -> Self:
        self.wall -= time.perf_counter()
        self.processor -= time.process_time()
        return self

    def __exit__(self, *_: object) -> None:
        self.wall += time.perf_counter()
        self.processor += time.process_time()

    def __str__(self) -> str:
        return f"{self.wall:.1f} s, {self.processor:.1f} s of CPU"


if __name__ == "__main__":
    heading("bulk_load")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    target = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:////tmp/bench_{number}.db"
    Path(target.removeprefix("sqlite:///")).unlink(missing_ok=True)
    load(target, number)
