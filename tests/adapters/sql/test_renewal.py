"""A snapshot made out of the last one is that which is read whole, whatever was written in between."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from tests.stories import NOON, batch, edges_batch, job, statement, table

from teralineage.adapters.sql import open_store, schema, touched
from teralineage.adapters.sql.engine import for_writing
from teralineage.adapters.sql.snapshot.build import read_snapshot
from teralineage.adapters.sql.snapshot.files import Snapshot
from teralineage.adapters.sql.snapshot.renew import NotRenewableError, read_renewed
from teralineage.adapters.sql.touched import parse_ids, render_ids
from teralineage.domain.ids import DatasetName

TABLES = ("d.a", "D.A", "d.b", "e.a", "e.c")
COLUMNS = ("x INTEGER", "X DATE", "y", "z DATE", '"a.b"')
ENDS = [f"{home}.{column}" for home in ("d.a", "d.b", "e.a", "e.c") for column in ("x", "y", "z")]
KINDS = ("IDENTITY", "AGGREGATION", "JOIN")

edges = st.builds(
    "{} -> {} {}".format, st.sampled_from(ENDS), st.sampled_from([*ENDS, "d.a.*", "e.c.*"]), st.sampled_from(KINDS)
)
jobs = st.tuples(st.sampled_from("jkl"), st.lists(st.lists(edges, min_size=1, max_size=4, unique=True), max_size=3))
columns = st.lists(st.sampled_from(COLUMNS), min_size=1, unique_by=lambda one: one.lower().partition(" ")[0])
tables = st.tuples(st.sampled_from(TABLES), columns)
moves = (
    st.lists(jobs, max_size=2, unique_by=lambda one: one[0]),
    st.lists(tables, max_size=2, unique_by=lambda one: one[0].lower()),
    st.lists(st.sampled_from(["d.a", "e.c"]), max_size=1),
    st.lists(st.sampled_from("jkl"), max_size=1),
)
histories = st.lists(st.lists(st.tuples(*moves), max_size=3), min_size=1, max_size=4)  # a renewal after each list


def told(history, hour):
    said, defined, dropped, ended = history
    at = NOON + timedelta(hours=hour)
    made = batch(
        *(table(name, *listed) for name, listed in defined),
        *(job(name, *(statement(*one) for one in listed), at=at) for name, listed in said),
    )
    return replace(made, dropped=tuple(map(DatasetName.parse, dropped)), ended=tuple(ended))


def resolved(snapshot: Snapshot) -> dict[str, object]:
    """Every array; places in lists of texts as the texts themselves, whose order is open."""
    arrays = {one.name: getattr(snapshot, one.name) for one in fields(Snapshot)}
    found = {name: array.tolist() for name, array in arrays.items() if isinstance(array, np.ndarray)}
    lists = {"names", "types", "dataset_names", "dataset_ids", "namespaces", "source_types"}
    texts = {name: snapshot.texts(name).all() for name in lists}
    plain = dict(zip(texts["names"], found["names_plain"], strict=True))
    found = {name: listed for name, listed in found.items() if not any(name.startswith(f"{one}_") for one in lists)}
    found["plain"] = [plain[texts["names"][one]] for one in found["name"]]
    for member, name in (("name", "names"), ("dataset_namespace", "namespaces"), ("dataset_type", "source_types")):
        found[member] = [texts[name][one] for one in found[member]]
    found["type"] = [None if one < 0 else texts["types"][one] for one in found["type"]]
    named = found.pop("dataset_text")
    for name in ("dataset_names", "dataset_ids"):
        found[name] = [texts[name][one] for one in named]
    return found | {"generation": snapshot.generation}


@settings(
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(histories)
def test_renewing_is_reading_whole(tmp_path_factory, history):
    folder = tmp_path_factory.mktemp("renewed")
    store = open_store(f"sqlite:///{folder}/store.db")
    last = read_snapshot(store.engine)
    hour = 0
    for moved in history:
        for one in moved:
            store.writer.write(told(one, hour))
            hour += 1
        last = read_renewed(store.engine, last)
        last.save(folder / "s")
        assert resolved(last) == resolved(read_snapshot(store.engine)), moved
        last = Snapshot.open(folder / "s")
    store.close()


@pytest.fixture
def store(tmp_path):
    opened = open_store(f"sqlite:///{tmp_path}/store.db")
    opened.writer.write(edges_batch("d.a.x -> d.b.x"))
    yield opened
    opened.close()


def test_what_nobody_noted_is_read_whole(store):
    last = read_snapshot(store.engine)
    with for_writing(store.engine).connect() as connection, connection.begin():
        connection.execute(update(schema.stamp).values(generation=schema.stamp.c.generation + 1))
    store.writer.write(edges_batch("d.a.x -> d.c.x"))
    with pytest.raises(NotRenewableError):
        read_renewed(store.engine, last)


def test_too_much_at_once_is_read_whole(store, monkeypatch):
    last = read_snapshot(store.engine)
    monkeypatch.setattr(touched, "MOST_IDS", 3)
    store.writer.write(batch(table("d.wide", "a", "b", "c")))
    with pytest.raises(NotRenewableError):
        read_renewed(store.engine, last)


def test_files_that_did_not_change_are_shared(store, tmp_path):
    from teralineage.adapters.sql.snapshot.files import SavedSnapshot  # noqa: PLC0415

    read_snapshot(store.engine).save(tmp_path / "one")
    last = Snapshot.open(tmp_path / "one")
    store.writer.write(edges_batch("d.a.x -> d.b.x", "d.b.x -> d.a.x"))
    read_renewed(store.engine, last).save(tmp_path / "two", SavedSnapshot(last, tmp_path / "one"))
    inodes = [(tmp_path / folder / "field_id.npy").stat().st_ino for folder in ("one", "two")]
    assert inodes[0] == inodes[1]
    assert len(Snapshot.open(tmp_path / "two").row) == 2


def test_an_id_that_was_taken_out_and_given_again_is_not_taken_for_the_old_one(store):
    last = read_snapshot(store.engine)
    store.writer.write(edges_batch("d.a.x -> d.c.x"))
    with for_writing(store.engine).connect() as connection, connection.begin():
        connection.exec_driver_sql("UPDATE ol_write SET fields = fields || ' 77'")
    with pytest.raises(NotRenewableError):
        read_renewed(store.engine, last)


@given(st.sets(st.integers(1, 60)))
def test_ids_are_read_as_they_were_written(ids):
    assert parse_ids(render_ids(ids)) == ids
    assert render_ids([]) == ""
    assert render_ids([3, 1, 2, 9]) == "1-3 9"
