"""Snapshots: used only when whole, of this version and of the store's very generation; built again otherwise."""

from __future__ import annotations

import json
import logging
import os
import resource
import sqlite3
import time
from contextlib import closing
from dataclasses import replace

import pytest
from sqlalchemy import update
from tests.stories import edges_batch

from teralineage.adapters.sql import open_store, schema
from teralineage.adapters.sql.engine import for_writing
from teralineage.adapters.sql.repository import SqlRepository
from teralineage.adapters.sql.snapshot.files import Snapshot, UnusableSnapshotError
from teralineage.adapters.sql.snapshot.keeper import SnapshotKeeper
from teralineage.adapters.sql.snapshot.renew import following
from teralineage.domain import queries
from teralineage.domain.ids import DatasetId

QUERY = queries.LineageQuery(DatasetId.parse("d.a"), "x")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "snapshots"


def open_restless(tmp_path, folder):
    """A store whose keeper begins the next build at once, however long the one before took."""
    opened = open_store(f"sqlite:///{tmp_path}/store.db")
    keeper = SnapshotKeeper(following(opened.engine), folder, rest=0)
    return replace(opened, repository=SqlRepository(opened.engine, snapshots=keeper))


@pytest.fixture
def store(tmp_path, folder):
    opened = open_restless(tmp_path, folder)
    opened.writer.write(edges_batch("d.a.x -> d.b.x", "d.b.x -> d.c.x"))
    yield opened
    opened.close()


def settle(store):
    """Ask until the snapshot of now is at hand; the edges then answered."""
    store.repository.answer(QUERY)
    store.repository.snapshots.wait()
    edges = store.repository.answer(QUERY).entity.graph.edges
    assert store.repository.snapshots.state().generation == store.repository.generation()
    return edges


def test_the_store_answers_until_the_snapshot_is_there(store):
    assert store.repository.snapshots.state().generation is None
    assert len(store.repository.answer(QUERY).entity.graph.edges) == 2
    assert len(settle(store)) == 2
    state = store.repository.snapshots.state()
    assert state.age_seconds >= 0
    assert not state.building


def test_a_store_says_what_answers_walks(store):
    assert store.graph_state() == "store"
    settle(store)
    assert store.graph_state().startswith("snapshot, ")
    store.writer.write(edges_batch("d.a.x -> d.z.x"))
    assert store.graph_state() == "store"


def test_a_snapshot_of_before_is_not_used(store):
    settle(store)
    store.writer.write(edges_batch("d.a.x -> d.z.x"))
    (edge,) = store.repository.answer(QUERY).entity.graph.edges
    assert edge.target.endswith("d.z/x")


@pytest.mark.parametrize("harm", ["cut", "gone", "version", "nonsense", "zeros", "no name"])
def test_a_snapshot_that_is_not_whole_is_ignored_and_built_again(tmp_path, folder, store, harm, caplog):
    settle(store)
    (snapshot,) = folder.glob("snapshot-*")
    if harm == "cut":
        (snapshot / "target.npy").write_bytes(b"short")
    elif harm == "gone":
        (snapshot / "names_words.npy").unlink()
    elif harm == "zeros":  # of the right length, as after a crash of the machine
        (snapshot / "row.npy").write_bytes(bytes((snapshot / "row.npy").stat().st_size))
    elif harm == "no name":
        (snapshot / "meta.json").write_text('{"version": 3, "generation": 1, "sizes": []}')
    elif harm == "version":
        meta = json.loads((snapshot / "meta.json").read_text())
        (snapshot / "meta.json").write_text(json.dumps(meta | {"version": 99}))
    else:
        (snapshot / "meta.json").write_text("{")
    with pytest.raises(UnusableSnapshotError):
        Snapshot.open(snapshot)
    again = open_restless(tmp_path, folder)
    with caplog.at_level(logging.WARNING):
        assert len(again.repository.answer(QUERY).entity.graph.edges) == 2
        assert len(settle(again)) == 2
    assert [record.message.split(":")[0] for record in caplog.records] == [
        f"the snapshot {snapshot.name} is not used and will be built again"
    ]
    again.close()


def test_processes_share_what_one_has_built(tmp_path, folder, store):
    settle(store)
    other = open_restless(tmp_path, folder)
    other.repository.answer(QUERY)
    assert other.repository.snapshots.state().generation == store.repository.generation()
    assert not other.repository.snapshots.state().building
    other.close()


def test_what_a_crash_left_behind_harms_nothing(folder, store):
    (folder / "snapshot-1.making-77").mkdir(parents=True)
    (folder / "current").write_text("snapshot-1")
    assert len(settle(store)) == 2
    assert not (folder / "snapshot-1.making-77").exists()


def test_no_other_process_builds_while_one_does(folder, store):
    import fcntl  # noqa: PLC0415

    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        store.repository.answer(QUERY)
        store.repository.snapshots.wait()
        assert store.repository.snapshots.state().generation is None
    assert len(settle(store)) == 2


def test_an_instant_gone_by_is_asked_of_the_store(store):
    settle(store)
    gone = queries.LineageQuery(QUERY.dataset, "x", queries.Walk(as_of=edges_batch("d.a.x -> d.b.x").jobs[0].seen_at))
    assert len(store.repository.answer(gone).entity.graph.edges) == 2


def test_an_empty_store_has_a_snapshot_too(tmp_path, folder):
    opened = open_store(f"sqlite:///{tmp_path}/other.db", snapshot_dir=folder)
    opened.repository.snapshots.at(0)
    opened.repository.snapshots.wait()
    assert len(opened.repository.snapshots.at(opened.repository.generation()).row) == 0
    opened.close()


def test_a_folder_that_cannot_be_made_leaves_the_store_to_answer(tmp_path, caplog):
    (tmp_path / "file").write_text("in the way")
    opened = open_restless(tmp_path, tmp_path / "file" / "snapshots")
    opened.writer.write(edges_batch("d.a.x -> d.b.x"))
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert len(opened.repository.answer(QUERY).entity.graph.edges) == 1
            opened.repository.snapshots.wait()
    assert [record.message.partition(":")[0] for record in caplog.records] == ["no snapshot could be built"]
    assert opened.graph_state() == "store"
    opened.close()


def test_a_disk_that_is_full_while_building_costs_a_snapshot_and_no_answer(folder, store, caplog):
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with caplog.at_level(logging.WARNING):
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (100, hard)
        )  # no file may grow beyond: a write fails as on a full disk
        try:
            assert len(store.repository.answer(QUERY).entity.graph.edges) == 2
            store.repository.snapshots.wait()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert store.repository.snapshots.state().generation is None
    assert [record.message.partition(":")[0] for record in caplog.records] == ["no snapshot could be built"]
    assert len(settle(store)) == 2
    assert [one.name for one in folder.iterdir() if "making" in one.name] == []


def test_a_defect_in_building_is_told_once_and_the_store_answers(tmp_path, store, caplog):
    def broken(_last):
        raise ZeroDivisionError

    keeper = SnapshotKeeper(broken, tmp_path / "other", rest=0)
    repository = SqlRepository(store.engine, snapshots=keeper)
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            assert len(repository.answer(QUERY).entity.graph.edges) == 2
            keeper.wait()
    assert len(caplog.records) == 1


def test_no_snapshot_is_younger_than_now(folder, store):
    settle(store)
    (snapshot,) = folder.glob("snapshot-*")
    later = time.time() + 1000
    os.utime(snapshot / "meta.json", (later, later))
    other = SnapshotKeeper(following(store.engine), folder)
    assert other.at(store.repository.generation()) is not None
    assert other.state().age_seconds == 0
    assert other.told(store.repository.generation()) == "snapshot, 0 s old"


def test_an_older_store_in_its_place_is_answered_as_it_stands(tmp_path, store):
    path, old = tmp_path / "store.db", tmp_path / "old.db"
    before = store.repository.generation()
    with closing(sqlite3.connect(path)) as live, closing(sqlite3.connect(old)) as copy:
        live.backup(copy)
    store.writer.write(edges_batch("d.a.x -> d.z.x"))
    assert len(settle(store)) == 1
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    old.rename(path)
    while store.repository.generation() != before:  # a silent bell is believed for a tenth of a second
        time.sleep(0.01)
    assert len(settle(store)) == 2


def test_a_clock_put_back_still_raises_the_generation(store):
    later = store.repository.generation() + 10**12
    with for_writing(store.engine).begin() as connection:
        connection.execute(update(schema.stamp).values(generation=later))
    store.writer.write(edges_batch("d.a.x -> d.z.x"))
    assert store.repository.generation() == later + 1
    assert len(settle(store)) == 1
