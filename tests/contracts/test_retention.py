"""History that is older than it is kept for goes for good; within the window every store answers as before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.contracts.test_deletion import ask, edges, ended
from tests.stories import NOON, ONE, TWO, batch, job, statement, table

from teralineage.adapters.sql import retention
from teralineage.adapters.teradata.store import forget_sql
from teralineage.domain import queries
from teralineage.domain.errors import DatasetNotFoundError, EdgeNotFoundError, FieldNotFoundError
from teralineage.domain.ids import DatasetId, DatasetName, FieldId

THREE, FOUR = TWO + timedelta(hours=1), TWO + timedelta(hours=2)
SECOND = timedelta(seconds=1)


@pytest.fixture
def told(store):
    """An edge from noon to one, another from one to two, a third that stands; a job that is gone at three."""
    for at, column in ((NOON, "a"), (ONE, "b"), (TWO, "c")):
        store.writer.write(batch(table("d.t", "a"), job("j", statement(f"s.f.{column} -> d.t.a"), at=at)))
    store.writer.write(batch(job("gone", statement("d.t.a -> d.u.a"), at=TWO)))
    store.writer.write(ended("gone", at=THREE))
    return store


def test_within_the_window_everything_is_answered_as_before(told):
    assert told.writer.forget(NOON).edges == 0
    gone = told.writer.forget(ONE + SECOND)
    assert gone.edges == 1
    assert edges(told, "d.t", as_of=ONE + SECOND) == {"s.f/b->d.t/a"}
    assert edges(told, "d.t", as_of=TWO) == {"s.f/c->d.t/a", "d.t/a->d.u/a"}
    assert edges(told, "d.t") == {"s.f/c->d.t/a"}
    assert edges(told, "d.t", as_of=NOON) == set()  # before the window, history is gone
    with pytest.raises(EdgeNotFoundError):
        ask(told, queries.EvidenceQuery(FieldId.parse("s.f/a"), FieldId.parse("d.t/a")))
    evidence = ask(told, queries.EvidenceQuery(FieldId.parse("s.f/b"), FieldId.parse("d.t/a")))
    assert [one.job for one in evidence.evidence] == ["j"]


def test_what_stands_is_never_forgotten_and_what_is_written_then_is_right(told):
    assert told.writer.forget(FOUR).edges == 3
    assert told.writer.forget(FOUR).edges == 0
    assert edges(told, "d.t") == {"s.f/c->d.t/a"}
    (evidence,) = ask(told, queries.EvidenceQuery(FieldId.parse("s.f/c"), FieldId.parse("d.t/a"))).evidence
    assert (evidence.job, evidence.first_seen) == ("j", TWO)
    told.writer.write(batch(job("gone", statement("d.t.a -> d.u.a"), at=FOUR)))
    assert edges(told, "d.t") == {"s.f/c->d.t/a", "d.t/a->d.u/a"}
    assert ask(told, queries.StoreStatisticsQuery()).jobs == 3


def test_more_rows_than_a_transaction_takes(store, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 10)
    monkeypatch.setattr(forget_sql, "MOST_VALUES", 10)
    ends = [f"d.s.c{number} -> d.t.c{number}" for number in range(25)]
    store.writer.write(batch(job("j", statement(*ends), at=NOON)))
    store.writer.write(replace(batch(job("clock", at=ONE)), ended=("j",)))
    assert store.writer.forget(TWO).edges == 25


def test_what_went_before_the_window_leaves_no_name_behind(told):
    told.writer.write(replace(batch(job("clock", at=THREE)), ended=("j",), dropped=(DatasetName.parse("d.t"),)))
    told.writer.forget(THREE - SECOND)
    assert ask(told, queries.DatasetQuery(DatasetId.parse("d.t"))).name == "d.t"
    told.writer.forget(FOUR)
    for name in ("d.t", "d.u", "s.f"):
        with pytest.raises(DatasetNotFoundError):
            ask(told, queries.DatasetQuery(DatasetId.parse(name)))
    told.writer.write(batch(table("d.t", "a"), job("j", statement("s.f.a -> d.t.a"), at=FOUR)))
    assert edges(told, "d.t") == {"s.f/a->d.t/a"}
    assert ask(told, queries.SearchQuery("f")).datasets[0].name == "s.f"


def test_a_field_that_went_is_forgotten_and_its_dataset_stays(told):
    told.writer.write(batch(table("d.t", "b"), job("j", at=THREE)))
    told.writer.forget(FOUR)
    field = queries.LineageQuery(DatasetId.parse("d.t"), "a")
    with pytest.raises(FieldNotFoundError):
        ask(told, field)
    assert [one.name for one in ask(told, queries.DatasetQuery(DatasetId.parse("d.t"))).fields] == ["b"]
