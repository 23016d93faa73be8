"""Every cache key is spelled here, from a query, and nowhere else.

    {prefix}ol:{entity}:{operation}:{param}|{param}|…

The parameters are the query's own, in the order its class states them, nested values flattened in place. So a
parameter added to a query is part of the key from then on. Each is escaped so that no two lists share a key: text is
percent-encoded (it never holds `|`, `:` or `!` bare) and `!` alone stands for None. Names are folded as Teradata
compares them, free text is not: answers echo it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

from teralineage.domain import queries
from teralineage.domain.ids import DatasetId, DatasetName, FieldId, fold
from teralineage.domain.queries import ColumnarLineageQuery, Direction, Granularity, LineageQuery, Query, Walk

ROOT = "ol:"
"""What the key of every answer starts with, after the deployment's own prefix. Nothing else starts with it: who
deletes answers by their prefix deletes no lock and no count."""

NAMES: dict[type[Query[Any]], str] = {
    queries.NamespacesQuery: "namespace:list",
    queries.NamespaceQuery: "namespace:get",
    queries.DatabasesQuery: "database:list",
    queries.DatasetsQuery: "dataset:list",
    queries.DatasetSearchQuery: "dataset:search",
    queries.DatasetQuery: "dataset:get",
    queries.SearchQuery: "search:all",
    queries.StatisticsQuery: "statistics:dataset",
    queries.StoreStatisticsQuery: "statistics:store",
    queries.DdlQuery: "ddl:get",
    queries.LineageQuery: "lineage:graph",
    queries.ColumnarLineageQuery: "lineage:columns",
    queries.DatabaseLineageQuery: "lineage:database",
    queries.ColumnarDatabaseLineageQuery: "lineage:databasecolumns",
    queries.ImpactQuery: "impact:get",
    queries.PathsQuery: "paths:list",
    queries.EvidenceQuery: "evidence:list",
    queries.ChangesQuery: "changes:list",
}
"""`{entity}:{operation}` of each kind of question."""

_FOLDED = frozenset({"namespace", "database", "field"})
_NONE = "!"
_PLAIN = "/.*$#@"


@lru_cache(maxsize=4096)  # equal queries have equal keys, and to spell one takes longer than to compare
def key_of(query: Query[Any], prefix: str = "") -> str:
    """The key of a query's answer; spellings of one question that Teradata does not tell apart share it."""
    return head_of(type(query), prefix) + "|".join(_parameters(query, folded=True))


def head_of(kind: type[Query[Any]], prefix: str = "") -> str:
    """What the keys of all questions of one kind start with."""
    return f"{prefix}{ROOT}{NAMES[kind]}:"


def spelling_of(query: Query[Any]) -> str:
    """The query's parameters as they were written, letter case kept; for answers that repeat the question."""
    return "|".join(_parameters(query, folded=False))


def lock_of(key: str) -> str:
    """The key of the lock that guards the filling of another key."""
    return f"lock:{key}"


def channel_of(prefix: str) -> str:
    """The channel on which the processes of a deployment tell each other what changed."""
    return f"{prefix}news"


def popularity_of(prefix: str, day: str) -> str:
    """The key that counts how often each lineage root was asked for on a day (`2026-01-31`)."""
    return f"{prefix}popular:{day}"


def operation_of(query: Query[Any]) -> str:
    """The name of a query's operation in metrics and logs, such as `lineage:graph`."""
    return NAMES[type(query)]


LINEAGE_KINDS: tuple[type[LineageQuery | ColumnarLineageQuery], ...] = (LineageQuery, ColumnarLineageQuery)
"""The kinds of question about the graph around one root."""


def parse_lineage(key: str, prefix: str = "") -> LineageQuery | ColumnarLineageQuery:
    """The query whose key this is, names in folded form.

    Raises:
        ValueError: the key is not one of `LINEAGE_KINDS`.
    """
    kind = next((kind for kind in LINEAGE_KINDS if key.startswith(head_of(kind, prefix))), None)
    if kind is None:
        raise ValueError(f"{key} is not the key of a lineage query")
    head = head_of(kind, prefix)
    texts = [None if part == _NONE else unquote(part, errors="surrogatepass") for part in key[len(head) :].split("|")]
    namespace, database, name, field, direction, depth, indirect, granularity, as_of = texts
    if database is None or name is None or depth is None or direction is None or granularity is None:
        raise ValueError(f"{key} is not the key of a lineage query")
    walk = Walk(
        direction=Direction(direction),
        max_depth=int(depth),
        indirect=indirect == "1",
        granularity=Granularity(granularity),
        as_of=None if as_of is None else datetime.fromisoformat(as_of),
    )
    return kind(DatasetId(namespace, DatasetName(database, name)), field, walk)


def _parameters(value: Any, *, folded: bool) -> Iterator[str]:
    """Every parameter of a query or of a part of one, in order."""
    for member in fields(value):
        part = getattr(value, member.name)
        if isinstance(part, DatasetId | FieldId):
            yield from _identity(part, folded=folded, whole=member.name in {"source", "target"})
        elif is_dataclass(part):
            yield from _parameters(part, folded=folded)
        else:
            yield _leaf(part, folded=folded and member.name in _FOLDED)


def _identity(asset: DatasetId | FieldId, *, folded: bool, whole: bool) -> Iterator[str]:
    """The parts of an id; `whole` ones may be a field or a dataset, so both take the same number of parameters."""
    dataset = asset.dataset if isinstance(asset, FieldId) else asset
    yield _leaf(dataset.namespace, folded=folded)
    yield _leaf(dataset.name.database, folded=folded)
    yield _leaf(dataset.name.name, folded=folded)
    if whole:
        yield _leaf(asset.name if isinstance(asset, FieldId) else None, folded=folded)


def _leaf(value: object, *, folded: bool) -> str:
    """One parameter as text that no other value shares."""
    if value is None:
        return _NONE
    match value:
        case bool():
            return "1" if value else "0"
        case Enum():
            text = str(value.value)
        case str():
            text = fold(value) if folded else value
        case datetime():
            text = (value.astimezone(UTC) if value.tzinfo else value).isoformat()
        case frozenset():
            return ",".join(sorted(quote(item, safe=_PLAIN, errors="surrogatepass") for item in value))
        case _:
            text = str(value)
    return quote(text, safe=_PLAIN, errors="surrogatepass")
