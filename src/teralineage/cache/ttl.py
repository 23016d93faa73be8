"""How long each kind of answer is kept, in seconds, and which answers count as absence."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from teralineage.domain import queries
from teralineage.domain.answers import Answer
from teralineage.domain.errors import SettingsError
from teralineage.domain.queries import Query

JITTER = 0.1
"""The greatest part of a time to live that chance takes away, so that entries written together expire apart."""

SETTINGS = {
    "lineage_seconds": ("CACHE_TTL_LINEAGE", "Lineage graphs, impact, paths, evidence and changes."),
    "assets_seconds": ("CACHE_TTL_ASSETS", "Namespaces, databases, datasets and their fields."),
    "statistics_seconds": ("CACHE_TTL_STATISTICS", "Statistics of datasets and of the store."),
    "ddl_seconds": ("CACHE_TTL_DDL", "DDL."),
    "search_seconds": ("CACHE_TTL_SEARCH", "Search results."),
    "negative_seconds": ("CACHE_TTL_NEGATIVE", "That there is no such thing, and empty lists."),
    "stale_if_error_seconds": (
        "CACHE_STALE_IF_ERROR",
        "How old an answer may be that is served, labelled, while the source does not answer.",
    ),
    "refresh_min_interval_seconds": ("CACHE_REFRESH_MIN_INTERVAL", "Refreshes of one answer within this time are one."),
    "lock_seconds": ("CACHE_LOCK_TTL", "How long a process that dies while it asks the source delays the others."),
    "generation_max_age_seconds": (
        "CACHE_GENERATION_MAX_AGE",
        "How long the store is not asked again whether something was written; more than 0 only where asking is dear.",
    ),
}
"""The variable that sets each member of `CacheTTLConfig`, and what the member is for."""

_KIND: dict[type[Query[Any]], str] = {
    queries.NamespacesQuery: "assets_seconds",
    queries.NamespaceQuery: "assets_seconds",
    queries.DatabasesQuery: "assets_seconds",
    queries.DatasetsQuery: "assets_seconds",
    queries.DatasetQuery: "assets_seconds",
    queries.DatasetSearchQuery: "search_seconds",
    queries.SearchQuery: "search_seconds",
    queries.StatisticsQuery: "statistics_seconds",
    queries.StoreStatisticsQuery: "statistics_seconds",
    queries.DdlQuery: "ddl_seconds",
    queries.LineageQuery: "lineage_seconds",
    queries.ColumnarLineageQuery: "lineage_seconds",
    queries.DatabaseLineageQuery: "lineage_seconds",
    queries.ColumnarDatabaseLineageQuery: "lineage_seconds",
    queries.ImpactQuery: "lineage_seconds",
    queries.PathsQuery: "lineage_seconds",
    queries.EvidenceQuery: "lineage_seconds",
    queries.ChangesQuery: "lineage_seconds",
}

_LISTS: dict[type[Query[Any]], tuple[str, ...]] = {
    queries.NamespacesQuery: ("namespaces",),
    queries.DatabasesQuery: ("databases",),
    queries.DatasetsQuery: ("datasets",),
    queries.DatasetSearchQuery: ("datasets",),
    queries.SearchQuery: ("databases", "datasets", "fields"),
    queries.PathsQuery: ("paths",),
    queries.EvidenceQuery: ("evidence",),
    queries.ChangesQuery: ("changes",),
}


@dataclass(frozen=True, slots=True)
class CacheTTLConfig:
    """Times to live in seconds; 0 switches the caching of that kind off.

    `negative` is for a thing that is not there and for empty lists. `stale_if_error` is how long an answer may still
    be served, labelled, while the source does not answer. `refresh_min_interval` is the time within which refreshes
    of one key are one. `lock` bounds how long a process that dies while it fills an entry delays the others.
    `generation_max_age` is how long the store is not asked again for its generation; more than 0 only where asking
    is dear, as every write then becomes visible through a message, or after that time.
    """

    lineage_seconds: float = 1800
    assets_seconds: float = 900
    statistics_seconds: float = 900
    ddl_seconds: float = 1800
    search_seconds: float = 300
    negative_seconds: float = 30
    stale_if_error_seconds: float = 86400
    refresh_min_interval_seconds: float = 1
    lock_seconds: float = 10
    generation_max_age_seconds: float = 0

    @classmethod
    def from_environ(cls, environ: Mapping[str, str]) -> Self:
        """Read the variables of `SETTINGS`; those that are not set keep their default.

        Raises:
            SettingsError: a value is not a number of seconds, or is negative; names every such variable.
        """
        values: dict[str, float] = {}
        problems: dict[str, str] = {}
        for member, (variable, _) in SETTINGS.items():
            text = environ.get(variable)
            if not text:
                continue
            try:
                values[member] = parse_seconds(text)
            except ValueError as error:
                problems[variable] = str(error)
        if values.get("lock_seconds") == 0:
            problems[SETTINGS["lock_seconds"][0]] = "must be more than 0 seconds"
        if problems:
            raise SettingsError(problems)
        return cls(**values)

    def seconds(self, query: Query[Any]) -> float:
        """The time to live of a query's answer, before chance shortens it."""
        value: float = getattr(self, _KIND[type(query)])
        return value


def parse_seconds(text: str) -> float:
    """A number of seconds, 0 or more.

    Raises:
        ValueError: with the accepted form.
    """
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds >= 0):
        raise ValueError(f"{text!r} is not a number of seconds, 0 or more")
    return seconds


def is_absence(query: Query[Any], answer: Answer[Any]) -> bool:
    """Whether an answer says that there is nothing: a list without rows. Others are not looked into."""
    lists = _LISTS.get(type(query))
    return lists is not None and not any(getattr(answer.entity, name) for name in lists)
