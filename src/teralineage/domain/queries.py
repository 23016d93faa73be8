"""What readers may ask. A query is a value: it says everything that changes the answer, and nothing else.

`Query[T]` promises an answer of type T. Names fold their case when compared, so two spellings of one question are
equal. A cache builds its key from a query, a store finds its answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Generic, TypeVar

from teralineage.domain import answers, columnar
from teralineage.domain.ids import DatasetId, FieldId
from teralineage.domain.model import SourceType

T_co = TypeVar("T_co", covariant=True)


class Direction(StrEnum):
    """Which way to walk. BOTH is the union of two walks, never one walk that turns round."""

    UPSTREAM = "upstream"
    DOWNSTREAM = "downstream"
    BOTH = "both"


class Granularity(StrEnum):
    """What a node of the answer stands for."""

    FIELD = "field"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Paging:
    """A window on a list: at most `limit` rows after the first `offset`."""

    limit: int = 100
    offset: int = 0


class Query(Generic[T_co]):
    """A question whose answer is a T; `answer_type` is T at run time."""

    __slots__ = ()
    answer_type: ClassVar[type]


@dataclass(frozen=True, slots=True)
class NamespacesQuery(Query[answers.NamespaceList]):
    """All namespaces by URI, a page of them."""

    answer_type: ClassVar[type] = answers.NamespaceList
    paging: Paging = Paging()


@dataclass(frozen=True, slots=True)
class NamespaceQuery(Query[answers.Namespace]):
    """One namespace by its id; unknown raises NamespaceNotFoundError."""

    answer_type: ClassVar[type] = answers.Namespace
    namespace: str


@dataclass(frozen=True, slots=True)
class DatabasesQuery(Query[answers.DatabasePage]):
    """Databases of a namespace by name; `text` keeps those whose name contains it."""

    answer_type: ClassVar[type] = answers.DatabasePage
    namespace: str
    text: str | None = None
    paging: Paging = Paging()


@dataclass(frozen=True, slots=True)
class DatasetsQuery(Query[answers.DatasetPage]):
    """Datasets of a namespace by name, narrowed by database, part of a name, and type."""

    answer_type: ClassVar[type] = answers.DatasetPage
    namespace: str
    database: str | None = None
    text: str | None = None
    source_type: SourceType | None = None
    paging: Paging = Paging()


@dataclass(frozen=True, slots=True)
class DatasetSearchQuery(Query[answers.DatasetSearch]):
    """Datasets whose name matches, best first."""

    answer_type: ClassVar[type] = answers.DatasetSearch
    text: str
    limit: int = 100


@dataclass(frozen=True, slots=True)
class SearchQuery(Query[answers.SearchResult]):
    """Databases, datasets and fields whose name matches: exact, prefix, word start, substring, close spelling."""

    answer_type: ClassVar[type] = answers.SearchResult
    text: str
    limit: int = 100
    types: frozenset[str] = frozenset({"database", "dataset", "field"})


@dataclass(frozen=True, slots=True)
class DatasetQuery(Query[answers.Dataset]):
    """One dataset with its fields; unknown raises DatasetNotFoundError, as for every query that names one."""

    answer_type: ClassVar[type] = answers.Dataset
    dataset: DatasetId


@dataclass(frozen=True, slots=True)
class StatisticsQuery(Query[answers.DatasetStatistics]):
    """What is known of a dataset's size and history."""

    answer_type: ClassVar[type] = answers.DatasetStatistics
    dataset: DatasetId


@dataclass(frozen=True, slots=True)
class DdlQuery(Query[answers.DatasetDdl]):
    """The statement that made a dataset."""

    answer_type: ClassVar[type] = answers.DatasetDdl
    dataset: DatasetId


@dataclass(frozen=True, slots=True)
class Walk:
    """How to walk the graph: which way, how many hops, over which edges, at which instant (None: now)."""

    direction: Direction = Direction.BOTH
    max_depth: int = 5
    indirect: bool = False
    granularity: Granularity = Granularity.FIELD
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class LineageQuery(Query[answers.Lineage]):
    """The graph around one field, or around every field of a dataset where `field` is None."""

    answer_type: ClassVar[type] = answers.Lineage
    dataset: DatasetId
    field: str | None
    walk: Walk = Walk()


@dataclass(frozen=True, slots=True)
class DatabaseLineageQuery(Query[answers.DatabaseLineage]):
    """The graph around a window of a database's datasets, in the order of their names."""

    answer_type: ClassVar[type] = answers.DatabaseLineage
    database: str
    walk: Walk = Walk(max_depth=3)
    paging: Paging = Paging()


@dataclass(frozen=True, slots=True)
class ColumnarLineageQuery(Query[columnar.ColumnarLineage]):
    """`LineageQuery`, answered as arrays: for big graphs."""

    answer_type: ClassVar[type] = columnar.ColumnarLineage
    dataset: DatasetId
    field: str | None
    walk: Walk = Walk()


@dataclass(frozen=True, slots=True)
class ColumnarDatabaseLineageQuery(Query[columnar.ColumnarDatabaseLineage]):
    """`DatabaseLineageQuery`, answered as arrays."""

    answer_type: ClassVar[type] = columnar.ColumnarDatabaseLineage
    database: str
    walk: Walk = Walk(max_depth=3)
    paging: Paging = Paging()


@dataclass(frozen=True, slots=True)
class ImpactQuery(Query[answers.Impact]):
    """Everything downstream of a field, or of a whole dataset where `field` is None."""

    answer_type: ClassVar[type] = answers.Impact
    dataset: DatasetId
    field: str | None = None
    max_depth: int = 5
    indirect: bool = False
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class PathsQuery(Query[answers.Paths]):
    """The shortest paths between two assets, with the data."""

    answer_type: ClassVar[type] = answers.Paths
    source: FieldId | DatasetId
    target: FieldId | DatasetId
    limit: int = 10
    indirect: bool = False
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class EvidenceQuery(Query[answers.EvidenceList]):
    """The statements that made an edge; no such edge raises EdgeNotFoundError."""

    answer_type: ClassVar[type] = answers.EvidenceList
    source: FieldId
    target: FieldId
    limit: int = 100


@dataclass(frozen=True, slots=True)
class ChangesQuery(Query[answers.Changes]):
    """What was added or removed after `since` and up to `until`; None is the beginning, and now."""

    answer_type: ClassVar[type] = answers.Changes
    since: datetime | None = None
    until: datetime | None = None
    database: str | None = None
    paging: Paging = Paging()


@dataclass(frozen=True, slots=True)
class StoreStatisticsQuery(Query[answers.StoreStatistics]):
    """Counts of everything stored, and extraction coverage."""

    answer_type: ClassVar[type] = answers.StoreStatistics
