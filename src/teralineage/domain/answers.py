"""What readers get. Each class is one document of the HTTP API: its JSON is the wire form, member for member.

So an answer can be kept as bytes and handed out as bytes. `Answer` carries an entity and its JSON, each made from
the other when it is first looked at. Times are UTC; unknown is None, and `null` on the wire, never absent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Self, TypeVar

import msgspec

T = TypeVar("T")


class Answer(Generic[T]):
    """An entity and its JSON. Build it with `of` from an entity, or `from_json` from stored bytes."""

    __slots__ = ("_entity", "_json", "_type")

    def __init__(self, entity: T | None, json: bytes | None, type_: type[T]) -> None:
        self._entity = entity
        self._json = json
        self._type = type_

    @classmethod
    def of(cls, entity: T) -> Self:
        """Wrap an entity; it is encoded only if somebody asks for its JSON."""
        return cls(entity, None, type(entity))

    @classmethod
    def from_json(cls, json: bytes, type_: type[T]) -> Self:
        """Wrap stored bytes; they are decoded only if somebody looks inside."""
        return cls(None, json, type_)

    @property
    def entity(self) -> T:
        """The typed entity.

        Raises:
            msgspec.DecodeError: the bytes this was made from are not a T.
        """
        if self._entity is None:
            assert self._json is not None  # noqa: S101 - one of the two always stands
            self._entity = msgspec.json.decode(self._json, type=self._type)
        return self._entity

    @property
    def json(self) -> bytes:
        """The wire form, UTF-8."""
        if self._json is None:
            self._json = msgspec.json.encode(self._entity)
        return self._json


class Document(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A JSON object of the API: members in camelCase, in the order they are written here."""


class Pagination(msgspec.Struct, frozen=True, kw_only=True):
    """Where a page stands in its list; these members keep their snake_case on the wire."""

    total_count: int
    limit: int
    offset: int
    has_next: bool


def paginate(total: int, limit: int, offset: int) -> Pagination:
    """The pagination of a page of `limit` rows after `offset` out of `total`."""
    return Pagination(total_count=total, limit=limit, offset=offset, has_next=offset + limit < total)


class Namespace(Document, frozen=True, kw_only=True):
    """A Teradata system, or another place that holds datasets."""

    id: str
    uri: str
    description: str | None
    spec_version: str
    created_at: datetime


class NamespaceList(Document, frozen=True, kw_only=True):
    """A page of namespaces, by URI."""

    namespaces: tuple[Namespace, ...]
    total: int
    pagination: Pagination


class Database(Document, frozen=True, kw_only=True):
    """A database of a namespace (its URI) and how many datasets it holds."""

    name: str
    namespace: str
    table_count: int


class DatabasePage(Document, frozen=True, kw_only=True):
    """A page of databases."""

    databases: tuple[Database, ...]
    total: int
    pagination: Pagination


class Field(Document, frozen=True, kw_only=True):
    """A column. Counts are of direct edges, one hop."""

    id: str
    name: str
    type: str | None
    description: str | None
    ordinal_position: int
    nullable: bool | None
    primary_key: bool
    upstream_count: int
    downstream_count: int
    tags: tuple[str, ...] = ()


class DatasetSummary(Document, frozen=True, kw_only=True):
    """A dataset without its fields; `namespace` is the URI, `name` is `database.table` as the catalog spells it."""

    id: str
    namespace: str
    name: str
    description: str | None
    source_type: str
    created_at: datetime | None
    updated_at: datetime | None


class Dataset(DatasetSummary, frozen=True, kw_only=True):
    """A dataset with its fields in their order."""

    fields: tuple[Field, ...]


class DatasetPage(Document, frozen=True, kw_only=True):
    """A page of datasets."""

    datasets: tuple[DatasetSummary, ...]
    total: int
    pagination: Pagination


class DatasetSearch(Document, frozen=True, kw_only=True):
    """Datasets that match, best first."""

    datasets: tuple[DatasetSummary, ...]
    query: str
    count: int


class FieldHit(Document, frozen=True, kw_only=True):
    """A field that matches a search, with where it is."""

    id: str
    name: str
    type: str | None
    dataset_id: str
    dataset_name: str
    source_type: str


class SearchResult(Document, frozen=True, kw_only=True):
    """Everything that matches, best first in each group; counts are of what is shown."""

    databases: tuple[Database, ...]
    datasets: tuple[DatasetSummary, ...]
    fields: tuple[FieldHit, ...]
    query: str
    total_count: int
    database_count: int
    dataset_count: int
    field_count: int

    @classmethod
    def of(
        cls,
        text: str,
        databases: tuple[Database, ...] = (),
        datasets: tuple[DatasetSummary, ...] = (),
        fields: tuple[FieldHit, ...] = (),
    ) -> Self:
        """What matches a text, counted."""
        counts = len(databases), len(datasets), len(fields)
        return cls(
            databases=databases,
            datasets=datasets,
            fields=fields,
            query=text,
            total_count=sum(counts),
            database_count=counts[0],
            dataset_count=counts[1],
            field_count=counts[2],
        )


class DatasetStatistics(Document, frozen=True, kw_only=True):
    """Size and history of a dataset."""

    dataset_id: str
    database_name: str
    table_name: str
    source_type: str
    creator_name: str | None
    create_timestamp: datetime | None
    last_alter_timestamp: datetime | None
    row_count: int | None
    row_counted_at: datetime | None
    size_bytes: int | None
    table_comment: str | None


class DatasetDdl(Document, frozen=True, kw_only=True):
    """The statement that made a dataset: `view_sql` for views, `table_ddl` for the rest."""

    dataset_id: str
    database_name: str
    table_name: str
    source_type: str
    view_sql: str | None
    table_ddl: str | None
    truncated: bool
    table_comment: str | None
    column_comments: dict[str, str]


class NodeDataset(Document, frozen=True, kw_only=True):
    """The dataset a node belongs to; `namespace` is the URI."""

    id: str
    name: str
    namespace: str
    source_type: str


class NodeMetadata(Document, frozen=True, kw_only=True):
    """`depth` is the fewest hops from a root (0 for a root); `ordinal_position` is its place in the definition."""

    column_type: str | None
    nullable: bool | None
    depth: int
    ordinal_position: int | None = None


class Node(Document, frozen=True, kw_only=True):
    """A field or a dataset of a graph (`type` says which).

    A field node named `*` (id `{datasetId}/*`) stands for the dataset as a whole: INDIRECT edges end there.
    """

    id: str
    type: str
    name: str
    dataset: NodeDataset
    metadata: NodeMetadata


class Edge(Document, frozen=True, kw_only=True):
    """One edge of a graph, `id` = `{source}->{target}`; where several subtypes join two nodes, the strongest stands."""

    id: str
    source: str
    target: str
    transformation_type: str
    transformation_subtype: str
    confidence_score: float
    evidence_count: int
    last_seen: datetime | None


class Graph(Document, frozen=True, kw_only=True):
    """Each node and edge once. `truncated` says that `omitted_edges` were left out for size."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    truncated: bool
    omitted_edges: int = 0


class Lineage(Document, frozen=True, kw_only=True):
    """The graph around a field or, with `field_name` None, around a dataset."""

    dataset_id: str
    field_name: str | None
    direction: str
    max_depth: int
    graph: Graph


class DatabaseLineage(Document, frozen=True, kw_only=True):
    """The graph around a page of a database's datasets."""

    database_name: str
    direction: str
    max_depth: int
    graph: Graph
    total: int
    pagination: Pagination


class ImpactedField(Document, frozen=True, kw_only=True):
    """A field behind the changed one; `impact_type` is the subtype of the last edge on its shortest way."""

    id: str
    name: str
    database: str
    table: str
    field: str
    source_type: str
    depth: int
    impact_type: str
    via_indirect_only: bool


class ImpactSummary(Document, frozen=True, kw_only=True):
    """Counts of the impacted; critical are those one hop away."""

    total_impacted: int
    critical_count: int
    by_database: dict[str, int]
    by_depth: dict[str, int]
    by_type: dict[str, int]
    max_depth: int


class Impact(Document, frozen=True, kw_only=True):
    """What breaks behind `source`, a field id or a dataset id."""

    source: str
    impacted: tuple[ImpactedField, ...]
    summary: ImpactSummary


class Evidence(Document, frozen=True, kw_only=True):
    """A statement that made an edge; `span_start` and `span_end` are characters of `sql`."""

    sql: str
    span_start: int
    span_end: int
    transformation_type: str
    transformation_subtype: str
    confidence_score: float
    confidence_reason: str
    job: str
    job_type: str
    file: str | None
    line: int | None
    query_id: str | None
    user: str | None
    first_seen: datetime
    last_seen: datetime
    count: int


class EvidenceList(Document, frozen=True, kw_only=True):
    """The statements that made an edge, latest first; `total` counts those beyond the limit too."""

    edge_id: str
    source: str
    target: str
    evidence: tuple[Evidence, ...]
    total: int


class PathStep(Document, frozen=True, kw_only=True):
    """One edge of a path with the latest statement that made it."""

    edge: Edge
    evidence: Evidence | None


class Paths(Document, frozen=True, kw_only=True):
    """The shortest paths from `source` to `target`, all of one length; empty where there is none."""

    source: str
    target: str
    length: int | None
    paths: tuple[tuple[PathStep, ...], ...]
    truncated: bool


class Change(Document, frozen=True, kw_only=True):
    """One edge or field that came (`added`) or went (`removed`) or was altered (`changed`) at an instant."""

    kind: str
    subject: str
    id: str
    at: datetime
    detail: str | None


class Changes(Document, frozen=True, kw_only=True):
    """A page of changes, latest first."""

    since: datetime | None
    until: datetime | None
    changes: tuple[Change, ...]
    total: int
    pagination: Pagination


class CoverageRow(Document, frozen=True, kw_only=True):
    """What became of the statements of one class."""

    kind: str
    read: int
    parsed: int
    partly: int
    skipped: int
    reasons: dict[str, int]


class StoreStatistics(Document, frozen=True, kw_only=True):
    """Counts of everything stored, and what extraction could and could not read."""

    namespaces: int
    datasets: int
    fields: int
    jobs: int
    edges: int
    statements_read: int
    statements_parsed: int
    statements_failed: int
    coverage: tuple[CoverageRow, ...]
