"""A query: SELECT, set operation, VALUES or a nested form of these, read once, scope by scope."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.ids import EVERY_FIELD, fold
from teralineage.domain.model import Span, Subtype
from teralineage.extract.expressions import clause, conjuncts, follow, mentioned
from teralineage.extract.flows import (
    IDENTITY,
    TRANSFORMATION,
    Column,
    Contribution,
    Output,
    Result,
    Steering,
    merge,
    steer,
)
from teralineage.extract.scopes import Scope
from teralineage.extract.sources import add_ctes, add_expansion, add_sources
from teralineage.extract.spans import span_of
from teralineage.extract.teradata.nodes import Phrase, Typed


def read_query(node: exp.Expr, around: Scope) -> Result:
    """What a query yields, read in the scope around it (whose CTEs it sees, whose columns it may refer to)."""
    with_ = node.args.get("with_")
    if with_ is not None:
        around = Scope(around.reader, around)
        add_ctes(with_, around, read_query)
    if isinstance(node, exp.Select):
        return _select(node, around)
    if isinstance(node, exp.SetOperation):
        return _set_operation(node, around)
    if isinstance(node, exp.Subquery):
        return _wrapped(node, around)
    if isinstance(node, exp.Values):
        return values(node, around)
    around.reader.doubt("query-form-unknown", f"a query of the form {node.key} is not understood")
    return Result([], {})


def _select(node: exp.Select, around: Scope) -> Result:
    scope = Scope(around.reader, around)
    add_sources(node, scope, read_query)
    expand = node.args.get("expand")
    if expand is not None:
        add_expansion(expand, scope, read_query)
    items = Items(node.expressions, scope)
    outputs = items.outputs()
    where = node.args.get("where")
    if where is not None:
        filter_rows(where.this, scope)
    group = node.args.get("group")
    if group is not None:
        _group(group, scope, outputs)
    for name in ("having", "qualify"):
        condition = node.args.get(name)
        if condition is not None:
            clause(condition.this, scope, Subtype.FILTER, read_query)
    order = node.args.get("order")
    if order is not None:
        _sort(order, scope, outputs)
    for summary in node.args.get("summaries") or ():
        for item in summary.args.get("by") or ():
            clause(item, scope, Subtype.GROUP_BY, read_query)
    return Result(outputs, scope.steering)


class Items:
    """The select list of a scope; each item is followed once, when it or its alias is first needed."""

    __slots__ = ("columns", "expressions", "scope", "within")

    def __init__(self, expressions: list[exp.Expr], scope: Scope) -> None:
        self.expressions = expressions
        self.scope = scope
        self.columns: dict[int, Column] = {}
        self.within: set[int] = set()
        for item in expressions:
            if type(item) is exp.Alias:
                scope.aliases.setdefault(fold(item.alias), item)
        scope.items = self.column

    def column(self, item: exp.Expr) -> Column | None:
        """The column of an item; None within that item itself, where its alias means nothing yet."""
        key = id(item)
        known = self.columns.get(key)
        if known is None:
            if key in self.within:
                return None
            self.within.add(key)
            known = self.columns[key] = follow(item, self.scope, read_query)
            self.within.discard(key)
        return known

    def outputs(self) -> list[Output]:
        """All columns of the list in order, stars expanded as far as anybody knows."""
        found: list[Output] = []
        for item in self.expressions:
            inner = item.this if type(item) is exp.Alias else item
            if type(inner) is exp.Star or (type(inner) is exp.Column and type(inner.this) is exp.Star):
                found += self._star(inner)
                continue
            column = self.column(item)
            if column is not None:
                found.append(Output(output_name(item, self.scope.reader.text), column, span_of(inner)))
        return found

    def _star(self, node: exp.Expr) -> list[Output]:
        span = span_of(node)
        if isinstance(node, exp.Column):
            qualifier, database = node.args["table"].name, node.args.get("db")
            relation = self.scope.relation(qualifier, database.name if database is not None else None)
            if relation is None:
                dataset = self.scope.reader.session.qualify(database.name if database is not None else None, qualifier)
                relation = self.scope.imply(dataset, qualifier)
            return relation.star(span)
        merged = self.scope.merged
        outputs = [Output(name, column, span) for name, column in merged.items()]
        for relation in [relation for relation in self.scope.relations if relation.shown]:
            outputs += [output for output in relation.star(span) if fold(output.name) not in merged]
        return outputs


_RENAMELESS = (exp.Paren, exp.Cast, exp.TryCast, exp.FormatPhrase, Phrase, Typed)
"""Forms of a column that keep its name."""


def output_name(item: exp.Expr, text: str) -> str:
    """The name of a select item: its alias, the column it shows, else its text in one line."""
    if type(item) is exp.Alias:
        return item.alias
    inner = item
    while isinstance(inner, _RENAMELESS) and isinstance(inner.this, exp.Expr):
        inner = inner.this
    if isinstance(inner, exp.Column):
        return inner.name
    if isinstance(inner, exp.Placeholder):
        return inner.name
    if isinstance(inner, exp.Dot) and isinstance(inner.expression, exp.Identifier):
        return inner.expression.name
    span = span_of(inner)
    return " ".join(text[span.start : span.end].split()).lower()


def filter_rows(condition: exp.Expr, scope: Scope, *, joins: bool = True) -> None:
    """A WHERE: an equality between columns of two tables is JOIN, all else FILTER."""
    for part in conjuncts(condition):
        _filter(part, span_of(part), scope, joins=joins)


def _filter(part: exp.Expr, span: Span, scope: Scope, *, joins: bool) -> None:
    if type(part) in (exp.Or, exp.And, exp.Paren):
        for inner in (part.this, part.args.get("expression")):
            if inner is not None:
                _filter(inner, span, scope, joins=joins)
        return
    subtype = Subtype.JOIN if joins and type(part) is exp.EQ and _two_tables(part, scope) else Subtype.FILTER
    for leaf, how in mentioned(part, scope, read_query).items():
        scope.steer(leaf, subtype, Contribution(IDENTITY, span, how.masking, how.doubt))


def _two_tables(equality: exp.Expr, scope: Scope) -> bool:
    left, right = _bare(equality.this), _bare(equality.expression)
    if left is None or right is None:
        return False
    first, second = scope.locate(left)[1], scope.locate(right)[1]
    return first is not None and second is not None and first is not second


def _bare(node: exp.Expr) -> exp.Column | None:
    while isinstance(node, (exp.Paren, exp.FormatPhrase, Phrase)) and not node.args.get("casts"):
        node = node.this
    return node if isinstance(node, exp.Column) else None


def _group(group: exp.Expr, scope: Scope, outputs: list[Output]) -> None:
    stack = [item for value in group.args.values() if isinstance(value, list) for item in value]
    while stack:
        item = stack.pop(0)
        if isinstance(item, (exp.Rollup, exp.Cube, exp.GroupingSets, exp.Tuple)):
            stack = [*item.expressions, *stack]
        elif isinstance(item, exp.Paren):
            stack.insert(0, item.this)
        elif (output := _positioned(item, outputs)) is not None:
            _steer_by(output.column, Subtype.GROUP_BY, span_of(item), scope.steering)
        elif isinstance(item, exp.Expr):
            clause(item, scope, Subtype.GROUP_BY, read_query)


def _sort(order: exp.Expr, scope: Scope, outputs: list[Output]) -> None:
    for ordered in order.expressions:
        key = ordered.this if isinstance(ordered, exp.Ordered) else ordered
        output = _positioned(key, outputs)
        if output is not None:
            _steer_by(output.column, Subtype.SORT, span_of(key), scope.steering)
        else:
            clause(key, scope, Subtype.SORT, read_query)


def _positioned(item: object, outputs: list[Output]) -> Output | None:
    """The output a number in GROUP BY or ORDER BY counts to; None where a star before it hides the count."""
    if not (isinstance(item, exp.Literal) and item.is_int):
        return None
    position = int(item.name)
    if not 1 <= position <= len(outputs) or any(output.star for output in outputs[:position]):
        return Output("", Column(), Span(0, 0))
    return outputs[position - 1]


def _steer_by(column: Column, subtype: Subtype, span: Span, steering: Steering) -> None:
    for leaf, how in column.leaves().items():
        steer(steering, leaf, subtype, Contribution(IDENTITY, span, how.masking, how.doubt))


def _set_operation(node: exp.SetOperation, around: Scope) -> Result:
    """Branches by position. Long chains lean to the left, so they are unrolled rather than recursed into."""
    chain: list[exp.SetOperation] = []
    left: exp.Expr = node
    while isinstance(left, exp.SetOperation) and (left is node or left.args.get("with_") is None):
        chain.append(left)
        left = left.this
    first = read_query(left, around)
    copies = [
        Output(o.name, Column(dict(o.column.direct), dict(o.column.conditional)), o.span, o.star) for o in first.outputs
    ]
    result = Result(copies, dict(first.steering))
    for operation in reversed(chain):
        right = read_query(operation.expression, around)
        if isinstance(operation, exp.Except):
            _subtract(result, right)
        else:
            _unite(result, right)
        _sort_result(operation, result, around)
    return result


def _unite(result: Result, right: Result) -> None:
    """Add the right side's columns by position; the names stay the left side's."""
    stars = [index for side in (result, right) for index, output in enumerate(side.outputs) if output.star]
    placed = min(stars, default=len(right.outputs))
    for output, other in zip(result.outputs[:placed], right.outputs[:placed], strict=False):
        output.column.add(other.column)
    if stars and right.outputs[placed:]:
        _unite_stars(result, right.outputs[placed:])
    for (leaf, subtype), how in right.steering.items():
        steer(result.steering, leaf, subtype, how)


def _unite_stars(result: Result, others: list[Output]) -> None:
    """Behind a star that nobody can expand no position is known: the rest of the right side joins the star."""
    star = next((output for output in result.outputs if output.star), None)
    if star is None:
        star = Output(EVERY_FIELD, Column(), others[0].span, star=True)
        result.outputs.append(star)
    for other in others:
        star.column.add(other.column)


def _subtract(result: Result, right: Result) -> None:
    """MINUS: the right side gives no value, it filters."""
    for output in right.outputs:
        _steer_by(output.column, Subtype.FILTER, output.span, result.steering)
    for (leaf, _), how in right.steering.items():
        steer(result.steering, leaf, Subtype.FILTER, how)


def _sort_result(node: exp.Expr, result: Result, around: Scope) -> None:
    """ORDER BY of a set operation names its output columns."""
    order = node.args.get("order")
    if order is None:
        return
    scope = Scope(around.reader, around)
    scope.merged = {fold(output.name): output.column for output in result.outputs if not output.star}
    _sort(order, scope, result.outputs)
    for (leaf, subtype), how in scope.steering.items():
        steer(result.steering, leaf, subtype, how)


def _wrapped(node: exp.Subquery, around: Scope) -> Result:
    """A query in parentheses with clauses of its own behind them."""
    inner = node.this
    if not isinstance(inner, exp.Query) or node.args.get("joins"):
        select = exp.Select(expressions=[exp.Star()], from_=exp.From(this=node))
        return _select(select, around)
    result = read_query(inner, around)
    _sort_result(node, result, around)
    return result


def values(node: exp.Values, around: Scope) -> Result:
    """Rows of VALUES, united by position; the columns are named by the alias."""
    scope = Scope(around.reader, around)
    rows = [row.expressions if isinstance(row, exp.Tuple) else [row] for row in node.expressions]
    alias = node.args.get("alias")
    names = [column.name for column in alias.columns] if alias is not None else []
    outputs: list[Output] = []
    for row in rows:
        for index, item in enumerate(row):
            column = follow(item, scope, read_query)
            if index < len(outputs):
                for leaf, how in column.direct.items():
                    merge(outputs[index].column.direct, leaf, how)
            else:
                named = isinstance(item, (exp.Column, exp.Placeholder))
                name = names[index] if index < len(names) else item.name if named else f"column{index + 1}"
                outputs.append(Output(name, column, span_of(item)))
    return Result(outputs, scope.steering)


__all__ = ["EVERY_FIELD", "TRANSFORMATION", "Items", "filter_rows", "output_name", "read_query", "values"]
