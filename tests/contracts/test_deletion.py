"""What is gone: jobs that ended and datasets that were dropped, closed and never deleted, in every store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.stories import NOON, ONE, TWO, URI, batch, job, statement, table

from teralineage.domain import queries
from teralineage.domain.ids import DatasetId, DatasetName, FieldId, namespace_id
from teralineage.domain.model import JobLineage, JobType

HOME = namespace_id(URI)
THREE = TWO + timedelta(hours=1)


def ask(store, query):
    return store.repository.answer(query).entity


def listed(store):
    return [one.name for one in ask(store, queries.DatasetsQuery(HOME)).datasets]


def edges(store, dataset, as_of=None, **walk):
    graph = ask(store, queries.LineageQuery(DatasetId.parse(dataset), None, queries.Walk(as_of=as_of, **walk))).graph
    return {one.id.replace(f"{HOME}/", "") for one in graph.edges}


def ended(*names, at):
    return replace(batch(job("clock", at=at)), ended=names)


def dropped(*names, at, more=()):
    return replace(batch(*more, job("clock", at=at)), dropped=tuple(map(DatasetName.parse, names)))


@pytest.fixture
def told(store):
    """A table, a view on it, and a script that loads the table."""
    store.writer.write(
        batch(
            table("d.t", "a", "b"),
            table("d.v", "x"),
            job("load", statement("s.f.a -> d.t.a"), at=NOON, fingerprint="1"),
            job("view d.v", statement("d.t.a -> d.v.x"), at=NOON, fingerprint="2"),
        )
    )
    return store


def test_a_job_that_ended_states_nothing_any_longer_and_its_edges_are_history(told):
    told.writer.write(ended("load", at=ONE))
    assert edges(told, "d.t") == {"d.t/a->d.v/x"}
    assert edges(told, "d.t", as_of=NOON) == {"d.t/a->d.v/x", "s.f/a->d.t/a"}
    assert told.writer.fingerprints(URI) == {"view d.v": "2"}
    assert ask(told, queries.StoreStatisticsQuery()).jobs == 2  # the view and the clock
    evidence = ask(told, queries.EvidenceQuery(FieldId.parse("s.f/a"), FieldId.parse("d.t/a")))
    assert [one.job for one in evidence.evidence] == ["load"]


def test_an_edge_stands_while_another_job_states_it(told):
    told.writer.write(batch(job("again", statement("s.f.a -> d.t.a"), at=ONE)))
    told.writer.write(ended("load", "never was", at=TWO))
    assert "s.f/a->d.t/a" in edges(told, "d.t")
    told.writer.write(ended("again", at=THREE))
    assert "s.f/a->d.t/a" not in edges(told, "d.t")


def test_a_job_that_comes_back_says_again_what_it_said(told):
    told.writer.write(ended("load", at=ONE))
    told.writer.write(batch(job("load", statement("s.f.a -> d.t.a"), at=TWO, fingerprint="1")))
    assert edges(told, "d.t") == {"d.t/a->d.v/x", "s.f/a->d.t/a"}
    assert edges(told, "d.t", as_of=ONE) == {"d.t/a->d.v/x"}
    assert told.writer.fingerprints(URI)["load"] == "1"
    assert listed(told) == ["d.t", "d.v", "s.f"]


def test_a_job_that_is_told_and_ended_at_once_stands(told):
    told.writer.write(replace(batch(job("load", statement("s.f.b -> d.t.b"), at=ONE)), ended=("load",)))
    assert edges(told, "d.t") == {"d.t/a->d.v/x", "s.f/b->d.t/b"}


def test_what_only_an_ended_job_mentioned_is_listed_no_longer(told):
    told.writer.write(ended("load", at=ONE))
    assert listed(told) == ["d.t", "d.v"]  # s.f was mentioned and is defined by nothing
    assert ask(told, queries.SearchQuery("f")).datasets == ()
    assert edges(told, "s.f", as_of=NOON) == {"s.f/a->d.t/a", "d.t/a->d.v/x"}


def test_a_dropped_dataset_is_listed_no_longer_and_still_answers_as_of_then(told):
    told.writer.write(replace(dropped("D.V", at=ONE), ended=("view d.v",)))
    assert listed(told) == ["d.t", "s.f"]
    assert ask(told, queries.DatabasesQuery(HOME)).databases[0].table_count == 1
    assert ask(told, queries.SearchQuery("v")).total_count == 0
    assert ask(told, queries.SearchQuery("x")).total_count == 0
    counts = ask(told, queries.StoreStatisticsQuery())
    assert (counts.datasets, counts.fields) == (2, 3)
    assert edges(told, "d.v") == set()
    assert edges(told, "d.v", as_of=NOON) == {"d.t/a->d.v/x", "s.f/a->d.t/a"}
    window = queries.DatabaseLineageQuery("d", queries.Walk(as_of=NOON))
    assert {one.name for one in ask(told, window).graph.nodes if one.dataset.name == "d.v"} == {"x"}
    changes = ask(told, queries.ChangesQuery(since=NOON)).changes
    told_of = {(one.kind, one.subject, one.id.replace(f"{HOME}/", "")) for one in changes}
    assert told_of == {("removed", "edge", "d.t/a->d.v/x"), ("removed", "field", "d.v/x")}


def test_a_database_without_datasets_still_has_its_history(told):
    told.writer.write(dropped("d.t", "d.v", at=ONE))
    assert [one.name for one in ask(told, queries.DatabasesQuery(HOME)).databases] == ["s"]
    assert ask(told, queries.ChangesQuery(database="D", since=NOON)).total > 0
    assert ask(told, queries.DatabaseLineageQuery("d")).total == 0


def test_edges_on_a_dropped_dataset_stand_while_a_job_states_them(told):
    told.writer.write(dropped("d.t", at=ONE))
    assert edges(told, "d.v") == {"d.t/a->d.v/x", "s.f/a->d.t/a"}
    assert "d.t" not in listed(told)


def test_a_definition_brings_a_dataset_back_and_so_does_a_later_job(told):
    told.writer.write(dropped("d.t", "d.v", at=ONE))
    told.writer.write(batch(table("d.t", "a"), job("clock", at=TWO)))
    assert listed(told) == ["d.t", "s.f"]
    told.writer.write(batch(job("late", statement("d.v.x -> d.w.x"), at=ONE)))  # it ran before the drop was noticed
    assert "d.v" not in listed(told)
    told.writer.write(batch(job("new", statement("d.v.x -> d.w.y"), at=TWO)))
    assert "d.v" in listed(told)


def test_a_plain_name_means_the_dataset_that_stands(store):
    store.writer.write(batch(table("d.t", "a"), job("j", at=NOON)))
    store.writer.write(batch(table("d.t", "b"), job("j", at=NOON), uri="teradata://other:1025"))
    store.writer.write(dropped("d.t", at=ONE))
    found = ask(store, queries.DatasetQuery(DatasetId.parse("d.t")))
    assert (found.namespace, [one.name for one in found.fields]) == ("teradata://other:1025", ["b"])
    assert ask(store, queries.DatasetQuery(DatasetId.parse(f"{HOME}/d.t"))).fields == ()


def test_a_note_is_kept_but_not_counted_among_the_jobs(told):
    told.writer.write(batch(JobLineage("a note", JobType.NOTE, (), ONE, fingerprint="held")))
    assert told.writer.fingerprints(URI)["a note"] == "held"
    assert ask(told, queries.StoreStatisticsQuery()).jobs == 2
