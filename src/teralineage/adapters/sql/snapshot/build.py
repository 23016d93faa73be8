"""Reads a store into a snapshot, all of it from one moment."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Connection, Engine, Float, select, type_coerce

from teralineage.adapters.sql.engine import AnySelect, among
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.schema import dataset, field, lineage, namespace, stamp
from teralineage.adapters.sql.snapshot.files import Snapshot, key_of
from teralineage.adapters.sql.snapshot.texts import Texts
from teralineage.domain.arrays import Ints
from teralineage.domain.graph import Edges
from teralineage.domain.ids import EVERY_FIELD, DatasetName, namespace_id, render_part
from teralineage.domain.stored import Datasets, Fields, StoredGraph, edges_of

_ROWS = 100_000  # at once in memory as Python objects


def read_snapshot(engine: Engine) -> Snapshot:
    """Everything that stands in a store now.

    Raises:
        StoreUnavailableError: the store does not answer.
    """
    with translated(), engine.connect() as connection, connection.begin():
        generation = generation_of(connection)
        stored = StoredGraph(generation, read_datasets(connection), read_fields(connection), read_edges(connection))
    return assemble(stored)


def generation_of(connection: Connection) -> int:
    """The store's generation at the moment that a transaction sees."""
    return int(connection.execute(select(stamp.c.generation)).scalar_one())


def assemble(stored: StoredGraph) -> Snapshot:
    """Lay everything out in the order that walks want."""
    datasets, fields, edges = stored.datasets, stored.fields, stored.edges
    by_id = np.argsort(fields.id, kind="stable")
    home = np.searchsorted(datasets.id, fields.dataset_id)
    source = by_id[np.searchsorted(fields.id, edges.source, sorter=by_id)]
    target = by_id[np.searchsorted(fields.id, edges.target, sorter=by_id)]
    down = np.argsort(pair_key(source, target, edges.subtype))
    source, target, subtype = source[down], target[down], edges.subtype[down]
    up = np.argsort(pair_key(target, source, subtype))
    namespaces, dataset_namespace = _distinct(datasets.namespace)
    source_types, dataset_type = _distinct(datasets.source_type)
    key = np.array([key_of(*DatasetName.parse(name).key) for name in datasets.name], np.uint64)
    by_key = np.argsort(key)
    count = len(fields.id)
    arrays: dict[str, Any] = {
        "field_id": fields.id,
        "by_field_id": by_id.astype(np.int32),
        "dataset": home.astype(np.int32),
        "name": fields.name.astype(np.int32),
        "type": fields.type.astype(np.int32),
        "nullable": fields.nullable.astype(np.int8),
        "position": fields.position.astype(np.int16),
        "active": fields.active.astype(np.int8),
        "dataset_id": datasets.id,
        "dataset_start": starts(home, len(datasets.id)),
        "star": stars(fields.name, home, fields.names, len(datasets.id)),
        "dataset_text": np.arange(len(datasets.id), dtype=np.int32),
        "dataset_namespace": dataset_namespace,
        "dataset_type": dataset_type,
        "dataset_active": np.array(datasets.active, np.int8),
        "key": key[by_key],
        "by_key": by_key.astype(np.int32),
        "down_start": starts(source, count),
        "source": source.astype(np.int32),
        "target": target.astype(np.int32),
        "row": edges.row[down],
        "subtype": subtype.astype(np.int8),
        "confidence": edges.confidence[down],
        "evidence": edges.evidence[down].astype(np.int32),
        "last_seen": edges.last_seen[down],
        "up_start": starts(target, count),
        "up_edge": up.astype(np.int32),
        "names_plain": plain(fields.names),
    }
    texts = {
        "namespaces": Texts.of(namespaces),
        "source_types": Texts.of(source_types),
        "names": Texts.of(fields.names),
        "types": Texts.of(fields.types),
        "dataset_names": Texts.of(datasets.name),
        "dataset_ids": Texts.of(dataset_ids(datasets)),
    }
    for name, one in texts.items():
        arrays |= {f"{name}_words": one.words, f"{name}_start": one.start}
    return Snapshot(generation=stored.generation, **arrays)


def pair_key(first: NDArray[Any], second: NDArray[Any], subtype: NDArray[Any]) -> Ints:
    """One number that orders edges by two nodes and subtype: nodes are fewer than 2 to the power of 29."""
    return (first.astype(np.int64) << 33) | (second.astype(np.int64) << 4) | subtype.astype(np.int64)


def stars(name: NDArray[Any], home: NDArray[Any], names: list[str], datasets: int) -> NDArray[np.int32]:
    """The node of each dataset's `*`."""
    star = np.full(datasets, -1, np.int32)
    if EVERY_FIELD in names:
        at = np.flatnonzero(name == names.index(EVERY_FIELD))
        star[home[at]] = at
    return star


def plain(names: list[str]) -> NDArray[np.int8]:
    """Which names are parts of ids as they stand."""
    return np.array([render_part(name) == name for name in names], np.int8)


def dataset_ids(datasets: Datasets) -> list[str]:
    """The ids of datasets as text."""
    heads = {uri: namespace_id(uri) for uri in set(datasets.namespace)}
    return [f"{heads[uri]}/{name}" for uri, name in zip(datasets.namespace, datasets.name, strict=True)]


def _distinct(texts: list[str]) -> tuple[list[str], NDArray[np.int32]]:
    """Each text once, and which of them stands at each position."""
    place: dict[str, int] = {}
    at = [place.setdefault(text, len(place)) for text in texts]
    return list(place), np.array(at, np.int32)


def starts(owner: NDArray[Any], owners: int) -> NDArray[np.int64]:
    """Where the things of each owner begin, once they stand in the order of their owners."""
    start = np.zeros(owners + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=owners), out=start[1:])
    return start


def read_datasets(connection: Connection, ids: Collection[int] | None = None) -> Datasets:
    """All datasets, or some by their ids."""
    columns = dataset.c
    query = select(columns.dataset_id, columns.name, namespace.c.namespace_uri, columns.source_type, columns.is_active)
    query = _narrowed(connection, query.join_from(dataset, namespace), columns.dataset_id, ids)
    return Datasets.of(connection.execute(query.order_by(columns.dataset_id)).all())


def read_fields(connection: Connection, ids: Collection[int] | None = None) -> Fields:
    """All fields, or some by their ids."""
    columns = field.c
    query = select(
        columns.field_id,
        columns.dataset_id,
        columns.field_name,
        columns.field_type,
        columns.nullable,
        columns.ordinal_position,
        columns.is_active,
    )
    query = _narrowed(connection, query, columns.field_id, ids)
    return Fields.of(_rows(connection, query.order_by(columns.dataset_id, columns.field_id)))


def read_edges(connection: Connection, ids: Collection[int] | None = None) -> Edges:
    """All edges that stand now, or those of some ids that do."""
    columns = lineage.c
    numbers: tuple[ColumnElement[Any], ...] = (
        columns.lineage_id,
        columns.source_field_id,
        columns.target_field_id,
        columns.subtype_code,
        columns.evidence_count,
        type_coerce(columns.last_seen, BigInteger),
    )
    query = select(*numbers, type_coerce(columns.confidence_score, Float)).where(columns.is_active)
    query = _narrowed(connection, query, columns.lineage_id, ids)
    return edges_of(_rows(connection, query))


def _narrowed(
    connection: Connection, query: AnySelect, column: ColumnElement[int], ids: Collection[int] | None
) -> AnySelect:
    return query if ids is None else query.where(among(connection, column, ids))


def _rows(connection: Connection, query: AnySelect) -> Iterator[list[Any]]:
    result = connection.execution_options(stream_results=True).execute(query)
    while rows := result.fetchmany(_ROWS):
        yield list(rows)
