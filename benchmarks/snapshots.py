"""What a snapshot of so many edges takes, without a store: layout, first answer, renewal, memory, and answers by size.

    python -m benchmarks.snapshots 5000000

A new process opens it for the first answer, while another that has answered the same stays, and says what memory is
its own alone.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
from benchmarks.measure import best, heading, told
from benchmarks.roots import Question, questions
from benchmarks.warehouse import WIDTH, generate

from teralineage.adapters.sql.lineage import Ground, columnar_lineage, lineage
from teralineage.adapters.sql.snapshot.build import assemble
from teralineage.adapters.sql.snapshot.files import SavedSnapshot, Snapshot
from teralineage.adapters.sql.snapshot.renew import renewed
from teralineage.adapters.sql.snapshot.source import SnapshotSource
from teralineage.domain.arrays import Ints
from teralineage.domain.graph import Edges
from teralineage.domain.ids import DatasetId
from teralineage.domain.stored import Datasets, Fields, StoredGraph

NEW = 1_000


def laid_out(edges: int, folder: Path) -> None:
    """Write a snapshot of a warehouse."""
    warehouse = generate(edges)
    count, tables = len(warehouse.source), warehouse.fields // WIDTH
    ids = np.arange(1, warehouse.fields + 1)
    names = [f"column_{column:02}" for column in range(WIDTH)]
    unknown, true = np.full(len(ids), -1), np.ones(len(ids), np.int64)
    homes, column = (ids - 1) // WIDTH + 1, (ids - 1) % WIDTH
    fields = Fields(ids, homes, column, names, true - 1, ["DECIMAL(18,2)"], unknown, column + 1, true)
    named = [str(warehouse.dataset(table)) for table in range(tables)]
    uris, kinds = ["teradata://bench.example.com"] * tables, ["TABLE"] * tables
    datasets = Datasets(np.arange(1, tables + 1), named, uris, kinds, [True] * tables)
    stored = stored_edges(np.arange(1, count + 1), warehouse.source, warehouse.target, warehouse.subtype)
    began, spent = time.perf_counter(), time.process_time()
    assemble(StoredGraph(1, datasets, fields, stored)).save(folder)
    told(f"{count:,} edges laid out and written", since(began, spent))


def stored_edges(row: Ints, source: Ints, target: Ints, subtype: Ints) -> Edges:
    """Edges as a store has them, of which nothing else is to be said."""
    one = np.ones(len(row), np.int64)
    return Edges(row, source, target, subtype, one * 1.0, one, one * 10**15)


def since(began: float, spent: float) -> tuple[float, float]:
    """Milliseconds of the wall and of the processor."""
    return (time.perf_counter() - began) * 1000, (time.process_time() - spent) * 1000


def renewal(saved: SavedSnapshot, folder: Path) -> None:
    """Take up new edges between fields that are there."""
    random = np.random.default_rng(11)
    fields = len(saved.snapshot.field_id)
    row = np.arange(NEW) + saved.snapshot.row.max() + 1
    new = stored_edges(row, *(random.integers(1, fields, NEW) for _ in range(2)), np.ones(NEW, np.int64))
    nothing = np.empty(0, np.int64)
    no_datasets = Datasets(nothing, [], [], [], [])
    no_fields = Fields(nothing, nothing, nothing, [], nothing, [], nothing, nothing, nothing)
    began, spent = time.perf_counter(), time.process_time()
    fresh = replace(renewed(saved.snapshot, no_datasets, no_fields, new, row), generation=2)
    times = since(began, spent)
    fresh.save(folder, saved)
    told(f"renewed after {NEW:,} new edges", times)
    told("  the same, and written", since(began, spent))


def answer(source: SnapshotSource, question: Question, *, columnar: bool) -> bytes:
    """An answer's bytes."""
    ground = Ground(source)
    return columnar_lineage(ground, question.columnar()).json if columnar else lineage(ground, question.objects()).json


def worker(folder: Path, asked: list[Question]) -> None:
    """Open a snapshot, answer, and say what it took."""
    imported = _memory()
    began, spent = time.perf_counter(), time.process_time()
    source = SnapshotSource(Snapshot.open(folder))
    answer(source, asked[0], columnar=True)
    told("opened and first answer, in a new process", since(began, spent))
    for question in asked * 3:
        answer(source, question, columnar=True)
    own, resident = _memory()
    grown = own - imported[0]
    print(f"  memory of a worker: {own:.0f} MB its own, {grown:.0f} of it since it began")
    print(f"    with what it shares: {resident:.0f} MB\n", flush=True)
    sys.stdin.read()


def _memory() -> tuple[float, float]:
    """MB of this process alone, and resident."""
    values = {}
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split()[:2]
        values[name] = int(value) / 1024
    return values["Private_Clean:"] + values["Private_Dirty:"], values["Rss:"]


def main(edges: int) -> None:
    """Everything, of one size."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        laid_out(edges, folder / "one")
        snapshot = Snapshot.open(folder / "one")
        asked = questions(snapshot)
        told_of = [f"{one.dataset}|{one.field or ''}|{one.depth}|{one.edges}" for one in asked]
        command = [sys.executable, "-m", "benchmarks.snapshots", "--worker", str(folder / "one"), *told_of]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
            assert other.stdout
            while other.stdout.readline() != b"\n":
                pass  # it has answered, and waits
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
            other.communicate()
        source = SnapshotSource(snapshot)
        for question in asked:
            for columnar in (True, False):
                label = f"{question.edges:,} edges, {'columnar' if columnar else 'objects'}"
                told(label, best(partial(answer, source, question, columnar=columnar), 15))
        renewal(SavedSnapshot(snapshot, folder / "one"), folder / "two")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--worker"]:
        parts = [one.split("|") for one in sys.argv[3:]]
        worker(Path(sys.argv[2]), [Question(DatasetId.parse(a), b or None, int(c), int(d)) for a, b, c, d in parts])
    else:
        heading("snapshots")
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000_000)
