"""What flows into a column: source columns, how strongly each gives its value, and the text that says so."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import ColumnEdge, Reason, SourceType, Span, Subtype

IDENTITY, TRANSFORMATION, AGGREGATION = range(3)
"""How strongly a value was changed on its way; where ways meet, the greater stands."""

DIRECT = (Subtype.IDENTITY, Subtype.TRANSFORMATION, Subtype.AGGREGATION)

UNKNOWN_DATASET = DatasetName("", "?")
"""Where a column comes from that several datasets may own; it prints as `?.column`."""


class Leaf:
    """A source column. One object per column and statement, so that it is compared by identity."""

    __slots__ = ("candidates", "field", "reason", "type")

    def __init__(self, name: FieldName, reason: Reason, candidates: tuple[FieldName, ...] = ()) -> None:
        self.field = name
        self.reason = reason
        self.candidates = candidates
        self.type: str | None = None  # as the schema states it

    def __repr__(self) -> str:
        return f"Leaf({self.field}, {self.reason})"


class Contribution(NamedTuple):
    """How one leaf reaches a column: strength, the expression's span, whether it is masked, and an extra doubt."""

    strength: int
    span: Span
    masking: bool = False
    doubt: Reason | None = None


Flow = dict[Leaf, Contribution]


@dataclass(slots=True)
class Column:
    """A column of a scope: the leaves that give its value, and those that steer it through CASE conditions."""

    direct: Flow = field(default_factory=dict)
    conditional: Flow = field(default_factory=dict)

    def leaves(self) -> Flow:
        """Every leaf of the column, whichever way it gets there."""
        return {**self.conditional, **self.direct} if self.conditional else self.direct

    def copy(self) -> Column:
        """A column of its own, to be added to."""
        return Column(dict(self.direct), dict(self.conditional))

    def add(self, other: Column) -> None:
        """Let another column flow into this one as well."""
        for leaf, how in other.direct.items():
            merge(self.direct, leaf, how)
        for leaf, how in other.conditional.items():
            merge(self.conditional, leaf, how)

    def shown(self, span: Span) -> Column:
        """The column as a reference at `span` shows it: what is merely copied has its evidence there."""
        direct = {
            leaf: how._replace(span=span) if how.strength == IDENTITY else how for leaf, how in self.direct.items()
        }
        return Column(direct, self.conditional)

    def changed(self, span: Span, strength: int = 1, doubt: Reason | None = None) -> Column:
        """The column after an expression at `span` did at least `strength` to it."""
        column = Column(conditional=self.conditional)
        for leaf, how in self.direct.items():
            new = Contribution(max(how.strength, strength), span, how.masking, doubt or how.doubt)
            column.direct[leaf] = new
        return column


@dataclass(slots=True)
class Output:
    """One item of a select list. `star` is an unexpanded `*`; its column then holds `table.*` leaves.

    `nameless` is an expression without an alias: its name is its own text.
    """

    name: str
    column: Column
    span: Span
    star: bool = False
    nameless: bool = False


Steering = dict[tuple[Leaf, Subtype], Contribution]
"""The leaves that steer every row of a scope, each once per subtype."""


@dataclass(frozen=True, slots=True)
class Written:
    """A table or file that something in FROM writes: its columns by name, what steers its rows, what it is."""

    target: DatasetName
    columns: list[tuple[str, Column]]
    steering: Steering
    type: SourceType


@dataclass(slots=True)
class Result:
    """What a query yields: its columns in order, and what steers its rows."""

    outputs: list[Output]
    steering: Steering


def merge(into: Flow, leaf: Leaf, new: Contribution) -> None:
    """Add a contribution; the stronger one stands, of equals the first, and masking once seen stays."""
    old = into.get(leaf)
    if old is None:
        into[leaf] = new
    elif new.strength > old.strength or (new.masking and not old.masking):
        strongest = new if new.strength > old.strength else old
        into[leaf] = strongest._replace(masking=old.masking or new.masking)


def steer(into: Steering, leaf: Leaf, subtype: Subtype, new: Contribution) -> None:
    """Add a steering leaf; the first expression that names it stands."""
    key = (leaf, subtype)
    if key not in into:
        into[key] = new


def direct_edges(column: Column, target: FieldName, doubt: Reason | None = None) -> list[ColumnEdge]:
    """The edges of one target column: its values, and the CASE conditions that choose among them."""
    edges = [_edge(leaf, target, DIRECT[c.strength], c, doubt) for leaf, c in column.direct.items()]
    edges += [_edge(leaf, target, Subtype.CONDITIONAL, c, doubt) for leaf, c in column.conditional.items()]
    return edges


def steering_edges(steering: Steering, target: FieldName, doubt: Reason | None = None) -> list[ColumnEdge]:
    """The edges that steer a whole dataset; `target` is its `*` field."""
    return [_edge(leaf, target, subtype, c, doubt) for (leaf, subtype), c in steering.items()]


def _edge(leaf: Leaf, target: FieldName, subtype: Subtype, how: Contribution, doubt: Reason | None) -> ColumnEdge:
    reason = leaf.reason
    for other in (how.doubt, doubt):
        if other is not None and other.confidence < reason.confidence:
            reason = other
    return ColumnEdge(leaf.field, target, subtype, how.span, reason, how.masking, leaf.candidates)
