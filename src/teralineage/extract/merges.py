"""MERGE: what each WHEN writes."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.ids import EVERY_FIELD, DatasetName, fold
from teralineage.domain.model import Subtype
from teralineage.extract.clauses import filter_rows
from teralineage.extract.dml import Assigned, assigned, only_matched, target_scope
from teralineage.extract.expressions import clause, follow
from teralineage.extract.flows import Column, Result
from teralineage.extract.queries import read_query
from teralineage.extract.relations import Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.select_list import own_name
from teralineage.extract.sources import add_source
from teralineage.extract.spans import span_of
from teralineage.extract.writes import Outcome, known_fields, write


def merge(node: exp.Expr, around: Scope) -> Outcome:
    """MERGE: ON joins, each WHEN writes."""
    scope = Scope(around.reader, around)
    target = target_scope(node.this, None, scope)
    outcome = Outcome("MERGE", [target])
    add_source(node.args["using"], scope, read_query)
    source = scope.relations[-1]
    clause(node.args["on"], scope, Subtype.JOIN, read_query)
    columns: Assigned = []
    for when in node.args["whens"].expressions:
        then = when.args["then"]
        for condition in (when.args.get("condition"), then.args.get("where")):
            if condition is not None:
                _filter_when(condition, scope)
        if isinstance(then, exp.Update):
            columns += assigned(then.expressions, scope) if _names_columns(then) else _of_same_names(then, source)
        elif isinstance(then, exp.Insert):
            columns += _inserted(then, target, scope) if _names_columns(then) else _of_same_names(then, source)
    merged: dict[str, tuple[str, Column]] = {}
    for name, column in columns:
        known = merged.setdefault(fold(name), (name, Column()))[1]
        known.add(column)
    fields = known_fields(scope.reader.session, target)
    write(outcome, target, list(merged.values()), Result([], scope.steering), fields)
    return only_matched(outcome, target, scope)


def _filter_when(condition: exp.Expr, scope: Scope) -> None:
    """What a WHEN asks besides having matched."""
    filter_rows(condition.this if isinstance(condition, exp.Where) else condition, scope, read_query, joins=False)


def _names_columns(then: exp.Expr) -> bool:
    """Whether an UPDATE or INSERT says which columns, rather than `SET *`, `INSERT *` or `INSERT ROW`."""
    every = then.this if isinstance(then, exp.Insert) else then.expressions[0]
    return not isinstance(every, (exp.Star, exp.Var))


def _of_same_names(then: exp.Expr, source: Relation) -> Assigned:
    """All columns of the source, each into the target's column of its name."""
    return [(output.name, output.column) for output in source.star(span_of(then))]


def _inserted(then: exp.Expr, target: DatasetName, scope: Scope) -> Assigned:
    """INSERT (a, b) VALUES (…) of a MERGE; without a list by position, else by the names of the values.

    Each value may also say its column itself: `INSERT (a = s.a, b = 1)`.
    """
    values = then.args.get("expression")
    listed = then.this.expressions if isinstance(then.this, exp.Tuple) else []
    if not values:  # a list without VALUES is the values
        values, listed = then.this, []
    if not isinstance(values, exp.Expr):  # sqlglot's True for an INSERT with nothing behind it
        scope.reader.doubt("syntax", "an INSERT of the MERGE says no values", span_of(then))
        return []
    items = values.expressions if isinstance(values, exp.Tuple) else [values]
    names = [item.name for item in listed]
    if not names and all(isinstance(item, exp.EQ) and isinstance(item.this, exp.Column) for item in items):
        return assigned(items, scope)
    if not names:
        definition = scope.reader.session.find(target)
        fields = definition.fields if definition is not None else ()
        names = [field.name for field in fields] or [own_name(item) or EVERY_FIELD for item in items]
    return [(name, follow(item, scope, read_query)) for name, item in zip(names, items, strict=False)]
