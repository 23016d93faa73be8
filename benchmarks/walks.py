"""How long one lineage answer takes from the call to its bytes: from a snapshot, from SQL, and the earlier way.

    python -m benchmarks.walks [1000000] [sqlite:////tmp/bench_1000000.db]

A database that is not there, or is empty, is filled first. The earlier way is a recursive query that carries its path
as text, one look-up for each node, and a list that is searched for each. Times are the best of several, of the wall
and of this process's processor.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.bulk_load import load
from benchmarks.measure import best, heading, told
from benchmarks.roots import Question, questions
from benchmarks.warehouse import SEEN
from sqlalchemy import func, select

from teralineage.adapters.sql import Store, open_store, schema
from teralineage.adapters.sql.repository import SqlRepository
from teralineage.domain.ids import DatasetId, DatasetName, FieldName
from teralineage.domain.model import ColumnEdge, JobLineage, JobType, LineageBatch, Span, StatementEvidence, Subtype
from teralineage.domain.queries import Direction, LineageQuery, Query, Walk

EARLIER_MOST = 20_000
"""The most edges that the earlier way is asked for."""


def bytes_of(repository: SqlRepository, query: Query[Any]) -> bytes:
    """An answer's bytes."""
    return repository.answer(query).json


def earlier_way(path: Path, question: Question) -> int:
    """The recursive query and its look-ups, to the bytes of their answer; how many edges it finds."""
    connection = sqlite3.connect(path)
    roots = connection.execute(
        """SELECT f.field_id FROM ol_dataset_field f JOIN ol_dataset d ON d.dataset_id = f.dataset_id
           WHERE d.name = ? AND f.field_name = coalesce(?, f.field_name)""",
        (str(question.dataset.name), question.field),
    ).fetchall()
    edges: dict[str, dict[str, object]] = {}
    nodes: list[dict[str, object]] = []
    for root in roots:
        rows = connection.execute(
            """WITH RECURSIVE walk (source, target, depth, path) AS (
                 SELECT source_field_id, target_field_id, 1, '' || source_field_id || ',' || target_field_id
                 FROM ol_column_lineage WHERE source_field_id = ? AND is_active
                 UNION ALL
                 SELECT e.source_field_id, e.target_field_id, w.depth + 1, w.path || ',' || e.target_field_id
                 FROM ol_column_lineage e JOIN walk w ON e.source_field_id = w.target
                 WHERE w.depth < ? AND e.is_active AND instr(w.path, '' || e.target_field_id) = 0)
               SELECT source, target, depth FROM walk""",
            (*root, question.depth),
        ).fetchall()
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
    return len(edges)


def in_store(url: str) -> None:
    """The repository's call to the answer's bytes, each way in turn."""
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
        print(f"{len(snapshot.row):,} edges; snapshot read in {time.perf_counter() - began:.1f} s")
        for question in questions(snapshot):
            quickest = {}
            for label, store in (("snapshot", quick), ("SQL", plain)):
                for form, query in (("columnar", question.columnar()), ("objects", question.objects())):
                    call = partial(bytes_of, store.repository, query)
                    times = best(call, 15 if store is quick else 3)
                    quickest[label, form] = times[1]
                    told(f"{question.edges:,} edges, {label}, {form}", times, f"{len(call()):>12,} bytes")
            if question.edges > EARLIER_MOST:
                print("    the earlier way is not asked: it would take minutes")
                continue
            found: list[int] = []
            earlier = best(lambda question=question, found=found: found.append(earlier_way(path, question)), 1)
            told(f"{question.edges:,} edges, earlier way ({found[0]:,} found)", earlier)
            for form in ("columnar", "objects"):
                print(
                    f"    {form}: {earlier[1] / quickest['snapshot', form]:,.0f} times as fast as the earlier way (CPU)"
                )
        plain.close()
        quick.close()


def ladder(rungs: int = 20) -> None:
    """A ladder of diamonds: every rung doubles the ways, none the nodes."""

    def name(part: str, rung: int) -> FieldName:
        return FieldName(DatasetName("ladder", f"{part}{rung}"), "x")

    pairs = []
    for rung in range(rungs):
        for part in ("left", "right"):
            pairs += [(name("post", rung), name(part, rung)), (name(part, rung), name("post", rung + 1))]
    edges = tuple(ColumnEdge(source, target, Subtype.IDENTITY, Span(0, 1)) for source, target in pairs)
    said = StatementEvidence("ladder", "INSERT", edges, (), ())
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/ladder.db", snapshot_dir=Path(folder) / "snapshots")
        store.writer.write(
            LineageBatch("teradata://ladder", (), (JobLineage("ladder", JobType.SCRIPT, (said,), SEEN),))
        )
        settled(store)
        for label, depth in (("20", 20), ("unlimited", 10_000)):
            query = LineageQuery(
                DatasetId(None, DatasetName("ladder", "post0")), "x", Walk(Direction.DOWNSTREAM, depth)
            )
            told(f"ladder of {rungs} diamonds, depth {label}", best(partial(bytes_of, store.repository, query)))
        store.close()


def settled(store: Store) -> None:
    """Wait for the snapshot of now."""
    snapshots = store.repository.snapshots
    assert snapshots
    snapshots.at(store.repository.generation())
    snapshots.wait()


def is_empty(url: str) -> bool:
    """Whether a database holds no edge."""
    store = open_store(url)
    with store.engine.connect() as connection:
        count = connection.execute(
            select(func.count()).select_from(select(schema.lineage).limit(1).subquery())
        ).scalar()
    store.close()
    return not count


if __name__ == "__main__":
    heading("walks")
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    target = sys.argv[2] if len(sys.argv) > 2 else f"sqlite:////tmp/bench_{number}.db"
    if is_empty(target):
        load(target, number)
    ladder()
    in_store(target)
