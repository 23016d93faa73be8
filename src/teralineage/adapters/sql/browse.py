"""Namespaces, databases, datasets and their fields."""

from __future__ import annotations

from collections import Counter
from typing import Any

from sqlalchemy import Connection, func, select

from teralineage.adapters.sql.engine import AnyRow, AnySelect, among, contains
from teralineage.adapters.sql.names import dataset_rows, find_dataset, find_namespace, id_of
from teralineage.adapters.sql.schema import dataset as datasets_table
from teralineage.adapters.sql.schema import field as fields_table
from teralineage.adapters.sql.schema import lineage
from teralineage.adapters.sql.schema import namespace as namespaces_table
from teralineage.domain import answers, queries
from teralineage.domain.graph import LAST_DIRECT
from teralineage.domain.ids import EVERY_FIELD, FieldId, fold


def namespaces(connection: Connection, query: queries.NamespacesQuery) -> answers.NamespaceList:
    """Namespaces, by URI."""
    listed = select(namespaces_table)
    total = _count(connection, listed)
    rows = connection.execute(
        listed.order_by(namespaces_table.c.namespace_uri).limit(query.paging.limit).offset(query.paging.offset)
    )
    return answers.NamespaceList(
        namespaces=tuple(_namespace(row) for row in rows),
        total=total,
        pagination=answers.paginate(total, query.paging.limit, query.paging.offset),
    )


def namespace(connection: Connection, query: queries.NamespaceQuery) -> answers.Namespace:
    """One namespace."""
    return _namespace(find_namespace(connection, query.namespace))


def databases(connection: Connection, query: queries.DatabasesQuery) -> answers.DatabasePage:
    """Databases of a namespace, by folded name."""
    home = find_namespace(connection, query.namespace)
    key = datasets_table.c.database_key
    listed = select(func.min(datasets_table.c.database_name).label("name"), func.count().label("tables")).where(
        datasets_table.c.namespace_id == query.namespace, datasets_table.c.is_active
    )
    if query.text:
        listed = listed.where(contains(key, fold(query.text)))
    listed = listed.group_by(key)
    total = _count(connection, listed)
    rows = connection.execute(listed.order_by(key).limit(query.paging.limit).offset(query.paging.offset))
    return answers.DatabasePage(
        databases=tuple(
            answers.Database(name=row.name, namespace=home.namespace_uri, table_count=row.tables) for row in rows
        ),
        total=total,
        pagination=answers.paginate(total, query.paging.limit, query.paging.offset),
    )


def datasets(connection: Connection, query: queries.DatasetsQuery) -> answers.DatasetPage:
    """Datasets of a namespace, by folded database and table name."""
    find_namespace(connection, query.namespace)
    columns = datasets_table.c
    listed = dataset_rows().where(columns.namespace_id == query.namespace, columns.is_active)
    if query.database is not None:
        listed = listed.where(columns.database_key == fold(query.database))
    if query.text:
        listed = listed.where(contains(columns.table_key, fold(query.text)))
    if query.source_type is not None:
        listed = listed.where(columns.source_type == query.source_type)
    total = _count(connection, listed)
    rows = connection.execute(
        listed.order_by(columns.database_key, columns.table_key).limit(query.paging.limit).offset(query.paging.offset)
    )
    return answers.DatasetPage(
        datasets=tuple(summary(row) for row in rows),
        total=total,
        pagination=answers.paginate(total, query.paging.limit, query.paging.offset),
    )


def dataset(connection: Connection, query: queries.DatasetQuery) -> answers.Dataset:
    """One dataset with its fields in order."""
    row = find_dataset(connection, query.dataset)
    found = connection.execute(
        select(fields_table)
        .where(
            fields_table.c.dataset_id == row.dataset_id,
            fields_table.c.is_active,
            fields_table.c.field_key != EVERY_FIELD,
        )
        .order_by(fields_table.c.ordinal_position, fields_table.c.field_key)
    ).all()
    ids = [one.field_id for one in found]
    upstream = _direct_edges(connection, lineage.c.target_field_id, lineage.c.source_field_id, ids)
    downstream = _direct_edges(connection, lineage.c.source_field_id, lineage.c.target_field_id, ids)
    home = id_of(row)
    return answers.Dataset(
        **_summary_members(row),
        fields=tuple(
            answers.Field(
                id=str(FieldId(home, one.field_name)),
                name=one.field_name,
                type=one.field_type,
                description=one.field_description,
                ordinal_position=position,
                nullable=one.nullable,
                primary_key=one.primary_key,
                upstream_count=upstream[one.field_id],
                downstream_count=downstream[one.field_id],
            )
            for position, one in enumerate(found, start=1)
        ),
    )


def summary(row: AnyRow) -> answers.DatasetSummary:
    """A dataset row as a summary."""
    return answers.DatasetSummary(**_summary_members(row))


def _summary_members(row: AnyRow) -> dict[str, Any]:
    return {
        "id": str(id_of(row)),
        "namespace": row.namespace_uri,
        "name": row.name,
        "description": row.description,
        "source_type": row.source_type,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
    }


def _namespace(row: AnyRow) -> answers.Namespace:
    return answers.Namespace(
        id=row.namespace_id,
        uri=row.namespace_uri,
        description=row.description,
        spec_version=row.spec_version,
        created_at=row.created_at,
    )


def _count(connection: Connection, listed: AnySelect) -> int:
    return connection.execute(select(func.count()).select_from(listed.subquery())).scalar_one()


def _direct_edges(connection: Connection, near: Any, far: Any, ids: list[int]) -> Counter[int]:
    """How many fields each of these is joined to by a DIRECT edge that stands now."""
    rows = connection.execute(
        select(near, func.count(far.distinct()))
        .where(among(connection, near, ids), lineage.c.is_active, lineage.c.subtype_code <= LAST_DIRECT)
        .group_by(near)
    )
    return Counter(dict(iter(rows)))
