"""WHERE, GROUP BY and ORDER BY: what steers the rows of a scope."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.model import Span, Subtype
from teralineage.extract.expressions import ReadQuery, clause, conjuncts, mentioned
from teralineage.extract.flows import AGGREGATION, IDENTITY, Column, Contribution, Output, Steering, steer
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of
from teralineage.extract.teradata.nodes import Phrase


def filter_rows(condition: exp.Expr, scope: Scope, query: ReadQuery, *, joins: bool = True) -> None:
    """A WHERE: an equality between columns of two tables is JOIN, all else FILTER."""
    for part in conjuncts(condition):
        _filter(part, span_of(part), scope, query, joins=joins)


def _filter(part: exp.Expr, span: Span, scope: Scope, query: ReadQuery, *, joins: bool) -> None:
    if type(part) in (exp.Or, exp.And, exp.Paren):
        for inner in (part.this, part.args.get("expression")):
            if inner is not None:
                _filter(inner, span, scope, query, joins=joins)
        return
    subtype = Subtype.JOIN if joins and type(part) is exp.EQ and _two_tables(part, scope) else Subtype.FILTER
    for leaf, how in mentioned(part, scope, query).items():
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


def group_rows(group: exp.Expr, scope: Scope, outputs: list[Output], query: ReadQuery) -> None:
    """GROUP BY: every column of its expressions; positions mean outputs."""
    stack = [item for value in group.args.values() if isinstance(value, list) for item in value]
    for own in outputs if group.args.get("all") and not stack else ():  # GROUP BY ALL
        if all(how.strength < AGGREGATION for how in own.column.direct.values()):
            steer_by(own.column, Subtype.GROUP_BY, own.span, scope.steering)
    while stack:
        item = stack.pop(0)
        if isinstance(item, (exp.Rollup, exp.Cube, exp.GroupingSets, exp.Tuple)):
            stack = [*item.expressions, *stack]
        elif isinstance(item, exp.Paren):
            stack.insert(0, item.this)
        elif (output := _positioned(item, outputs, scope)) is not None:
            steer_by(output.column, Subtype.GROUP_BY, span_of(item), scope.steering)
        elif isinstance(item, exp.Expr):
            clause(item, scope, Subtype.GROUP_BY, query)


def sort_rows(order: exp.Expr, scope: Scope, outputs: list[Output], query: ReadQuery) -> None:
    """ORDER BY: every column of its expressions; positions mean outputs."""
    for ordered in order.expressions:
        key = ordered.this if isinstance(ordered, exp.Ordered) else ordered
        output = _positioned(key, outputs, scope)
        if output is not None:
            steer_by(output.column, Subtype.SORT, span_of(key), scope.steering)
        else:
            clause(key, scope, Subtype.SORT, query)


def _positioned(item: object, outputs: list[Output], scope: Scope) -> Output | None:
    """The output a number in GROUP BY or ORDER BY counts to; None for what is no number.

    An unexpanded star holds at least one column. What stands behind its first may be any of its others, or what
    stands behind the star: where that is anything, the column is not known, and has the position for a name.
    """
    if not (isinstance(item, exp.Literal) and item.is_int):
        return None
    place = int(item.name) - 1
    star = next((index for index, output in enumerate(outputs) if output.star), len(outputs))
    if place == star or (place > star and star == len(outputs) - 1):
        return outputs[star] if star < len(outputs) else _NO_OUTPUT
    if 0 <= place < star:
        return outputs[place]
    if place < 0 or star == len(outputs):
        return _NO_OUTPUT
    candidates = [leaf.field for output in outputs[star : place + 1] for leaf in output.column.leaves()]
    leaf = scope.reader.ambiguous(item.name, tuple(dict.fromkeys(candidates)))
    return Output("", Column({leaf: Contribution(IDENTITY, span_of(item))}), span_of(item))


_NO_OUTPUT = Output("", Column(), Span(0, 0))


def steer_by(column: Column, subtype: Subtype, span: Span, steering: Steering) -> None:
    """Let every leaf of a column steer."""
    for leaf, how in column.leaves().items():
        steer(steering, leaf, subtype, Contribution(IDENTITY, span, how.masking, how.doubt))
