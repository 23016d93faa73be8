"""Statements that move data: SELECT, INSERT, UPDATE and DELETE; `merges` has MERGE."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from teralineage.domain.ids import EVERY_FIELD, DatasetName, fold
from teralineage.domain.model import DatasetDefinition, SourceType, Subtype, TransformationType
from teralineage.extract.clauses import filter_rows
from teralineage.extract.expressions import follow
from teralineage.extract.flows import Column, Result
from teralineage.extract.queries import read_query
from teralineage.extract.relations import Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.sources import add_join, add_source
from teralineage.extract.spans import span_of
from teralineage.extract.table_names import table_name
from teralineage.extract.teradata.nodes import Variables
from teralineage.extract.writes import (
    RESULT,
    Outcome,
    fields_of,
    insert_columns,
    known_fields,
    sources_of,
    spelled,
    write,
)

Assigned = list[tuple[str, Column]]


def select(node: exp.Expr, scope: Scope) -> Outcome:
    """A query whose rows go to whoever asked, or with INTO to variables."""
    result = read_query(node, scope)
    outcome = Outcome("SELECT", outputs=tuple(output.name for output in result.outputs))
    outcome.select_sources = {fold(output.name): sources_of(output.column) for output in result.outputs}
    into = node.args.get("into")
    if isinstance(into, Variables):
        pairs = zip(into.expressions, result.outputs, strict=False)
        outcome.binds = {fold(variable.name): sources_of(output.column) for variable, output in pairs}
        return outcome
    if isinstance(into, exp.Into):
        return _select_into(into.this, outcome, result, scope)
    write(outcome, RESULT, [(output.name, output.column) for output in result.outputs], result)
    return outcome


def _select_into(table: exp.Expr, outcome: Outcome, result: Result, scope: Scope) -> Outcome:
    """SELECT … INTO a table that it makes, as neighbours do."""
    target = table_name(table, scope)
    outcome.targets.append(target)
    definition = DatasetDefinition(target, SourceType.TABLE, fields_of(result.outputs))
    scope.reader.session.define(definition)
    outcome.defines.append(definition)
    write(outcome, target, insert_columns(result.outputs, None, None), result)
    return outcome


def insert(node: exp.Expr, scope: Scope) -> Outcome:
    """INSERT of a query's rows or of VALUES."""
    outcome = Outcome("INSERT")
    table = node.this
    names: list[str] | None = None
    if isinstance(table, exp.Schema):
        names = [column.name for column in table.expressions]
        table = table.this
    session = scope.reader.session
    target = spelled(session, table_name(table, scope))
    outcome.targets.append(target)
    source = node.args.get("expression")
    if source is not None:
        result = read_query(source, scope)
        # An expression without a name goes to some column of a table that nobody knows.
        outputs = [replace(output, name=EVERY_FIELD) if output.nameless else output for output in result.outputs]
        columns = insert_columns(outputs, names, session.find(target))
        write(outcome, target, columns, result, known_fields(session, target))
    return outcome


def run_function(node: exp.Expr, around: Scope) -> Outcome:
    """EXECUTE FUNCTION: a table operator by itself, whose rows go INTO a table or to whoever asked."""
    scope = Scope(around.reader, around)
    add_source(node.this, scope, read_query)
    outcome = Outcome("EXECUTE FUNCTION")
    if not node.this.args.get("targets"):
        shown = [output for relation in scope.relations for output in relation.star(span_of(node.this))]
        write(outcome, RESULT, [(output.name, output.column) for output in shown], Result([], scope.steering))
    return outcome


def update(node: exp.Expr, around: Scope) -> Outcome:
    """UPDATE in all its forms; with ELSE INSERT both branches count."""
    scope = Scope(around.reader, around)
    target = target_scope(node.this, node.args.get("from_"), scope)
    outcome = Outcome("UPDATE", [target])
    for join in node.this.args.get("joins") or ():
        add_join(join, scope, read_query)
    columns = assigned(node.expressions, scope)
    where = node.args.get("where")
    if where is not None:
        filter_rows(where.this, scope, read_query)
    write(outcome, target, columns, Result([], scope.steering), known_fields(scope.reader.session, target))
    otherwise = node.args.get("otherwise")
    if otherwise is not None:
        outcome.edges += [edge for edge in insert(otherwise, around).edges if edge not in outcome.edges]
    return only_matched(outcome, target, scope)


def delete(node: exp.Expr, around: Scope) -> Outcome:
    """DELETE: tables, and what filters."""
    scope = Scope(around.reader, around)
    from_ = node.args.get("from_")
    named = node.this
    if node.args.get("tables"):  # DELETE t FROM t JOIN s, as neighbours write it
        named, from_ = node.args["tables"][0], exp.From(this=named)
    elif named is None and from_ is not None:
        named, from_ = from_.this, from_ if from_.this.args.get("joins") else None
    target = target_scope(named, from_, scope)
    for table in node.args.get("using") or ():
        add_source(table, scope, read_query)
    outcome = Outcome("DELETE", [target])
    where = node.args.get("where")
    if where is not None:
        filter_rows(where.this, scope, read_query, joins=False)
    steering = {(leaf, Subtype.FILTER): how for (leaf, _), how in scope.steering.items()}
    write(outcome, target, [], Result([], steering), known_fields(scope.reader.session, target))
    return only_matched(outcome, target, scope)


def target_scope(named: exp.Expr, from_: exp.Expr | None, scope: Scope) -> DatasetName:
    """Put the written table and FROM into the scope; the table's full name.

    `UPDATE x1 FROM db.x x1`: the target may be named by its alias in FROM, or stand there again.
    """
    scope.reader.writing = True
    if from_ is not None:
        add_source(from_.this, scope, read_query)
        for join in from_.args.get("joins") or ():
            add_join(join, scope, read_query)
    relation = _among(named, scope)
    if relation is None or relation.dataset is None:
        alias = named.args.get("alias")
        relation = scope.table(table_name(named, scope), fold(alias.name if alias is not None else named.name))
        scope.relations.insert(0, relation)
    else:
        scope.reader.reads.pop(relation.dataset, None)
    target = relation.dataset
    assert target is not None  # noqa: S101 - both branches make a base table
    return target


def _among(named: exp.Expr, scope: Scope) -> Relation | None:
    """The relation of FROM that is the target itself."""
    database = named.args.get("db")
    dataset = table_name(named, scope)
    if database is None:
        for relation in scope.relations:
            if relation.key == fold(named.name) and relation.dataset is not None and _may_be(relation, dataset, named):
                return relation
    if _joins_itself(named):
        return next((r for r in scope.relations if r.dataset == dataset and r.key == fold(named.name)), None)
    if scope.reader.session.find(dataset) is None and database is None and not dataset.database:
        return scope.relation(named.name, None)
    return next((relation for relation in scope.relations if relation.dataset == dataset), None)


def _may_be(relation: Relation, dataset: DatasetName, named: exp.Expr) -> bool:
    """Whether a relation of FROM that has the target's name is the target: by its alias, or as the same table.

    A table of another database is not. Where no default database is known, one whose columns the statement writes
    with the database is not either, if it writes others without.
    """
    own = relation.dataset
    if own is None or own == dataset or own.key[1] != relation.key:
        return True
    if dataset.database or named.parent is None:
        return False
    columns = [c for c in named.parent.find_all(exp.Column) if fold(c.table) == relation.key]
    return len({bool(column.args.get("db")) for column in columns}) < 2  # noqa: PLR2004 - with and without


def _joins_itself(named: exp.Expr) -> bool:
    """Whether the statement names columns by its target's own name: then `FROM t AS o` is another t than the target."""
    statement = named.parent
    if statement is None or named.args.get("alias") is not None:
        return False
    name = fold(named.name)
    return any(fold(column.args["table"].name) == name for column in statement.find_all(exp.Column) if column.table)


def assigned(assignments: list[exp.Expr], scope: Scope) -> Assigned:
    """SET a = …, (b, c) = (SELECT …)."""
    columns: Assigned = []
    for assignment in assignments:
        name, value = assignment.this, assignment.args.get("expression")
        if value is None:
            continue
        if isinstance(name, exp.Tuple):
            columns += zip([item.name for item in name.expressions], _row(value, scope), strict=False)
        else:
            columns.append((_assigned_name(name, scope), follow(value, scope, read_query)))
    return columns


def _row(value: exp.Expr, scope: Scope) -> list[Column]:
    """The columns of a row that is assigned as a whole; what steers its query steers the statement."""
    if not isinstance(value, exp.Query):
        return [follow(item, scope, read_query) for item in value.expressions]
    result = read_query(value, scope)
    for (leaf, subtype), how in result.steering.items():
        scope.steer(leaf, subtype, how)
    return [output.column for output in result.outputs]


def _assigned_name(name: exp.Expr, scope: Scope) -> str:
    """The column that SET names: `a`, `t.a`, or `a.attribute` of a structured type."""
    qualifier = name.args.get("table")
    if qualifier is not None and name.args.get("db") is None and scope.relation(qualifier.name, None) is None:
        return str(qualifier.name)
    return str(name.name)


def only_matched(outcome: Outcome, target: DatasetName, scope: Scope) -> Outcome:
    """The target is a source only where its columns give values."""
    gives = any(
        edge.source.dataset == target and (edge.subtype.type is TransformationType.DIRECT or edge.target.name != "*")
        for edge in outcome.edges
    )
    if gives:
        scope.reader.reads.setdefault(target, None)
    return outcome
