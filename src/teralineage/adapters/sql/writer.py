"""Stores batches of lineage: one transaction each, one writer at a time, history kept.

The steps stand in `write`. Ids are handed out here, under the lock that makes this the only writer.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, insert, select

from teralineage.adapters.sql.bulk import without_collection
from teralineage.adapters.sql.engine import for_writing, trusted
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.known import BIG_BATCH, KnownNames
from teralineage.adapters.sql.retention import forget, take_turn
from teralineage.adapters.sql.schema import coverage, job, namespace
from teralineage.adapters.sql.touched import last_generation, note, raise_generation
from teralineage.adapters.sql.write_datasets import close_datasets
from teralineage.adapters.sql.write_edges import close_unstated, refresh
from teralineage.adapters.sql.write_fields import close_fields
from teralineage.adapters.sql.write_jobs import end_jobs, write_jobs
from teralineage.adapters.sql.write_names import Names
from teralineage.adapters.sql.writing import Writing
from teralineage.domain.ids import namespace_id
from teralineage.domain.model import Coverage, LineageBatch
from teralineage.ports import Forgotten

SPEC_VERSION = "2-0-2"
"""The version of OpenLineage's specification whose words the store uses."""


def _now() -> datetime:
    return datetime.now(UTC)


class SqlWriter:
    """`LineageWriter` on a store's engine.

    `clock` dates a batch that has no job to date it. After a batch of `big` edges or more, its names are remembered
    for the next.
    """

    def __init__(self, engine: Engine, clock: Callable[[], datetime] = _now, big: int = BIG_BATCH) -> None:
        self._engine = for_writing(engine)
        self._clock = clock
        self._big = big
        self._known = KnownNames()

    def write(self, batch: LineageBatch) -> None:
        """See `LineageWriter.write`. Coverage replaces what was said of the same kinds of statement before."""
        at = max((job.seen_at for job in batch.jobs), default=None) or self._clock()
        known, self._known = self._known, KnownNames()  # another thread, or a failure, finds nothing
        with without_collection(), translated(), trusted(self._engine).connect() as connection, connection.begin():
            take_turn(connection)
            last = last_generation(connection)
            home = _namespace(connection, batch.namespace_uri, at)
            writing = Writing(connection, home, batch.namespace_uri, at, known.at(home, last))
            names = Names(writing, batch)
            touched = write_jobs(connection, names, batch.jobs) | end_jobs(connection, names, batch, at)
            loose = close_unstated(connection, touched, at)
            refresh(connection, touched)
            changed = close_fields(connection, names.dropped | loose, at)
            writing.touched.fields |= changed
            writing.touched.datasets |= close_datasets(connection, changed, names.mentioned, at)
            _write_coverage(connection, home, batch.coverage, at)
            writing.touched.edges |= touched
            generation = raise_generation(connection, last)
            note(connection, last, generation, writing.touched)
        if not changed and not batch.dropped and len(writing.touched.edges) >= self._big:
            self._known = writing.known
            self._known.generation = generation

    def forget(self, before: datetime) -> Forgotten:
        """See `LineageWriter.forget`."""
        return forget(self._engine, before)

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """See `LineageWriter.fingerprints`."""
        with translated(), self._engine.connect() as connection, connection.begin():
            rows = connection.execute(
                select(job.c.name, job.c.fingerprint).where(
                    job.c.namespace_id == namespace_id(namespace_uri),
                    job.c.fingerprint.is_not(None),
                    job.c.closed_at.is_(None),
                )
            )
            return dict(iter(rows))


def _namespace(connection: Connection, uri: str, at: datetime) -> str:
    home = namespace_id(uri)
    known = connection.execute(select(namespace.c.namespace_id).where(namespace.c.namespace_id == home)).first()
    if known is None:
        connection.execute(
            insert(namespace).values(namespace_id=home, namespace_uri=uri, spec_version=SPEC_VERSION, created_at=at)
        )
    return home


def _write_coverage(connection: Connection, home: str, rows: tuple[Coverage, ...], at: datetime) -> None:
    if not rows:
        return
    kinds = [row.kind for row in rows]
    connection.execute(delete(coverage).where(coverage.c.namespace_id == home, coverage.c.kind.in_(kinds)))
    connection.execute(
        insert(coverage),
        [
            {
                "namespace_id": home,
                "kind": row.kind,
                "parsed": row.parsed,
                "partly": row.partly,
                "skipped": row.skipped,
                "reasons": json.dumps(row.reasons, sort_keys=True),
                "updated_at": at,
            }
            for row in rows
        ],
    )
