"""Table operators and table functions: which of their inputs reach which of their outputs, by a rule per function.

Without a rule every input column reaches every output, with the reason `table-operator-unknown`.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import Reason, Span, Subtype
from teralineage.extract.expressions import ReadQuery, clause, follow, mentioned
from teralineage.extract.flows import AGGREGATION, TRANSFORMATION, Column, Contribution, Output, merge
from teralineage.extract.operator_rules import RULES, Call
from teralineage.extract.relations import Derived, Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of
from teralineage.extract.teradata.tables import NPATH_CALLS

AddSource = Callable[[exp.Expr, Scope, ReadQuery], None]
"""Puts a FROM item into a scope; `sources` provides it."""


class AnyColumn(Relation):
    """The output of an operator nobody knows: whatever column is asked for comes from every input column.

    `kept` are columns that it is told to hand on as they are.
    """

    __slots__ = ("everything", "kept")

    def __init__(self, key: str, everything: Column, kept: list[Output] | None = None) -> None:
        super().__init__(key)
        self.everything = everything
        self.kept = kept or []

    @property
    def open(self) -> bool:
        """It may have any column."""
        return True

    def get(self, key: str, span: Span) -> Column | None:  # noqa: ARG002 - the input knows the span
        """Only what is handed on is known."""
        return next((output.column for output in self.kept if fold(output.name) == key), None)

    def guess(self, name: str, span: Span) -> Column:  # noqa: ARG002 - every name is alike
        """Every input column."""
        return self.everything

    def star(self, span: Span) -> list[Output]:
        """What is handed on, and one star for all the rest."""
        return [*self.kept, Output("*", self.everything, span, star=True)]


def add_operator(node: exp.Expr, scope: Scope, query: ReadQuery, add_source: AddSource) -> None:
    """Put the output of a table operator into the scope; its partitioning and ordering steer as WINDOW."""
    alias = node.args.get("alias")
    key = fold(alias.name) if alias is not None else ""
    name = node.name.upper()
    written = node.args.get("options") or ()
    options = {option.name.upper(): option.args.get("texts") or [] for option in written}
    if name == "READ_NOS" and options.get("LOCATION"):
        dataset = DatasetName("", f"file:{options['LOCATION'][0]}")
        scope.reader.reads[dataset] = None
        scope.relations.append(scope.table(dataset, key))
        return
    inside = _inputs(node, scope, query, add_source)
    names = [field.name for field in node.args.get("returns") or ()]
    if "*" in names:  # and whatever the input has
        names = []
    if not names and alias is not None:
        names = [column.name for column in alias.args.get("columns") or ()]
    call = Call(
        options,
        [output for relation in inside.relations for output in relation.star(span_of(node))],
        inside,
        [follow(argument, scope, query) for argument in node.args.get("arguments") or ()],
        names,
        span_of(node),
        {option.name.upper(): _parts(option, inside, query) for option in written},
    )
    rule = RULES.get(name)
    outputs = rule(call) if rule is not None else None
    if outputs is not None:
        for key_, how in inside.steering.items():
            scope.steering.setdefault(key_, how)
        scope.relations.append(Derived(key, outputs, scope.reader))
    else:
        _add_unknown(node, key, call, scope)


def _parts(option: exp.Expr, inside: Scope, query: ReadQuery) -> list[Output]:
    return [_part(part, inside, query) for part in option.args.get("parts") or ()]


def _part(node: exp.Expr, inside: Scope, query: ReadQuery) -> Output:
    """A part of an option that is written in SQL: its name, and the columns that it mentions."""
    value = node.this if isinstance(node, exp.Alias) else node
    aggregates = NPATH_CALLS.get(value.name.upper(), False) if isinstance(value, exp.Anonymous) else False
    column = Column()
    for leaf, how in mentioned(value, inside, query).items():
        strength = max(how.strength, AGGREGATION if aggregates else TRANSFORMATION)
        column.direct[leaf] = how._replace(strength=strength, span=span_of(value))
    return Output(node.alias_or_name, column, span_of(value))


def _inputs(node: exp.Expr, scope: Scope, query: ReadQuery, add_source: AddSource) -> Scope:
    """A scope of the operator's inputs; what steers them steers the scope around."""
    inside = Scope(scope.reader, scope.parent or scope)
    for item in node.args.get("inputs") or ():
        own = Scope(scope.reader, scope.parent or scope)
        add_source(item.this, own, query)
        for part in item.args.get("partition_by") or ():
            clause(part, own, Subtype.WINDOW, query)
        order = item.args.get("order")
        if order is not None:
            clause(order, own, Subtype.WINDOW, query)
        for relation in own.relations if item.args.get("dimension") else ():
            relation.shown = False  # what is said of the input's columns means those of the other inputs
        inside.relations += own.relations
        for key, how in own.steering.items():
            scope.steering.setdefault(key, how)
    return inside


def _add_unknown(node: exp.Expr, key: str, call: Call, scope: Scope) -> None:
    """Everything reaches everything; of a table function with arguments only these do, and that is sure."""
    operator = bool(node.args.get("inputs"))
    doubt = Reason.TABLE_OPERATOR_UNKNOWN if operator else None
    everything = Column()
    for column in [output.column for output in call.inputs] + call.arguments:
        for leaf, how in column.leaves().items():
            strength = max(how.strength, TRANSFORMATION)
            merge(everything.direct, leaf, Contribution(strength, call.span, how.masking, doubt))
    if operator or not call.names:
        scope.reader.doubt("table-operator-unknown", f"what {node.name} makes of its input is not known", call.span)
    if call.names:
        made = [Output(name, everything, call.span) for name in call.names]
        scope.relations.append(Derived(key, made, scope.reader))
    else:
        kept = [Output(name, call.column(name), call.span) for name in call.options.get("ACCUMULATE", [])]
        scope.relations.append(AnyColumn(key, everything, kept))
