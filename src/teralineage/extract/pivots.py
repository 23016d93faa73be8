"""PIVOT turns rows into columns, UNPIVOT columns into rows."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.extract.expressions import ReadQuery, follow, mentioned
from teralineage.extract.flows import IDENTITY, Column, Contribution, Output, merge
from teralineage.extract.relations import Derived, Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of


def add_pivot(pivot: exp.Expr, scope: Scope, query: ReadQuery) -> None:
    """Replace the relation last added by what a PIVOT or UNPIVOT makes of it."""
    relation = scope.relations.pop()
    inside = Scope(scope.reader, scope.parent)
    inside.relations.append(relation)
    alias = pivot.args.get("alias")
    outputs = _unpivoted(pivot, relation, inside) if pivot.args.get("unpivot") else _pivoted(pivot, inside, query)
    for key, how in inside.steering.items():
        scope.steering.setdefault(key, how)
    scope.relations.append(Derived(fold(alias.name) if alias is not None else relation.key, outputs, scope.reader))


def _pivoted(pivot: exp.Expr, inside: Scope, query: ReadQuery) -> list[Output]:
    """The columns no part of PIVOT names stay; each aggregate is spread over the values listed in FOR.

    As in the CASE expressions that PIVOT stands for, the column behind FOR steers each of the new columns.
    """
    aggregates = pivot.expressions
    used: set[str] = set()
    spread = []
    steering = Column()
    unnamed = False  # where a query tells which columns there are
    for part in [*aggregates, *pivot.args["fields"]]:
        used |= {fold(column.name) for column in part.find_all(exp.Column)}
    for field in pivot.args["fields"]:
        for leaf, how in mentioned(field.this, inside, query).items():
            merge(steering.conditional, leaf, Contribution(IDENTITY, span_of(field.this), how.masking, how.doubt))
        for asked in (item for item in field.expressions if isinstance(item, exp.Query)):
            for leaf, how in mentioned(asked, inside, query).items():
                merge(steering.conditional, leaf, Contribution(IDENTITY, span_of(pivot), how.masking, how.doubt))
            unnamed = True
    for aggregate in aggregates:
        column = follow(aggregate, inside, query)
        column.add(steering)
        spread.append((column, span_of(aggregate)))
    kept = [output for output in inside.relations[0].star(span_of(pivot)) if fold(output.name) not in used]
    if unnamed:
        return kept + [Output("*", column, span, star=True) for column, span in spread]
    names = [column.name for column in pivot.args.get("columns") or ()]
    made = [Output(name, *spread[index % len(spread)]) for index, name in enumerate(names)]
    return kept + made


def _unpivoted(pivot: exp.Expr, relation: Relation, inside: Scope) -> list[Output]:
    """The listed columns become rows of the value columns; the column that holds their names has no source."""
    kept = relation.star(span_of(pivot))
    labels: list[Output] = []
    values: list[Output] = []
    targets = [name for part in pivot.expressions for name in _row(part)]
    columns = [Column() for _ in targets]
    turned: set[str] = set()
    for field in pivot.args["fields"]:
        labels.append(Output(field.this.name, Column(), span_of(field)))
        for item in field.expressions:
            listed = item.this if isinstance(item, (exp.PivotAlias, exp.Alias)) else item
            for index, name in enumerate(_row(listed)):
                turned.add(fold(name.name))
                if isinstance(name, exp.Column) and index < len(columns):
                    columns[index].add(inside.locate(name)[0])
    values = [Output(target.name, column, span_of(pivot)) for target, column in zip(targets, columns, strict=True)]
    return [output for output in kept if fold(output.name) not in turned] + labels + values


def _row(node: exp.Expr) -> list[exp.Expr]:
    """What stands in parentheses, one or several, or without any."""
    if isinstance(node, exp.Tuple):
        return node.expressions
    return [node.this if isinstance(node, exp.Paren) else node]
