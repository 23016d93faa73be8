"""UNION, INTERSECT and MINUS: branches united by position."""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp

from teralineage.domain.ids import EVERY_FIELD, fold
from teralineage.domain.model import Subtype
from teralineage.extract.clauses import sort_rows, steer_by
from teralineage.extract.expressions import ReadQuery
from teralineage.extract.flows import Column, Output, Result, steer
from teralineage.extract.scopes import Scope


def set_operation(node: exp.SetOperation, around: Scope, query: ReadQuery) -> Result:
    """Branches by position. Long chains lean to the left, so they are unrolled rather than recursed into."""
    chain: list[exp.SetOperation] = []
    left: exp.Expr = node
    while isinstance(left, exp.SetOperation) and (left is node or left.args.get("with_") is None):
        chain.append(left)
        left = left.this
    first = query(left, around)
    copies = [replace(o, column=o.column.copy()) for o in first.outputs]
    result = Result(copies, dict(first.steering))
    for operation in reversed(chain):
        right = query(operation.expression, around)
        if isinstance(operation, exp.Except):
            _subtract(result, right)
        else:
            _unite(result, right)
        sort_result(operation, result, around, query)
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
        steer_by(output.column, Subtype.FILTER, output.span, result.steering)
    for (leaf, _), how in right.steering.items():
        steer(result.steering, leaf, Subtype.FILTER, how)


def sort_result(node: exp.Expr, result: Result, around: Scope, query: ReadQuery) -> None:
    """ORDER BY of a set operation names its output columns."""
    order = node.args.get("order")
    if order is None:
        return
    scope = Scope(around.reader, around)
    scope.merged = {fold(output.name): output.column for output in result.outputs if not output.star}
    sort_rows(order, scope, result.outputs, query)
    for (leaf, subtype), how in scope.steering.items():
        steer(result.steering, leaf, subtype, how)
