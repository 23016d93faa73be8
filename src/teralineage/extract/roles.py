"""The parts an expression's operands play: which give a value, which choose among values, which only order rows.

One handler per class of expression; a class without a rule changes the values of all its operands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from sqlglot import exp

from teralineage.domain.model import Span, Subtype
from teralineage.extract.flows import AGGREGATION, TRANSFORMATION, Column
from teralineage.extract.scopes import Scope


class Walk(Protocol):
    """One expression being followed; `expressions` has the one that walks."""

    scope: Scope
    masking: bool
    span: Span

    def follow(self, node: exp.Expr, strength: int) -> None:
        """Add what gives `node` its value, where the way from there to the column already does `strength`."""

    def take(self, column: Column, strength: int) -> None:
        """Add a column that was followed before."""

    def condition(self, node: exp.Expr) -> None:
        """Add the columns of a CASE condition."""

    def aside(self, node: exp.Expr | None, subtype: Subtype) -> None:
        """Let the columns of a window's or an aggregate's own clause steer the scope."""

    def nested(self, node: exp.Expr, strength: int) -> None:
        """Add a scalar subquery."""


def children(node: exp.Expr) -> Iterator[exp.Expr]:
    """The expressions right below one."""
    for value in node.args.values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, exp.Expr):
                    yield item
        elif isinstance(value, exp.Expr):
            yield value


def nothing(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Literals, types and names of things that are no columns."""


def through(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Parentheses and aliases hand on what stands in them."""
    walk.follow(node.this, strength)


def change(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Whatever has no rule of its own changes the values of all its operands."""
    strength = strength or TRANSFORMATION
    for child in children(node):
        walk.follow(child, strength)


def binary(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Long chains of one operator lean to the left, deeper than Python may recurse."""
    strength = strength or TRANSFORMATION
    rights = []
    part: exp.Expr = node
    while isinstance(part, exp.Binary):
        rights.append(part.args.get("expression"))
        part = part.this
    walk.follow(part, strength)
    for right in reversed(rights):
        if isinstance(right, exp.Expr):
            walk.follow(right, strength)


def column_reference(walk: Walk, node: exp.Expr, strength: int) -> None:
    """A column gives what stands behind it."""
    assert isinstance(node, exp.Column)  # noqa: S101 - dispatched by type
    walk.take(walk.scope.locate(node)[0], strength)


def cast(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Another type is another value."""
    walk.follow(node.this, strength or TRANSFORMATION)


def phrase(walk: Walk, node: exp.Expr, strength: int) -> None:
    """FORMAT, TITLE, NAMED and CASESPECIFIC leave a value as it is; a type does not."""
    walk.follow(node.this, (strength or TRANSFORMATION) if node.args.get("casts") else strength)


def variable(walk: Walk, node: exp.Expr, strength: int) -> None:
    """`:v`: what stands behind the variable, if anything is known to."""
    column = walk.scope.bound(node.name, walk.span, colon=True)
    if column is not None:
        walk.take(column, strength)


def dot(walk: Walk, node: exp.Expr, strength: int) -> None:
    """A path into a column (`j.a.b`), a method of it (`j.Method(x)`), or a function of a database (`db.f(x)`)."""
    path, last = path_of(node)
    if isinstance(last, exp.Func):
        walk.follow(last, strength or TRANSFORMATION)
        if not walk.scope.is_method(path, last.name):
            return
    if path is not None:
        walk.follow(path, strength or TRANSFORMATION)


def path_of(node: exp.Expr) -> tuple[exp.Expr | None, exp.Expr]:
    """The value a dotted path starts from, names taken together as one column, and the path's last part."""
    first: exp.Expr = node
    names: list[exp.Expr] = []
    while type(first) is exp.Dot:
        names.append(first.expression)
        first = first.this
    last = names[0] if names else first
    if not isinstance(first, exp.Identifier):
        return first, last
    parts = [first, *(part for part in reversed(names) if isinstance(part, exp.Identifier))][:3]
    column = exp.Column(this=parts[-1])
    for key, part in zip(("table", "db"), reversed(parts[:-1]), strict=False):
        column.set(key, part)
    return column, last


def aggregate(walk: Walk, node: exp.Expr, _strength: int) -> None:
    """Every operand is aggregated."""
    for child in children(node):
        walk.follow(child, AGGREGATION)


def case(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Results give, conditions and the operand choose."""
    strength = strength or TRANSFORMATION
    if isinstance(node.this, exp.Expr):
        walk.condition(node.this)
    for branch in node.args["ifs"]:
        walk.condition(branch.this)
        walk.follow(branch.args["true"], strength)
    default = node.args.get("default")
    if default is not None:
        walk.follow(default, strength)


def either(walk: Walk, node: exp.Expr, strength: int) -> None:
    """IF: one condition, two results."""
    walk.condition(node.this)
    for name in ("true", "false"):
        branch = node.args.get(name)
        if branch is not None:
            walk.follow(branch, strength or TRANSFORMATION)


def window(walk: Walk, node: exp.Expr, strength: int) -> None:
    """The function gives; PARTITION BY, ORDER BY and RESET WHEN steer the scope."""
    for part in node.args.get("partition_by") or ():
        walk.aside(part, Subtype.WINDOW)
    walk.aside(node.args.get("order"), Subtype.WINDOW)
    walk.aside(node.args.get("reset_when"), Subtype.WINDOW)
    walk.follow(node.this, strength)


def filtered_aggregate(walk: Walk, node: exp.Expr, strength: int) -> None:
    """FILTER (WHERE …) behind an aggregate filters."""
    walk.follow(node.this, strength)
    walk.aside(node.expression, Subtype.FILTER)


def ordered_argument(walk: Walk, node: exp.Expr, strength: int) -> None:
    """ORDER BY within an aggregate's parentheses."""
    if isinstance(node.this, exp.Expr):
        walk.follow(node.this, strength)
    for item in node.expressions:
        walk.aside(item, Subtype.WINDOW)


def within_group(walk: Walk, node: exp.Expr, strength: int) -> None:
    """WITHIN GROUP orders; only percentiles take their value from it."""
    function = node.this
    if isinstance(function, (exp.PercentileCont, exp.PercentileDisc)):
        for item in node.expression.expressions:
            walk.follow(item.this, AGGREGATION)
    else:
        walk.aside(node.expression, Subtype.WINDOW)
    walk.follow(function, strength)


def nested_query(walk: Walk, node: exp.Expr, strength: int) -> None:
    """A scalar subquery."""
    walk.nested(node, strength)


def predicate_query(walk: Walk, node: exp.Expr, strength: int) -> None:
    """EXISTS and IN as a value: the left side gives it, the query filters."""
    if type(node) is exp.Exists:
        walk.aside(node.this, Subtype.FILTER)
        return
    walk.follow(node.this, strength or TRANSFORMATION)
    for item in node.expressions:
        walk.follow(item, strength or TRANSFORMATION)
    walk.aside(node.args.get("query"), Subtype.FILTER)
