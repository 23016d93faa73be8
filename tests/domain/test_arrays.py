"""Sets and look-ups of arrays, and their JSON: held to Python's own."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from teralineage.domain import arrays, texts

ints = st.lists(st.integers(-1, 200) | st.integers(-(2**62), 2**62), max_size=40)
small = st.lists(st.integers(0, 30), max_size=40)


def array(values, type_=np.int64):
    return np.array(values, type_)


@given(ints)
def test_ascending_is_a_sorted_set(values):
    assert arrays.ascending(array(values)).tolist() == sorted(set(values))
    assert arrays.has_repeats(array(values)) == (len(set(values)) < len(values))


@given(small, small)
def test_missing_says_what_is_not_known_and_where_it_would_stand(known, values):
    known, values = sorted(set(known)), sorted(set(values))
    new, place = arrays.missing(array(known), array(values))
    assert new.tolist() == [value for value in values if value not in known]
    assert np.insert(array(known), place, new).tolist() == sorted({*known, *values})


@given(st.lists(st.integers(0, 2**40) | st.integers(0, 50), unique=True, min_size=1), st.data())
def test_places_finds_each(values, data):
    wanted = data.draw(st.lists(st.sampled_from(values)))
    (found,) = arrays.places(array(values), array(wanted))
    assert found.tolist() == [values.index(one) for one in wanted]


@given(small, st.sampled_from([31, 10_000_000]))
def test_distinct_values_and_their_places(values, below):
    one, place = arrays.distinct(array(values), below)
    assert one.tolist() == sorted(set(values))
    assert one[place].tolist() == values


@given(st.lists(st.integers(0, 5) | st.integers(0, 2**40)))
def test_a_stable_order_keeps_equal_ones_as_they_stand(values):
    assert arrays.stable_order(array(values)).tolist() == sorted(range(len(values)), key=values.__getitem__)


@pytest.mark.parametrize("top", [9, 999, 99_999, 2**62])
@given(data=st.data())
def test_numbers_are_written_as_the_encoder_writes_them(top, data):
    values = data.draw(st.lists(st.integers(-1, top)))
    assert texts.numbers(array(values)) == msgspec.json.encode(values)
    assert texts.numbers(array([one for one in values if one >= 0])) == msgspec.json.encode(
        [one for one in values if one >= 0]
    )


def test_the_greatest_numbers_of_each_width():
    values = [-1, 0, 9, 10, 99, 100, 999]
    assert texts.numbers(array(values)) == b"[-1,0,9,10,99,100,999]"
    values += [1000, 99_999]
    assert texts.numbers(array(values)) == msgspec.json.encode(values)
    assert texts.numbers(array([*values, 100_000])) == msgspec.json.encode([*values, 100_000])


@given(st.lists(st.sampled_from([0.5, 0.75, 0.9, 1.0, 1 / 3]) | st.floats(0, 1)))
def test_few_numbers_are_written_as_the_encoder_writes_them(values):
    assert texts.few(array(values, np.float64)) == msgspec.json.encode(values)


@given(st.lists(st.integers(0, 40)))
def test_few_distinct_are_distinct_however_many(values):
    one, place = texts.few_distinct(array(values))
    assert one.tolist() == sorted(set(values))
    assert one[place].tolist() == values


@given(st.lists(st.text() | st.sampled_from(['","', '"', "\\", "\0", "é漢", ""])))
def test_texts_are_the_same_from_a_list_from_json_and_from_words(values):
    listed = texts.TextList.of(values)
    assert listed.json == msgspec.json.encode(values)
    assert texts.TextList.from_json(listed.json).texts == values
    assert listed.escaped == [msgspec.json.encode(one).decode()[1:-1] for one in values]
    words, counts = texts.pack(values)
    assert texts.unpack(words) == listed.json
    assert counts.sum() == len(words)
