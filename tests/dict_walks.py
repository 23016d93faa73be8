"""The oracle's walks and searches: node by node, looking at every edge each time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import product
from typing import Any

from tests.columnar_reader import as_columns
from tests.dict_store import DictStore, Interval, close_names

from teralineage.domain import answers, columnar, errors
from teralineage.domain import queries as q
from teralineage.domain.graph import STRENGTH
from teralineage.domain.ids import EVERY_FIELD, DatasetId, FieldId, fold, render_part
from teralineage.domain.queries import Direction, Granularity

Depths = dict[Any, int]


def walk(
    roots: Iterable[FieldId], direction: Direction, depth: int, edges: Sequence[Interval], *, indirect: bool
) -> tuple[Depths, list[Interval]]:
    """Depth of each node met, and each edge met once, nearest first."""
    if direction is Direction.BOTH:
        up, up_edges = walk(roots, Direction.UPSTREAM, depth, edges, indirect=indirect)
        down, down_edges = walk(roots, Direction.DOWNSTREAM, depth, edges, indirect=indirect)
        met = {node: min(up.get(node, depth), down.get(node, depth)) for node in up | down}
        return met, [*up_edges, *(one for one in down_edges if one not in up_edges)]
    downstream = direction is Direction.DOWNSTREAM
    met = dict.fromkeys(roots, 0)
    taken: list[Interval] = []
    frontier = set(met)
    for hop in range(1, depth + 1):
        reached: set[FieldId] = set()
        for one in edges:
            near, far = (one.source, one.target) if downstream else (one.target, one.source)
            if near in frontier or (indirect and _stands_in(near, frontier, downstream=downstream)):
                met.setdefault(near, hop - 1)
                reached.add(far)
                if one not in taken:
                    taken.append(one)
        frontier = reached - met.keys()
        met.update(dict.fromkeys(frontier, hop))
    return met, taken


def _stands_in(near: FieldId, frontier: set[FieldId], *, downstream: bool) -> bool:
    """Downstream, a column whose dataset's `*` was reached; upstream, the `*` of a column that was."""
    if downstream:
        return FieldId(near.dataset, EVERY_FIELD) in frontier
    return near.name == EVERY_FIELD and any(node.dataset == near.dataset for node in frontier)


def lineage(store: DictStore, query: q.LineageQuery) -> answers.Lineage:
    home = store.find(query.dataset)
    roots = store.columns(home, query.walk.as_of) if query.field is None else [store.find_field(home, query.field)]
    return answers.Lineage(
        dataset_id=str(home),
        field_name=None if query.field is None else roots[0].name,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=_graph(store, roots, [home], query.walk),
    )


def database_lineage(store: DictStore, query: q.DatabaseLineageQuery) -> answers.DatabaseLineage:
    name = database_of(store, query.database)
    homes = sorted(
        (id_ for id_ in store.standing(query.walk.as_of) if id_.name.key[0] == fold(name)),
        key=lambda id_: (id_.name.key[1], id_),
    )
    window = homes[query.paging.offset : query.paging.offset + query.paging.limit]
    roots = [column for home in window for column in store.columns(home, query.walk.as_of)]
    return answers.DatabaseLineage(
        database_name=name,
        direction=query.walk.direction,
        max_depth=query.walk.max_depth,
        graph=_graph(store, roots, window, query.walk),
        total=len(homes),
        pagination=answers.paginate(len(homes), query.paging.limit, query.paging.offset),
    )


def columnar_lineage(store: DictStore, query: q.ColumnarLineageQuery) -> columnar.ColumnarLineage:
    plain = lineage(store, q.LineageQuery(query.dataset, query.field, query.walk))
    return columnar.ColumnarLineage(
        dataset_id=plain.dataset_id,
        field_name=plain.field_name,
        direction=plain.direction,
        max_depth=plain.max_depth,
        graph=as_columns(plain.graph, query.walk.granularity),
    )


def columnar_database_lineage(
    store: DictStore, query: q.ColumnarDatabaseLineageQuery
) -> columnar.ColumnarDatabaseLineage:
    plain = database_lineage(store, q.DatabaseLineageQuery(query.database, query.walk, query.paging))
    return columnar.ColumnarDatabaseLineage(
        database_name=plain.database_name,
        direction=plain.direction,
        max_depth=plain.max_depth,
        graph=as_columns(plain.graph, query.walk.granularity),
        total=plain.total,
        pagination=plain.pagination,
    )


def _graph(store: DictStore, roots: list[FieldId], homes: list[DatasetId], how: q.Walk) -> answers.Graph:
    edges = store.edges(how.as_of, indirect=how.indirect)
    met, taken = walk(roots, how.direction, how.max_depth, edges, indirect=how.indirect)
    by_dataset = how.granularity is Granularity.DATASET
    depths: Depths = dict.fromkeys(homes, 0) if by_dataset else met
    pairs: dict[tuple[Any, Any], list[Interval]] = defaultdict(list)
    for one in taken:
        ends = one.source, one.target
        if by_dataset:
            ends = one.source.dataset, one.target.dataset
            if ends[0] == ends[1] and STRENGTH.index(one.subtype) > 2:
                continue
        pairs[ends].append(one)
    if by_dataset:
        for node, depth in met.items():
            depths[node.dataset] = min(depth, depths.get(node.dataset, depth))
    ordered = sorted(depths, key=lambda node: depths[node])
    return answers.Graph(
        nodes=tuple(_node(store, node, depths[node]) for node in ordered),
        edges=tuple(_edge(store, *ends, ones) for ends, ones in pairs.items()),
        truncated=False,
    )


def _node(store: DictStore, node: Any, depth: int) -> answers.Node:
    home = store.find(node if isinstance(node, DatasetId) else node.dataset)
    dataset = answers.NodeDataset(
        id=str(home), name=str(home.name), namespace=store.uris[home.namespace or ""][0],
        source_type=store.datasets[home].definition.source_type,
    )  # fmt: skip
    if isinstance(node, DatasetId):
        metadata = answers.NodeMetadata(column_type=None, nullable=None, depth=depth)
        return answers.Node(id=str(home), type="dataset", name=str(home.name), dataset=dataset, metadata=metadata)
    one = store.datasets[home].fields[node.key].definition
    metadata = answers.NodeMetadata(
        column_type=one.type, nullable=one.nullable, depth=depth, ordinal_position=store.datasets[home].place(node.key)
    )
    return answers.Node(
        id=str(FieldId(home, one.name)), type="field", name=one.name, dataset=dataset, metadata=metadata
    )


def _edge(store: DictStore, source: Any, target: Any, ones: list[Interval]) -> answers.Edge:
    spelled = store.find if isinstance(source, DatasetId) else store.spelled
    ends = str(spelled(source)), str(spelled(target))
    subtype = min((one.subtype for one in ones), key=STRENGTH.index)
    return answers.Edge(
        id=f"{ends[0]}->{ends[1]}", source=ends[0], target=ends[1], transformation_type=subtype.type,
        transformation_subtype=subtype, confidence_score=max(one.confidence for one in ones),
        evidence_count=sum(len(one.proofs) for one in ones), last_seen=max(one.last_seen for one in ones),
    )  # fmt: skip


def impact(store: DictStore, query: q.ImpactQuery) -> answers.Impact:
    home = store.find(query.dataset)
    roots = store.columns(home, query.as_of) if query.field is None else [store.find_field(home, query.field)]
    edges = store.edges(query.as_of, indirect=query.indirect)
    met, taken = walk(roots, Direction.DOWNSTREAM, query.max_depth, edges, indirect=query.indirect)
    direct = store.edges(query.as_of, indirect=False)
    plainly, _ = walk(roots, Direction.DOWNSTREAM, query.max_depth, direct, indirect=False)
    kinds: dict[FieldId, list[Any]] = defaultdict(list)
    for one in taken:
        if one.target not in roots and met[one.source] == met[one.target] - 1:
            kinds[one.target].append(one.subtype)
    impacted = tuple(
        answers.ImpactedField(
            id=str(id_), name=f"{id_.dataset.name}.{render_part(id_.name)}", database=id_.dataset.name.database,
            table=id_.dataset.name.name, field=id_.name, depth=met[node],
            source_type=store.datasets[id_.dataset].definition.source_type,
            impact_type=min(kinds[node], key=STRENGTH.index), via_indirect_only=node not in plainly,
        )
        for node in sorted(kinds, key=lambda node: met[node])
        for id_ in [store.spelled(node)]
    )  # fmt: skip
    depths = Counter(one.depth for one in impacted)
    return answers.Impact(
        source=str(home) if query.field is None else str(roots[0]),
        impacted=impacted,
        summary=answers.ImpactSummary(
            total_impacted=len(impacted), critical_count=depths[1], max_depth=query.max_depth,
            by_database=dict(Counter(one.database for one in impacted)),
            by_depth={str(depth): count for depth, count in depths.items() if count},
            by_type=dict(Counter(one.impact_type for one in impacted)),
        ),
    )  # fmt: skip


def paths(store: DictStore, query: q.PathsQuery) -> answers.Paths:
    (source, sources), (target, targets) = (_asset(store, end, query.as_of) for end in (query.source, query.target))
    if query.indirect:
        targets = targets | {FieldId(one.dataset, EVERY_FIELD) for one in targets}
    edges = store.edges(query.as_of, indirect=query.indirect)
    met, _ = walk(sources, Direction.DOWNSTREAM, len(edges), edges, indirect=query.indirect)
    length = min((met[one] for one in targets if one in met), default=None)
    heads: list[list[Interval]] = [[]]
    for hop in range(1, (length or 0) + 1):
        heads = [
            [*way, one]
            for way, one in product(heads, edges)
            if met.get(one.target) == hop and _goes_on(way, one, sources, indirect=query.indirect)
        ]
    found = [way for way in heads if way and way[-1].target in targets]
    pairs = {tuple((one.source, one.target) for one in way): None for way in found}
    grouped: dict[Any, list[Interval]] = defaultdict(list)
    for one in edges:
        grouped[one.source, one.target].append(one)
    told = tuple(
        tuple(
            answers.PathStep(edge=_edge(store, *ends, grouped[ends]), evidence=_proofs(store, *ends)[0]) for ends in way
        )
        for way in pairs
    )
    return answers.Paths(
        source=source, target=target, length=length, paths=told[: query.limit], truncated=len(told) > query.limit
    )


def _goes_on(way: list[Interval], one: Interval, sources: set[FieldId], *, indirect: bool) -> bool:
    if not way:
        return one.source in sources
    end = way[-1].target
    return one.source == end or (indirect and end.name == EVERY_FIELD and end.dataset == one.source.dataset)


def _asset(store: DictStore, asset: FieldId | DatasetId, as_of: datetime | None) -> tuple[str, set[FieldId]]:
    home = store.find(asset.dataset if isinstance(asset, FieldId) else asset)
    if isinstance(asset, FieldId):
        found = store.find_field(home, asset.name)
        return str(found), {found}
    return str(home), set(store.columns(home, as_of))


def evidence(store: DictStore, query: q.EvidenceQuery) -> answers.EvidenceList:
    try:
        source, target = store.spelled(query.source), store.spelled(query.target)
    except (errors.DatasetNotFoundError, errors.FieldNotFoundError) as error:
        raise errors.EdgeNotFoundError(f"{query.source}->{query.target}", error.suggestions) from error
    found = _proofs(store, source, target)
    if not found:
        raise errors.EdgeNotFoundError(f"{source}->{target}")
    return answers.EvidenceList(
        edge_id=f"{source}->{target}", source=str(source), target=str(target), evidence=tuple(found[: query.limit]),
        total=len(found),
    )  # fmt: skip


def _proofs(store: DictStore, source: FieldId, target: FieldId) -> list[answers.Evidence]:
    told = [
        answers.Evidence(
            sql=said.text, span_start=edge.span.start, span_end=edge.span.end, transformation_type=edge.subtype.type,
            transformation_subtype=edge.subtype, confidence_score=edge.reason.confidence,
            confidence_reason=edge.reason, job=job.name, job_type=job.type, file=said.file, line=said.line,
            query_id=said.query_id, user=said.user, first_seen=job.seen_at, last_seen=job.seen_at, count=said.count,
        )
        for one in store.intervals
        if (one.source, one.target) == (source, target)
        for job, said, edge in one.proofs
    ]  # fmt: skip
    return sorted(told, key=lambda one: one.last_seen, reverse=True)


def database_of(store: DictStore, name: str) -> str:
    names = sorted(id_.name.database for id_ in store.standing())
    gone = sorted(id_.name.database for id_ in store.datasets)
    found = [one for one in (*names, *gone) if fold(one) == fold(name)]
    if not found:
        raise errors.DatabaseNotFoundError(name, close_names(name, names))
    return found[0]


def dataset_search(store: DictStore, query: q.DatasetSearchQuery) -> answers.DatasetSearch:
    found = search(store, q.SearchQuery(query.text, query.limit, frozenset({"dataset"}))).datasets
    return answers.DatasetSearch(datasets=found, query=query.text, count=len(found))


def search(store: DictStore, query: q.SearchQuery) -> answers.SearchResult:
    from tests.dict_answers import databases_of, summary  # noqa: PLC0415 - they know this module too

    databases = [(one.name, one) for home in store.uris for one in databases_of(store, home, "")]
    datasets = [(id_.name.name, summary(store, id_)) for id_ in store.standing()]
    fields = [
        (
            one.name,
            answers.FieldHit(
                id=str(one), name=one.name, type=store.datasets[id_].fields[one.key].definition.type,
                dataset_id=str(id_), dataset_name=str(id_.name),
                source_type=store.datasets[id_].definition.source_type,
            ),
        )
        for id_ in store.standing()
        for one in store.columns(id_)
    ]  # fmt: skip
    found = {
        kind: _best(rows, query) if kind in query.types else ()
        for kind, rows in (("database", databases), ("dataset", datasets), ("field", fields))
    }
    return answers.SearchResult(
        databases=found["database"], datasets=found["dataset"], fields=found["field"], query=query.text,
        database_count=len(found["database"]), dataset_count=len(found["dataset"]), field_count=len(found["field"]),
        total_count=sum(len(rows) for rows in found.values()),
    )  # fmt: skip


def _best(rows: list[tuple[str, Any]], query: q.SearchQuery) -> tuple[Any, ...]:
    text = fold(query.text)
    ranked = [
        (rank, len(name), fold(name), one.name, one) for name, one in rows if (rank := _rank(text, fold(name))) < 4
    ]
    if not ranked:
        near = [fold(one) for one in close_names(query.text, [name for name, _ in rows], 0.75)]
        ranked = [(4, near.index(fold(name)), "", one.name, one) for name, one in rows if fold(name) in near]
    return tuple(one for *_, one in sorted(ranked, key=lambda row: row[:4])[: query.limit])


def _rank(text: str, name: str) -> int:
    if name == text:
        return 0
    if name.startswith(text):
        return 1
    words = [name[i:] for i in range(1, len(name)) if not name[i - 1].isalnum()]
    if any(word.startswith(text) for word in words):
        return 2
    return 3 if text in name else 4
