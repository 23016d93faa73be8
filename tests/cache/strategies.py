"""Random queries and random answers, made from their own type hints."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any

import msgspec
from hypothesis import strategies as st

from teralineage.cache.keys import NAMES
from teralineage.domain.ids import DatasetId, DatasetName, FieldId

AWKWARD = [
    "",
    "|",
    ":",
    "%",
    "%7C",
    "a|b",
    "a:b",
    "!",
    " ",
    "\t",
    "None",
    "ß",
    "İ",
    "naïve",
    "日本",
    "\U0001f600",
    "*",
    "?",
]

words = st.text(max_size=8) | st.sampled_from(AWKWARD) | st.lists(st.sampled_from(AWKWARD), max_size=3).map("".join)
names = words
dataset_names = st.builds(DatasetName, names, names)
dataset_ids = st.builds(DatasetId, st.none() | st.text("0123456789abcdef", min_size=16, max_size=16), dataset_names)
field_ids = st.builds(FieldId, dataset_ids, names)
times = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the strategy adds the zone

_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: words,
    bool: st.booleans(),
    int: st.integers(0, 2**53),
    float: st.floats(0, 1),
    type(None): st.none(),
    datetime: times,
    DatasetId: dataset_ids,
    FieldId: field_ids,
}


def of_type(hint: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - one for each shape of a hint
    """Values of a type hint."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in {typing.Union, types.UnionType}:
        return st.one_of([of_type(argument) for argument in arguments])
    if origin is tuple:
        return st.lists(of_type(arguments[0]), max_size=3).map(tuple)
    if origin is list:
        return st.lists(of_type(arguments[0]), max_size=3)
    if origin is frozenset:
        return st.frozensets(of_type(arguments[0]), max_size=3)
    if origin is dict:
        return st.dictionaries(of_type(arguments[0]), of_type(arguments[1]), max_size=3)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and (issubclass(hint, msgspec.Struct) or is_dataclass(hint)):
        return st.deferred(lambda: _members_of(hint))
    raise NotImplementedError(hint)


def _members_of(type_: type[Any]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(type_)
    if issubclass(type_, msgspec.Struct):
        members = [field.name for field in msgspec.structs.fields(type_)]
    else:
        members = [field.name for field in fields(type_)]
    return st.builds(type_, **{name: of_type(hints[name]) for name in members})


queries_of_any_kind = st.one_of([of_type(query) for query in NAMES])
answers_of_any_kind = st.one_of([of_type(type_) for type_ in sorted({q.answer_type for q in NAMES}, key=str)])
