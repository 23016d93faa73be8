"""Table operators and table functions: which of their inputs reach which of their outputs, by a rule per function.

Without a rule every input column reaches every output, with the reason `table-operator-unknown`.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlglot import exp

from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import Reason, Span, Subtype
from teralineage.extract.expressions import ReadQuery, clause, follow
from teralineage.extract.flows import IDENTITY, TRANSFORMATION, Column, Contribution, Output, merge
from teralineage.extract.relations import Derived, Reader, Relation
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of

AddSource = Callable[[exp.Expr, Scope, ReadQuery], None]
"""Puts a FROM item into a scope; `sources` provides it."""

_SPLITTERS = {"STRTOK_SPLIT_TO_TABLE": (0, 1, 1), "REGEXP_SPLIT_TO_TABLE": (0, 1, 1)}
"""Table functions whose output columns each come from one argument: its place, by output column."""


class AnyColumn(Relation):
    """The output of an operator nobody knows: whatever column is asked for comes from every input column."""

    __slots__ = ("everything", "reader")

    def __init__(self, key: str, everything: Column, reader: Reader) -> None:
        super().__init__(key)
        self.everything = everything
        self.reader = reader

    @property
    def open(self) -> bool:
        """It may have any column."""
        return True

    def get(self, key: str, span: Span) -> Column | None:  # noqa: ARG002 - no name is known to exist
        """Nothing is known."""
        return None

    def guess(self, name: str, span: Span) -> Column:  # noqa: ARG002 - every name is alike
        """Every input column."""
        return self.everything

    def star(self, span: Span) -> list[Output]:
        """One star for all of it."""
        return [Output("*", self.everything, span, star=True)]


def add_operator(node: exp.Expr, scope: Scope, query: ReadQuery, add_source: AddSource) -> None:
    """Put the output of a table operator into the scope; its partitioning and ordering steer as WINDOW."""
    alias = node.args.get("alias")
    key = fold(alias.name) if alias is not None else ""
    name = node.name.upper()
    options = {option.name.upper(): option.args.get("texts") or [] for option in node.args.get("options") or ()}
    if name == "READ_NOS" and options.get("LOCATION"):
        dataset = DatasetName("", f"file:{options['LOCATION'][0]}")
        scope.reader.reads[dataset] = None
        scope.relations.append(scope.table(dataset, key))
        return
    inside = _inputs(node, scope, query, add_source)
    outputs = [output for relation in inside.relations for output in relation.star(span_of(node))]
    if name in ("TD_UNPIVOT", "UNPIVOT", "UNPIVOTING") and options.get("VALUE_COLUMNS"):
        found = unpivoted(outputs, _value_groups(options), options.get("UNPIVOT_COLUMN", [])[:1], inside)
        scope.relations.append(Derived(key, found, scope.reader))
        return
    arguments = [follow(argument, scope, query) for argument in node.args.get("arguments") or ()]
    names = [field.name for field in node.args.get("returns") or ()]
    if not names and alias is not None:
        names = [column.name for column in alias.args.get("columns") or ()]
    span = span_of(node)
    if name in _SPLITTERS and len(arguments) > 1:
        places = _SPLITTERS[name]
        names = names or ["outkey", "tokennum", "token"]
        made = [Output(n, arguments[places[min(i, 2)]].changed(span), span) for i, n in enumerate(names)]
        scope.relations.append(Derived(key, made, scope.reader))
        return
    if name == "JSON_TABLE" and len(outputs) > 1 and names:
        columns = [outputs[0].column] + [outputs[1].column.changed(span)] * (len(names) - 1)
        made = [Output(n, column, span) for n, column in zip(names, columns, strict=True)]
        scope.relations.append(Derived(key, made, scope.reader))
        return
    _add_unknown(node, key, names, [output.column for output in outputs] + arguments, scope)


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
        inside.relations += own.relations
        for key, how in own.steering.items():
            scope.steering.setdefault(key, how)
    return inside


def _add_unknown(node: exp.Expr, key: str, names: list[str], columns: list[Column], scope: Scope) -> None:
    """Everything reaches everything; of a table function with arguments only these do, and that is sure."""
    operator = bool(node.args.get("inputs"))
    doubt = Reason.TABLE_OPERATOR_UNKNOWN if operator else None
    span = span_of(node)
    everything = Column()
    for column in columns:
        for leaf, how in column.leaves().items():
            merge(everything.direct, leaf, Contribution(max(how.strength, TRANSFORMATION), span, how.masking, doubt))
    if operator or not names:
        scope.reader.doubt("table-operator-unknown", f"what {node.name} makes of its input is not known", span)
    if names:
        made = [Output(name, everything, span) for name in names]
        scope.relations.append(Derived(key, made, scope.reader))
    else:
        scope.relations.append(AnyColumn(key, everything, scope.reader))


def _value_groups(options: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    """Each value column of TD_UNPIVOT with the input columns it takes turns to show."""
    values = options["VALUE_COLUMNS"]
    rows = [[name.strip() for name in text.split(",")] for text in options.get("COLUMN_LIST", [])]
    return [(value, [row[index] for row in rows if index < len(row)]) for index, value in enumerate(values)]


def unpivoted(
    outputs: list[Output], groups: list[tuple[str, list[str]]], labels: list[str], inside: Scope
) -> list[Output]:
    """Columns turned into rows: the rest stays, a label column holds names, value columns hold what they held."""
    turned = {fold(name) for _, names in groups for name in names}
    kept = [output for output in outputs if fold(output.name) not in turned]
    made = [Output(label, Column(), Span(0, 0)) for label in labels]
    for value, names in groups:
        column = Column()
        for name in names:
            for leaf, how in _named(name, inside).direct.items():
                merge(column.direct, leaf, Contribution(max(how.strength, IDENTITY), how.span, how.masking, how.doubt))
        made.append(Output(value, column, Span(0, 0)))
    return kept + made


def _named(name: str, inside: Scope) -> Column:
    return inside.locate(exp.column(name, quoted=True))[0]
