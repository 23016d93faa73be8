"""The select list: its items, their names, its stars."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.extract.expressions import ReadQuery, follow
from teralineage.extract.flows import Column, Output
from teralineage.extract.placeholders import ROW_FIELD
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import span_of
from teralineage.extract.teradata.nodes import Phrase, Typed


class Items:
    """The select list of a scope; each item is followed once, when it or its alias is first needed."""

    __slots__ = ("columns", "expressions", "query", "scope", "within")

    def __init__(self, expressions: list[exp.Expr], scope: Scope, query: ReadQuery) -> None:
        self.expressions = expressions
        self.scope = scope
        self.query = query
        self.columns: dict[int, Column] = {}
        self.within: set[int] = set()
        for item in expressions:
            if type(item) is exp.Alias:
                scope.aliases.setdefault(fold(item.alias), item)
        if scope.reader.lateral_aliases:
            self.show_aliases()

    def show_aliases(self) -> None:
        """Let the names of the scope mean the items' aliases from here on."""
        self.scope.items = self.column

    def column(self, item: exp.Expr) -> Column | None:
        """The column of an item; None within that item itself, where its alias means nothing yet."""
        key = id(item)
        known = self.columns.get(key)
        if known is None:
            if key in self.within:
                return None
            self.within.add(key)
            self.scope.listing += 1
            known = self.columns[key] = follow(item, self.scope, self.query)
            self.scope.listing -= 1
            self.within.discard(key)
        return known

    def outputs(self) -> list[Output]:
        """All columns of the list in order, stars expanded as far as anybody knows."""
        found: list[Output] = []
        for item in self.expressions:
            inner = item.this if type(item) is exp.Alias else item
            if type(inner) is exp.Star or (type(inner) is exp.Column and type(inner.this) is exp.Star):
                found += self._star(inner)
                continue
            column = self.column(item)
            if column is not None:
                found.append(output_of(item, column, self.scope.reader.text))
        return found

    def _star(self, node: exp.Expr) -> list[Output]:
        span = span_of(node)
        if isinstance(node, exp.Column):
            qualifier, database = node.args["table"].name, node.args.get("db")
            relation = self.scope.relation(qualifier, database.name if database is not None else None)
            if relation is None:
                written = database.name if database is not None else None
                dataset = self.scope.reader.session.qualify(written, qualifier)
                relation = self.scope.imply(dataset, qualifier, written)
            return relation.star(span)
        merged = self.scope.merged
        left_out = {fold(name.name) for name in node.args.get("except_") or ()}  # other dialects' * EXCEPT (a)
        outputs = [Output(name, column.shown(span), span) for name, column in merged.items() if name not in left_out]
        for relation in [relation for relation in self.scope.relations if relation.shown]:
            outputs += [output for output in relation.star(span) if fold(output.name) not in (merged.keys() | left_out)]
        return outputs


_RENAMELESS = (exp.Paren, exp.Cast, exp.TryCast, exp.FormatPhrase, Phrase, Typed)
"""Forms of a column that keep its name."""


def output_of(item: exp.Expr, column: Column, text: str) -> Output:
    """A select item as an output: by its alias or the column it shows, else by its text in one line."""
    name = own_name(item)
    span = span_of(item.this if type(item) is exp.Alias else item)
    if name is not None:
        return Output(name, column, span)
    value = _value_of(item)
    shown = text[span_of(value).start : _end_of_value(value)]
    return Output(" ".join(shown.split()).lower(), column, span, nameless=True)


def own_name(item: exp.Expr) -> str | None:
    """The name of a select item: its alias, or the column it shows; None where it has none."""
    if type(item) is exp.Alias:
        return item.alias
    inner = _value_of(item)
    if isinstance(inner, exp.Column):
        return inner.name
    if isinstance(inner, exp.Placeholder):
        return inner.name.rpartition(ROW_FIELD)[2]
    if isinstance(inner, exp.Dot) and isinstance(inner.expression, exp.Identifier):
        return inner.expression.name
    return None


def _value_of(item: exp.Expr) -> exp.Expr:
    """What an item shows, without the forms around it that keep its name."""
    while isinstance(item, _RENAMELESS) and isinstance(item.this, exp.Expr):
        item = item.this
    return item


def _end_of_value(node: exp.Expr) -> int:
    """Where a value ends, without FORMAT and TITLE behind its last operand."""
    end = span_of(node).end
    while isinstance(node, exp.Binary) and isinstance(node.expression, exp.Expr):
        node = node.expression
    while isinstance(node, Phrase) and not node.args.get("casts"):
        node = node.this
        end = span_of(node).end
    return end
