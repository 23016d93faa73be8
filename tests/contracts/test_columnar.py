"""Arrays say what objects say."""

from __future__ import annotations

import msgspec
import pytest
from tests.fakes import as_objects
from tests.stories import batch, job, statement, table

from teralineage.domain import queries
from teralineage.domain.answers import Lineage
from teralineage.domain.columnar import ColumnarGraph, ColumnarLineage
from teralineage.domain.ids import DatasetId
from teralineage.domain.queries import Granularity, Paging, Walk

STORY = batch(
    table("d.t", "x INTEGER", "y DATE", '"a.b" VARCHAR(3)'),
    job("j", statement("d.s.x -> d.t.x", 'd.s.x -> d.t."a.b" AGGREGATION', "d.t.x -> e.u.z", "d.s.k -> d.t.* FILTER")),
)


@pytest.mark.parametrize("granularity", Granularity)
@pytest.mark.parametrize("field", [None, "x"])
def test_the_columnar_form_reads_back_into_the_same_graph(store, granularity, field):
    store.writer.write(STORY)
    walk = Walk(indirect=True, granularity=granularity)
    home = DatasetId.parse("d.t")
    plain = store.repository.answer(queries.LineageQuery(home, field, walk)).entity
    answer = store.repository.answer(queries.ColumnarLineageQuery(home, field, walk))
    wire = msgspec.json.decode(answer.json, type=ColumnarLineage)
    graph = as_objects(wire.graph)
    assert sorted(graph.nodes, key=repr) == sorted(plain.graph.nodes, key=repr)
    assert sorted(graph.edges, key=repr) == sorted(plain.graph.edges, key=repr)
    assert (wire.dataset_id, wire.field_name) == (plain.dataset_id, plain.field_name)


def test_a_databases_columnar_form_has_its_pages_too(store):
    store.writer.write(STORY)
    query = queries.ColumnarDatabaseLineageQuery("D", Walk(max_depth=1), Paging(1, 0))
    answer = store.repository.answer(query).entity
    plain = store.repository.answer(queries.DatabaseLineageQuery("D", Walk(max_depth=1), Paging(1, 0))).entity
    assert sorted(as_objects(answer.graph).edges, key=repr) == sorted(plain.graph.edges, key=repr)
    assert (answer.total, answer.pagination) == (plain.total, plain.pagination)


def test_the_types_of_the_documents_are_those_the_queries_promise():
    assert queries.ColumnarLineageQuery.answer_type is ColumnarLineage
    assert ColumnarGraph.__struct_fields__
    assert queries.LineageQuery.answer_type is Lineage
