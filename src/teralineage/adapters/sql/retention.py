"""Deletes history that is older than it is kept for: few rows at a time, each time in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Column, ColumnElement, Connection, Engine, Table, delete, func, select, text

from teralineage.adapters.sql.engine import AnySelect, among
from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.schema import (
    dataset,
    evidence,
    field,
    field_change,
    job,
    lineage,
    run,
    run_input,
    run_output,
    statement,
)
from teralineage.adapters.sql.touched import last_generation, raise_generation
from teralineage.ports import Forgotten

AT_ONCE = 1000
"""Rows of a transaction; those that hang on them come on top."""

WRITE_LOCK = 7_213_461_903  # any number but the migrations', the same for every process

Dependents = Sequence[Column[int]]


def forget(engine: Engine, before: datetime) -> Forgotten:
    """See `ports.LineageWriter.forget`; `engine` is one for writing."""
    edges = _delete(engine, lineage, lineage.c.closed_at < before, [evidence.c.lineage_id])
    _delete(engine, statement, ~statement.c.is_active & (statement.c.closed_at < before), [evidence.c.statement_id])
    latest = select(func.max(run.c.run_id)).group_by(run.c.job_id).join_from(run, job).where(job.c.closed_at.is_(None))
    first_seen = select(lineage.c.run_id).where(lineage.c.run_id == run.c.run_id)
    old = (run.c.event_time < before) & run.c.run_id.not_in(latest) & ~first_seen.exists()
    runs = _delete(engine, run, old, [run_input.c.run_id, run_output.c.run_id])
    said = select(statement.c.statement_id).where(statement.c.job_id == job.c.job_id)
    ran = select(run.c.run_id).where(run.c.job_id == job.c.job_id)
    _delete(engine, job, (job.c.closed_at < before) & ~said.exists() & ~ran.exists(), [])
    _forget_names(engine, before)
    return Forgotten(edges, runs)


def _forget_names(engine: Engine, before: datetime) -> None:
    """Delete fields and datasets that went before an instant and that nothing refers to any longer."""
    ends = (lineage.c.source_field_id, lineage.c.target_field_id)
    dead = ~field.c.is_active & (field.c.closed_at < before)
    for end in ends:
        dead &= ~select(end).where(end == field.c.field_id).exists()
    _delete(engine, field, dead, [field_change.c.field_id])
    homes = (field.c.dataset_id, run_input.c.dataset_id, run_output.c.dataset_id)
    empty = ~dataset.c.is_active & (dataset.c.updated_at < before)
    for home in homes:
        empty &= ~select(home).where(home == dataset.c.dataset_id).exists()
    _delete(engine, dataset, empty, [])


def _delete(engine: Engine, table: Table, rule: ColumnElement[bool], dependents: Dependents) -> int:
    """Delete the rows of a table that keep a rule, and before them the rows that hang on them; how many went."""
    (key,) = table.primary_key.columns
    chosen = select(key).where(rule).limit(AT_ONCE)
    gone = 0
    while ids := _in_transaction(engine, lambda connection: _delete_some(connection, key, chosen, dependents)):
        gone += ids
    return gone


def _delete_some(connection: Connection, key: Column[int], chosen: AnySelect, dependents: Dependents) -> int:
    ids = connection.execute(chosen).scalars().all()
    for column in dependents:
        connection.execute(delete(column.table).where(among(connection, column, ids)))
    if ids:
        connection.execute(delete(key.table).where(among(connection, key, ids)))
    if ids and key.table in (field, dataset):
        # Nobody notes what was touched: a snapshot is not renewed over this, but read whole.
        raise_generation(connection, last_generation(connection))
    return len(ids)


def _in_transaction(engine: Engine, work: Callable[[Connection], int]) -> int:
    with translated(), engine.connect() as connection, connection.begin():
        take_turn(connection)
        return work(connection)


def take_turn(connection: Connection) -> None:
    """Wait until nobody else writes; SQLite's own lock does that by itself."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITE_LOCK})
