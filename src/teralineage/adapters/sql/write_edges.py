"""Edges and their evidence: an edge stands while a statement that stands states it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Connection, Integer, bindparam, cast, func, select, update

from teralineage.adapters.sql.bulk import insert_tuples, select_tuples
from teralineage.adapters.sql.engine import among, chunks, next_id
from teralineage.adapters.sql.schema import evidence, field, lineage, statement
from teralineage.domain.graph import STRENGTH
from teralineage.domain.model import ColumnEdge, Reason

if TYPE_CHECKING:
    from teralineage.adapters.sql.write_names import Names

EdgeKey = tuple[int, int, int]
"""Source field, target field, code of the subtype."""


class Stated(NamedTuple):
    """A new statement of a run, seen at so many microseconds since 1970, with its edges."""

    statement: int
    run: int
    at: int
    edges: dict[EdgeKey, ColumnEdge]


def keep_edges(connection: Connection, names: Names, stated: list[Stated]) -> set[int]:
    """Store new statements' edges with their evidence; the ids of those that stood before."""
    standing = _standing(connection, names.first_new, stated)
    before = set(standing.values())
    first = following = next_id(connection, lineage.c.lineage_id)
    new: list[tuple[Any, ...]] = []
    proofs: list[tuple[Any, ...]] = []
    uri, spelled = names.writing.uri, names.spelled
    for statement_id, run, at, edges in stated:
        for key, edge in edges.items():
            reason, confidence = _REASONS[edge.reason]
            id_ = standing.get(key)
            if id_ is None:
                id_ = standing[key] = following
                following += 1
                source, target, code = key
                origin, end = spelled[source], spelled[target]
                counted = confidence, 1, at, at, True, edge.masking
                new.append((id_, run, source, target, code, *counted, uri, *origin, uri, *end, *_KINDS[code]))
            elif id_ >= first:
                new[id_ - first] = _stated_again(new[id_ - first], confidence, at, masking=edge.masking)
            candidates = json.dumps([str(name) for name in edge.candidates]) if edge.candidates else None
            span = edge.span
            proofs.append((id_, statement_id, span.start, span.end, confidence, reason, edge.masking, candidates))
    names.writing.touched.edges.update(range(first, following))
    insert_tuples(connection, lineage, _EDGE_COLUMNS, new)
    insert_tuples(connection, evidence, _PROOF_COLUMNS, proofs)
    return before.intersection(proof[0] for proof in proofs) if before else before


def _stated_again(row: tuple[Any, ...], confidence: float, at: int, *, masking: bool) -> tuple[Any, ...]:
    """A new edge that another statement of the batch states too."""
    told = list(row)
    told[_COUNT] += 1
    told[_SCORE] = max(row[_SCORE], confidence)
    told[_LAST] = max(row[_LAST], at)
    told[_FIRST] = min(row[_FIRST], at)
    told[_MASKING] |= masking
    return tuple(told)


def close_unstated(connection: Connection, touched: set[int], at: datetime) -> set[int]:
    """Close edges that nothing states any longer, as they last stood; the undefined fields they stood on."""
    stated = (
        select(evidence.c.lineage_id)
        .join_from(evidence, statement)
        .where(evidence.c.lineage_id == lineage.c.lineage_id, statement.c.is_active)
    )
    loose: set[int] = set()
    for part in chunks(sorted(touched)):
        unstated = among(connection, lineage.c.lineage_id, part) & lineage.c.is_active & ~stated.exists()
        ends: set[int] = set()
        for source, target in connection.execute(
            select(lineage.c.source_field_id, lineage.c.target_field_id).where(unstated)
        ):
            ends |= {source, target}
        connection.execute(update(lineage).where(unstated).values(is_active=False, closed_at=at))
        undefined = select(field.c.field_id).where(among(connection, field.c.field_id, ends), ~field.c.is_defined)
        loose |= set(connection.execute(undefined).scalars())
    return loose


def refresh(connection: Connection, touched: set[int]) -> None:
    """Tell again, of those stored edges that stand, how much evidence they have and when it was last seen."""
    columns = evidence.c
    for part in chunks(sorted(touched)):
        standing = among(connection, lineage.c.lineage_id, part) & lineage.c.is_active
        told = connection.execute(
            select(
                columns.lineage_id.label("key"),
                func.count().label("evidence_count"),
                func.max(columns.confidence_score).label("confidence_score"),
                func.max(statement.c.last_seen).label("last_seen"),
                func.max(cast(columns.masking, Integer)).label("masking"),
            )
            .join_from(lineage, evidence)
            .join(statement)
            .where(standing, statement.c.is_active)
            .group_by(columns.lineage_id)
        )
        rows = [row._asdict() | {"masking": bool(row.masking)} for row in told]
        if rows:
            connection.execute(update(lineage).where(lineage.c.lineage_id == bindparam("key")), rows)


def _standing(connection: Connection, first_new: int, stated: list[Stated]) -> dict[EdgeKey, int]:
    """Edges that stand now on the targets of statements; a field that is new, from the id `first_new` on, has none."""
    targets = {target for one in stated for _, target, _ in one.edges if target < first_new}
    standing: dict[EdgeKey, int] = {}
    columns = lineage.c
    for part in chunks(sorted(targets)):
        found = select(columns.source_field_id, columns.target_field_id, columns.subtype_code, columns.lineage_id)
        found = found.where(among(connection, columns.target_field_id, part), columns.is_active)
        standing |= {row[:3]: row[3] for row in select_tuples(connection, found)}
    return standing


_REASONS = {reason: (reason.value, reason.confidence) for reason in Reason}
_KINDS = [(subtype.type.value, subtype.value) for subtype in STRENGTH]

_EDGE_COLUMNS = (
    "lineage_id",
    "run_id",
    "source_field_id",
    "target_field_id",
    "subtype_code",
    "confidence_score",
    "evidence_count",
    "discovered_at",
    "last_seen",
    "is_active",
    "masking",
    "source_namespace",
    "source_dataset",
    "source_field",
    "target_namespace",
    "target_dataset",
    "target_field",
    "transformation_type",
    "transformation_subtype",
)
_SCORE, _COUNT, _FIRST, _LAST, _MASKING = map(
    _EDGE_COLUMNS.index, ("confidence_score", "evidence_count", "discovered_at", "last_seen", "masking")
)
_PROOF_COLUMNS = (
    "lineage_id",
    "statement_id",
    "span_start",
    "span_end",
    "confidence_score",
    "confidence_reason",
    "masking",
    "candidates",
)
