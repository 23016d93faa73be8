"""A store in dictionaries, the plainest that can be right: the oracle for every other one.

It walks node by node and looks at every edge each time. Use it wherever a test needs a repository and a writer:

    store = DictStore()
    store.writer.write(batch)
    store.repository.answer(query)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any

from teralineage.domain import errors
from teralineage.domain.answers import Answer
from teralineage.domain.graph import STRENGTH
from teralineage.domain.ids import EVERY_FIELD, DatasetId, DatasetName, FieldId, FieldName, fold, namespace_id
from teralineage.domain.model import (
    DatasetDefinition,
    FieldDefinition,
    JobLineage,
    LineageBatch,
    StatementEvidence,
    Subtype,
    mentioned_type,
)
from teralineage.domain.queries import Query
from teralineage.ports import Forgotten


@dataclass
class FieldRow:
    """A field now, and the (kind, when, detail) of all that became of it."""

    definition: FieldDefinition
    defined: bool = True
    active: bool = True
    history: list[tuple[str, datetime, str | None]] = field(default_factory=list)

    def stood(self, as_of: datetime | None) -> bool:
        """Whether it is there, or went after an instant."""
        return self.active or (as_of is not None and self.history[-1][1] > as_of)


@dataclass
class DatasetRow:
    """A dataset with its fields by folded name; those a definition has stand first, in its order."""

    definition: DatasetDefinition
    created: datetime
    updated: datetime
    defined: bool = True
    fields: dict[str, FieldRow] = field(default_factory=dict)
    active: bool = True

    def place(self, key: str) -> int | None:
        """Where its definition has a field, from 1; None for one that no definition has."""
        defined = [one for one, row in self.fields.items() if row.defined and one != EVERY_FIELD]
        return defined.index(key) + 1 if key in defined else None

    def listed(self, as_of: datetime | None = None) -> list[FieldRow]:
        """Fields that stand now, and those that went after an instant."""
        rows = {key: row for key, row in self.fields.items() if row.stood(as_of) and key != EVERY_FIELD}
        loose = [rows[key] for key in sorted(rows) if not rows[key].defined]
        return [row for row in rows.values() if row.defined] + loose


@dataclass
class Interval:
    """One stretch of an edge's life, with the (job, statement) pairs that say it."""

    source: FieldId
    target: FieldId
    subtype: Subtype
    since: datetime
    until: datetime | None = None
    proofs: list[tuple[JobLineage, StatementEvidence, Any]] = field(default_factory=list)

    @property
    def confidence(self) -> float:
        return max(edge.reason.confidence for _, _, edge in self.proofs)

    @property
    def last_seen(self) -> datetime:
        return max(job.seen_at for job, _, _ in self.proofs)


class DictStore:
    """Repository and writer in one; `repository` and `writer` are both itself."""

    def __init__(self) -> None:
        self.repository = self.writer = self
        self.uris: dict[str, tuple[str, datetime]] = {}
        self.datasets: dict[DatasetId, DatasetRow] = {}
        self.jobs: dict[tuple[str, str], JobLineage] = {}
        self.intervals: list[Interval] = []
        self.coverage: dict[tuple[str, str], Any] = {}
        self._generation = 0

    def close(self) -> None:
        """Nothing to let go."""

    def generation(self) -> int:
        return self._generation

    def forget(self, before: datetime) -> Forgotten:
        kept = [one for one in self.intervals if one.until is None or one.until >= before]
        gone, self.intervals = len(self.intervals) - len(kept), kept
        named = {end for one in kept for end in (one.source, one.target)}
        for id_, row in list(self.datasets.items()):
            for key, one in list(row.fields.items()):
                if not one.active and one.history[-1][1] < before and FieldId(id_, key) not in named:
                    del row.fields[key]
            if not row.active and row.updated < before and not row.fields:
                del self.datasets[id_]
        return Forgotten(edges=gone)

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        home = namespace_id(namespace_uri)
        return {name: job.fingerprint for (h, name), job in self.jobs.items() if h == home and job.fingerprint}

    # writing

    def write(self, batch: LineageBatch) -> None:
        home = namespace_id(batch.namespace_uri)
        at = max((job.seen_at for job in batch.jobs), default=datetime.now(UTC))
        self.uris.setdefault(home, (batch.namespace_uri, at))
        mentioned: list[DatasetRow] = []
        for definition in batch.datasets:
            self._define(home, definition, at)
        for job in batch.jobs:
            for said in job.statements:
                ends = [end for edge in said.edges for end in (edge.source, edge.target)]
                names = (*said.inputs, *said.outputs, *(end.dataset for end in ends))
                mentioned += [self._mention(home, name, at, job.seen_at) for name in names]
                for end in ends:
                    self._mention_field(home, end, at)
            self.jobs[home, job.name] = job
        for name in set(batch.ended) - {job.name for job in batch.jobs}:
            self.jobs.pop((home, name), None)
        for name in batch.dropped:
            self._drop(home, name, at)
        self._restate(at)
        self._forget_fields(at, mentioned)
        self.coverage.update({(home, one.kind): one for one in batch.coverage})
        self._generation += 1

    def _define(self, home: str, definition: DatasetDefinition, at: datetime) -> None:
        id_ = DatasetId(home, definition.name)
        old = self.datasets.get(id_)
        row = DatasetRow(definition, old.created if old else at, at)
        if old and old.defined and old.definition == definition:
            row.updated = old.updated
        before = old.fields if old else {}
        for one in definition.fields:
            row.fields[fold(one.name)] = self._redefined(before.get(fold(one.name)), one, at)
        for key, gone in before.items():
            if key not in row.fields:
                row.fields[key] = replace(gone, defined=False)
        self.datasets.pop(id_, None)
        self.datasets[id_] = row  # popped first: an equal key keeps its old spelling

    def _redefined(self, old: FieldRow | None, one: FieldDefinition, at: datetime) -> FieldRow:
        if old is None or not old.active:
            return FieldRow(one, history=[*(old.history if old else []), ("added", at, None)])
        if old.defined and old.definition.type != one.type:
            old.history.append(("changed", at, f"{old.definition.type} to {one.type}"))
        return FieldRow(one, history=old.history)

    def _mention(self, home: str, name: DatasetName, at: datetime, seen_at: datetime) -> DatasetRow:
        kind = mentioned_type(name)
        new = DatasetRow(DatasetDefinition(name, kind), at, at, defined=False)
        row = self.datasets.setdefault(DatasetId(home, name), new)
        if not row.active and seen_at > row.updated:
            row.active, row.updated = True, at
        return row

    def _mention_field(self, home: str, name: FieldName, at: datetime) -> None:
        fields = self.datasets[DatasetId(home, name.dataset)].fields
        old = fields.get(name.key)
        if old is None:
            fields[name.key] = FieldRow(FieldDefinition(name.name), defined=False, history=[("added", at, None)])
        elif not old.active:
            old.active = True
            old.history.append(("added", at, None))

    def _drop(self, home: str, name: DatasetName, at: datetime) -> None:
        row = self.datasets.get(DatasetId(home, name))
        if row is not None and row.active:
            row.active, row.defined, row.updated = False, False, at
            for one in row.fields.values():
                one.defined = False

    def _restate(self, at: datetime) -> None:
        """Open and close intervals so that those open are what the jobs say now."""
        said: dict[tuple[FieldId, FieldId, Subtype], list[Any]] = defaultdict(list)
        for (home, _), job in self.jobs.items():
            for statement in job.statements:
                once: dict[Any, Any] = {}
                for edge in statement.edges:
                    ends = (FieldId(DatasetId(home, one.dataset), one.name) for one in (edge.source, edge.target))
                    once.setdefault((*ends, edge.subtype), edge)
                for key, edge in once.items():
                    said[key].append((job, statement, edge))
        for one in self.intervals:
            if one.until is None:
                proofs = said.pop((one.source, one.target, one.subtype), None)
                if proofs is None:
                    one.until = at
                else:
                    one.proofs = proofs
        for (source, target, subtype), proofs in said.items():
            since = min(job.seen_at for job, _, _ in proofs)
            self.intervals.append(Interval(source, target, subtype, since, None, proofs))

    def _forget_fields(self, at: datetime, mentioned: list[DatasetRow]) -> None:
        """Close fields that nothing defines or touches, and undefined datasets that lose their last one so."""
        touched = {end for one in self.intervals if one.until is None for end in (one.source, one.target)}
        for id_, row in self.datasets.items():
            lost = False
            for key, one in row.fields.items():
                if one.active and not one.defined and FieldId(id_, key) not in touched:
                    one.active, lost = False, True
                    one.history.append(("removed" if key != EVERY_FIELD else "", at, None))
            standing = row.defined or any(row is other for other in mentioned)
            if lost and row.active and not standing and not any(one.active for one in row.fields.values()):
                row.active, row.updated = False, at

    # names

    def find(self, wanted: DatasetId) -> DatasetId:
        found = [id_ for id_ in self.datasets if id_.name == wanted.name and wanted.namespace in (None, id_.namespace)]
        found = [id_ for id_ in found if self.datasets[id_].active] or found
        if len(found) > 1:
            raise errors.AmbiguousNameError(str(wanted), tuple(sorted(map(str, found))))
        if not found:
            known = [str(id_.name) for id_ in self.standing()]
            raise errors.DatasetNotFoundError(str(wanted), close_names(str(wanted.name), known))
        return found[0]

    def find_field(self, home: DatasetId, name: str) -> FieldId:
        row = self.datasets[home].fields.get(fold(name))
        if row is None:
            known = [one.definition.name for one in self.datasets[home].listed()]
            raise errors.FieldNotFoundError(str(FieldId(home, name)), close_names(name, known))
        return FieldId(home, row.definition.name)

    def spelled(self, id_: FieldId) -> FieldId:
        return self.find_field(self.find(id_.dataset), id_.name)

    def columns(self, home: DatasetId, as_of: datetime | None = None) -> list[FieldId]:
        return [FieldId(home, row.definition.name) for row in self.datasets[home].listed(as_of)]

    def standing(self, as_of: datetime | None = None) -> list[DatasetId]:
        """Datasets that are there, and those that went after an instant."""
        rows = self.datasets.items()
        return [id_ for id_, row in rows if row.active or (as_of is not None and row.updated > as_of)]

    def edges(self, as_of: datetime | None, *, indirect: bool) -> list[Interval]:
        return [
            one
            for one in self.intervals
            if (one.until is None if as_of is None else one.since <= as_of and (one.until is None or one.until > as_of))
            and (indirect or STRENGTH.index(one.subtype) < 3)
        ]

    def answer(self, query: Query[Any]) -> Answer[Any]:
        """See `OpenLineageRepository.answer`."""
        from tests.dict_answers import ROOMS  # noqa: PLC0415 - the rooms know the store

        return Answer.of(ROOMS[type(query)](self, query))


def close_names(name: str, known: Iterable[str], cutoff: float = 0.5) -> tuple[str, ...]:
    """Up to three near spellings."""
    by_key = {fold(one): one for one in known}
    return tuple(by_key[key] for key in get_close_matches(fold(name), by_key, 3, cutoff))
