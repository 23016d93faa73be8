"""Edges and their evidence: an edge stands while a statement that stands states it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Integer, bindparam, cast, func, select, update

from teralineage.adapters.sql.bulk import insert_rows
from teralineage.adapters.sql.engine import among, chunks, next_id
from teralineage.adapters.sql.schema import evidence, field, lineage, statement
from teralineage.domain.model import ColumnEdge

if TYPE_CHECKING:
    from teralineage.adapters.sql.write_names import Names

EdgeKey = tuple[int, int, int]
"""Source field, target field, code of the subtype."""


@dataclass(frozen=True, slots=True)
class Stated:
    """An edge as a new statement of a run states it."""

    key: EdgeKey
    edge: ColumnEdge
    statement: int
    run: int
    at: datetime


def keep_edges(connection: Connection, names: Names, stated: list[Stated]) -> set[int]:
    """Store new statements' edges with their evidence; the ids of those that stood before."""
    standing = _standing(connection, {one.key[1] for one in stated})
    before = set(standing.values())
    following = next_id(connection, lineage.c.lineage_id)
    new: dict[EdgeKey, dict[str, Any]] = {}
    proofs: list[dict[str, Any]] = []
    for one in stated:
        key, confidence = one.key, one.edge.reason.confidence
        id_ = standing.get(key)
        if id_ is None:
            id_ = standing[key] = following
            new[key] = _row(names, one, following)
            following += 1
        elif key in new:
            row = new[key]
            row["confidence_score"] = max(row["confidence_score"], confidence)
            row["evidence_count"] += 1
            row["last_seen"] = max(row["last_seen"], one.at)
            row["discovered_at"] = min(row["discovered_at"], one.at)
            row["masking"] |= one.edge.masking
        proofs.append(_proof(one, id_))
    names.touched.edges |= {row["lineage_id"] for row in new.values()}
    for table, rows in ((lineage, list(new.values())), (evidence, proofs)):
        insert_rows(connection, table, rows)
    return before & {row["lineage_id"] for row in proofs}


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


def _standing(connection: Connection, targets: set[int]) -> dict[EdgeKey, int]:
    """Edges that stand now on some targets."""
    standing: dict[EdgeKey, int] = {}
    columns = lineage.c
    for part in chunks(sorted(targets)):
        for source, target, code, id_ in connection.execute(
            select(columns.source_field_id, columns.target_field_id, columns.subtype_code, columns.lineage_id).where(
                among(connection, columns.target_field_id, part), columns.is_active
            )
        ):
            standing[source, target, code] = id_
    return standing


def _row(names: Names, one: Stated, id_: int) -> dict[str, Any]:
    edge = one.edge
    source, target, code = one.key
    source_dataset, source_field = names.spelled(source)
    target_dataset, target_field = names.spelled(target)
    return {
        "lineage_id": id_,
        "run_id": one.run,
        "source_field_id": source,
        "target_field_id": target,
        "subtype_code": code,
        "confidence_score": edge.reason.confidence,
        "evidence_count": 1,
        "discovered_at": one.at,
        "last_seen": one.at,
        "is_active": True,
        "masking": edge.masking,
        "source_namespace": names.uri,
        "source_dataset": source_dataset,
        "source_field": source_field,
        "target_namespace": names.uri,
        "target_dataset": target_dataset,
        "target_field": target_field,
        "transformation_type": edge.subtype.type.value,
        "transformation_subtype": edge.subtype.value,
    }


def _proof(one: Stated, lineage_id: int) -> dict[str, Any]:
    edge = one.edge
    return {
        "lineage_id": lineage_id,
        "statement_id": one.statement,
        "span_start": edge.span.start,
        "span_end": edge.span.end,
        "confidence_score": edge.reason.confidence,
        "confidence_reason": edge.reason.value,
        "masking": edge.masking,
        "candidates": json.dumps([str(name) for name in edge.candidates]) if edge.candidates else None,
    }
