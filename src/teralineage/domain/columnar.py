"""Graphs as arrays instead of objects: the same nodes and edges in about a tenth of the bytes.

All arrays of one group have one length; position i of each tells of the same thing. An index points into another
array. Reading a graph back into objects:

- dataset d: `datasets.id[d]`, `datasets.name[d]`, `datasets.source_type[d]`, namespace
  `namespaces[datasets.namespace[d]]`;
- node i of type `field`: dataset `nodes.dataset[i]`, name `names[nodes.name[i]]`, id `datasets.id[d] + "/" +
  name_ids[nodes.name[i]]`, column type `types[nodes.column_type[i]]` or unknown where that is -1, nullable 1, 0 or -1
  (unknown), place in its dataset's definition `nodes.ordinal_position[i]` (from 1; 0 is unknown), hops from a root
  `nodes.depth[i]`;
- node i of type `dataset`: it is dataset `nodes.dataset[i]`; `nodes.name`, `column_type`, `nullable` and
  `ordinal_position` are empty;
- edge j: from node `edges.source[j]` to node `edges.target[j]`, subtype `subtypes[edges.subtype[j]]` of type
  `transformation_types[edges.subtype[j]]`, last seen `times[edges.last_seen[j]]`; its id is `{source id}->{target id}`.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from teralineage.domain.answers import Document, Pagination


class DatasetColumns(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Datasets that nodes belong to."""

    id: list[str]
    name: list[str]
    namespace: list[int]
    source_type: list[str]


class NodeColumns(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Nodes, nearest to the roots first."""

    dataset: list[int]
    name: list[int]
    column_type: list[int]
    nullable: list[int]
    depth: list[int]
    ordinal_position: list[int] = []


class EdgeColumns(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """Edges, nearest to the roots first."""

    source: list[int]
    target: list[int]
    subtype: list[int]
    confidence_score: list[float]
    evidence_count: list[int]
    last_seen: list[int]


class ColumnarGraph(Document, frozen=True, kw_only=True):
    """A graph as arrays; the module says how they read. `type` is `field` or `dataset`, for all nodes."""

    type: str
    namespaces: list[str]
    datasets: DatasetColumns
    names: list[str]
    name_ids: list[str]
    types: list[str]
    nodes: NodeColumns
    edges: EdgeColumns
    subtypes: list[str]
    transformation_types: list[str]
    times: list[datetime]
    truncated: bool
    omitted_edges: int


class ColumnarLineage(Document, frozen=True, kw_only=True):
    """`Lineage` with its graph as arrays."""

    dataset_id: str
    field_name: str | None
    direction: str
    max_depth: int
    graph: ColumnarGraph


class ColumnarDatabaseLineage(Document, frozen=True, kw_only=True):
    """`DatabaseLineage` with its graph as arrays."""

    database_name: str
    direction: str
    max_depth: int
    graph: ColumnarGraph
    total: int
    pagination: Pagination
