"""A query: SELECT, set operation, VALUES or a nested form of these, read once, scope by scope."""

from __future__ import annotations

import time

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.domain.model import Subtype
from teralineage.extract.clauses import filter_rows, group_rows, sort_rows
from teralineage.extract.ctes import add_ctes
from teralineage.extract.expressions import clause, follow
from teralineage.extract.flows import Output, Result
from teralineage.extract.parse import TooSlowError
from teralineage.extract.scopes import Scope
from teralineage.extract.select_list import Items, output_of
from teralineage.extract.set_operations import set_operation, sort_result
from teralineage.extract.sources import add_expansion, add_sources, join_by_aliases
from teralineage.extract.spans import span_of


def read_query(node: exp.Expr, around: Scope) -> Result:
    """What a query yields, read in the scope around it (whose CTEs it sees, whose columns it may refer to)."""
    if time.monotonic() > around.reader.deadline:
        raise TooSlowError
    with_ = node.args.get("with_")
    if with_ is not None:
        around = Scope(around.reader, around)
        add_ctes(with_, around, read_query)
    if isinstance(node, exp.Select):
        return _select(node, around)
    if isinstance(node, exp.SetOperation):
        return set_operation(node, around, read_query)
    if isinstance(node, exp.Subquery):
        return _wrapped(node, around)
    if isinstance(node, exp.Values):
        return values(node, around)
    around.reader.doubt("query-form-unknown", f"a query of the form {node.key} is not understood", span_of(node))
    return Result([], {})


def _select(node: exp.Select, around: Scope) -> Result:
    scope = Scope(around.reader, around)
    if scope.reader.lateral_aliases:
        scope.aliases = {fold(item.alias): item for item in reversed(node.expressions) if type(item) is exp.Alias}
    add_sources(node, scope, read_query)
    expand = node.args.get("expand")
    if expand is not None:
        add_expansion(expand, scope, read_query)
    items = Items(node.expressions, scope, read_query)
    outputs = items.outputs()
    join_by_aliases(scope, read_query)
    where = node.args.get("where")
    if where is not None:
        filter_rows(where.this, scope, read_query)
    connect = node.args.get("connect")
    if connect is not None:  # Oracle's walk along a hierarchy joins the table to itself
        for part, subtype in (("start", Subtype.FILTER), ("connect", Subtype.JOIN)):
            if connect.args.get(part) is not None:
                clause(connect.args[part], scope, subtype, read_query)
    items.show_aliases()
    _steer(node, outputs, scope)
    return Result(outputs, scope.steering)


def _steer(node: exp.Select, outputs: list[Output], scope: Scope) -> None:
    """Let every clause behind WHERE steer the rows."""
    group = node.args.get("group")
    if group is not None:
        group_rows(group, scope, outputs, read_query)
    for name in ("having", "qualify"):
        condition = node.args.get(name)
        if condition is not None:
            clause(condition.this, scope, Subtype.FILTER, read_query)
    order = node.args.get("order")
    if order is not None:
        sort_rows(order, scope, outputs, read_query)
    for window in node.args.get("windows") or ():
        _steer_by_window(window, scope)
    for summary in node.args.get("summaries") or ():
        for item in summary.args.get("by") or ():
            clause(item, scope, Subtype.GROUP_BY, read_query)


def _steer_by_window(window: exp.Expr, scope: Scope) -> None:
    """A window that has a name of its own."""
    for part in (*(window.args.get("partition_by") or ()), window.args.get("order")):
        if part is not None:
            clause(part, scope, Subtype.WINDOW, read_query)


def _wrapped(node: exp.Subquery, around: Scope) -> Result:
    """A query in parentheses with clauses of its own behind them."""
    inner = node.this
    if not isinstance(inner, exp.Query) or node.args.get("joins"):
        select = exp.Select(expressions=[exp.Star()], from_=exp.From(this=node))
        return _select(select, around)
    result = read_query(inner, around)
    sort_result(node, result, around, read_query)
    return result


def values(node: exp.Values, around: Scope) -> Result:
    """Rows of VALUES, united by position; the columns are named by the alias."""
    scope = Scope(around.reader, around)
    rows = [row.expressions if isinstance(row, exp.Tuple) else [row] for row in node.expressions]
    alias = node.args.get("alias")
    names = [column.name for column in alias.columns] if alias is not None else []
    inserted = isinstance(node.parent, exp.Insert)
    outputs: list[Output] = []
    for row in rows:
        for index, item in enumerate(row):
            column = follow(item, scope, read_query)
            if index < len(outputs):
                outputs[index].column.add(column)
            else:
                own = output_of(item, column.copy(), around.reader.text)
                if index < len(names):
                    own = Output(names[index], own.column, own.span)
                elif not inserted and not isinstance(item, (exp.Column, exp.Placeholder)):
                    own = Output(f"column{index + 1}", own.column, own.span)
                outputs.append(own)
    return Result(outputs, scope.steering)
