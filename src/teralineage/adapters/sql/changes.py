"""What came and went between two instants."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, literal, null, or_, select, union_all

from teralineage.adapters.sql import names
from teralineage.adapters.sql.engine import AnyRow, AnySelect
from teralineage.adapters.sql.schema import dataset, field, field_change, lineage
from teralineage.domain import answers, queries
from teralineage.domain.ids import EVERY_FIELD, DatasetId, DatasetName, FieldId, fold

_source, _target = field.alias("s"), field.alias("t")
_source_home, _target_home = dataset.alias("sd"), dataset.alias("td")


def changes(connection: Connection, query: queries.ChangesQuery) -> answers.Changes:
    """Edges and fields added, removed or changed, latest first."""
    if query.database is not None:
        names.find_database(connection, query.database)
    listed = union_all(*_edge_changes(query), *_field_changes(query)).subquery()
    total = connection.execute(select(func.count()).select_from(listed)).scalar_one()
    rows = connection.execute(
        select(listed)
        .order_by(listed.c.at.desc(), listed.c.subject, listed.c.key, listed.c.kind)
        .limit(query.paging.limit)
        .offset(query.paging.offset)
    )
    return answers.Changes(
        since=query.since,
        until=query.until,
        changes=tuple(_change(row) for row in rows),
        total=total,
        pagination=answers.paginate(total, query.paging.limit, query.paging.offset),
    )


def _edge_changes(query: queries.ChangesQuery) -> list[AnySelect]:
    near = _target_home.c.database_key, _source_home.c.database_key
    return [
        select(
            literal(kind).label("kind"),
            literal("edge").label("subject"),
            lineage.c.lineage_id.label("key"),
            at.label("at"),
            lineage.c.transformation_subtype.label("detail"),
            *_names("target", _target_home, _target),
            *_names("source", _source_home, _source),
        )
        .join_from(lineage, _source, lineage.c.source_field_id == _source.c.field_id)
        .join(_source_home, _source.c.dataset_id == _source_home.c.dataset_id)
        .join(_target, lineage.c.target_field_id == _target.c.field_id)
        .join(_target_home, _target.c.dataset_id == _target_home.c.dataset_id)
        .where(_between(at, query), _within(query, *near))
        for kind, at in (("added", lineage.c.discovered_at), ("removed", lineage.c.closed_at))
    ]


def _field_changes(query: queries.ChangesQuery) -> list[AnySelect]:
    nothing = [null().label(f"source_{part}") for part in ("namespace", "database", "table", "field")]
    home = _names("target", dataset, field)
    subject = literal("field").label("subject")
    appeared = (
        select(
            literal("added").label("kind"),
            subject,
            field.c.field_id.label("key"),
            field.c.created_at.label("at"),
            null().label("detail"),
            *home,
            *nothing,
        )
        .join_from(field, dataset)
        .where(
            _between(field.c.created_at, query),
            _within(query, dataset.c.database_key),
            field.c.field_key != EVERY_FIELD,
        )
    )
    later = (
        select(
            field_change.c.kind,
            subject,
            field.c.field_id.label("key"),
            field_change.c.changed_at.label("at"),
            field_change.c.detail,
            *home,
            *nothing,
        )
        .join_from(field_change, field)
        .join(dataset)
        .where(_between(field_change.c.changed_at, query), _within(query, dataset.c.database_key))
    )
    return [appeared, later]


def _names(end: str, home: Any, named: Any) -> list[Any]:
    return [
        home.c.namespace_id.label(f"{end}_namespace"),
        home.c.database_name.label(f"{end}_database"),
        home.c.table_name.label(f"{end}_table"),
        named.c.field_name.label(f"{end}_field"),
    ]


def _between(at: Any, query: queries.ChangesQuery) -> ColumnElement[bool]:
    bounds: list[ColumnElement[bool]] = [at.is_not(None)]
    if query.since is not None:
        bounds.append(at > query.since)
    if query.until is not None:
        bounds.append(at <= query.until)
    return and_(*bounds)


def _within(query: queries.ChangesQuery, *keys: Any) -> ColumnElement[bool]:
    if query.database is None:
        return literal(value=True)
    return or_(*(key == fold(query.database) for key in keys))


def _change(row: AnyRow) -> answers.Change:
    at: datetime = row.at
    target = _id(row.target_namespace, row.target_database, row.target_table, row.target_field)
    if row.subject == "edge":
        target = f"{_id(row.source_namespace, row.source_database, row.source_table, row.source_field)}->{target}"
    return answers.Change(kind=row.kind, subject=row.subject, id=target, at=at, detail=row.detail)


def _id(namespace: str, database: str, table: str, name: str) -> str:
    return str(FieldId(DatasetId(namespace, DatasetName(database, table)), name))
