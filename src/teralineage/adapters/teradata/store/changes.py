"""What came and went between two instants."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from teralineage.adapters.teradata.store import names
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store.browse import page, window
from teralineage.adapters.teradata.store.data import Data, Record
from teralineage.adapters.teradata.store.nodes import Nodes
from teralineage.adapters.teradata.store.tables import FIELD, FIELD_CHANGE, LINEAGE
from teralineage.adapters.teradata.store.times import from_micros, to_micros
from teralineage.domain import answers, queries
from teralineage.domain.ids import fold

_ALWAYS = 1 << 62

Event = tuple[int, str, int, str, Record, str | None]
"""When, which subject, its key, what became of it, its row, and more of it."""


def changes(data: Data, query: queries.ChangesQuery) -> answers.Changes:
    """Edges and fields added, removed or changed, latest first."""
    if query.database is not None:
        names.find_database(data, query.database)
    events = sorted(_events(data, query), key=lambda event: (-event[0], event[1], event[2], event[3]))
    nodes = Nodes(data)
    ends = {end for event in events for end in _ends(event[4])}
    nodes.load(np.array(sorted(ends), np.int64))
    if query.database is not None:
        key = fold(query.database)
        events = [event for event in events if any(nodes.home(end).database_key == key for end in _ends(event[4]))]
    told = [
        answers.Change(
            kind=kind,
            subject=subject,
            id="->".join(nodes.id(end) for end in _ends(row)),
            at=from_micros(at),
            detail=detail,
        )
        for at, subject, _, kind, row, detail in window(events, query.paging)
    ]
    return answers.Changes(since=query.since, until=query.until, changes=tuple(told), **page(len(events), query.paging))


def _ends(row: Record) -> tuple[int, ...]:
    return (row.source_field_id, row.target_field_id) if hasattr(row, "lineage_id") else (row.field_id,)


def _events(data: Data, query: queries.ChangesQuery) -> Iterator[Event]:
    bounds = [
        to_micros(query.since) if query.since is not None else -_ALWAYS,
        to_micros(query.until) if query.until is not None else _ALWAYS,
    ]
    for kind, column in (("added", "discovered_at"), ("removed", "closed_at")):
        for row in data.select(LINEAGE, sql.edges_changed(data.database, column), bounds):
            yield getattr(row, column), "edge", row.lineage_id, kind, row, row.transformation_subtype
    for row in data.select(FIELD, sql.fields_made(data.database), bounds):
        yield row.created_at, "field", row.field_id, "added", row, None
    for row in data.select(FIELD_CHANGE, sql.fields_changed(data.database), bounds):
        yield row.changed_at, "field", row.field_id, row.change_kind, row, row.detail
