from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teralineage.domain.errors import MalformedIdError
from teralineage.domain.ids import (
    DatasetId,
    DatasetName,
    FieldId,
    FieldName,
    fold,
    namespace_id,
    parse_asset,
    parse_edge_id,
)

names = st.text(min_size=0, max_size=12) | st.sampled_from(["a.b", 'q"uote', "x/y", "a->b", "", " ", "*", "ß", "İ"])
dataset_names = st.builds(DatasetName, names, names)
dataset_ids = st.builds(DatasetId, st.none() | st.text("0123456789abcdef", min_size=16, max_size=16), dataset_names)
field_ids = st.builds(FieldId, dataset_ids, names)


@given(dataset_names)
def test_dataset_name_round_trip(name: DatasetName) -> None:
    parsed = DatasetName.parse(str(name))
    assert (parsed.database, parsed.name) == (name.database, name.name)


@given(dataset_names, names)
def test_field_name_round_trip(dataset: DatasetName, name: str) -> None:
    parsed = FieldName.parse(str(FieldName(dataset, name)))
    assert (parsed.dataset, parsed.name) == (dataset, name)


@given(dataset_ids)
def test_dataset_id_round_trip(dataset: DatasetId) -> None:
    assert DatasetId.parse(str(dataset)) == dataset


@given(field_ids)
def test_field_id_round_trip(field: FieldId) -> None:
    assert FieldId.parse(str(field)) == field
    assert FieldId.parse(str(field)).name == field.name


@given(field_ids, field_ids)
def test_edge_id_round_trip(source: FieldId, target: FieldId) -> None:
    assert parse_edge_id(f"{source}->{target}") == (source, target)


@given(dataset_ids, names)
def test_an_asset_is_a_dataset_or_a_field_and_no_text_is_both(dataset: DatasetId, name: str) -> None:
    field = FieldId(dataset, name)
    assert parse_asset(str(dataset)) == dataset
    assert parse_asset(str(field)) == field
    with pytest.raises(MalformedIdError):
        DatasetId.parse(str(field))
    with pytest.raises(MalformedIdError):
        FieldId.parse(str(dataset))


@given(names)
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_names_compare_without_case_and_print_as_written() -> None:
    assert DatasetName("Sales", "T") == DatasetName("SALES", "t")
    assert hash(DatasetName("Sales", "T")) == hash(DatasetName("SALES", "t"))
    assert str(DatasetName("Sales", "T")) == "Sales.T"


def test_namespace_id_is_sixteen_hex_digits_of_the_uri() -> None:
    assert namespace_id("teradata://td.example.com:1025") == "7de226d4434ebe7d"


@pytest.mark.parametrize("text", ["", "a", "a.b.c", "a..b", 'a."b', "a.b/c"])
def test_malformed_dataset_names_are_refused(text: str) -> None:
    with pytest.raises(MalformedIdError):
        DatasetName.parse(text)
