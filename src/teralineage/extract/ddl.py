"""Statements that define datasets, and what their queries put into them."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.extract.ctes import Recursive, rename_outputs
from teralineage.extract.flows import Result
from teralineage.extract.queries import read_query
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of
from teralineage.extract.table_names import table_name
from teralineage.extract.writes import Outcome, fields_of, insert_columns, write

_TYPES = {
    "VIEW": SourceType.VIEW,
    "JOIN INDEX": SourceType.MATERIALIZED_VIEW,
    "VOLATILE TABLE": SourceType.VOLATILE_TABLE,
    "GLOBAL TEMPORARY TABLE": SourceType.GLOBAL_TEMPORARY_TABLE,
    "FOREIGN TABLE": SourceType.EXTERNAL,
}


def define(node: exp.Expr, scope: Scope) -> Outcome:
    """Teradata's CREATE and REPLACE of a table, view or join index.

    WITH NO DATA gives the new table columns, but no values.
    """
    session = scope.reader.session
    kind = str(node.args["kind"])
    outcome = Outcome(f"CREATE {kind}")
    target = table_name(node.this, scope)
    outcome.targets.append(target)
    declared = node.args.get("columns") or []
    names = [column.name for column in declared]
    fields = tuple(_field(column) for column in declared)
    result = _filling(node, names, scope)
    if result is not None:
        outputs = rename_outputs(result.outputs, names) if names else result.outputs
        if node.args.get("empty"):
            scope.reader.reads.clear()
        else:
            write(outcome, target, insert_columns(result.outputs, names or None, None), result)
        fields = _filled(node, fields, fields_of(outputs), scope)
    definition = DatasetDefinition(target, _TYPES.get(kind, SourceType.TABLE), fields)
    session.define(definition)
    outcome.defines.append(definition)
    return outcome


def _field(column: exp.Expr) -> FieldDefinition:
    return FieldDefinition(
        column.name,
        column.args.get("type") or None,
        column.args.get("nullable"),
        primary_key=bool(column.args.get("key")),
    )


def _filling(node: exp.Expr, names: list[str], scope: Scope) -> Result | None:
    """What the definition's query yields, or the table it copies."""
    query, like = node.args.get("query"), node.args.get("like")
    if query is not None and node.args.get("recursive"):
        around = Scope(scope.reader, scope)
        grown = Recursive(query, names, around, read_query, recursive=True)
        name = table_name(node.this, scope)
        around.ctes[fold(name.name)] = around.ctes[fold(f"{name.database}.{name.name}")] = grown
        return grown()
    if query is not None:
        return read_query(query, scope)
    if like is None:
        return None
    relation = scope.table(table_name(like, scope), "")
    scope.reader.reads[relation.dataset or table_name(like, scope)] = None
    return Result(relation.star(span_of(like)), {})


def _filled(
    node: exp.Expr, declared: tuple[FieldDefinition, ...], made: tuple[FieldDefinition, ...], scope: Scope
) -> tuple[FieldDefinition, ...]:
    """The fields of a table filled by a query: declared types and those of a copied table are kept."""
    like = node.args.get("like")
    if like is not None and not declared:
        source = scope.reader.session.find(table_name(like, scope))
        return source.fields if source is not None else ()
    return declared or made


def create(node: exp.Expr, scope: Scope) -> Outcome:
    """CREATE TABLE or VIEW of another dialect, as sqlglot reads it."""
    kind = str(node.args["kind"]).upper()
    outcome = Outcome(f"CREATE {kind}")
    if kind not in ("TABLE", "VIEW"):
        return outcome
    table = node.this
    names: list[str] = []
    fields: tuple[FieldDefinition, ...] = ()
    if isinstance(table, exp.Schema):
        names = [column.name for column in table.expressions]
        fields = tuple(FieldDefinition(name) for name in names)
        table = table.this
    target = table_name(table, scope)
    query = node.args.get("expression")
    outcome.targets.append(target)
    if query is not None:
        result = read_query(query, scope)
        outputs = rename_outputs(result.outputs, names) if names else result.outputs
        write(outcome, target, insert_columns(result.outputs, names or None, None), result)
        fields = fields_of(outputs)
    definition = DatasetDefinition(target, _TYPES.get(kind, SourceType.TABLE), fields)
    scope.reader.session.define(definition)
    outcome.defines.append(definition)
    return outcome


def rename(node: exp.Expr, scope: Scope) -> Outcome:
    """RENAME: later statements see the new name."""
    old = table_name(node.this, scope)
    new = table_name(node.args["to"], scope)
    if node.args["to"].args.get("db") is None:
        new = type(new)(old.database, new.name)
    renamed = scope.reader.session.rename(old, new)
    return Outcome("RENAME", defines=[renamed] if renamed is not None else [])


def alter(node: exp.Expr, scope: Scope) -> Outcome:
    """ALTER TABLE: later statements see the columns as they are then."""
    outcome = Outcome("ALTER TABLE")
    session = scope.reader.session
    definition = session.find(table_name(node.this, scope))
    if definition is None or not definition.fields:
        return outcome
    fields = {fold(field.name): field for field in definition.fields}
    for column in node.args.get("added") or ():
        fields.setdefault(fold(column.name), _field(column))
    for name in node.args.get("dropped") or ():
        fields.pop(fold(name.name), None)
    new_names = {fold(pair.expressions[0].name): pair.expressions[1].name for pair in node.args.get("renamed") or ()}
    altered = tuple(replace(field, name=new_names.get(key, field.name)) for key, field in fields.items())
    session.define(replace(definition, fields=altered))
    outcome.defines.append(replace(definition, fields=altered))
    return outcome


def drop(node: exp.Expr, scope: Scope) -> Outcome:
    """DROP: later statements do not see what the session made."""
    for table in node.args.get("tables") or [node.this]:
        if isinstance(table, exp.Table) and table.name:
            scope.reader.session.drop(table_name(table, scope))
    return Outcome(f"DROP {node.args.get('kind') or 'TABLE'}")


def set_database(node: exp.Expr, scope: Scope) -> Outcome:
    """DATABASE x: unqualified names mean x's from here on."""
    scope.reader.session.default_database = node.this.name
    return Outcome("DATABASE")
