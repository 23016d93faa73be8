"""What there is: namespaces, databases, datasets, and the search over them."""

from __future__ import annotations

from teralineage.api.endpoints import Endpoint
from teralineage.api.params import Choice, Choices, Id, Name, Param, Text, Values, WholeNumber
from teralineage.domain.ids import DatasetId, namespace_id
from teralineage.domain.model import SourceType
from teralineage.domain.queries import (
    DatabasesQuery,
    DatasetQuery,
    DatasetSearchQuery,
    DatasetsQuery,
    DdlQuery,
    NamespaceQuery,
    NamespacesQuery,
    Paging,
    SearchQuery,
    StatisticsQuery,
)

EXAMPLE_DATASET = "7de226d4434ebe7d/SALES_DW.DIM_CUSTOMER"

LIMIT = Param("limit", WholeNumber(1, 500), "How many rows at most.", default=100)
OFFSET = Param("offset", WholeNumber(0, 2_147_483_647), "How many rows to leave out first.", default=0)
NAMESPACE_ID = Param("namespaceId", Name(), "A namespace's id, or its URI.")
DATASET_ID = Param(
    "datasetId",
    Id(DatasetId.parse, EXAMPLE_DATASET),
    "A dataset's id, or its plain name `database.table` where only one namespace has it.",
)
DATABASE: Param[str | None] = Param("database", Name(), "Only this database, in any case.", default=None)
PART_OF_NAME: Param[str | None] = Param("q", Text(), "Only names that contain this text.", default=None)
SOURCE_TYPE: Param[SourceType | None] = Param("sourceType", Choice(SourceType), "Only this type.", default=None)
SEARCH_TEXT = Param("q", Text(minimum=2), "What to look for, at least two characters.")
SEARCH_TYPES = Param(
    "types",
    Choices(("database", "dataset", "field")),
    "What to look among.",
    default=frozenset({"database", "dataset", "field"}),
)


def paging(values: Values) -> Paging:
    """The window that `limit` and `offset` ask for."""
    return Paging(values[LIMIT], values[OFFSET])


def _namespace(values: Values) -> str:
    text = values[NAMESPACE_ID]
    return namespace_id(text) if "://" in text else text


ENDPOINTS = (
    Endpoint(
        path="/namespaces",
        tag="Browse",
        summary="All namespaces, by URI.",
        query=NamespacesQuery,
        params=(LIMIT, OFFSET),
        ask=lambda values: NamespacesQuery(paging(values)),
    ),
    Endpoint(
        path="/namespaces/{namespaceId}",
        tag="Browse",
        summary="One namespace.",
        query=NamespaceQuery,
        params=(NAMESPACE_ID,),
        ask=lambda values: NamespaceQuery(_namespace(values)),
    ),
    Endpoint(
        path="/namespaces/{namespaceId}/databases",
        tag="Browse",
        summary="The databases of a namespace, by name.",
        query=DatabasesQuery,
        params=(NAMESPACE_ID, LIMIT, OFFSET, PART_OF_NAME),
        ask=lambda values: DatabasesQuery(_namespace(values), values[PART_OF_NAME], paging(values)),
    ),
    Endpoint(
        path="/namespaces/{namespaceId}/datasets",
        tag="Browse",
        summary="The datasets of a namespace, by name.",
        query=DatasetsQuery,
        params=(NAMESPACE_ID, LIMIT, OFFSET, DATABASE, PART_OF_NAME, SOURCE_TYPE),
        ask=lambda values: DatasetsQuery(
            _namespace(values), values[DATABASE], values[PART_OF_NAME], values[SOURCE_TYPE], paging(values)
        ),
    ),
    Endpoint(
        path="/datasets/search",
        tag="Search",
        summary="Datasets whose name matches, best first.",
        query=DatasetSearchQuery,
        params=(SEARCH_TEXT, LIMIT),
        ask=lambda values: DatasetSearchQuery(values[SEARCH_TEXT], values[LIMIT]),
    ),
    Endpoint(
        path="/search",
        tag="Search",
        summary="Databases, datasets and fields whose name matches: exact, prefix, word start, part, close spelling.",
        query=SearchQuery,
        params=(SEARCH_TEXT, LIMIT, SEARCH_TYPES),
        ask=lambda values: SearchQuery(values[SEARCH_TEXT], values[LIMIT], values[SEARCH_TYPES]),
    ),
    Endpoint(
        path="/datasets/{datasetId}",
        tag="Browse",
        summary="One dataset with its fields.",
        query=DatasetQuery,
        params=(DATASET_ID,),
        ask=lambda values: DatasetQuery(values[DATASET_ID]),
    ),
    Endpoint(
        path="/datasets/{datasetId}/statistics",
        tag="Browse",
        summary="What is known of a dataset's size and history.",
        query=StatisticsQuery,
        params=(DATASET_ID,),
        ask=lambda values: StatisticsQuery(values[DATASET_ID]),
    ),
    Endpoint(
        path="/datasets/{datasetId}/ddl",
        tag="Browse",
        summary="The statement that made a dataset.",
        query=DdlQuery,
        params=(DATASET_ID,),
        ask=lambda values: DdlQuery(values[DATASET_ID]),
    ),
)
