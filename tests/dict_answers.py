"""What the oracle says of the catalog and its changes; the walks stand in `dict_walks`."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from tests import dict_walks as walks
from tests.dict_store import DictStore, close_names
from tests.dict_walks import database_of

from teralineage.domain import answers, errors
from teralineage.domain import queries as q
from teralineage.domain.ids import EVERY_FIELD, DatasetId, FieldId, fold
from teralineage.domain.model import JobType, SourceType


def namespaces(store: DictStore, query: q.NamespacesQuery) -> answers.NamespaceList:
    rows = [namespace_of(store, home) for home in sorted(store.uris, key=lambda home: store.uris[home][0])]
    return answers.NamespaceList(namespaces=_window(rows, query.paging), **_page(rows, query.paging))


def namespace(store: DictStore, query: q.NamespaceQuery) -> answers.Namespace:
    if query.namespace not in store.uris:
        raise errors.NamespaceNotFoundError(query.namespace, close_names(query.namespace, store.uris))
    return namespace_of(store, query.namespace)


def namespace_of(store: DictStore, home: str) -> answers.Namespace:
    uri, at = store.uris[home]
    return answers.Namespace(id=home, uri=uri, description=None, spec_version="2-0-2", created_at=at)


def databases(store: DictStore, query: q.DatabasesQuery) -> answers.DatabasePage:
    namespace(store, q.NamespaceQuery(query.namespace))
    rows = databases_of(store, query.namespace, fold(query.text or ""))
    return answers.DatabasePage(databases=_window(rows, query.paging), **_page(rows, query.paging))


def databases_of(store: DictStore, home: str, text: str) -> list[answers.Database]:
    groups: dict[str, list[str]] = defaultdict(list)
    for id_ in store.standing():
        if id_.namespace == home and text in id_.name.key[0]:
            groups[id_.name.key[0]].append(id_.name.database)
    return [
        answers.Database(name=min(groups[key]), namespace=store.uris[home][0], table_count=len(groups[key]))
        for key in sorted(groups)
    ]


def datasets(store: DictStore, query: q.DatasetsQuery) -> answers.DatasetPage:
    namespace(store, q.NamespaceQuery(query.namespace))
    rows = [
        summary(store, id_)
        for id_ in sorted(store.standing())
        if id_.namespace == query.namespace
        and (query.database is None or fold(query.database) == id_.name.key[0])
        and fold(query.text or "") in id_.name.key[1]
        and query.source_type in (None, store.datasets[id_].definition.source_type)
    ]
    return answers.DatasetPage(datasets=_window(rows, query.paging), **_page(rows, query.paging))


def summary(store: DictStore, id_: DatasetId) -> answers.DatasetSummary:
    return answers.DatasetSummary(**members(store, id_))


def members(store: DictStore, id_: DatasetId) -> dict[str, Any]:
    row = store.datasets[id_]
    return {
        "id": str(id_),
        "namespace": store.uris[id_.namespace or ""][0],
        "name": str(id_.name),
        "description": row.definition.description,
        "source_type": row.definition.source_type,
        "created_at": row.created,
        "updated_at": row.updated,
    }


def dataset(store: DictStore, query: q.DatasetQuery) -> answers.Dataset:
    home = store.find(query.dataset)
    direct = store.edges(None, indirect=False)
    up = Counter(target for _, target in {(one.source, one.target) for one in direct})
    down = Counter(source for source, _ in {(one.source, one.target) for one in direct})
    fields = tuple(
        answers.Field(
            id=str(id_), name=one.name, type=one.type, description=one.description, ordinal_position=position,
            nullable=one.nullable, primary_key=one.primary_key, upstream_count=up[id_], downstream_count=down[id_],
        )
        for position, row in enumerate(store.datasets[home].listed(), start=1)
        for one in [row.definition]
        for id_ in [FieldId(home, one.name)]
    )  # fmt: skip
    return answers.Dataset(**members(store, home), fields=fields)


def statistics(store: DictStore, query: q.StatisticsQuery) -> answers.DatasetStatistics:
    home = store.find(query.dataset)
    one = store.datasets[home].definition
    return answers.DatasetStatistics(
        dataset_id=str(home), database_name=home.name.database, table_name=home.name.name,
        source_type=one.source_type, creator_name=one.creator, create_timestamp=one.created_at,
        last_alter_timestamp=one.altered_at, row_count=one.row_count, row_counted_at=one.row_counted_at,
        size_bytes=one.size_bytes,
        table_comment=one.description,
    )  # fmt: skip


def ddl(store: DictStore, query: q.DdlQuery) -> answers.DatasetDdl:
    home = store.find(query.dataset)
    row = store.datasets[home]
    is_view = row.definition.source_type in (SourceType.VIEW, SourceType.MATERIALIZED_VIEW)
    return answers.DatasetDdl(
        dataset_id=str(home), database_name=home.name.database, table_name=home.name.name,
        source_type=row.definition.source_type, view_sql=row.definition.ddl if is_view else None,
        table_ddl=None if is_view else row.definition.ddl, truncated=False,
        table_comment=row.definition.description,
        column_comments={
            one.definition.name: one.definition.description for one in row.listed() if one.definition.description
        },
    )  # fmt: skip


def store_statistics(store: DictStore, _query: q.StoreStatisticsQuery) -> answers.StoreStatistics:
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for (_, kind), one in sorted(store.coverage.items()):
        by_kind[kind].append(one)
    rows = tuple(
        answers.CoverageRow(
            kind=kind, read=sum(o.parsed + o.partly + o.skipped for o in ones), parsed=sum(o.parsed for o in ones),
            partly=sum(o.partly for o in ones), skipped=sum(o.skipped for o in ones),
            reasons=dict(sum((Counter(o.reasons) for o in ones), Counter())),
        )
        for kind, ones in sorted(by_kind.items())
    )  # fmt: skip
    return answers.StoreStatistics(
        namespaces=len(store.uris), datasets=len(store.standing()),
        jobs=sum(one.type is not JobType.NOTE for one in store.jobs.values()),
        fields=sum(len(store.datasets[id_].listed()) for id_ in store.standing()),
        edges=len(store.edges(None, indirect=True)), statements_read=sum(row.read for row in rows),
        statements_parsed=sum(row.parsed for row in rows), statements_failed=sum(row.skipped for row in rows),
        coverage=rows,
    )  # fmt: skip


def changes(store: DictStore, query: q.ChangesQuery) -> answers.Changes:
    if query.database is not None:
        database_of(store, query.database)
    told = [*edge_changes(store, query), *field_changes(store, query)]
    rows = sorted(
        (
            one
            for one in told
            if (query.since is None or one.at > query.since) and (query.until is None or one.at <= query.until)
        ),
        key=lambda one: one.at,
        reverse=True,
    )
    return answers.Changes(
        since=query.since, until=query.until, changes=_window(rows, query.paging), **_page(rows, query.paging)
    )


def edge_changes(store: DictStore, query: q.ChangesQuery) -> Iterable[answers.Change]:
    for one in store.intervals:
        source, target = store.spelled(one.source), store.spelled(one.target)
        if query.database is None or fold(query.database) in (source.dataset.name.key[0], target.dataset.name.key[0]):
            for kind, at in (("added", one.since), ("removed", one.until)):
                if at is not None:
                    yield answers.Change(kind=kind, subject="edge", id=f"{source}->{target}", at=at, detail=one.subtype)


def field_changes(store: DictStore, query: q.ChangesQuery) -> Iterable[answers.Change]:
    for id_, row in store.datasets.items():
        if query.database is None or fold(query.database) == id_.name.key[0]:
            for key, one in row.fields.items():
                for kind, at, detail in one.history if key != EVERY_FIELD else ():
                    yield answers.Change(
                        kind=kind, subject="field", id=str(FieldId(id_, one.definition.name)), at=at, detail=detail
                    )


def _window(rows: list[Any], paging: q.Paging) -> tuple[Any, ...]:
    return tuple(rows[paging.offset : paging.offset + paging.limit])


def _page(rows: list[Any], paging: q.Paging) -> dict[str, Any]:
    return {"total": len(rows), "pagination": answers.paginate(len(rows), paging.limit, paging.offset)}


ROOMS: dict[type, Any] = {
    q.NamespacesQuery: namespaces,
    q.NamespaceQuery: namespace,
    q.DatabasesQuery: databases,
    q.DatasetsQuery: datasets,
    q.DatasetQuery: dataset,
    q.StatisticsQuery: statistics,
    q.DdlQuery: ddl,
    q.StoreStatisticsQuery: store_statistics,
    q.ChangesQuery: changes,
    q.EvidenceQuery: walks.evidence,
    q.LineageQuery: walks.lineage,
    q.ColumnarLineageQuery: walks.columnar_lineage,
    q.ColumnarDatabaseLineageQuery: walks.columnar_database_lineage,
    q.DatabaseLineageQuery: walks.database_lineage,
    q.ImpactQuery: walks.impact,
    q.PathsQuery: walks.paths,
    q.DatasetSearchQuery: walks.dataset_search,
    q.SearchQuery: walks.search,
}
