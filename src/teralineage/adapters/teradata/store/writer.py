"""Stores batches: one transaction each, one writer at a time, history kept."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime

from teralineage.adapters.teradata.connection import Session
from teralineage.adapters.teradata.errors import Meaning, TeradataError
from teralineage.adapters.teradata.pool import Pool
from teralineage.adapters.teradata.store import store_sql as sql
from teralineage.adapters.teradata.store import write_sql
from teralineage.adapters.teradata.store.data import STAGED_ROWS, Data, make_stages
from teralineage.adapters.teradata.store.retention import forget
from teralineage.adapters.teradata.store.schema import SPEC_VERSION
from teralineage.adapters.teradata.store.tables import COVERAGE, NAMESPACE, STAGED
from teralineage.adapters.teradata.store.times import to_micros
from teralineage.adapters.teradata.store.write_jobs import JobsWriter, settle
from teralineage.adapters.teradata.store.write_names import Names, close_datasets, close_fields
from teralineage.domain.ids import namespace_id
from teralineage.domain.model import LineageBatch
from teralineage.ports import Forgotten


class TeradataWriter:
    """`ports.LineageWriter` over the sessions of a pool, into the OL_* tables of `database`."""

    def __init__(self, pool: Pool, database: str) -> None:
        self._pool = pool
        self._database = database

    def write(self, batch: LineageBatch) -> None:
        """See `ports.LineageWriter`. The stamp is odd while a write goes on, so that readers can tell."""
        self._pool.transact(lambda session: self._write(session, batch))

    def forget(self, before: datetime) -> Forgotten:
        """See `ports.LineageWriter`."""
        return forget(self._pool, self._database, to_micros(before))

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """See `ports.LineageWriter`. A store whose tables were not made yet knows of no job."""

        def read(session: Session) -> dict[str, str]:
            rows = session.rows(sql.jobs_named(self._database), [namespace_id(namespace_uri)])
            texts = Data(session, self._database).texts([id_ for _, id_ in rows])
            return {name: texts[id_] for name, id_ in rows}

        try:
            return self._pool.transact(read)
        except TeradataError as error:
            if error.fault.meaning is not Meaning.OBJECT_MISSING:
                raise
            return {}

    def _write(self, session: Session, batch: LineageBatch) -> None:
        at = to_micros(max((job.seen_at for job in batch.jobs), default=datetime.now(UTC)))
        data = Data(session, self._database)
        if sum(1 for _ in batch.edges()) + sum(len(one.fields) for one in batch.datasets) >= STAGED_ROWS:
            make_stages(session, STAGED)
        session.run(write_sql.begin_write(self._database))
        home = namespace_id(batch.namespace_uri)
        if not data.rows(NAMESPACE, "namespace_id", [home]):
            values = {"namespace_id": home, "namespace_uri": batch.namespace_uri, "spec_version": SPEC_VERSION}
            data.upsert(NAMESPACE, [values | {"created_at": at}])
        names = Names(data, home, batch.namespace_uri, at)
        dropped = names.keep(batch)
        jobs = JobsWriter(data, names)
        jobs.write(batch.jobs)
        jobs.end(set(batch.ended) - {job.name for job in batch.jobs}, at)
        loose = settle(data, jobs.touched, at)
        close_datasets(data, close_fields(data, dropped | loose, at), names, at)
        data.upsert(
            COVERAGE,
            [
                {
                    "namespace_id": home,
                    "statement_kind": row.kind,
                    "parsed": row.parsed,
                    "partly": row.partly,
                    "skipped": row.skipped,
                    "reasons": json.dumps(row.reasons, sort_keys=True),
                    "updated_at": at,
                }
                for row in batch.coverage
            ],
        )
        even = time.time_ns() // 2000 * 2
        session.run(write_sql.end_write(self._database), [even, even])
