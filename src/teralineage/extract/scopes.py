"""A SQL scope: what its FROM holds, and what a name written in it means.

An unqualified name is a column of the FROM tables if exactly one has it; only otherwise an alias of the select list,
in whatever order; then a variable, unless the statement writes that one with a colon; then a name of the scope around.
Where no schema says who owns it, it belongs to the only table that may own it, else to nobody for sure.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sqlglot import exp

from teralineage.domain.ids import DatasetName, FieldName, fold
from teralineage.domain.model import Span, Subtype
from teralineage.extract.builtins import BUILTINS, METHODS, PSEUDO_COLUMNS
from teralineage.extract.flows import IDENTITY, Column, Contribution, Leaf, Result, Steering
from teralineage.extract.placeholders import is_placeholder
from teralineage.extract.relations import Derived, Reader, Relation, Table, bound_column
from teralineage.extract.spans import NOWHERE, span_of
from teralineage.extract.variables import spelled

Located = tuple[Column, Relation | None]


class Scope:
    """Names in sight of one SELECT (or of one UPDATE, MERGE, DELETE), and what steers its rows."""

    __slots__ = ("aliases", "ctes", "items", "later", "listing", "merged", "parent", "reader", "relations", "steering")

    def __init__(self, reader: Reader, parent: Scope | None = None) -> None:
        self.reader = reader
        self.parent = parent
        self.relations: list[Relation] = []
        self.merged: dict[str, Column] = {}  # columns of USING and NATURAL, by folded name
        self.steering: Steering = {}
        self.aliases: dict[str, exp.Expr] = {}
        self.items: Callable[[exp.Expr], Column | None] | None = None  # follows a select item, None while inside it
        self.listing = 0  # select items being followed: they ask for own columns, hardly for those of the scope around
        self.later: list[tuple[exp.Expr, list[Relation]]] = []  # ON that takes an alias, and the tables in its sight
        self.ctes: dict[str, Callable[[], Result | None]] = {}

    def locate(self, node: exp.Column) -> Located:
        """What a column reference means: its leaves, and the relation of the FROM clause that owns it."""
        name = node.this.name
        qualifier = node.args.get("table")
        span = span_of(node)
        if qualifier is not None:
            return self._qualified(node, qualifier.name, name, span)
        if not node.this.args.get("quoted"):
            word = name.upper() if self.reader.teradata else ""
            if word in BUILTINS or (word in PSEUDO_COLUMNS and self._known(name, span) is None):
                return Column(), None
            if is_placeholder(name):
                return Column(), None
        return self._unqualified(name, span) or (self._unowned(name, span), None)

    def relation(self, qualifier: str, database: str | None) -> Relation | None:
        """The relation a qualifier names, here or in a scope around."""
        key = fold(qualifier)
        renamed: Relation | None = None
        scope: Scope | None = self
        while scope is not None:
            named = [relation for relation in scope.relations if relation.key == key]
            if database is None and named:
                return named[0] if len(named) == 1 else self._nearest(named, qualifier)
            for relation in scope.relations if database is not None or renamed is None else ():
                own = relation.dataset.key if relation.dataset is not None else ("", "")
                if own[1] == key and (database is None or own[0] == fold(database)):
                    if relation.key == key:
                        return relation
                    renamed = renamed or relation  # by the name that its alias hides, if by no other
            scope = scope.parent
        return renamed

    def _nearest(self, named: list[Relation], qualifier: str) -> Relation:
        """Of relations of one name, what an unqualified use of it means: an alias, else the default database's table.

        Without a default database, the one that the statement itself writes without a database comes first.
        """
        plain = self.reader.session.qualify(None, qualifier)
        aliased = [one for one in named if one.dataset is None or one.dataset.key[1] != one.key]
        return next(iter(aliased or [one for one in named if one.dataset == plain] or named))

    def table(self, dataset: DatasetName, key: str) -> Table:
        """A base table for the FROM clause."""
        definition = self.reader.session.find(dataset)
        fields = None
        if definition is not None:
            dataset = definition.name
            if definition.fields:
                fields = {fold(field.name): field for field in definition.fields}
        return Table(key, dataset, fields, self.reader)

    def cte(self, key: str) -> Callable[[], Result | None] | None:
        """The table of WITH that a folded name means, here or in a scope around."""
        around: Scope | None = self
        while around is not None:
            if key in around.ctes:
                return around.ctes[key]
            around = around.parent
        return None

    def imply(self, dataset: DatasetName, qualifier: str, database: str | None = None) -> Relation:
        """A table that is used though FROM does not name it: Teradata joins it in."""
        cte = self.cte(fold(qualifier)) if database is None else None
        result = cte() if cte is not None else None
        relation: Relation
        if result is not None:
            relation = Derived(fold(qualifier), result.outputs, self.reader)
            for key, how in result.steering.items():
                self.steering.setdefault(key, how)
        else:
            relation = self.table(dataset, fold(qualifier))
            self.reader.reads[relation.dataset or dataset] = None
        relation.shown = False
        self.relations.append(relation)
        return relation

    def bound(self, name: str, span: Span, *, colon: bool = False) -> Column | None:
        """The column behind a variable; None where no variable has that name. With a colon, hosts' come first."""
        session, key = self.reader.session, fold(name)
        sources = session.hosts.get(key) if colon else None
        sources = session.bindings.get(key) if sources is None else sources
        return None if sources is None else bound_column(sources, span, self.reader)

    def is_method(self, path: exp.Expr | None, name: str) -> bool:
        """Whether `path.name(…)` calls a method of a column, rather than a function of a database."""
        if not isinstance(path, exp.Column):
            return path is not None
        if name.upper().startswith(METHODS):
            return True
        first = path.args.get("table") or path.this
        return self._known(path.name, span_of(path)) is not None or self.relation(first.name, None) is not None

    def _qualified(self, node: exp.Column, qualifier: str, name: str, span: Span) -> Located:
        db = node.args.get("db")
        database = db.name if db is not None else None
        catalog = node.args.get("catalog")
        relation = self.relation(qualifier, database if catalog is None else f"{catalog.name}.{database}")
        if relation is None:
            return self._path_or_implicit(qualifier, name, database, span)
        return relation.get(fold(name), span) or relation.guess(name, span), relation

    def _path_or_implicit(self, qualifier: str, name: str, database: str | None, span: Span) -> Located:
        """`a.b` and `a.b.c` that name no relation: a path into a column, or a table that FROM does not name."""
        if is_placeholder(qualifier) and spelled(qualifier).upper() == "$PATH":
            return Column(), None  # parts of the path of a foreign table's file, which is no column
        session = self.reader.session
        dataset = session.qualify(database, qualifier)
        deep = _is_deep(self.reader.text[span.start : span.end])
        if self.relations and (deep or not self._is_table(dataset, written=database is not None)):
            first = database or qualifier
            files = all(r.dataset is not None and r.dataset.name.startswith("file:") for r in self.relations)
            owner = self.relation(first, None) if database else None
            column = self._column_of(qualifier, owner, span) if owner else self._known(first, span)
            if column is None and (database is not None or files or deep):
                column = self._unqualified(first, span)
            if column is not None:
                return column[0].changed(span), column[1]
        relation = self.imply(dataset, qualifier, database)
        return relation.get(fold(name), span) or relation.guess(name, span), relation

    def _is_table(self, dataset: DatasetName, *, written: bool) -> bool:
        """Whether a qualifier that FROM does not name is a table all the same, rather than a path into a column.

        A written database that other tables here are in, or the default one, is no column. What UPDATE and DELETE
        name beyond their target is a table.
        """
        if self.reader.session.find(dataset) is not None:
            return True
        if not written:
            return False
        databases = {relation.dataset.key[0] for relation in self.relations if relation.dataset is not None}
        databases.add(fold(self.reader.session.default_database or ""))
        return self.reader.writing or dataset.key[0] in databases

    def _column_of(self, name: str, owner: Relation, span: Span) -> Located | None:
        found = owner.get(fold(name), span) or (owner.guess(name, span) if owner.open else None)
        return None if found is None else (found, owner)

    def _owners(self) -> list[Relation]:
        """The relations that unqualified names may belong to: those of FROM, or, without any, those implied."""
        named = [relation for relation in self.relations if relation.shown]
        return named or self.relations

    def _known(self, name: str, span: Span) -> Located | None:
        key = fold(name)
        merged = self.merged.get(key)
        if merged is not None:
            return merged.shown(span), None
        owners = [(column, r) for r in self._owners() if (column := r.get(key, span)) is not None]
        if len(owners) == 1:
            return owners[0]
        if len(owners) > 1:
            candidates = tuple(f for _, relation in owners for f in _fields(relation, name, span))
            return self._ambiguous(name, candidates, span), None
        return None

    def knows(self, name: str) -> bool:
        """Whether a table in sight is known to have a column of that name."""
        return self._known(name, NOWHERE) is not None

    def _unqualified(self, name: str, span: Span) -> Located | None:
        found = self._known(name, span)
        if found is not None:
            return found
        item = self.aliases.get(fold(name))
        if item is not None and self.items is not None and not _names(item, name):
            aliased = self.items(item)
            if aliased is not None:
                return aliased, None
        unknown = [relation for relation in self._owners() if relation.open]
        bound = None if unknown and fold(name) in self.reader.hosts() else self.bound(name, span)
        if bound is not None:
            return bound, None
        around = self.parent._unqualified(name, span) if self.parent is not None else None  # noqa: SLF001 - same class
        if not unknown:
            return around
        outer = around[0].leaves() if around is not None else {}
        sure = [leaf for leaf in outer if leaf.reason.value == "schema"]
        if len(unknown) == 1 and (self.listing or not sure):
            return unknown[0].guess(name, span), unknown[0]
        candidates = tuple(f for relation in unknown for f in relation.candidates(name))
        return self._ambiguous(name, candidates + tuple(leaf.field for leaf in sure), span), None

    def _unowned(self, name: str, span: Span) -> Column:
        """A name that no table has, though all are known: the schema is out of date, or the SQL is wrong."""
        candidates = tuple(FieldName(r.dataset, name) for r in self.relations if r.dataset is not None)
        return self._ambiguous(name, candidates, span)

    def _ambiguous(self, name: str, candidates: tuple[FieldName, ...], span: Span) -> Column:
        leaf = self.reader.ambiguous(name, tuple(dict.fromkeys(candidates)))
        return Column({leaf: Contribution(IDENTITY, span)})

    def steer(self, leaf: Leaf, subtype: Subtype, how: Contribution) -> None:
        """Let a leaf steer the rows of this scope; the first expression that names it stands."""
        self.steering.setdefault((leaf, subtype), how)


def _is_deep(text: str) -> bool:
    """Whether a name is written with two dots, which go to any depth of a JSON document; quoted ones do not count."""
    return ".." in text and ".." in re.sub(r'"[^"]*"', '""', text)


def _names(item: exp.Expr, name: str) -> bool:
    """Whether a select item uses a column of the very name it gives: then there is such a column."""
    key = fold(name)
    return any(fold(column.name) == key for column in item.find_all(exp.Column))


def _fields(relation: Relation, name: str, span: Span) -> tuple[FieldName, ...]:
    column = relation.get(fold(name), span)
    return tuple(leaf.field for leaf in column.direct) if column is not None else ()
