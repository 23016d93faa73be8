"""How long it takes to write a warehouse into a new store, by the batch.

    python -m benchmarks.bulk_load [1000000] [sqlite:////tmp/bench_1000000.db]

Times are of the writer alone, not of making the warehouse up.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from benchmarks.measure import heading
from benchmarks.warehouse import batches, generate

from teralineage.adapters.sql import open_store


def load(url: str, edges: int) -> None:
    """Write about so many edges, saying how far it is."""
    warehouse = generate(edges)
    store = open_store(url)
    wall = processor = 0.0
    done = 0
    for batch in batches(warehouse):
        began, spent = time.perf_counter(), time.process_time()
        store.writer.write(batch)
        wall += time.perf_counter() - began
        processor += time.process_time() - spent
        done += sum(len(statement.edges) for job in batch.jobs for statement in job.statements)
        print(f"\r{done:>10,} edges  {done / wall:>9,.0f}/s", end="", flush=True)
    print(f"\n{done:,} edges written in {wall:.1f} s, {processor:.1f} s of CPU")
    store.close()


if __name__ == "__main__":
    heading("bulk_load")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    target = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:////tmp/bench_{number}.db"
    Path(target.removeprefix("sqlite:///")).unlink(missing_ok=True)
    load(target, number)
