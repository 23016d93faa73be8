"""One SQL statement in, its exact column edges out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlglot import exp

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import ColumnEdge, DatasetDefinition, Skipped
from teralineage.extract.ctes import add_ctes
from teralineage.extract.ddl import alter, create, define, drop, rename, set_database
from teralineage.extract.dml import delete, insert, run_function, select, update
from teralineage.extract.merges import merge
from teralineage.extract.parse import SECONDS, NotUnderstoodError, kind_of, parse
from teralineage.extract.queries import read_query
from teralineage.extract.relations import Reader
from teralineage.extract.room import with_room
from teralineage.extract.scopes import Scope
from teralineage.extract.session import Session, Source
from teralineage.extract.teradata.nodes import Alteration, Database, Definition, FunctionRun, Quiet, Rename
from teralineage.extract.writes import Outcome, distinct, write_aside

LATERAL_ALIASES = frozenset({"teradata", "snowflake", "redshift", "databricks", "spark", "duckdb", "clickhouse"})
"""Dialects in which an alias of the select list may be used in the same list and in WHERE."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one statement does. Spans of edges, and the line of `skipped`, are relative to the text that was read.

    `binds` is what SELECT … INTO puts behind each variable, `select_sources` what a SELECT puts behind each output
    name; both by folded name. `skipped` together with edges means that a part of the statement was not understood.
    """

    kind: str
    sources: tuple[DatasetName, ...] = ()
    targets: tuple[DatasetName, ...] = ()
    edges: tuple[ColumnEdge, ...] = ()
    outputs: tuple[str, ...] = ()
    defines: tuple[DatasetDefinition, ...] = ()
    skipped: Skipped | None = None
    binds: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    select_sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)


def read_statement(text: str, session: Session, dialect: str = "teradata") -> Reading:
    """Read one statement and let the session remember what it defines. Never raises; see `Reading.skipped`."""
    try:
        return with_room(lambda: _read(text, session, dialect))
    except NotUnderstoodError as error:
        return _skip(text, dialect, error.reason, str(error), error.line)
    except RecursionError:
        return _skip(text, dialect, "too-deep", "nested too deeply", 1)
    except Exception as error:  # noqa: BLE001 - one statement never costs its neighbours, whatever is wrong with it
        return _skip(text, dialect, "internal", f"{type(error).__name__}: {error}", 1)


def _read(text: str, session: Session, dialect: str) -> Reading:
    reader = Reader(session, dialect == "teradata", dialect in LATERAL_ALIASES, text)
    reader.deadline = time.monotonic() + SECONDS
    outcome = _dispatch(parse(text, dialect, reader.deadline), Scope(reader))
    write_aside(outcome, reader)
    skipped = next(iter(reader.doubts.values()), None)
    return Reading(
        outcome.kind,
        tuple(reader.reads),
        tuple(outcome.targets),
        distinct(outcome.edges),
        outcome.outputs,
        tuple(outcome.defines),
        skipped,
        outcome.binds,
        outcome.select_sources,
    )


def _dispatch(node: exp.Expr, scope: Scope) -> Outcome:
    if isinstance(node, exp.Query):
        return select(node, scope)
    if isinstance(node, Quiet):
        return Outcome(str(node.this))
    with_ = node.args.get("with_")
    if with_ is not None:
        scope = Scope(scope.reader, scope)
        add_ctes(with_, scope, read_query)
    read = _READERS.get(type(node))
    if read is None:
        raise NotUnderstoodError("statement-unknown", f"{node.key} is not understood")
    return read(node, scope)


_READERS: dict[type[exp.Expr], Callable[[Any, Scope], Outcome]] = {
    exp.Insert: insert,
    FunctionRun: run_function,
    exp.Update: update,
    exp.Delete: delete,
    exp.Merge: merge,
    exp.Create: create,
    exp.Drop: drop,
    Alteration: alter,
    Definition: define,
    Rename: rename,
    Database: set_database,
}


def _skip(text: str, dialect: str, reason: str, message: str, line: int) -> Reading:
    return Reading(kind_of(text, dialect), skipped=Skipped(reason, message, line))
