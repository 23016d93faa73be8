"""Statements that move data: SELECT and INSERT."""

from __future__ import annotations

from sqlglot import exp

from teralineage.extract.flows import Result
from teralineage.extract.queries import read_query
from teralineage.extract.scopes import Scope
from teralineage.extract.sources import table_name
from teralineage.extract.writes import RESULT, Outcome, insert_columns, sources_of, spelled, write


def select(node: exp.Expr, scope: Scope) -> Outcome:
    """A query whose rows go to whoever asked."""
    result = read_query(node, scope)
    outcome = Outcome("SELECT", outputs=tuple(output.name for output in result.outputs))
    write(outcome, RESULT, [(output.name, output.column) for output in result.outputs], result)
    outcome.select_sources = {output.name: sources_of(output.column) for output in result.outputs}
    return outcome


def insert(node: exp.Insert, scope: Scope) -> Outcome:
    """INSERT … SELECT or VALUES."""
    outcome = Outcome("INSERT")
    table = node.this
    names: list[str] | None = None
    if isinstance(table, exp.Schema):
        names = [column.name for column in table.expressions]
        table = table.this
    target = spelled(scope.reader.session, table_name(table, scope))
    outcome.targets.append(target)
    source = node.args.get("expression")
    if source is None:
        return outcome
    result = read_query(source, scope) if source is not None else Result([], {})
    columns = insert_columns(result.outputs, names, scope.reader.session.find(target))
    write(outcome, target, columns, result)
    return outcome
