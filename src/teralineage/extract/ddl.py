"""Statements that define datasets, and what their queries put into them."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.extract.queries import read_query
from teralineage.extract.scopes import Scope
from teralineage.extract.sources import rename_outputs, table_name
from teralineage.extract.writes import Outcome, fields_of, write


def create(node: exp.Create, scope: Scope) -> Outcome:
    """CREATE or REPLACE of a table or view."""
    kind = str(node.args["kind"]).upper()
    outcome = Outcome(f"CREATE {kind}")
    table = node.this
    names: list[str] = []
    fields: tuple[FieldDefinition, ...] = ()
    if isinstance(table, exp.Schema):
        names = [column.name for column in table.expressions]
        fields = tuple(
            FieldDefinition(c.name, c.args["kind"].sql("teradata") if c.args.get("kind") else None)
            for c in table.expressions
        )
        table = table.this
    target = table_name(table, scope)
    query = node.args.get("expression")
    outcome.targets.append(target)
    if query is not None:
        result = read_query(query, scope)
        outputs = rename_outputs(result.outputs, names) if names else result.outputs
        write(outcome, target, [(output.name, output.column) for output in outputs], result)
        fields = fields_of(outputs)
    definition = DatasetDefinition(target, SourceType.VIEW if kind == "VIEW" else SourceType.TABLE, fields)
    scope.reader.session.define(definition)
    outcome.defines.append(definition)
    return outcome
