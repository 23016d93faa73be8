"""What readers get. Each class is one document of the HTTP API: its JSON is the wire form, member for member.

So an answer can be kept as bytes and handed out as bytes. `Answer` carries an entity and its JSON, each made from
the other when it is first looked at. Times are UTC; unknown is None, and `null` on the wire, never absent.
"""

from teralineage.domain.answers.browsing import (
    Database,
    DatabasePage,
    Dataset,
    DatasetDdl,
    DatasetPage,
    DatasetSearch,
    DatasetStatistics,
    DatasetSummary,
    Field,
    FieldHit,
    Namespace,
    NamespaceList,
    SearchResult,
)
from teralineage.domain.answers.document import (
    Answer,
    Document,
    Pagination,
    paginate,
)
from teralineage.domain.answers.history import (
    Change,
    Changes,
    CoverageRow,
    StoreStatistics,
)
from teralineage.domain.answers.walks import (
    DatabaseLineage,
    Edge,
    Evidence,
    EvidenceList,
    Graph,
    Impact,
    ImpactedField,
    ImpactSummary,
    Lineage,
    Node,
    NodeDataset,
    NodeMetadata,
    Paths,
    PathStep,
)

__all__ = [
    "Answer",
    "Change",
    "Changes",
    "CoverageRow",
    "Database",
    "DatabaseLineage",
    "DatabasePage",
    "Dataset",
    "DatasetDdl",
    "DatasetPage",
    "DatasetSearch",
    "DatasetStatistics",
    "DatasetSummary",
    "Document",
    "Edge",
    "Evidence",
    "EvidenceList",
    "Field",
    "FieldHit",
    "Graph",
    "Impact",
    "ImpactSummary",
    "ImpactedField",
    "Lineage",
    "Namespace",
    "NamespaceList",
    "Node",
    "NodeDataset",
    "NodeMetadata",
    "Pagination",
    "PathStep",
    "Paths",
    "SearchResult",
    "StoreStatistics",
    "paginate",
]
