from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.cache.strategies import dataset_ids, names, of_type, queries_of_any_kind

from teralineage.cache.keys import NAMES, key_of, parse_lineage, spelling_of
from teralineage.domain.ids import DatasetId, DatasetName, FieldId, fold
from teralineage.domain.model import SourceType
from teralineage.domain.queries import (
    ColumnarLineageQuery,
    DatabaseLineageQuery,
    DatasetSearchQuery,
    DatasetsQuery,
    Direction,
    Granularity,
    LineageQuery,
    Paging,
    PathsQuery,
    Query,
    SearchQuery,
    Walk,
)

CUSTOMER = DatasetId("3f1c0a9be2d47788", DatasetName("SALES_DW", "DIM_CUSTOMER"))
lineage_queries = of_type(LineageQuery) | of_type(ColumnarLineageQuery)


def test_every_kind_of_question_has_a_name_of_its_own():
    kinds = {kind.__name__ for kind in Query.__subclasses__()}
    assert {kind.__name__ for kind in NAMES} == kinds
    assert len(set(NAMES.values())) == len(kinds)


def test_a_key_reads_as_documented():
    query = LineageQuery(CUSTOMER, "Customer_ID", Walk(direction=Direction.UPSTREAM, max_depth=7))
    assert (
        key_of(query, "prod:")
        == "prod:ol:lineage:graph:3f1c0a9be2d47788|sales_dw|dim_customer|customer_id|upstream|7|0|field|!"
    )


@given(queries_of_any_kind)
def test_a_key_has_the_form_and_no_stray_separator(query):
    assert re.fullmatch(r"ol:[a-z]+:[a-z]+:[A-Za-z0-9/.*$#@%_~,|!-]*", key_of(query))


@given(queries_of_any_kind, queries_of_any_kind)
def test_two_questions_share_a_key_only_if_they_are_equal(one, other):
    if key_of(one) == key_of(other):
        assert type(one) is type(other)
        assert one == other or _folded(one) == _folded(other)


@given(st.lists(names, min_size=3, max_size=3), st.lists(names, min_size=3, max_size=3))
def test_parameter_lists_share_a_key_only_if_they_fold_alike(one, other):
    assume([fold(text) for text in one] != [fold(text) for text in other])
    first, second = (LineageQuery(DatasetId(None, DatasetName(*texts[:2])), texts[2]) for texts in (one, other))
    assert key_of(first) != key_of(second)


@given(dataset_ids, names)
def test_names_that_teradata_does_not_tell_apart_share_a_key(dataset, field):
    query = LineageQuery(dataset, field)
    shouted = DatasetName(fold(dataset.name.database), fold(dataset.name.name))
    assert key_of(query) == key_of(LineageQuery(DatasetId(dataset.namespace, shouted), fold(field)))


def test_letter_case_of_names_is_folded_and_of_free_text_kept():
    assert key_of(DatabaseLineageQuery("sales_dw")) == key_of(DatabaseLineageQuery("SALES_DW"))
    assert key_of(SearchQuery("cust")) != key_of(SearchQuery("CUST"))  # the answer repeats the text
    assert spelling_of(DatabaseLineageQuery("sales_dw")) != spelling_of(DatabaseLineageQuery("SALES_DW"))


BASE = LineageQuery(CUSTOMER, "customer_id", Walk())


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, dataset=DatasetId(None, CUSTOMER.name)),
        replace(BASE, field=None),
        replace(BASE, field=""),
        replace(BASE, field="!"),
        *(
            replace(BASE, walk=replace(BASE.walk, **change))
            for change in (
                {"direction": Direction.UPSTREAM},
                {"max_depth": 6},
                {"indirect": True},
                {"granularity": Granularity.DATASET},
                {"as_of": datetime(2026, 1, 31, tzinfo=UTC)},
            )
        ),
    ],
)
def test_every_parameter_of_a_walk_is_in_the_key(other):
    assert key_of(other) != key_of(BASE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (DatasetsQuery("n"), DatasetsQuery("n", paging=Paging(limit=101))),
        (DatasetsQuery("n"), DatasetsQuery("n", paging=Paging(offset=1))),
        (DatasetsQuery("n"), DatasetsQuery("n", text="x")),
        (DatasetsQuery("n", text="x"), DatasetsQuery("n", database="x")),
        (DatasetsQuery("n"), DatasetsQuery("n", source_type=SourceType.VIEW)),
        (SearchQuery("x"), SearchQuery("x", types=frozenset({"field"}))),
        (SearchQuery("x"), DatasetSearchQuery("x")),
        (PathsQuery(CUSTOMER, CUSTOMER), PathsQuery(FieldId(CUSTOMER, "!"), CUSTOMER)),
    ],
)
def test_other_parameters_are_in_the_key(one, other):
    assert key_of(one) != key_of(other)


def test_one_instant_in_two_zones_is_one_key():
    there = datetime(2026, 1, 31, 12, tzinfo=timezone(timedelta(hours=2)))
    here = there.astimezone(UTC)
    assert key_of(LineageQuery(CUSTOMER, None, Walk(as_of=there))) == key_of(
        LineageQuery(CUSTOMER, None, Walk(as_of=here))
    )


@given(lineage_queries, st.sampled_from(["", "prod:", "a*b:"]))
def test_the_key_of_a_lineage_question_can_be_read_back(query, prefix):
    again = parse_lineage(key_of(query, prefix), prefix)
    assert type(again) is type(query)
    assert key_of(again, prefix) == key_of(query, prefix)


@pytest.mark.parametrize("key", ["", "ol:ddl:get:a|b|c", "ol:lineage:graph:", "ol:lineage:graph:a|b", "x"])
def test_another_key_is_not_read_as_a_lineage_question(key):
    with pytest.raises(ValueError, match=r".+"):
        parse_lineage(key)


def _folded(query):
    return spelling_of(query).casefold(), key_of(query)
