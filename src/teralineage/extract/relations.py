"""What stands in FROM: base tables, and tables made by a query; how a name is found in each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from teralineage.domain.ids import EVERY_FIELD, DatasetName, FieldName, fold
from teralineage.domain.model import FieldDefinition, Reason, Skipped, Span, Subtype
from teralineage.extract.flows import (
    DIRECT,
    IDENTITY,
    UNKNOWN_DATASET,
    Column,
    Contribution,
    Flow,
    Leaf,
    Output,
    Written,
    merge,
)
from teralineage.extract.placeholders import holds_placeholder
from teralineage.extract.session import Session, Source

_HOST = re.compile(r":[ \t]*\"?([^\W\d][\w$#]*)")


@dataclass(slots=True)
class Reader:
    """What is remembered while one statement is read: its leaves, the datasets it reads, what it could not follow."""

    session: Session
    teradata: bool = True
    lateral_aliases: bool = True  # whether an alias may be used in the select list and WHERE already
    text: str = ""
    deadline: float = float("inf")  # of `time.monotonic`, by when reading gives up
    writing: bool = False  # within UPDATE, DELETE or MERGE, which may name tables without FROM
    reads: dict[DatasetName, None] = field(default_factory=dict)
    doubts: dict[str, Skipped] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)
    _leaves: dict[tuple[DatasetName, str, Reason], Leaf] = field(default_factory=dict)
    _hosts: frozenset[str] | None = None

    def hosts(self) -> frozenset[str]:
        """The folded names that the statement writes with a colon: without one they are columns."""
        if self._hosts is None:
            self._hosts = (
                frozenset(fold(name) for name in _HOST.findall(self.text)) if ":" in self.text else frozenset()
            )
        return self._hosts

    def leaf(self, dataset: DatasetName, name: str, reason: Reason) -> Leaf:
        """The one leaf of a source column."""
        if holds_placeholder(dataset.database) or holds_placeholder(dataset.name) or holds_placeholder(name):
            reason = Reason.PLACEHOLDER
        key = (dataset, fold(name), reason)
        found = self._leaves.get(key)
        if found is None:
            found = self._leaves[key] = Leaf(FieldName(dataset, name), reason)
        return found

    def ambiguous(self, name: str, candidates: tuple[FieldName, ...]) -> Leaf:
        """The one leaf of a column that any of several datasets may own."""
        key = (UNKNOWN_DATASET, fold(name), Reason.AMBIGUOUS)
        found = self._leaves.get(key)
        if found is None:
            found = self._leaves[key] = Leaf(FieldName(UNKNOWN_DATASET, name), Reason.AMBIGUOUS, candidates)
        elif set(candidates) - set(found.candidates):
            found.candidates = tuple(dict.fromkeys(found.candidates + candidates))
        return found

    def doubt(self, reason: str, message: str, span: Span) -> None:
        """Remember that a part of the statement was not understood."""
        self.doubts.setdefault(reason, Skipped(reason, message, self.text.count("\n", 0, span.start) + 1))


def bound_column(sources: tuple[Source, ...], span: Span, reader: Reader) -> Column:
    """The column a variable holds, from the sources its session knows."""
    column = Column()
    for source in sources:
        leaf = reader.leaf(source.field.dataset, source.field.name, source.reason)
        leaf.candidates = leaf.candidates or source.candidates
        if source.subtype is Subtype.CONDITIONAL:
            merge(column.conditional, leaf, Contribution(IDENTITY, span, source.masking))
        else:
            merge(column.direct, leaf, Contribution(DIRECT.index(source.subtype), span, source.masking))
    return column


class Relation:
    """Something in FROM. `key` is its folded alias or name; `dataset` names a base table."""

    __slots__ = ("dataset", "key", "shown")

    def __init__(self, key: str, dataset: DatasetName | None = None) -> None:
        self.key = key
        self.dataset = dataset
        self.shown = True  # by `*`; not where FROM does not name it

    @property
    def open(self) -> bool:
        """Whether it may have columns that nobody told us of."""
        raise NotImplementedError

    def get(self, key: str, span: Span) -> Column | None:
        """The column of a folded name, if it is known to exist."""
        raise NotImplementedError

    def guess(self, name: str, span: Span) -> Column:
        """The column of that name, though nobody told us that it exists."""
        raise NotImplementedError

    def candidates(self, name: str) -> tuple[FieldName, ...]:
        """Every source field that a column of that name may be."""
        return tuple(leaf.field for leaf in self.guess(name, Span(0, 0)).direct)

    def star(self, span: Span) -> list[Output]:
        """What `*` yields."""
        raise NotImplementedError


class Table(Relation):
    """A base table; `fields` are its columns by folded name, None where nobody knows them."""

    __slots__ = ("fields", "reader")

    def __init__(
        self, key: str, dataset: DatasetName, fields: dict[str, FieldDefinition] | None, reader: Reader
    ) -> None:
        super().__init__(key, dataset)
        self.fields = fields
        self.reader = reader

    @property
    def open(self) -> bool:
        """Without a schema it may have any column."""
        return self.fields is None

    def get(self, key: str, span: Span) -> Column | None:
        """The leaf of a column that the schema names."""
        known = self.fields.get(key) if self.fields else None
        return self._known(known, span) if known else None

    def guess(self, name: str, span: Span) -> Column:
        """A leaf that no schema confirms."""
        return self._column(name, Reason.INFERRED, span)

    def star(self, span: Span) -> list[Output]:
        """All columns in their order, or the one star that stands for them."""
        if self.fields is None:
            return [Output(EVERY_FIELD, self._column(EVERY_FIELD, Reason.INFERRED, span), span, star=True)]
        return [Output(field.name, self._known(field, span), span) for field in self.fields.values()]

    def _known(self, field: FieldDefinition, span: Span) -> Column:
        column = self._column(field.name, Reason.SCHEMA, span)
        for leaf in column.direct:
            leaf.type = field.type
        return column

    def _column(self, name: str, reason: Reason, span: Span) -> Column:
        assert self.dataset is not None  # noqa: S101 - a base table has a name
        return Column({self.reader.leaf(self.dataset, name, reason): Contribution(IDENTITY, span)})


class Derived(Relation):
    """A table made by a query, VALUES or a table function."""

    __slots__ = ("columns", "outputs", "reader", "stars")

    def __init__(self, key: str, outputs: list[Output], reader: Reader) -> None:
        super().__init__(key)
        self.outputs = outputs
        self.reader = reader
        self.stars = [output for output in outputs if output.star]
        self.columns: dict[str, Column] = {}
        for output in outputs:
            if not output.star:
                self.columns.setdefault(fold(output.name), output.column)

    @property
    def open(self) -> bool:
        """With an unexpanded star inside it may have any column."""
        return bool(self.stars)

    def get(self, key: str, span: Span) -> Column | None:  # noqa: ARG002 - the inner query knows the span
        """The column the query made under that name."""
        return self.columns.get(key)

    def guess(self, name: str, span: Span) -> Column:
        """What a star inside may carry under that name; nothing where there is no star."""
        found: Flow = {}
        if len(self.stars) == 1:
            for leaf, how in self.stars[0].column.direct.items():
                named = leaf if how.doubt else self.reader.leaf(leaf.field.dataset, name, Reason.INFERRED)
                merge(found, named, how._replace(span=span))
        elif self.stars:
            inside = (leaf.field.dataset for star in self.stars for leaf in star.column.direct)
            candidates = tuple(FieldName(dataset, name) for dataset in dict.fromkeys(inside))
            found[self.reader.ambiguous(name, candidates)] = Contribution(IDENTITY, span)
        return Column(found)

    def star(self, span: Span) -> list[Output]:  # noqa: ARG002 - as `get`
        """All its columns."""
        return self.outputs


class Growing(Derived):
    """A recursive query seen from within, before its first round is over: any name is a column without sources yet."""

    __slots__ = ()

    def get(self, key: str, span: Span) -> Column | None:
        """An empty column where the first round has not filled it."""
        return super().get(key, span) or Column()
