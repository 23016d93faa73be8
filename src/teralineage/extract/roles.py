"""The parts an expression's operands play: which give a value, which choose among values, which only order rows.

One handler per class of expression; a class without a rule changes the values of all its operands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Protocol

from sqlglot import exp

from teralineage.domain.model import Span, Subtype
from teralineage.extract.builtins import AGGREGATES, MASKING, MOVING, NAVIGATION, RANKING
from teralineage.extract.flows import AGGREGATION, TRANSFORMATION, Column
from teralineage.extract.scopes import Scope
from teralineage.extract.teradata.nodes import Phrase, Typed


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


Handler = Callable[[Walk, exp.Expr, int], None]


def children(node: exp.Expr) -> Iterator[exp.Expr]:
    """The expressions right below one."""
    for value in node.args.values():
        if isinstance(value, list):
            for item in value:
                if isinstance(item, exp.Expr):
                    yield item
        elif isinstance(value, exp.Expr):
            yield value


def _nothing(walk: Walk, node: exp.Expr, strength: int) -> None:
    """Literals, types and names of things that are no columns."""


def _through(walk: Walk, node: exp.Expr, strength: int) -> None:
    walk.follow(node.this, strength)


def _change(walk: Walk, node: exp.Expr, strength: int) -> None:
    strength = strength or TRANSFORMATION
    for child in children(node):
        walk.follow(child, strength)


def _binary(walk: Walk, node: exp.Expr, strength: int) -> None:
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


def _column(walk: Walk, node: exp.Expr, strength: int) -> None:
    assert isinstance(node, exp.Column)  # noqa: S101 - dispatched by type
    walk.take(walk.scope.locate(node)[0], strength)


def _cast(walk: Walk, node: exp.Expr, strength: int) -> None:
    walk.follow(node.this, strength or TRANSFORMATION)


def _phrase(walk: Walk, node: exp.Expr, strength: int) -> None:
    """FORMAT, TITLE, NAMED and CASESPECIFIC leave a value as it is; a type does not."""
    walk.follow(node.this, (strength or TRANSFORMATION) if node.args.get("casts") else strength)


def _variable(walk: Walk, node: exp.Expr, strength: int) -> None:
    """`:v`: what stands behind the variable, if anything is known to."""
    column = walk.scope.bound(node.name, walk.span)
    if column is not None:
        walk.take(column, strength)


def _dot(walk: Walk, node: exp.Expr, strength: int) -> None:
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


def _aggregate(walk: Walk, node: exp.Expr, _strength: int) -> None:
    for child in children(node):
        walk.follow(child, AGGREGATION)


def _case(walk: Walk, node: exp.Expr, strength: int) -> None:
    strength = strength or TRANSFORMATION
    if isinstance(node.this, exp.Expr):
        walk.condition(node.this)
    for branch in node.args["ifs"]:
        walk.condition(branch.this)
        walk.follow(branch.args["true"], strength)
    default = node.args.get("default")
    if default is not None:
        walk.follow(default, strength)


def _if(walk: Walk, node: exp.Expr, strength: int) -> None:
    walk.condition(node.this)
    for name in ("true", "false"):
        branch = node.args.get(name)
        if branch is not None:
            walk.follow(branch, strength or TRANSFORMATION)


def _decode(walk: Walk, node: exp.Expr, strength: int) -> None:
    """DECODE(x, search, result, …, default): searched values steer, results give."""
    arguments = node.expressions
    for argument in arguments[:1]:
        walk.condition(argument)
    pairs = arguments[1:]
    for index, argument in enumerate(pairs):
        if index % 2 == 0 and index + 1 < len(pairs):
            walk.condition(argument)
        else:
            walk.follow(argument, strength or TRANSFORMATION)


def _window(walk: Walk, node: exp.Expr, strength: int) -> None:
    for part in node.args.get("partition_by") or ():
        walk.aside(part, Subtype.WINDOW)
    walk.aside(node.args.get("order"), Subtype.WINDOW)
    walk.aside(node.args.get("reset_when"), Subtype.WINDOW)
    walk.follow(node.this, strength)


def _filtered(walk: Walk, node: exp.Expr, strength: int) -> None:
    walk.follow(node.this, strength)
    walk.aside(node.expression, Subtype.FILTER)


def _ordered_argument(walk: Walk, node: exp.Expr, strength: int) -> None:
    """ORDER BY within an aggregate's parentheses."""
    if isinstance(node.this, exp.Expr):
        walk.follow(node.this, strength)
    for item in node.expressions:
        walk.aside(item, Subtype.WINDOW)


def _within_group(walk: Walk, node: exp.Expr, strength: int) -> None:
    function = node.this
    if isinstance(function, (exp.PercentileCont, exp.PercentileDisc)):
        for item in node.expression.expressions:
            walk.follow(item.this, AGGREGATION)
    else:
        walk.aside(node.expression, Subtype.WINDOW)
    walk.follow(function, strength)


def _query(walk: Walk, node: exp.Expr, strength: int) -> None:
    walk.nested(node, strength)


def _predicate_query(walk: Walk, node: exp.Expr, strength: int) -> None:
    """EXISTS and IN as a value: the left side gives it, the query filters."""
    if type(node) is exp.Exists:
        walk.aside(node.this, Subtype.FILTER)
        return
    walk.follow(node.this, strength or TRANSFORMATION)
    for item in node.expressions:
        walk.follow(item, strength or TRANSFORMATION)
    walk.aside(node.args.get("query"), Subtype.FILTER)


def is_window(node: exp.Expr) -> bool:
    """Whether a call is one of Teradata's older window functions."""
    name = node.name.upper()
    return name in MOVING or name in RANKING


def _anonymous(walk: Walk, node: exp.Expr, strength: int) -> None:
    name = node.name.upper()
    arguments = node.expressions
    if name in RANKING:
        for argument in arguments[RANKING[name] :]:
            walk.aside(argument, Subtype.WINDOW)
    elif name in MOVING:
        value, sort = MOVING[name]
        for argument in arguments[:1]:
            walk.follow(argument, value)
        for argument in arguments[sort:]:
            walk.aside(argument, Subtype.WINDOW)
    elif name == "DECODE" and len(arguments) > 2:  # noqa: PLR2004 - value, search and result
        _decode(walk, node, strength)
    elif name in MASKING:
        _masked(walk, node, strength)
    elif name in AGGREGATES:
        _aggregate(walk, node, strength)
    else:
        _change(walk, node, strength)


def _masked(walk: Walk, node: exp.Expr, strength: int) -> None:
    before, walk.masking = walk.masking, True
    _change(walk, node, strength)
    walk.masking = before


def handler_for(kind: type[exp.Expr]) -> Handler:
    """The handler of a class met for the first time, by what it inherits from."""
    if issubclass(kind, exp.Query):
        return _query
    if issubclass(kind, NAVIGATION):
        return _change
    if issubclass(kind, exp.AggFunc):
        return _aggregate
    if issubclass(kind, (exp.MD5, exp.SHA, exp.SHA2)):
        return _masked
    if issubclass(kind, exp.Binary):
        return _binary
    return _change


SILENT = (
    exp.Literal,
    exp.Identifier,
    exp.DataType,
    exp.Star,
    exp.Null,
    exp.Boolean,
    exp.Var,
    exp.WindowSpec,
)

WHOLE = (exp.Window, exp.Placeholder, exp.Parameter, exp.Dot)
"""What a clause follows as a value, for its parts are no plain columns."""

HANDLERS: dict[type[exp.Expr], Handler] = {
    **dict.fromkeys(SILENT, _nothing),
    exp.Column: _column,
    exp.Alias: _through,
    exp.Paren: _through,
    exp.FormatPhrase: _through,
    exp.Dot: _dot,
    exp.Placeholder: _variable,
    exp.Parameter: _variable,
    Phrase: _phrase,
    Typed: _cast,
    exp.Cast: _cast,
    exp.TryCast: _cast,
    exp.Case: _case,
    exp.If: _if,
    exp.DecodeCase: _decode,
    exp.Window: _window,
    exp.Filter: _filtered,
    exp.Order: _ordered_argument,
    exp.WithinGroup: _within_group,
    exp.In: _predicate_query,
    exp.Exists: _predicate_query,
    exp.Anonymous: _anonymous,
    exp.IgnoreNulls: _through,
    exp.RespectNulls: _through,
    exp.Distinct: _change,
}
