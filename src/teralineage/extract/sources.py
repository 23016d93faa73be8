"""What stands in FROM and WITH, made into relations of a scope."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import exp

from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import Span, Subtype
from teralineage.extract.ctes import GROWING, rename_outputs
from teralineage.extract.expressions import ReadQuery, clause, follow
from teralineage.extract.flows import TRANSFORMATION, Column, Output, Result, merge
from teralineage.extract.pivots import add_pivot
from teralineage.extract.relations import Derived, Growing, Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import NOWHERE, span_of
from teralineage.extract.table_names import table_name
from teralineage.extract.table_operators import AnyColumn, add_operator
from teralineage.extract.teradata.nodes import External, TableOperator


def add_sources(node: exp.Expr, scope: Scope, query: ReadQuery) -> None:
    """Put FROM and the joins of a SELECT into its scope, ON, USING and NATURAL included."""
    from_ = node.args.get("from_")
    if from_ is not None:
        add_source(from_.this, scope, query)
    for join in node.args.get("joins") or ():
        add_join(join, scope, query)
    for lateral in node.args.get("laterals") or ():
        add_source(lateral, scope, query)


def add_join(join: exp.Expr, scope: Scope, query: ReadQuery) -> None:
    """Put one joined table into the scope."""
    before = list(scope.relations)
    add_source(join.this, scope, query)
    added = scope.relations[len(before) :]
    on = join.args.get("on")
    if on is not None and _takes_alias(on, scope):
        scope.later.append((on, list(scope.relations)))
    elif on is not None:
        clause(on, scope, Subtype.JOIN, query)
    sides = Sides(before, added, join.args.get("side") or "")
    if join.args.get("method") == "NATURAL":
        for name in sides.common():
            _merge_column(name, span_of(join.this), sides, scope)
    for identifier in join.args.get("using") or ():
        _merge_column(identifier.name, span_of(identifier), sides, scope)


def _takes_alias(on: exp.Expr, scope: Scope) -> bool:
    """Whether a condition uses an alias of the select list, which has not been read yet."""
    if not scope.aliases:
        return False
    names = (node.name for node in on.find_all(exp.Column) if not node.args.get("table"))
    return any(fold(name) in scope.aliases and not scope.knows(name) for name in names)


def join_by_aliases(scope: Scope, query: ReadQuery) -> None:
    """Read the conditions that use aliases, each with only those tables in sight that stand before it."""
    every = scope.relations
    for on, in_sight in scope.later:
        scope.relations = in_sight
        clause(on, scope, Subtype.JOIN, query)
    scope.relations = every


@dataclass(frozen=True, slots=True)
class Sides:
    """The two sides of a join by USING or NATURAL; `outer` is LEFT, RIGHT, FULL or nothing."""

    lefts: list[Relation]
    rights: list[Relation]
    outer: str

    def common(self) -> list[str]:
        """The columns known on both sides, in the order of the left one."""
        lefts, rights = _names(self.lefts), _names(self.rights)
        return [name for key, name in lefts.items() if key in rights]


def _names(relations: list[Relation]) -> dict[str, str]:
    return {fold(o.name): o.name for relation in relations for o in relation.star(NOWHERE) if not o.star}


def _merge_column(name: str, span: Span, sides: Sides, scope: Scope) -> None:
    """One column of USING or NATURAL: both sides steer as JOIN; its value is that of the side that always has a row."""
    lefts = [scope.merged[fold(name)]] if fold(name) in scope.merged else _owners(name, sides.lefts, span)
    rights = _owners(name, sides.rights, span)
    for column in (*lefts, *rights):
        for leaf, how in column.leaves().items():
            scope.steer(leaf, Subtype.JOIN, how._replace(span=span))
    kept = {"RIGHT": rights, "FULL": lefts + rights}.get(sides.outer, lefts)
    value = Column()
    for column in kept:
        shown = column.changed(span, TRANSFORMATION) if sides.outer == "FULL" else column
        for leaf, how in shown.direct.items():
            merge(value.direct, leaf, how)
        for leaf, how in shown.conditional.items():
            merge(value.conditional, leaf, how)
    scope.merged[fold(name)] = value


def _owners(name: str, relations: list[Relation], span: Span) -> list[Column]:
    key = fold(name)
    known = [column for relation in relations if (column := relation.get(key, span)) is not None]
    return known[:1] or [relation.guess(name, span) for relation in relations if relation.open][:1]


def add_source(node: exp.Expr, scope: Scope, query: ReadQuery) -> None:
    """Put one FROM item, and the joins that hang on it, into the scope."""
    alias = node.args.get("alias")
    name = alias.name if isinstance(alias, exp.TableAlias) else ""
    if isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier):
        relation = _named(node, name, scope)
        _rename_columns(relation, alias, scope)
    elif isinstance(node, (exp.Subquery, exp.Values)):
        inner = node.this if isinstance(node, exp.Subquery) else node
        if _is_table(inner):  # (t) AS d, ((t JOIN u ON …) JOIN v ON …)
            if name and not inner.args.get("alias"):
                inner.set("alias", alias)
            add_source(inner, scope, query)
        else:
            result = query(inner, scope.parent or scope)
            _add_result(result, name, alias, scope)
    elif isinstance(node, TableOperator):
        add_operator(node, scope, query, add_source)
        _rename_columns(scope.relations[-1], alias, scope)
    elif isinstance(node, (exp.UDTF, exp.Table)) and not isinstance(node, External):
        _add_function(node, name, scope, query)
        _rename_columns(scope.relations[-1], alias, scope)
    elif isinstance(node, External):
        dataset = DatasetName("", f"file:{node.name}")
        scope.relations.append(scope.table(dataset, fold(name)))
        scope.reader.reads[dataset] = None
    else:
        scope.reader.doubt("source-form-unknown", f"{node.key} in FROM is not understood", span_of(node))
        scope.relations.append(Derived(fold(name), [], scope.reader))
    for pivot in node.args.get("pivots") or ():
        add_pivot(pivot, scope, query)
        _rename_columns(scope.relations[-1], pivot.args.get("alias"), scope)
    for join in node.args.get("joins") or ():
        add_join(join, scope, query)


def _is_table(node: exp.Expr) -> bool:
    """Whether a FROM item is a table, in whatever parentheses."""
    while isinstance(node, exp.Subquery):
        node = node.this
    return isinstance(node, exp.Table)


def _add_function(node: exp.Expr, name: str, scope: Scope, query: ReadQuery) -> None:
    """A table function, UNNEST or LATERAL: a query's columns, else every argument reaches every column."""
    inner = node.this
    if isinstance(inner, exp.Query):
        _add_result(query(inner, scope), name, None, scope)
        return
    everything = Column()
    for argument in [inner, *node.expressions]:
        if isinstance(argument, exp.Expr):
            everything.add(follow(argument, scope, query).changed(span_of(argument)))
    scope.relations.append(AnyColumn(fold(name), everything))


def add_expansion(node: exp.Expr, scope: Scope, query: ReadQuery) -> None:
    """EXPAND ON p AS q: a column `q` made of `p`; the period after FOR filters."""
    limit = node.args.get("period")
    if limit is not None:
        clause(limit, scope, Subtype.FILTER, query)
    alias = node.args.get("alias")
    if alias is not None:
        span = span_of(node.this)
        column = follow(node.this, scope, query).changed(span)
        scope.relations.append(Derived("", [Output(alias.name, column, span)], scope.reader))


def _add_result(result: Result, name: str, alias: exp.Expr | None, scope: Scope) -> None:
    relation = Derived(fold(name), result.outputs, scope.reader)
    scope.relations.append(relation)
    for key, how in result.steering.items():
        scope.steering.setdefault(key, how)
    _rename_columns(relation, alias, scope)


def _rename_columns(relation: Relation, alias: exp.Expr | None, scope: Scope) -> None:
    """`AS d (x, y)`: columns renamed by position."""
    names = [column.name for column in alias.args.get("columns") or ()] if alias is not None else []
    if names:
        renamed = rename_outputs(relation.star(span_of(alias) if alias is not None else NOWHERE), names)
        scope.relations[-1] = Derived(relation.key, renamed, scope.reader)


def _named(node: exp.Table, alias: str, scope: Scope) -> Relation:
    database = node.args.get("db")
    key = fold(alias or node.name)
    written = node.name if database is None else f"{database.name}.{node.name}"
    cte = scope.cte(fold(written))
    if cte is not None:
        result = cte()
        if result is not None:
            growing = result is GROWING
            inner = Growing(key, [], scope.reader) if growing else Derived(key, result.outputs, scope.reader)
            scope.relations.append(inner)
            for steering, how in result.steering.items():
                scope.steering.setdefault(steering, how)
            return inner
    dataset = table_name(node, scope)
    relation = scope.table(dataset, key)
    scope.reader.reads[relation.dataset or dataset] = None
    scope.relations.append(relation)
    return relation
