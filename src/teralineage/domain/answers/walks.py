"""Graphs around an asset, what hangs on it, ways between two, and the statements that say so."""

from __future__ import annotations

from datetime import datetime

from teralineage.domain.answers.document import Document, Pagination


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
