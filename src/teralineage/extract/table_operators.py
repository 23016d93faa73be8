"""Table operators and table functions: which of their inputs reach which of their outputs, by a rule per function.

Without a rule every input column reaches every output, with the reason `table-operator-unknown`. Tables that an
operator writes, by OUT or to files, are targets of the statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sqlglot import exp

from teralineage.domain.ids import EVERY_FIELD, DatasetName, fold
from teralineage.domain.model import Reason, SourceType, Span, Subtype
from teralineage.extract.expressions import ReadQuery, clause, follow, mentioned
from teralineage.extract.flows import AGGREGATION, TRANSFORMATION, Column, Contribution, Output, Written, merge
from teralineage.extract.operator_calls import Call, Open
from teralineage.extract.operator_rules import RULES
from teralineage.extract.relations import Derived, Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of
from teralineage.extract.table_names import table_name
from teralineage.extract.teradata.tables import NPATH_CALLS

AddSource = Callable[[exp.Expr, Scope, ReadQuery], None]
"""Puts a FROM item into a scope; `sources` provides it."""


class AnyColumn(Relation):
    """The output of an operator nobody knows: whatever column is asked for comes from every input column.

    `kept` are columns that are known all the same; `find` tells another one by its name, where that says more.
    """

    __slots__ = ("everything", "find", "kept")

    def __init__(
        self,
        key: str,
        everything: Column,
        kept: list[Output] | None = None,
        find: Callable[[str], Column] | None = None,
    ) -> None:
        super().__init__(key)
        self.everything = everything
        self.kept = kept or []
        self.find = find

    @property
    def open(self) -> bool:
        """It may have any column."""
        return True

    def get(self, key: str, span: Span) -> Column | None:  # noqa: ARG002 - the input knows the span
        """Only what is handed on, or has a rule, is known."""
        return next((output.column for output in self.kept if fold(output.name) == key), None)

    def guess(self, name: str, span: Span) -> Column:  # noqa: ARG002 - the input knows the span
        """Every input column, or the one that the name tells."""
        return self.everything if self.find is None else self.find(name)

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
        [output for relation in inside.relations if relation.shown for output in relation.star(span_of(node))],
        inside,
        [follow(argument, scope, query) for argument in _arguments(node)],
        names,
        span_of(node),
        {option.name.upper(): _parts(option, inside, query) for option in written},
        [output for relation in inside.relations if not relation.shown for output in relation.star(span_of(node))],
    )
    rule = RULES.get(name)
    made = rule(call) if rule is not None else None
    if isinstance(made, list):
        relation: Relation = Derived(key, made, scope.reader)
    elif made is not None:
        relation = _named(key, made, call, scope)
    else:
        relation = _unknown(node, key, call, scope)
    scope.relations.append(relation)
    for key_, how in inside.steering.items():
        scope.steering.setdefault(key_, how)
    _write(node, call, relation, scope)


def _arguments(node: exp.Expr) -> Iterator[exp.Expr]:
    """The arguments of a table function; `NEW VARIANT_TYPE(a, b)` stands for several."""
    for argument in node.args.get("arguments") or ():
        if isinstance(argument, exp.Anonymous) and argument.name.upper() == "VARIANT_TYPE":
            yield from argument.expressions
        else:
            yield argument


def _named(key: str, made: Open, call: Call, scope: Scope) -> Relation:
    """Columns that are open as to their names; where the call says the names, these are all there are."""
    relation = AnyColumn(key, made.rest, made.known, made.find)
    if not call.names:
        return relation
    columns = [(name, relation.get(fold(name), call.span) or relation.guess(name, call.span)) for name in call.names]
    return Derived(key, [Output(name, column, call.span) for name, column in columns], scope.reader)


def _write(node: exp.Expr, call: Call, relation: Relation, scope: Scope) -> None:
    """What an operator writes: a file, or the tables behind OUT, which hold something of all that it reads."""
    written = scope.reader.written
    steering = dict(call.inside.steering)
    if node.name.upper() == "WRITE_NOS" and call.options.get("LOCATION"):
        file = DatasetName("", f"file:{call.options['LOCATION'][0]}")
        written.append(Written(file, [(one.name, one.column) for one in call.inputs], steering, SourceType.FILE))
    for target in node.args.get("targets") or ():
        every = relation.everything if isinstance(relation, AnyColumn) else _everything(node, call)
        kind = SourceType.VOLATILE_TABLE if target.args.get("volatile") else SourceType.TABLE
        written.append(Written(table_name(target.this, scope), [(EVERY_FIELD, every)], steering, kind))


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
    """A scope of the operator's inputs, and what steers them."""
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
            inside.steering.setdefault(key, how)
    return inside


def _unknown(node: exp.Expr, key: str, call: Call, scope: Scope) -> Relation:
    """Everything reaches everything; of a table function with arguments only these do, and that is sure."""
    everything = _everything(node, call)
    if node.args.get("inputs") or not call.names:
        scope.reader.doubt("table-operator-unknown", f"what {node.name} makes of its input is not known", call.span)
    if call.names:
        return Derived(key, [Output(name, everything, call.span) for name in call.names], scope.reader)
    handed_on = [*call.options.get("ACCUMULATE", [])]
    if node.name.upper().endswith("PREDICT"):
        handed_on = [*call.options.get("IDCOLUMN", []), *handed_on]
    return AnyColumn(key, everything, [Output(name, call.column(name), call.span) for name in handed_on])


def _everything(node: exp.Expr, call: Call) -> Column:
    """All that goes into a call; what comes through an operator is in doubt."""
    doubt = Reason.TABLE_OPERATOR_UNKNOWN if node.args.get("inputs") else None
    everything = Column()
    for column in [output.column for output in (*call.inputs, *call.models)] + call.arguments:
        for leaf, how in column.leaves().items():
            strength = max(how.strength, TRANSFORMATION)
            merge(everything.direct, leaf, Contribution(strength, call.span, how.masking, doubt))
    return everything
