"""A repository that gives one fixed document for each kind of query, and remembers what it was asked."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from teralineage.domain import answers, columnar
from teralineage.domain.answers import Answer, paginate
from teralineage.domain.queries import Query

WHEN = datetime(2026, 3, 31, 12, 0, tzinfo=UTC)
NS = "7de226d4434ebe7d"
URI = "teradata://td.example.com:1025"
DATASET = f"{NS}/SALES_DW.DIM_CUSTOMER"
FIELD = f"{DATASET}/customer_id"
TARGET = f"{NS}/MART.V_CUSTOMER/customer_key"

_namespace = answers.Namespace(id=NS, uri=URI, description=None, spec_version="2-0-2", created_at=WHEN)
_database = answers.Database(name="SALES_DW", namespace=URI, table_count=1)
_summary = answers.DatasetSummary(
    id=DATASET,
    namespace=URI,
    name="SALES_DW.DIM_CUSTOMER",
    description=None,
    source_type="TABLE",
    created_at=WHEN,
    updated_at=None,
)
_field = answers.Field(
    id=FIELD,
    name="customer_id",
    type="INTEGER",
    description=None,
    ordinal_position=1,
    nullable=False,
    primary_key=True,
    upstream_count=0,
    downstream_count=1,
)
_edge = answers.Edge(
    id=f"{FIELD}->{TARGET}",
    source=FIELD,
    target=TARGET,
    transformation_type="DIRECT",
    transformation_subtype="IDENTITY",
    confidence_score=1.0,
    evidence_count=1,
    last_seen=WHEN,
)
_graph = answers.Graph(
    nodes=(
        answers.Node(
            id=FIELD,
            type="field",
            name="customer_id",
            dataset=answers.NodeDataset(id=DATASET, name="SALES_DW.DIM_CUSTOMER", namespace=URI, source_type="TABLE"),
            metadata=answers.NodeMetadata(column_type="INTEGER", nullable=False, depth=0),
        ),
    ),
    edges=(_edge,),
    truncated=False,
)
_evidence = answers.Evidence(
    sql="SELECT customer_id AS customer_key FROM SALES_DW.DIM_CUSTOMER",
    span_start=7,
    span_end=18,
    transformation_type="DIRECT",
    transformation_subtype="IDENTITY",
    confidence_score=1.0,
    confidence_reason="schema",
    job="views.sql",
    job_type="VIEW",
    file="views.sql",
    line=1,
    query_id=None,
    user=None,
    first_seen=WHEN,
    last_seen=WHEN,
    count=1,
)
_columns = columnar.ColumnarGraph(
    type="field",
    namespaces=[URI],
    datasets=columnar.DatasetColumns(
        id=[DATASET], name=["SALES_DW.DIM_CUSTOMER"], namespace=[0], source_type=["TABLE"]
    ),
    names=["customer_id"],
    name_ids=["customer_id"],
    types=["INTEGER"],
    nodes=columnar.NodeColumns(dataset=[0], name=[0], column_type=[0], nullable=[0], depth=[0]),
    edges=columnar.EdgeColumns(source=[], target=[], subtype=[], confidence_score=[], evidence_count=[], last_seen=[]),
    subtypes=[],
    transformation_types=[],
    times=[],
    truncated=False,
    omitted_edges=0,
)
_page = {"total": 1, "pagination": paginate(1, 100, 0)}

DOCUMENTS: dict[type, Any] = {
    type(document): document
    for document in (
        answers.NamespaceList(namespaces=(_namespace,), **_page),
        _namespace,
        answers.DatabasePage(databases=(_database,), **_page),
        answers.DatasetPage(datasets=(_summary,), **_page),
        answers.DatasetSearch(datasets=(_summary,), query="cust", count=1),
        answers.SearchResult(
            databases=(_database,),
            datasets=(_summary,),
            fields=(),
            query="cust",
            total_count=2,
            database_count=1,
            dataset_count=1,
            field_count=0,
        ),
        answers.Dataset(
            id=DATASET,
            namespace=URI,
            name="SALES_DW.DIM_CUSTOMER",
            description=None,
            source_type="TABLE",
            created_at=WHEN,
            updated_at=None,
            fields=(_field,),
        ),
        answers.DatasetStatistics(
            dataset_id=DATASET,
            database_name="SALES_DW",
            table_name="DIM_CUSTOMER",
            source_type="TABLE",
            creator_name=None,
            create_timestamp=None,
            last_alter_timestamp=None,
            row_count=12,
            row_counted_at=WHEN,
            size_bytes=None,
            table_comment=None,
        ),
        answers.DatasetDdl(
            dataset_id=DATASET,
            database_name="SALES_DW",
            table_name="DIM_CUSTOMER",
            source_type="TABLE",
            view_sql=None,
            table_ddl="CREATE TABLE SALES_DW.DIM_CUSTOMER (customer_id INTEGER)",
            truncated=False,
            table_comment=None,
            column_comments={},
        ),
        answers.Lineage(dataset_id=DATASET, field_name="customer_id", direction="both", max_depth=5, graph=_graph),
        answers.DatabaseLineage(database_name="SALES_DW", direction="both", max_depth=3, graph=_graph, **_page),
        columnar.ColumnarLineage(
            dataset_id=DATASET, field_name="customer_id", direction="both", max_depth=5, graph=_columns
        ),
        columnar.ColumnarDatabaseLineage(
            database_name="SALES_DW", direction="both", max_depth=3, graph=_columns, **_page
        ),
        answers.Impact(
            source=FIELD,
            impacted=(
                answers.ImpactedField(
                    id=TARGET,
                    name="MART.V_CUSTOMER.customer_key",
                    database="MART",
                    table="V_CUSTOMER",
                    field="customer_key",
                    source_type="VIEW",
                    depth=1,
                    impact_type="IDENTITY",
                    via_indirect_only=False,
                ),
            ),
            summary=answers.ImpactSummary(
                total_impacted=1,
                critical_count=1,
                by_database={"MART": 1},
                by_depth={"1": 1},
                by_type={"IDENTITY": 1},
                max_depth=1,
            ),
        ),
        answers.EvidenceList(edge_id=_edge.id, source=FIELD, target=TARGET, evidence=(_evidence,), total=1),
        answers.Paths(
            source=FIELD,
            target=TARGET,
            length=1,
            paths=((answers.PathStep(edge=_edge, evidence=_evidence),),),
            truncated=False,
        ),
        answers.Changes(since=None, until=None, changes=(), **_page),
        answers.StoreStatistics(
            namespaces=1,
            datasets=1,
            fields=1,
            jobs=1,
            edges=1,
            statements_read=1,
            statements_parsed=1,
            statements_failed=0,
            coverage=(),
        ),
    )
}


class FixedRepository:
    """Answers every query with the document of its type; `instead` is raised, or given, in its place."""

    def __init__(self) -> None:
        self.asked: list[Query[Any]] = []
        self.instead: Any = None

    def answer(self, query: Query[Any]) -> Answer[Any]:
        self.asked.append(query)
        if isinstance(self.instead, Exception):
            raise self.instead
        return Answer.of(self.instead or DOCUMENTS[query.answer_type])

    def generation(self) -> int:
        if isinstance(self.instead, Exception):
            raise self.instead
        return 1
