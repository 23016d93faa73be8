"""Walks, as every store answers them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.stories import NOON, ONE, TWO, URI, batch, edges_batch, job, statement, table

from teralineage.domain import queries
from teralineage.domain.answers import Graph
from teralineage.domain.errors import (
    AmbiguousNameError,
    DatabaseNotFoundError,
    DatasetNotFoundError,
    EdgeNotFoundError,
    FieldNotFoundError,
)
from teralineage.domain.ids import DatasetId, FieldId, namespace_id
from teralineage.domain.queries import Direction, Granularity, Walk

HOME = namespace_id(URI)


def field_id(text: str) -> FieldId:
    name, _, column = text.rpartition(".")
    return FieldId(DatasetId.parse(name), column)


def graph(store, asset: str, **walk) -> Graph:
    dataset, _, column = asset.rpartition(".") if asset.count(".") == 2 else (asset, "", "")
    query = queries.LineageQuery(DatasetId.parse(dataset), column or None, Walk(**walk))
    return store.repository.answer(query).entity.graph


def short(graph: Graph) -> set[str]:
    return {one.id.replace(f"{HOME}/", "").replace("/", ".") for one in graph.edges}


def depths(graph: Graph) -> dict[str, int]:
    return {one.id.replace(f"{HOME}/", "").replace("/", "."): one.metadata.depth for one in graph.nodes}


def test_a_walk_goes_with_and_against_the_data_to_an_exact_depth(store):
    store.writer.write(edges_batch("d.a.x -> d.b.x", "d.b.x -> d.c.x", "d.c.x -> d.e.x", "d.o.x -> d.c.x"))
    assert short(graph(store, "d.b.x", direction=Direction.DOWNSTREAM, max_depth=1)) == {"d.b.x->d.c.x"}
    assert short(graph(store, "d.c.x", direction=Direction.UPSTREAM)) == {
        "d.b.x->d.c.x", "d.a.x->d.b.x", "d.o.x->d.c.x",
    }  # fmt: skip
    both = graph(store, "d.b.x")
    assert "d.o.x->d.c.x" not in short(both), "both is two walks, never one that turns round"
    assert depths(both) == {"d.b.x": 0, "d.a.x": 1, "d.c.x": 1, "d.e.x": 2}


def test_cycles_and_self_loops_end(store):
    store.writer.write(edges_batch("d.a.x -> d.b.x", "d.b.x -> d.a.x", "d.a.x -> d.a.x TRANSFORMATION"))
    found = graph(store, "d.a.x", max_depth=20)
    assert short(found) == {"d.a.x->d.b.x", "d.b.x->d.a.x", "d.a.x->d.a.x"}
    assert len(found.edges) == 3
    assert len(found.nodes) == 2


def test_a_root_without_edges_is_still_there(store):
    store.writer.write(batch(table("D.T", "c INTEGER")))
    found = graph(store, "d.t.C")
    assert [(one.name, one.metadata.column_type, one.dataset.name) for one in found.nodes] == [("c", "INTEGER", "D.T")]
    assert not found.edges


def test_of_several_subtypes_the_strongest_stands(store):
    store.writer.write(edges_batch("d.a.x -> d.b.x CONDITIONAL", "d.a.x -> d.b.x", "d.a.x -> d.b.x AGGREGATION"))
    direct = graph(store, "d.a.x")
    assert [(e.transformation_type, e.transformation_subtype) for e in direct.edges] == [("DIRECT", "AGGREGATION")]
    assert graph(store, "d.a.x", indirect=True).edges[0].transformation_subtype == "AGGREGATION"


def test_indirect_edges_end_in_the_dataset_as_a_whole_and_go_on_from_its_columns(store):
    store.writer.write(
        batch(
            table("d.t", "x", "y", "z"),
            job("j", statement("d.f.k -> d.t.* FILTER", "d.s.x -> d.t.x", "d.t.x -> d.u.x", "d.t.y -> d.u.y")),
        )
    )
    assert short(graph(store, "d.f.k")) == set()
    down = graph(store, "d.f.k", direction=Direction.DOWNSTREAM, indirect=True)
    assert short(down) == {"d.f.k->d.t.*", "d.t.x->d.u.x", "d.t.y->d.u.y"}
    assert depths(down) == {"d.f.k": 0, "d.t.*": 1, "d.t.x": 1, "d.t.y": 1, "d.u.x": 2, "d.u.y": 2}
    assert short(graph(store, "d.f.k", indirect=True, max_depth=1)) == {"d.f.k->d.t.*"}
    up = graph(store, "d.u.x", direction=Direction.UPSTREAM, indirect=True)
    assert short(up) == {"d.t.x->d.u.x", "d.s.x->d.t.x", "d.f.k->d.t.*"}
    assert depths(up) == {"d.u.x": 0, "d.t.x": 1, "d.t.*": 1, "d.s.x": 2, "d.f.k": 2}


def test_the_dataset_grain_is_the_same_graph_rolled_up(store):
    store.writer.write(
        batch(
            table("d.lonely", "x"),
            job(
                "j",
                statement("d.a.x -> d.b.x", "d.a.y -> d.b.y AGGREGATION", "d.b.x -> d.b.y", "d.b.x -> d.b.* FILTER"),
            ),
        )
    )
    found = graph(store, "d.a", granularity=Granularity.DATASET, indirect=True)
    assert {(n.type, n.name, n.metadata.depth) for n in found.nodes} == {("dataset", "d.a", 0), ("dataset", "d.b", 1)}
    assert {(e.id.replace(f"{HOME}/", ""), e.transformation_subtype, e.evidence_count) for e in found.edges} == {
        ("d.a->d.b", "AGGREGATION", 2),
        ("d.b->d.b", "IDENTITY", 1),
    }
    assert [n.name for n in graph(store, "d.lonely", granularity=Granularity.DATASET).nodes] == ["d.lonely"]


def test_a_database_is_walked_a_window_at_a_time(store):
    store.writer.write(edges_batch("D.a.x -> d.b.x", "d.b.x -> e.c.x", "e.c.x -> f.d.x"))
    query = queries.DatabaseLineageQuery("d", Walk(max_depth=1), queries.Paging(1, 1))
    answer = store.repository.answer(query).entity
    assert (answer.database_name, answer.total, answer.pagination.has_next) == ("D", 2, False)
    assert short(answer.graph) == {"D.a.x->d.b.x", "d.b.x->e.c.x"}
    with pytest.raises(DatabaseNotFoundError):
        store.repository.answer(queries.DatabaseLineageQuery("nowhere"))


def test_impact_tells_depth_kind_and_whether_only_indirect(store):
    store.writer.write(
        edges_batch("d.a.x -> d.b.x", "d.b.x -> e.c.x AGGREGATION", "d.a.x -> e.c.* JOIN", "e.c.y -> e.g.y")
    )
    answer = store.repository.answer(queries.ImpactQuery(DatasetId.parse("d.a"), "X", indirect=True)).entity
    assert [(one.name, one.depth, one.impact_type, one.via_indirect_only) for one in answer.impacted] == [
        ("d.b.x", 1, "IDENTITY", False),
        ("e.c.*", 1, "JOIN", True),
        ("e.c.x", 2, "AGGREGATION", False),
        ("e.g.y", 2, "IDENTITY", True),
    ]
    assert answer.summary.critical_count == 2
    assert answer.summary.by_database == {"d": 1, "e": 3}
    assert answer.summary.by_depth == {"1": 2, "2": 2}
    assert answer.source == f"{HOME}/d.a/x"


def test_all_shortest_paths_up_to_a_limit_each_edge_with_its_evidence(store):
    store.writer.write(
        edges_batch(
            "d.a.x -> d.l.x",
            "d.a.x -> d.r.x",
            "d.l.x -> d.z.x",
            "d.r.x -> d.z.x",
            "d.a.x -> d.p.x",
            "d.p.x -> d.q.x",
            "d.q.x -> d.z.x",
        )
    )
    query = queries.PathsQuery(field_id("d.a.x"), field_id("d.z.x"))
    answer = store.repository.answer(query).entity
    assert answer.length == 2
    assert len(answer.paths) == 2
    assert all(step.evidence and step.evidence.job == "j" for path in answer.paths for step in path)
    assert not answer.truncated
    capped = store.repository.answer(queries.PathsQuery(DatasetId.parse("d.a"), DatasetId.parse("d.z"), limit=1)).entity
    assert (len(capped.paths), capped.truncated) == (1, True)
    nowhere = store.repository.answer(queries.PathsQuery(field_id("d.z.x"), field_id("d.a.x"))).entity
    assert (nowhere.length, nowhere.paths) == (None, ())


def test_a_path_goes_on_from_a_column_of_a_steered_dataset(store):
    store.writer.write(edges_batch("d.a.x -> d.t.* FILTER", "d.t.y -> d.u.y"))
    query = queries.PathsQuery(field_id("d.a.x"), field_id("d.u.y"), indirect=True)
    (path,) = store.repository.answer(query).entity.paths
    assert [step.edge.id.replace(f"{HOME}/", "") for step in path] == ["d.a/x->d.t/*", "d.t/y->d.u/y"]


def test_history_edges_are_closed_and_seen_as_of_then(store):
    store.writer.write(edges_batch("d.a.x -> d.b.x", at=NOON))
    store.writer.write(edges_batch("d.a.y -> d.b.x", at=ONE))
    store.writer.write(edges_batch("d.a.x -> d.b.x", at=TWO))
    assert short(graph(store, "d.b.x")) == {"d.a.x->d.b.x"}
    assert short(graph(store, "d.b.x", as_of=NOON - timedelta(seconds=1))) == set()
    assert short(graph(store, "d.b.x", as_of=NOON)) == {"d.a.x->d.b.x"}
    assert short(graph(store, "d.b.x", as_of=ONE)) == {"d.a.y->d.b.x"}
    assert short(graph(store, "d.b.x", as_of=TWO)) == {"d.a.x->d.b.x"}


def test_an_edge_stands_while_any_job_states_it(store):
    store.writer.write(batch(job("one", statement("d.a.x -> d.b.x")), job("two", statement("d.a.x -> d.b.x"))))
    assert graph(store, "d.a.x").edges[0].evidence_count == 2
    store.writer.write(batch(job("one", statement("d.a.y -> d.b.y"), at=ONE)))
    assert graph(store, "d.a.x").edges[0].evidence_count == 1
    store.writer.write(batch(job("two", at=TWO)))
    assert short(graph(store, "d.b")) == {"d.a.y->d.b.y"}
    assert short(graph(store, "d.b.x", as_of=ONE)) == {"d.a.x->d.b.x"}


def test_evidence_of_an_edge_latest_first(store):
    store.writer.write(batch(job("one", statement("d.a.x -> d.b.x")), job("two", statement("d.a.x -> d.b.x"), at=ONE)))
    answer = store.repository.answer(queries.EvidenceQuery(field_id("D.A.X"), field_id("d.b.x"), limit=1)).entity
    assert answer.total == 2
    (latest,) = answer.evidence
    assert (latest.job, latest.job_type, latest.file, latest.line, latest.user) == (
        "two",
        "SCRIPT",
        "load.bteq",
        3,
        "etl",
    )
    assert latest.sql[latest.span_start : latest.span_end] == "a"
    with pytest.raises(EdgeNotFoundError):
        store.repository.answer(queries.EvidenceQuery(field_id("d.b.x"), field_id("d.a.x")))
    with pytest.raises(EdgeNotFoundError):
        store.repository.answer(queries.EvidenceQuery(field_id("d.b.nope"), field_id("d.a.x")))


def test_evidence_is_what_stands_now_and_of_a_closed_edge_what_it_had(store):
    query = queries.EvidenceQuery(field_id("d.a.x"), field_id("d.b.x"))
    store.writer.write(batch(job("j", statement("d.a.x -> d.b.x", text="SELECT a, 1"))))
    store.writer.write(batch(job("j", statement("d.a.x -> d.b.x", text="SELECT a, 2"), at=ONE)))
    answer = store.repository.answer(query).entity
    assert ([one.sql for one in answer.evidence], answer.total) == (["SELECT a, 2"], 1)
    assert answer.evidence[0].last_seen == ONE
    store.writer.write(batch(job("j", at=TWO)))
    assert "SELECT a, 2" in [one.sql for one in store.repository.answer(query).entity.evidence]


def test_unknown_and_ambiguous_names(store):
    store.writer.write(batch(table("dw.customer", "customer_id")))
    with pytest.raises(DatasetNotFoundError) as missing:
        graph(store, "dw.custmer")
    assert missing.value.suggestions == ("dw.customer",)
    with pytest.raises(FieldNotFoundError) as no_field:
        graph(store, "dw.customer.customr_id")
    assert no_field.value.suggestions == ("customer_id",)
    store.writer.write(batch(table("DW.Customer", "id"), uri="teradata://other:1025"))
    with pytest.raises(AmbiguousNameError) as ambiguous:
        graph(store, "dw.customer")
    assert set(ambiguous.value.candidates) == {
        f"{HOME}/dw.customer", f"{namespace_id('teradata://other:1025')}/DW.Customer",
    }  # fmt: skip
    assert graph(store, f"{HOME}/dw.customer").nodes
