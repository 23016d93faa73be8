"""Which handler follows which class of expression; the table that `expressions` walks by."""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from teralineage.extract.builtins import NAVIGATION
from teralineage.extract.calls import call, decode, is_window, masked
from teralineage.extract.roles import (
    Walk,
    aggregate,
    binary,
    case,
    cast,
    change,
    children,
    column_reference,
    dot,
    either,
    filtered_aggregate,
    nested_query,
    nothing,
    ordered_argument,
    phrase,
    predicate_query,
    through,
    variable,
    window,
    within_group,
)
from teralineage.extract.teradata.nodes import Phrase, Typed

Handler = Callable[[Walk, exp.Expr, int], None]


def handler_for(kind: type[exp.Expr]) -> Handler:
    """The handler of a class met for the first time, by what it inherits from."""
    if issubclass(kind, exp.Query):
        return nested_query
    if issubclass(kind, NAVIGATION):
        return change
    if issubclass(kind, exp.AggFunc):
        return aggregate
    if issubclass(kind, (exp.MD5, exp.SHA, exp.SHA2)):
        return masked
    if issubclass(kind, exp.Binary):
        return binary
    return change


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
    **dict.fromkeys(SILENT, nothing),
    exp.Column: column_reference,
    exp.Alias: through,
    exp.Paren: through,
    exp.FormatPhrase: through,
    exp.Dot: dot,
    exp.Placeholder: variable,
    exp.Parameter: variable,
    Phrase: phrase,
    Typed: cast,
    exp.Cast: cast,
    exp.TryCast: cast,
    exp.Case: case,
    exp.If: either,
    exp.DecodeCase: decode,
    exp.Window: window,
    exp.Filter: filtered_aggregate,
    exp.Order: ordered_argument,
    exp.WithinGroup: within_group,
    exp.In: predicate_query,
    exp.Exists: predicate_query,
    exp.Anonymous: call,
    exp.IgnoreNulls: through,
    exp.RespectNulls: through,
    exp.Distinct: change,
}

__all__ = ["HANDLERS", "SILENT", "WHOLE", "children", "handler_for", "is_window"]
