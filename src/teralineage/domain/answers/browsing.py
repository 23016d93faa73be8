"""What is stored, listed and found by name."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from teralineage.domain.answers.document import Document, Pagination


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
