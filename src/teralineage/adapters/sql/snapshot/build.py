"""Reads a store into a snapshot, all of it from one moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BigInteger, ColumnElement, Connection, Engine, Float, select, type_coerce

from teralineage.adapters.sql.engine import AnySelect
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.schema import dataset, field, lineage, namespace, stamp
from teralineage.adapters.sql.snapshot.files import Snapshot, Texts
from teralineage.domain.graph import Ints
from teralineage.domain.ids import EVERY_FIELD

_ROWS = 100_000  # at once in memory as Python objects


def read_snapshot(engine: Engine) -> Snapshot:
    """Everything that stands in a store now.

    Raises:
        StoreUnavailableError: the store does not answer.
    """
    with translated(), engine.connect() as connection, connection.begin():
        generation = int(connection.execute(select(stamp.c.generation)).scalar_one())
        return assemble(generation, _datasets(connection), _fields(connection), _edges(connection))


@dataclass(frozen=True, slots=True)
class Datasets:
    """Datasets in the order of their ids; `name` as `database.table`."""

    id: Ints
    name: list[str]
    namespace: list[str]
    source_type: list[str]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields in the order of dataset and id; `type` is -1 where it is unknown, `nullable` too."""

    id: Ints
    dataset_id: Ints
    name: Ints
    names: list[str]
    type: Ints
    types: list[str]
    nullable: Ints


@dataclass(frozen=True, slots=True)
class StoredEdges:
    """Edges in any order, their ends as field ids."""

    row: Ints
    source: Ints
    target: Ints
    subtype: Ints
    confidence: NDArray[np.float64]
    evidence: Ints
    last_seen: Ints


def assemble(generation: int, datasets: Datasets, fields: Fields, edges: StoredEdges) -> Snapshot:
    """Lay everything out in the order that walks want."""
    by_id = np.argsort(fields.id, kind="stable")
    home = np.searchsorted(datasets.id, fields.dataset_id)
    star = np.full(len(datasets.id), -1, np.int32)
    if EVERY_FIELD in fields.names:
        stars = np.flatnonzero(fields.name == fields.names.index(EVERY_FIELD))
        star[home[stars]] = stars
    source = by_id[np.searchsorted(fields.id, edges.source, sorter=by_id)].astype(np.int32)
    target = by_id[np.searchsorted(fields.id, edges.target, sorter=by_id)].astype(np.int32)
    down = np.argsort(source, kind="stable")
    source, target = source[down], target[down]
    up = np.argsort(target, kind="stable").astype(np.int32)
    namespaces, dataset_namespace = _distinct(datasets.namespace)
    source_types, dataset_type = _distinct(datasets.source_type)
    dataset_names, names, types = Texts.of(datasets.name), Texts.of(fields.names), Texts.of(fields.types)
    count = len(fields.id)
    return Snapshot(
        generation=generation,
        field_id=fields.id,
        by_field_id=by_id.astype(np.int32),
        dataset=home.astype(np.int32),
        name=fields.name.astype(np.int32),
        type=fields.type.astype(np.int32),
        nullable=fields.nullable.astype(np.int8),
        dataset_id=datasets.id,
        dataset_start=_starts(home, len(datasets.id)),
        star=star,
        dataset_namespace=dataset_namespace,
        dataset_type=dataset_type,
        dataset_names_data=dataset_names.data,
        dataset_names_start=dataset_names.start,
        down_start=_starts(source, count),
        source=source,
        target=target,
        row=edges.row[down],
        subtype=edges.subtype[down].astype(np.int8),
        confidence=edges.confidence[down],
        evidence=edges.evidence[down].astype(np.int32),
        last_seen=edges.last_seen[down],
        up_start=_starts(target, count),
        up_edge=up,
        namespaces_data=namespaces.data,
        namespaces_start=namespaces.start,
        source_types_data=source_types.data,
        source_types_start=source_types.start,
        names_data=names.data,
        names_start=names.start,
        types_data=types.data,
        types_start=types.start,
    )


def _distinct(texts: list[str]) -> tuple[Texts, NDArray[np.int32]]:
    """Each text once, and which of them stands at each position."""
    place: dict[str, int] = {}
    at = [place.setdefault(text, len(place)) for text in texts]
    return Texts.of(list(place)), np.array(at, np.int32)


def _starts(owner: NDArray[Any], owners: int) -> NDArray[np.int64]:
    """Where the things of each owner begin, once they stand in the order of their owners."""
    start = np.zeros(owners + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=owners), out=start[1:])
    return start


def _datasets(connection: Connection) -> Datasets:
    query = select(dataset.c.dataset_id, dataset.c.name, namespace.c.namespace_uri, dataset.c.source_type)
    rows = connection.execute(query.join_from(dataset, namespace).order_by(dataset.c.dataset_id)).all()
    ids = np.array([row[0] for row in rows], np.int64)
    return Datasets(ids, [row[1] for row in rows], [row[2] for row in rows], [row[3] for row in rows])


def _fields(connection: Connection) -> Fields:
    names: dict[str, int] = {}
    types: dict[str | None, int] = {None: -1}
    columns = field.c
    parts = []
    query = select(columns.field_id, columns.dataset_id, columns.field_name, columns.field_type, columns.nullable)
    for rows in _rows(connection, query.order_by(columns.dataset_id, columns.field_id)):
        ids, homes, named, typed, nullable = zip(*rows, strict=True)
        parts.append(
            np.array(
                [
                    ids,
                    homes,
                    [names.setdefault(name, len(names)) for name in named],
                    [types.setdefault(type_, len(types) - 1) for type_ in typed],
                    [-1 if one is None else int(one) for one in nullable],
                ],
                np.int64,
            )
        )
    table = np.concatenate(parts, axis=1) if parts else np.empty((5, 0), np.int64)
    return Fields(
        table[0], table[1], table[2], list(names), table[3], [one for one in types if one is not None], table[4]
    )


def _edges(connection: Connection) -> StoredEdges:
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
    whole, scores = [], []
    for rows in _rows(connection, query):
        *ints, confidence = zip(*rows, strict=True)
        whole.append(np.array(ints, np.int64))
        scores.append(np.array(confidence, np.float64))
    table = np.concatenate(whole, axis=1) if whole else np.empty((len(numbers), 0), np.int64)
    confidence_score = np.concatenate(scores) if scores else np.empty(0, np.float64)
    return StoredEdges(table[0], table[1], table[2], table[3], confidence_score, table[4], table[5])


def _rows(connection: Connection, query: AnySelect) -> Iterator[list[Any]]:
    result = connection.execution_options(stream_results=True).execute(query)
    while rows := result.fetchmany(_ROWS):
        yield list(rows)
