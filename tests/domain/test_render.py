"""Graphs as JSON, written from arrays: byte for byte what the encoder writes of the same documents."""

from __future__ import annotations

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tests.columnar_reader import as_objects

from teralineage.domain.answers import Graph
from teralineage.domain.columnar import ColumnarGraph
from teralineage.domain.graph import STRENGTH, Edges
from teralineage.domain.ids import render_part
from teralineage.domain.queries import Granularity
from teralineage.domain.render import columns_json, columns_of, graph_json
from teralineage.domain.shown import DatasetTable, NodeTable, Shown, field_ids
from teralineage.domain.texts import TextList

NAMES = ["x", "a.b", 'q"uote', "é漢", "back\\slash", '","']


def ints(values):
    return np.array(values, np.int64)


@st.composite
def graphs(draw):
    """A graph of fields or of datasets whose names try the writer's quotes; node numbers as a store hands them out."""
    names = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    homes = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    grain = draw(st.sampled_from(Granularity))
    pairs = [(home, name) for home in range(len(homes)) for name in range(len(names))]
    pairs = draw(st.lists(st.sampled_from(pairs), unique=True, min_size=1))
    if grain is Granularity.DATASET:
        pairs = [(home, 0) for home in dict.fromkeys(home for home, _ in pairs)]
    numbers = draw(
        st.lists(st.integers(0, 10**10) | st.integers(0, 99), unique=True, min_size=len(pairs), max_size=len(pairs))
    )
    datasets = DatasetTable(
        ids=TextList.of([f"0123456789abcdef/d.{render_part(home)}" for home in homes]),
        names=TextList.of([f"d.{render_part(home)}" for home in homes]),
        namespace=ints([index % 2 for index in range(len(homes))]),
        namespaces=["teradata://b", "teradata://a"],
        source_type=ints([index % 2 for index in range(len(homes))]),
        source_types=["VIEW", "TABLE"],
    )
    dataset = ints([home for home, _ in pairs])
    if grain is Granularity.FIELD:
        codes = st.lists(st.integers(-1, 1), min_size=len(pairs), max_size=len(pairs))
        table = NodeTable(
            dataset=dataset,
            datasets=datasets,
            name=ints([name for _, name in pairs]),
            names=TextList.of(names),
            name_ids=TextList.of([render_part(name) for name in names]),
            type=ints(draw(codes)),
            types=["DATE", 'CHAR(1) "é"'],
            nullable=ints(draw(codes)),
            position=ints(range(len(pairs))),
        )
    else:
        table = NodeTable.of_datasets(dataset, datasets)
    ends = draw(st.lists(st.tuples(st.sampled_from(numbers), st.sampled_from(numbers)), unique=True))
    edges = Edges(
        ints(range(len(ends))),
        ints([one for one, _ in ends]),
        ints([other for _, other in ends]),
        ints([index % len(STRENGTH) for index in range(len(ends))]),
        np.array([1 / (1 + index % 3) for index in range(len(ends))]),
        ints([1 + index * 999 for index in range(len(ends))]),
        ints([10**15 + index % 4 for index in range(len(ends))]),
    )
    depth = ints(sorted(index % 3 for index in range(len(pairs))))
    return Shown(ints(numbers), depth, edges, draw(st.integers(0, 1))), table, grain


@given(graphs())
def test_both_forms_are_what_the_encoder_writes_and_say_the_same(drawn):
    shown, table, grain = drawn
    plain, columns = graph_json(shown, table, grain), columns_json(shown, table, grain)
    graph = msgspec.json.decode(plain, type=Graph)
    columnar = msgspec.json.decode(columns, type=ColumnarGraph)
    assert msgspec.json.encode(graph) == plain
    assert msgspec.json.encode(columnar) == columns
    assert as_objects(columnar) == graph
    assert as_objects(columns_of(graph, grain)) == graph
    if grain is Granularity.FIELD:
        assert [node.id for node in graph.nodes] == field_ids(table)
