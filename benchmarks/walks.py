"""How long one lineage answer takes from the call to its bytes: from a snapshot, from SQL, and the earlier way.

    python -m benchmarks.walks sqlite:////tmp/bench_1000000.db     a store that benchmarks.bulk_load has filled
    python -m benchmarks.walks 5000000                             a snapshot of so many edges, without a store

The earlier way is a recursive query that carries its path as text, one look-up for each node, and a list that is
searched for each. Times are the best of several, of the wall and of this process's processor.
"""

from __future__ import annotations

import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from benchmarks.warehouse import WIDTH, generate

from teralineage.adapters.sql import open_store
from teralineage.adapters.sql.repository import SqlRepository
from teralineage.adapters.sql.snapshot.build import Datasets, Fields, StoredEdges, assemble
from teralineage.adapters.sql.snapshot.files import Snapshot
from teralineage.adapters.sql.snapshot.source import SnapshotSource
from teralineage.domain import graph, queries
from teralineage.domain.ids import DatasetId
from teralineage.domain.queries import Direction, Granularity, Walk
from teralineage.domain.render import columns_json, graph_json
from teralineage.domain.shown import cap

SIZES = (2_000, 50_000)


def best(call: Callable[[], object], times: int = 7) -> tuple[float, float]:
    """Milliseconds of the wall and of the processor, the least of some runs."""
    runs = []
    for _ in range(times):
        wall, processor = time.perf_counter(), time.process_time()
        call()
        runs.append((time.perf_counter() - wall, time.process_time() - processor))
    return min(one[0] for one in runs) * 1000, min(one[1] for one in runs) * 1000


def told(edges: int, source: str, form: str, times: tuple[float, float], more: str = "") -> None:
    """One line of the table."""
    wall, processor = times
    print(f"  {edges:>7,} edges  {source:11} {form:9} {wall:9.2f} ms  {processor:9.2f} ms CPU {more}")


def bytes_of(repository: SqlRepository, query: queries.Query[Any]) -> bytes:
    """An answer's bytes."""
    return repository.answer(query).json


def roots(snapshot: Snapshot) -> list[tuple[int, int, int]]:
    """For each size the node and depth downstream whose graph is nearest to it, and that graph's edges."""
    neighbours = SnapshotSource(snapshot).neighbours(indirect=False, as_of=None)
    random = np.random.default_rng(3)
    fan = np.diff(snapshot.down_start)
    nodes = np.concatenate([np.argsort(fan)[-20:], random.choice(np.flatnonzero(fan), 60)])
    found = []
    for node in nodes.tolist():
        reached = graph.trace(np.array([node]), Direction.DOWNSTREAM, 9, neighbours)
        found += [(node, depth, int((reached.hop <= depth).sum())) for depth in range(2, 10)]
    return [min(found, key=lambda one: abs(one[2] - size)) for size in SIZES]


def earlier_way(path: Path, root: int, depth: int) -> list[dict[str, object]]:
    """The recursive query and its look-ups; the edges it finds."""
    connection = sqlite3.connect(path)
    rows = connection.execute(
        """WITH RECURSIVE walk (source, target, depth, path) AS (
             SELECT source_field_id, target_field_id, 1, '' || source_field_id || ',' || target_field_id
             FROM ol_column_lineage WHERE source_field_id = ? AND is_active
             UNION ALL
             SELECT e.source_field_id, e.target_field_id, w.depth + 1, w.path || ',' || e.target_field_id
             FROM ol_column_lineage e JOIN walk w ON e.source_field_id = w.target
             WHERE w.depth < ? AND e.is_active AND instr(w.path, '' || e.target_field_id) = 0)
           SELECT source, target, depth FROM walk""",
        (root, depth),
    ).fetchall()
    edges: dict[str, dict[str, object]] = {}
    nodes: list[dict[str, object]] = []
    for source, target, _ in rows:
        for end in (source, target):
            if not any(node["id"] == end for node in nodes):
                name = connection.execute(
                    """SELECT f.field_name, f.field_type, d.name, d.source_type FROM ol_dataset_field f
                       JOIN ol_dataset d ON d.dataset_id = f.dataset_id WHERE f.field_id = ?""",
                    (end,),
                ).fetchone()
                nodes.append({"id": end, "name": name})
        edges[f"{source}->{target}"] = {"source": source, "target": target}
    msgspec.json.encode({"nodes": nodes, "edges": list(edges.values())})
    connection.close()
    return list(edges.values())


def with_store(url: str) -> None:
    """A store: the repository's call to the answer's bytes."""
    path = Path(url.removeprefix("sqlite:///"))
    with tempfile.TemporaryDirectory() as folder:
        plain, quick = open_store(url), open_store(url, snapshot_dir=Path(folder))
        snapshots = quick.repository.snapshots
        assert snapshots
        began = time.perf_counter()
        snapshots.at(quick.repository.generation())
        snapshots.wait()
        snapshot = snapshots.at(quick.repository.generation())
        assert snapshot
        print(f"{len(snapshot.row):,} edges; snapshot built in {time.perf_counter() - began:.1f} s")
        for node, depth, count in roots(snapshot):
            table = SnapshotSource(snapshot).describe(np.array([node]))
            home, name = DatasetId.parse(table.datasets.ids.texts[0]), table.names.texts[0]
            walk = Walk(Direction.DOWNSTREAM, depth)
            for label, store in (("snapshot", quick), ("SQL", plain)):
                for form, query in (
                    ("objects", queries.LineageQuery(home, name, walk)),
                    ("columnar", queries.ColumnarLineageQuery(home, name, walk)),
                ):
                    call = partial(bytes_of, store.repository, query)
                    told(count, label, form, best(call), f"{len(call()):>12,} bytes")
            told(count, "earlier way", "", best(partial(earlier_way, path, int(snapshot.field_id[node]), depth), 1))
        plain.close()
        quick.close()


def with_snapshot(edges: int) -> None:
    """No store: a snapshot written, mapped, walked and told."""
    warehouse = generate(edges)
    count, tables = len(warehouse.source), warehouse.fields // WIDTH
    ids = np.arange(1, warehouse.fields + 1)
    names = [f"column_{column:02}" for column in range(WIDTH)]
    fields = Fields(
        ids, (ids - 1) // WIDTH + 1, (ids - 1) % WIDTH, names, ids * 0, ["DECIMAL(18,2)"], ids * 0 - 1, ids * 0 + 1
    )
    named = [str(warehouse.dataset(table)) for table in range(tables)]
    datasets = Datasets(np.arange(1, tables + 1), named, ["teradata://b"] * tables, ["TABLE"] * tables, [True] * tables)
    one = np.ones(count, np.int64)
    stored = StoredEdges(
        np.arange(1, count + 1), warehouse.source, warehouse.target, warehouse.subtype, one * 1.0, one, one * 10**15
    )
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        assemble(1, datasets, fields, stored).save(Path(folder) / "s")
        print(f"{count:,} edges; laid out and written in {time.perf_counter() - began:.1f} s")
        chosen = roots(Snapshot.open(Path(folder) / "s"))
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        began = time.perf_counter()
        snapshot = Snapshot.open(Path(folder) / "s")
        answer(snapshot, chosen[0][0], chosen[0][1], columnar=True)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        print(
            f"  opened and first answer in {(time.perf_counter() - began) * 1000:.1f} ms, {grown:.0f} MB more at most"
        )
        for node, depth, size in chosen:
            for columnar in (False, True):
                call = partial(answer, snapshot, node, depth, columnar=columnar)
                told(size, "snapshot", "columnar" if columnar else "objects", best(call))


def answer(snapshot: Snapshot, node: int, depth: int, *, columnar: bool) -> bytes:
    """One answer's bytes, without the look-up of the root's name."""
    source = SnapshotSource(snapshot)
    neighbours = source.neighbours(indirect=False, as_of=None)
    reached = graph.trace(np.array([node]), Direction.DOWNSTREAM, depth, neighbours)
    edges, hop = graph.merge(reached.edges, reached.hop)
    shown = cap(graph.Reached(reached.nodes, reached.depth, edges, hop), None)
    table = source.describe(shown.nodes)
    return (columns_json if columnar else graph_json)(shown, table, Granularity.FIELD)


if __name__ == "__main__":
    target = sys.argv[1] if len(sys.argv) > 1 else "1000000"
    if target.isdigit():
        with_snapshot(int(target))
    else:
        with_store(target)
