"""Jobs, their runs, statements and edges: what a job says now replaces what it said before."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import teralineage
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.data import Data, Record, fit, in_lists, text_id
from teralineage.adapters.teradata.store.tables import (
    EVIDENCE,
    FIELD,
    JOB,
    JOB_NAME,
    LINEAGE,
    RUN,
    RUN_INPUT,
    RUN_OUTPUT,
    STATEMENT,
)
from teralineage.adapters.teradata.store.times import to_micros
from teralineage.adapters.teradata.store.write_names import Names
from teralineage.domain.graph import CODES
from teralineage.domain.model import ColumnEdge, JobLineage, StatementEvidence

EdgeKey = tuple[int, int, int]
Content = tuple[str | None, str, frozenset[tuple[Any, ...]]]
"""What makes two statements the same: their text, their kind, and what is read out of them."""


class JobsWriter:
    """Writes the jobs of one batch; `touched` are the stored edges whose statements changed in any way."""

    def __init__(self, data: Data, names: Names) -> None:
        self.touched: set[int] = set()
        self._data = data
        self._names = names
        self._new_statements: list[Record] = []
        self._seen: list[Record] = []
        self._stated: list[tuple[ColumnEdge, int, int, int]] = []  # edge, statement, run, when

    def write(self, jobs: Iterable[JobLineage]) -> None:
        """Store jobs; of one that is said twice the last word counts."""
        latest = tuple({one.name: one for one in jobs}.values())
        if not latest:
            return
        texts = [said.text for one in latest for said in one.statements]
        self._data.keep_texts([*texts, *(one.fingerprint for one in latest)])
        ids = self._keep_jobs(latest)
        runs = self._add_runs(latest, ids)
        old = self._old_statements(ids.values())
        following = self._data.next_id(STATEMENT)
        for one in latest:
            following = self._restate(one, ids[one.name], runs[one.name], old.get(ids[one.name], {}), following)
        self._data.upsert(STATEMENT, [*self._new_statements, *self._seen])
        self._keep_edges()

    def end(self, ended: set[str], at: int) -> None:
        """Close jobs by their names, with all they said."""
        jobs: list[Record] = []
        for part in in_lists(fit(name, JOB_NAME) for name in ended):
            found = self._data.select(JOB, sql.jobs_in(self._data.database, len(part)), [self._names.home, *part])
            jobs += [row for row in found if row.closed_at is None]
        statements = self._data.rows(STATEMENT, "job_id", {row.job_id for row in jobs}, active=True)
        proofs = self._data.rows(EVIDENCE, "statement_id", {row.statement_id for row in statements})
        self.touched |= {proof.lineage_id for proof in proofs}
        for row in jobs:
            row.closed_at = at
        for row in statements:
            row.is_active, row.closed_at = False, at
        self._data.upsert(JOB, jobs)
        self._data.upsert(STATEMENT, statements)

    def _keep_jobs(self, jobs: tuple[JobLineage, ...]) -> dict[str, int]:
        known: dict[str, Record] = {}
        for part in in_lists(fit(one.name, JOB_NAME) for one in jobs):
            statement = sql.jobs_in(self._data.database, len(part))
            found = self._data.select(JOB, statement, [self._names.home, *part])
            known |= {row.name: row for row in found}
        following = self._data.next_id(JOB)
        for one in jobs:
            name = fit(one.name, JOB_NAME)
            row = known.get(name)
            if row is None:
                row = known[name] = Record(
                    job_id=following, namespace_id=self._names.home, name=name, created_at=to_micros(one.seen_at)
                )
                following += 1
            row.job_type, row.description = one.type.value, one.description
            row.fingerprint_id, row.updated_at, row.closed_at = text_id(one.fingerprint), to_micros(one.seen_at), None
        self._data.upsert(JOB, list(known.values()))
        return {one.name: known[fit(one.name, JOB_NAME)].job_id for one in jobs}

    def _add_runs(self, jobs: tuple[JobLineage, ...], ids: dict[str, int]) -> dict[str, int]:
        first = self._data.next_id(RUN)
        runs = {one.name: first + index for index, one in enumerate(jobs)}
        self._data.upsert(
            RUN,
            [
                {
                    "run_id": runs[one.name],
                    "job_id": ids[one.name],
                    "run_uuid": str(uuid.uuid4()),
                    "event_type": "COMPLETE",
                    "event_time": to_micros(one.seen_at),
                    "producer": f"teralineage/{teralineage.__version__}",
                    "created_at": to_micros(one.seen_at),
                }
                for one in jobs
            ],
        )
        for table, side in ((RUN_INPUT, "inputs"), (RUN_OUTPUT, "outputs")):
            self._data.upsert(
                table,
                [
                    {"run_id": runs[one.name], "dataset_id": id_}
                    for one in jobs
                    for id_ in sorted({self._names.dataset(n) for said in one.statements for n in getattr(said, side)})
                ],
            )
        return runs

    def _old_statements(self, jobs: Iterable[int]) -> dict[int, dict[Content, list[Record]]]:
        """The statements that stand for some jobs, by content."""
        statements = self._data.rows(STATEMENT, "job_id", jobs, active=True)
        proofs = self._data.rows(EVIDENCE, "statement_id", {row.statement_id for row in statements})
        edges = {row.lineage_id: row for row in self._data.rows(LINEAGE, "lineage_id", {p.lineage_id for p in proofs})}
        self.touched |= edges.keys()
        said: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
        for proof in proofs:
            edge = edges[proof.lineage_id]
            said[proof.statement_id].add((
                edge.source_field_id, edge.target_field_id, edge.subtype_code, proof.span_start, proof.span_end,
                proof.confidence_reason, proof.masking,
            ))  # fmt: skip
        old: dict[int, dict[Content, list[Record]]] = defaultdict(lambda: defaultdict(list))
        for row in sorted(statements, key=lambda one: int(one.statement_id)):
            content = row.sql_id, row.statement_kind, frozenset(said[row.statement_id])
            old[row.job_id][content].append(row)
        return old

    def _restate(self, one: JobLineage, job: int, run: int, before: dict[Content, list[Record]], following: int) -> int:
        at = to_micros(one.seen_at)
        first_seen = {row.sql_id: row.first_seen for rows in before.values() for row in rows}
        for said in one.statements:
            edges = _distinct(said.edges)
            values = _values(said, at)
            same = before.get((values["sql_id"], said.kind, self._content(edges)))
            if same:
                row = same.pop(0)
                vars(row).update(values)
                self._seen.append(row)
                continue
            first = min(first_seen.get(values["sql_id"], at), at)
            self._new_statements.append(Record(statement_id=following, job_id=job, first_seen=first, **values))
            self._stated += [(edge, following, run, at) for edge in edges]
            following += 1
        for row in (row for rows in before.values() for row in rows):
            row.is_active, row.closed_at = False, at
            self._seen.append(row)
        return following

    def _content(self, edges: list[ColumnEdge]) -> frozenset[tuple[Any, ...]]:
        return frozenset(
            (*self._key(edge), edge.span.start, edge.span.end, edge.reason.value, edge.masking) for edge in edges
        )

    def _key(self, edge: ColumnEdge) -> EdgeKey:
        return self._names.field(edge.source), self._names.field(edge.target), CODES[edge.subtype]

    def _keep_edges(self) -> None:
        """Store new statements' edges with their evidence."""
        keyed = [(self._key(edge), edge, statement, run, at) for edge, statement, run, at in self._stated]
        rows = self._data.rows(LINEAGE, "target_field_id", {key[1] for key, *_ in keyed}, active=True)
        standing = {(row.source_field_id, row.target_field_id, row.subtype_code): row for row in rows}
        self._data.keep_texts(_candidates(edge) for _, edge, *_ in keyed)
        following = self._data.next_id(LINEAGE)
        new: list[Record] = []
        proofs: list[dict[str, Any]] = []
        for key, edge, statement, run, at in keyed:
            row = standing.get(key)
            if row is None:
                row = standing[key] = self._row(edge, key, following, run)
                row.discovered_at = row.last_seen = at
                following += 1
                new.append(row)
            else:
                self.touched.add(row.lineage_id)
            row.discovered_at = min(row.discovered_at, at)
            proofs.append(_proof(edge, row.lineage_id, statement))
        self.touched |= {row.lineage_id for row in new}  # `refresh` counts their evidence
        self._data.upsert(LINEAGE, new)
        self._data.upsert(EVIDENCE, proofs)

    def _row(self, edge: ColumnEdge, key: EdgeKey, id_: int, run: int) -> Record:
        source_dataset, source_field = self._names.spelled(edge.source)
        target_dataset, target_field = self._names.spelled(edge.target)
        return Record(
            lineage_id=id_,
            run_id=run,
            source_field_id=key[0],
            target_field_id=key[1],
            subtype_code=key[2],
            is_active=True,
            masking=edge.masking,
            source_namespace=self._names.uri,
            source_dataset=source_dataset,
            source_field=source_field,
            target_namespace=self._names.uri,
            target_dataset=target_dataset,
            target_field=target_field,
            transformation_type=edge.subtype.type.value,
            transformation_subtype=edge.subtype.value,
        )


def settle(data: Data, touched: set[int], at: int) -> set[int]:
    """Tell again what touched edges stand on, close those that nothing states; fields that those stood on alone."""
    edges = [row for row in data.rows(LINEAGE, "lineage_id", touched) if row.is_active]
    proofs: dict[int, list[Record]] = defaultdict(list)
    for row in data.rows(EVIDENCE, "lineage_id", {edge.lineage_id for edge in edges}):
        proofs[row.lineage_id].append(row)
    ids = {row.statement_id for rows in proofs.values() for row in rows}
    standing = {row.statement_id: row for row in data.rows(STATEMENT, "statement_id", ids, active=True)}
    ends: set[int] = set()
    for edge in edges:
        said = [proof for proof in proofs[edge.lineage_id] if proof.statement_id in standing]
        if said:
            edge.evidence_count = len(said)
            edge.confidence_score = max(proof.confidence_score for proof in said)
            edge.last_seen = max(standing[proof.statement_id].last_seen for proof in said)
            edge.masking = any(proof.masking for proof in said)
        else:
            edge.is_active, edge.closed_at = False, at
            ends |= {edge.source_field_id, edge.target_field_id}
    data.upsert(LINEAGE, edges)
    return {row.field_id for row in data.rows(FIELD, "field_id", ends) if not row.is_defined}


def _distinct(edges: Iterable[ColumnEdge]) -> list[ColumnEdge]:
    """One edge for each source, target and subtype: the surest, then the first."""
    best: dict[tuple[Any, ...], ColumnEdge] = {}
    for edge in edges:
        key = (edge.source, edge.target, edge.subtype)
        if key not in best or edge.reason.confidence > best[key].reason.confidence:
            best[key] = edge
    return list(best.values())


def _values(said: StatementEvidence, at: int) -> dict[str, Any]:
    return {
        "sql_id": text_id(said.text),
        "statement_kind": said.kind,
        "file_name": said.file,
        "line_number": said.line,
        "statement_number": said.number,
        "query_id": said.query_id,
        "user_name": said.user,
        "seen_count": said.count,
        "last_seen": at,
        "is_active": True,
    }


def _candidates(edge: ColumnEdge) -> str | None:
    return json.dumps([str(name) for name in edge.candidates]) if edge.candidates else None


def _proof(edge: ColumnEdge, lineage_id: int, statement: int) -> dict[str, Any]:
    return {
        "lineage_id": lineage_id,
        "statement_id": statement,
        "span_start": edge.span.start,
        "span_end": edge.span.end,
        "confidence_score": edge.reason.confidence,
        "confidence_reason": edge.reason.value,
        "masking": edge.masking,
        "candidates_id": text_id(_candidates(edge)),
    }
