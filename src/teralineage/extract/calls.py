"""Calls that the parser knows by name only: which of their arguments give a value, and which only order rows."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.model import Subtype
from teralineage.extract.builtins import AGGREGATES, MASKING, MOVING, RANKING
from teralineage.extract.flows import TRANSFORMATION
from teralineage.extract.roles import Walk, aggregate, change


def is_window(node: exp.Expr) -> bool:
    """Whether a call is one of Teradata's older window functions."""
    name = node.name.upper()
    return name in MOVING or name in RANKING


def call(walk: Walk, node: exp.Expr, strength: int) -> None:
    """One call by its name; a name without a rule changes all its arguments."""
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
        decode(walk, node, strength)
    elif name in MASKING:
        masked(walk, node, strength)
    elif name in AGGREGATES:
        aggregate(walk, node, strength)
    else:
        change(walk, node, strength)


def masked(walk: Walk, node: exp.Expr, strength: int) -> None:
    """What goes through here is hidden."""
    before, walk.masking = walk.masking, True
    change(walk, node, strength)
    walk.masking = before


def decode(walk: Walk, node: exp.Expr, strength: int) -> None:
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
