"""An expression in a scope: which columns give it its value, which only steer it.

`follow` walks a select item once and fills a `Column`. `mentioned` gathers every column of a clause, whatever it does
there. Both know the few constructs whose parts play different roles; everything else changes its operands' values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlglot import exp

from teralineage.domain.model import Span, Subtype
from teralineage.extract.flows import IDENTITY, Column, Contribution, Flow, Result, merge
from teralineage.extract.handlers import HANDLERS, SILENT, WHOLE, children, handler_for, is_window
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of

ReadQuery = Callable[[exp.Expr, Scope], Result]
"""Reads a nested query in the scope around it; `queries` provides it."""


class Walk:
    """One expression being followed: where its names are looked up, what was found, the span edges are shown with."""

    __slots__ = ("column", "masking", "query", "scope", "span")

    def __init__(self, scope: Scope, query: ReadQuery, span: Span) -> None:
        self.scope = scope
        self.query = query
        self.span = span
        self.column = Column()
        self.masking = False

    def follow(self, node: exp.Expr, strength: int) -> None:
        """Add what gives `node` its value, where the way from there to the column already does `strength`."""
        kind = type(node)
        handler = HANDLERS.get(kind)
        if handler is None:
            handler = HANDLERS[kind] = handler_for(kind)
        handler(self, node, strength)

    def take(self, column: Column, strength: int) -> None:
        """Add a column that was followed before."""
        direct = self.column.direct
        for leaf, how in column.direct.items():
            if strength > IDENTITY:
                how = Contribution(max(how.strength, strength), self.span, how.masking or self.masking, how.doubt)  # noqa: PLW2901 - the contribution as it stands after this step
            merge(direct, leaf, how)
        for leaf, how in column.conditional.items():
            merge(self.column.conditional, leaf, how)

    def condition(self, node: exp.Expr) -> None:
        """Add the columns of a CASE condition."""
        found = mentioned(node, self.scope, self.query)
        span = span_of(node)
        for leaf, how in found.items():
            merge(self.column.conditional, leaf, how._replace(span=span, strength=IDENTITY))

    def aside(self, node: exp.Expr | None, subtype: Subtype) -> None:
        """Let the columns of a window's or an aggregate's own clause steer the scope."""
        if node is not None:
            clause(node, self.scope, subtype, self.query)

    def nested(self, node: exp.Expr, strength: int) -> None:
        """Add a scalar subquery: its column is the value, the rest steers."""
        result = self.query(node, self.scope)
        for output in result.outputs[:1]:
            self.take(output.column, strength)
        for (leaf, subtype), how in result.steering.items():
            self.scope.steer(leaf, subtype, how)


def follow(node: exp.Expr, scope: Scope, query: ReadQuery) -> Column:
    """The column a select item makes."""
    inner = node.this if type(node) is exp.Alias else node
    if type(inner) is exp.Column:
        return scope.locate(inner)[0]
    walk = Walk(scope, query, span_of(inner))
    walk.follow(inner, IDENTITY)
    return walk.column


def clause(node: exp.Expr, scope: Scope, subtype: Subtype, query: ReadQuery) -> None:
    """Let every column of a clause steer the scope, each shown with the conjunct it stands in."""
    for part in conjuncts(node):
        span = span_of(part)
        for leaf, how in mentioned(part, scope, query).items():
            scope.steer(leaf, subtype, Contribution(IDENTITY, span, how.masking, how.doubt))


def conjuncts(node: exp.Expr) -> Iterator[exp.Expr]:
    """The parts of a condition that AND and parentheses hold together; the keys of an ORDER BY."""
    stack = [node]
    while stack:
        part = stack.pop()
        if type(part) is exp.And:
            stack += (part.expression, part.this)
        elif type(part) is exp.Order:
            stack += [key.this for key in reversed(part.expressions)]
        elif type(part) is exp.Paren and type(part.this) is exp.And:
            stack.append(part.this)
        else:
            yield part


def mentioned(node: exp.Expr, scope: Scope, query: ReadQuery) -> Flow:
    """Every leaf behind the columns of a clause, nested queries and what steers them included.

    Windows within keep their own clauses to themselves: PARTITION BY and ORDER BY steer the scope as WINDOW.
    """
    found: Flow = {}
    stack: list[exp.Expr] = [node]
    while stack:
        part = stack.pop()
        kind = type(part)
        if kind is exp.Column:
            _add(found, scope.locate(part)[0].leaves())  # type: ignore[arg-type]
        elif isinstance(part, exp.Query):
            result = query(part, scope)
            shown = [] if _is_mere_star(part) else result.outputs
            for output in shown:
                _add(found, output.column.leaves())
            for (leaf, _), how in result.steering.items():
                merge(found, leaf, how)
        elif kind in WHOLE or (kind is exp.Anonymous and is_window(part)):
            walk = Walk(scope, query, span_of(part))
            walk.follow(part, IDENTITY)
            _add(found, walk.column.leaves())
        elif kind not in SILENT:
            stack += reversed(list(children(part)))
    return found


def _is_mere_star(query: exp.Expr) -> bool:
    """`EXISTS (SELECT * …)` asks for rows; its star names no column."""
    return isinstance(query.parent, exp.Exists) and any(type(item) is exp.Star for item in query.expressions)


def _add(into: Flow, flow: Flow) -> None:
    for leaf, how in flow.items():
        merge(into, leaf, how)
