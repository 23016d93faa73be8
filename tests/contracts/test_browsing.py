"""Catalog, search, changes and writing, as every store answers."""

from __future__ import annotations

import pytest
from tests.stories import NOON, ONE, TWO, URI, batch, job, statement, table

from teralineage.domain import queries
from teralineage.domain.errors import NamespaceNotFoundError
from teralineage.domain.ids import DatasetId, DatasetName, namespace_id
from teralineage.domain.model import Coverage, LineageBatch, SourceType

HOME = namespace_id(URI)


def ask(store, query):
    return store.repository.answer(query).entity


def test_namespaces_databases_and_datasets_are_listed_by_name(store):
    store.writer.write(
        batch(
            table("Zoo.b"), table("sales.T2"), table("SALES.t1"), table("Sales.v", source_type=SourceType.VIEW),
        )
    )  # fmt: skip
    (home,) = ask(store, queries.NamespacesQuery()).namespaces
    assert (home.id, home.uri) == (HOME, URI)
    assert ask(store, queries.NamespaceQuery(HOME)).uri == URI
    with pytest.raises(NamespaceNotFoundError):
        ask(store, queries.NamespaceQuery("0" * 16))
    databases = ask(store, queries.DatabasesQuery(HOME))
    assert [(one.name.lower(), one.table_count) for one in databases.databases] == [("sales", 3), ("zoo", 1)]
    assert ask(store, queries.DatabasesQuery(HOME, text="OO")).total == 1
    page = ask(store, queries.DatasetsQuery(HOME, database="SALES", paging=queries.Paging(2, 0)))
    assert [one.name for one in page.datasets] == ["SALES.t1", "sales.T2"]
    assert (page.total, page.pagination.has_next) == (3, True)
    assert ask(store, queries.DatasetsQuery(HOME, text="T", source_type=SourceType.TABLE)).total == 2
    assert ask(store, queries.DatasetsQuery(HOME, text="%")).total == 0


def test_a_dataset_shows_its_fields_in_order_with_counts_of_direct_edges(store):
    store.writer.write(
        batch(
            table("d.t", "b INTEGER", "a DATE"),
            job(
                "j",
                statement(
                    "d.s.x -> d.t.a", "d.s.y -> d.t.a", "d.t.a -> d.u.a", "d.s.z -> d.t.* FILTER", "d.t.c -> d.u.c"
                ),
            ),
        )
    )
    found = ask(store, queries.DatasetQuery(DatasetId.parse("D.T")))
    assert [(f.name, f.type, f.ordinal_position, f.upstream_count, f.downstream_count) for f in found.fields] == [
        ("b", "INTEGER", 1, 0, 0),
        ("a", "DATE", 2, 2, 1),
        ("c", None, 3, 0, 1),
    ]
    assert found.id == f"{HOME}/d.t"
    assert ask(store, queries.DdlQuery(DatasetId.parse("d.t"))).table_ddl == "CREATE d.t"
    assert ask(store, queries.StatisticsQuery(DatasetId.parse("d.t"))).row_count is None


def test_the_catalogs_spelling_wins_over_that_of_queries(store):
    store.writer.write(batch(job("j", statement("db.src.col -> db.tgt.col"))))
    store.writer.write(batch(table("DB.Tgt", "Col")))
    assert ask(store, queries.DatasetQuery(DatasetId.parse("db.tgt"))).name == "DB.Tgt"
    store.writer.write(batch(job("k", statement("DB.TGT.COL -> db.x.y"))))
    found = ask(store, queries.DatasetQuery(DatasetId.parse("db.tgt")))
    assert (found.name, [one.name for one in found.fields]) == ("DB.Tgt", ["Col"])


def test_a_file_that_an_edge_mentions_is_a_dataset(store):
    store.writer.write(batch(job("j", statement('""."file:in.csv".c1 -> d.t.a'))))
    found = ask(store, queries.DatasetQuery(DatasetId(None, DatasetName("", "file:in.csv"))))
    assert (found.source_type, found.name) == ("FILE", '""."file:in.csv"')


def test_search_ranks_exact_prefix_word_start_substring(store):
    store.writer.write(
        batch(
            table("d.customer_id"), table("d.customer"), table("d.dim_customer"), table("d.xcustomer"), table("d.other")
        )
    )
    found = ask(store, queries.DatasetSearchQuery("CUSTOMER"))
    assert [one.name for one in found.datasets] == ["d.customer", "d.customer_id", "d.dim_customer", "d.xcustomer"]
    assert found.count == 4


def test_search_finds_databases_and_fields_and_close_spellings(store):
    store.writer.write(batch(table("retail.orders", "order_total"), table("retail.customers", "customer_id")))
    found = ask(store, queries.SearchQuery("retail"))
    assert [one.name for one in found.databases] == ["retail"]
    found = ask(store, queries.SearchQuery("custommers"))
    assert [one.name for one in found.datasets] == ["retail.customers"]
    found = ask(store, queries.SearchQuery("order_", types=frozenset({"field"})))
    assert [(one.name, one.dataset_name) for one in found.fields] == [("order_total", "retail.orders")]
    assert (found.total_count, found.dataset_count) == (1, 0)


def test_changes_tell_what_came_went_and_altered(store):
    store.writer.write(batch(table("d.t", "a INTEGER", "b DATE"), job("j", statement("d.t.a -> d.u.a"), at=NOON)))
    store.writer.write(batch(table("d.t", "a BIGINT"), job("j", statement("d.t.a -> d.u.z"), at=ONE)))
    found = ask(store, queries.ChangesQuery(since=NOON, until=ONE))
    told = {(one.kind, one.subject, one.id.replace(f"{HOME}/", ""), one.detail) for one in found.changes}
    assert told == {
        ("removed", "edge", "d.t/a->d.u/a", "IDENTITY"),
        ("added", "edge", "d.t/a->d.u/z", "IDENTITY"),
        ("changed", "field", "d.t/a", "INTEGER to BIGINT"),
        ("removed", "field", "d.t/b", None),
        ("removed", "field", "d.u/a", None),
        ("added", "field", "d.u/z", None),
    }
    assert all(one.at == ONE for one in found.changes)
    assert ask(store, queries.ChangesQuery(since=ONE)).total == 0
    assert ask(store, queries.ChangesQuery(until=NOON, paging=queries.Paging(1, 0))).pagination.has_next


def test_writing_the_same_again_changes_nothing_but_last_seen(store):
    story = (table("d.t", "a"), statement("d.s.a -> d.t.a"))
    store.writer.write(batch(story[0], job("j", story[1], at=NOON)))
    before = ask(store, queries.StoreStatisticsQuery())
    store.writer.write(batch(story[0], job("j", story[1], at=TWO)))
    assert ask(store, queries.StoreStatisticsQuery()) == before
    assert ask(store, queries.ChangesQuery(since=NOON)).total == 0
    (edge,) = ask(store, queries.LineageQuery(DatasetId.parse("d.t"), "a")).graph.edges
    assert edge.last_seen == TWO


def test_every_write_raises_the_generation(store):
    first = store.repository.generation()
    store.writer.write(batch())
    assert store.repository.generation() > first


def test_fingerprints_are_kept_by_job(store):
    store.writer.write(batch(job("a", fingerprint="f1"), job("b")))
    assert store.writer.fingerprints(URI) == {"a": "f1"}
    assert store.writer.fingerprints("teradata://other:1025") == {}


def test_statistics_count_what_stands_and_what_was_read(store):
    rows = (Coverage("INSERT", 8, 1, 1, {"syntax": 1}), Coverage("SELECT", 5))
    store.writer.write(batch(table("d.t", "a", "b"), job("j", statement("d.t.a -> d.u.x", "d.t.b -> d.u.* SORT"))))
    store.writer.write(LineageBatch(URI, coverage=rows))
    found = ask(store, queries.StoreStatisticsQuery())
    assert (found.namespaces, found.datasets, found.fields, found.jobs, found.edges) == (1, 2, 3, 1, 2)
    assert (found.statements_read, found.statements_parsed, found.statements_failed) == (15, 13, 1)
    assert [(one.kind, one.read, one.reasons) for one in found.coverage] == [
        ("INSERT", 10, {"syntax": 1}),
        ("SELECT", 5, {}),
    ]


def test_a_dropped_field_is_gone_from_its_dataset_unless_an_edge_still_stands_on_it(store):
    store.writer.write(batch(table("d.t", "a", "b"), job("j", statement("d.t.a -> d.u.x"))))
    store.writer.write(batch(table("d.t", "c")))
    assert [one.name for one in ask(store, queries.DatasetQuery(DatasetId.parse("d.t"))).fields] == ["c", "a"]
