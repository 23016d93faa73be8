"""Jobs, their runs and statements: what a job says now replaces what it said before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

import teralineage
from teralineage.adapters.sql.bulk import insert_rows, micros
from teralineage.adapters.sql.engine import AnyRow, among, among_texts, chunks, next_id
from teralineage.adapters.sql.schema import evidence, job, lineage, run, run_input, run_output, statement
from teralineage.adapters.sql.write_edges import EdgeKey, Stated, keep_edges
from teralineage.adapters.sql.write_names import Names
from teralineage.domain.graph import CODES
from teralineage.domain.model import ColumnEdge, JobLineage, LineageBatch, StatementEvidence

# What makes two statements the same: their text and class, and what is read out of them.
Content = tuple[str, str, frozenset[tuple[Any, ...]]]


def write_jobs(connection: Connection, names: Names, jobs: tuple[JobLineage, ...]) -> set[int]:
    """Store jobs; the ids of all stored edges whose statements changed in any way."""
    if not jobs:
        return set()
    jobs = tuple({one.name: one for one in jobs}.values())  # said twice in one batch: the last word counts
    ids = _keep_jobs(connection, names, jobs)
    runs = _add_runs(connection, names, jobs, ids)
    touched, old = _old_statements(connection, ids.values())
    following = next_id(connection, statement.c.statement_id)
    new: list[dict[str, Any]] = []
    seen: list[dict[str, Any]] = []
    closed: list[dict[str, Any]] = []
    stated: list[Stated] = []
    for one in jobs:
        run_id, at = runs[one.name], micros(one.seen_at)
        before = old.get(ids[one.name], {})
        first_seen = {row.sql_text: row.first_seen for rows in before.values() for row in rows}
        for said in one.statements:
            edges = _distinct(names, said.edges)
            values = _values(said, one)
            same = before.get((said.text, said.kind, _content(edges))) if before else None
            if same:
                seen.append({"key": same.pop(0).statement_id} | values)
                continue
            first = min(first_seen.get(said.text, one.seen_at), one.seen_at)
            new.append({"statement_id": following, "job_id": ids[one.name], "first_seen": first, **values})
            stated.append(Stated(following, run_id, at, edges))
            following += 1
        gone = (row.statement_id for rows in before.values() for row in rows)
        closed.extend({"key": id_, "is_active": False, "closed_at": one.seen_at} for id_ in gone)
    insert_rows(connection, statement, new)
    for rows in (seen, closed):
        if rows:
            connection.execute(update(statement).where(statement.c.statement_id == bindparam("key")), rows)
    return touched | keep_edges(connection, names, stated)


def end_jobs(connection: Connection, names: Names, batch: LineageBatch, at: datetime) -> set[int]:
    """Close the jobs that ended with all they said; the ids of the stored edges they stated."""
    touched: set[int] = set()
    ended = set(batch.ended) - {one.name for one in batch.jobs}
    for part in chunks(sorted(ended)):
        mine = among_texts(connection, job.c.name, part) & (job.c.namespace_id == names.writing.home)
        ids = connection.execute(select(job.c.job_id).where(mine, job.c.closed_at.is_(None))).scalars().all()
        said = statement.c.is_active & among(connection, statement.c.job_id, ids)
        touched |= set(
            connection.execute(select(evidence.c.lineage_id).join_from(statement, evidence).where(said)).scalars()
        )
        connection.execute(update(statement).where(said).values(is_active=False, closed_at=at))
        connection.execute(update(job).where(among(connection, job.c.job_id, ids)).values(closed_at=at))
    return touched


def _keep_jobs(connection: Connection, names: Names, jobs: tuple[JobLineage, ...]) -> dict[str, int]:
    home = names.writing.home
    known: dict[str, int] = {}
    for part in chunks([one.name for one in jobs]):
        rows = connection.execute(
            select(job.c.name, job.c.job_id).where(
                job.c.namespace_id == home, among_texts(connection, job.c.name, part)
            )
        )
        known |= dict(iter(rows))
    following = next_id(connection, job.c.job_id)
    new, changed = [], []
    for one in jobs:
        values = {
            "job_type": one.type.value,
            "description": one.description,
            "fingerprint": one.fingerprint,
            "updated_at": one.seen_at,
            "closed_at": None,
        }
        if one.name in known:
            changed.append({"key": known[one.name]} | values)
            continue
        known[one.name] = following
        new.append(
            {"job_id": following, "namespace_id": names.writing.home, "name": one.name, "created_at": one.seen_at}
            | values
        )
        following += 1
    insert_rows(connection, job, new)
    if changed:
        connection.execute(update(job).where(job.c.job_id == bindparam("key")), changed)
    return known


def _add_runs(
    connection: Connection, names: Names, jobs: tuple[JobLineage, ...], ids: dict[str, int]
) -> dict[str, int]:
    first = next_id(connection, run.c.run_id)
    runs = {one.name: first + index for index, one in enumerate(jobs)}
    insert_rows(
        connection,
        run,
        [
            {
                "run_id": runs[one.name],
                "job_id": ids[one.name],
                "run_uuid": str(uuid.uuid4()),
                "event_type": "COMPLETE",
                "event_time": one.seen_at,
                "producer": f"teralineage/{teralineage.__version__}",
                "created_at": one.seen_at,
            }
            for one in jobs
        ],
    )
    for table, side in ((run_input, "inputs"), (run_output, "outputs")):
        rows = [
            {"run_id": runs[one.name], "dataset_id": id_}
            for one in jobs
            for id_ in sorted({names.dataset(name) for said in one.statements for name in getattr(said, side)})
        ]
        insert_rows(connection, table, rows)
    return runs


def _old_statements(
    connection: Connection, jobs: Iterable[int]
) -> tuple[set[int], dict[int, dict[Content, list[AnyRow]]]]:
    """The statements that stand for some jobs, by content; and the ids of the edges they state."""
    touched: set[int] = set()
    old: dict[int, dict[Content, list[AnyRow]]] = defaultdict(lambda: defaultdict(list))
    for part in chunks(sorted(jobs)):
        said = statement.c.is_active & among(connection, statement.c.job_id, part)
        edges: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        for row in connection.execute(
            select(
                evidence.c.statement_id,
                evidence.c.lineage_id,
                lineage.c.source_field_id,
                lineage.c.target_field_id,
                lineage.c.subtype_code,
                evidence.c.span_start,
                evidence.c.span_end,
                evidence.c.confidence_reason,
                evidence.c.masking,
            )
            .join_from(statement, evidence)
            .join(lineage)
            .where(said)
        ):
            edges[row[0]].add(tuple(row[2:]))
            touched.add(row[1])
        for found in connection.execute(select(statement).where(said).order_by(statement.c.statement_id)):
            content = (found.sql_text, found.kind, frozenset(edges[found.statement_id]))
            old[found.job_id][content].append(found)
    return touched, old


def _distinct(names: Names, edges: Iterable[ColumnEdge]) -> dict[EdgeKey, ColumnEdge]:
    """One edge for each source, target and subtype: the surest, then the first."""
    best: dict[EdgeKey, ColumnEdge] = {}
    fields = names.fields
    for edge in edges:
        source, target = edge.source, edge.target
        key = fields[source.dataset.key][source.key], fields[target.dataset.key][target.key], CODES[edge.subtype]
        known = best.setdefault(key, edge)
        if known is not edge and known.reason.confidence < edge.reason.confidence:
            best[key] = edge
    return best


def _content(edges: dict[EdgeKey, ColumnEdge]) -> frozenset[tuple[Any, ...]]:
    return frozenset(
        (*key, edge.span.start, edge.span.end, edge.reason.value, edge.masking) for key, edge in edges.items()
    )


def _values(said: StatementEvidence, one: JobLineage) -> dict[str, Any]:
    return {
        "sql_text": said.text,
        "kind": said.kind,
        "file_name": said.file,
        "line_number": said.line,
        "statement_number": said.number,
        "query_id": said.query_id,
        "user_name": said.user,
        "seen_count": said.count,
        "last_seen": one.seen_at,
        "is_active": True,
    }
