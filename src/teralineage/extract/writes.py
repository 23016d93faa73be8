"""What a statement writes: columns of a target, made into edges."""

from __future__ import annotations

from dataclasses import dataclass, field

from teralineage.domain.ids import EVERY_FIELD, DatasetName, FieldName, fold
from teralineage.domain.model import ColumnEdge, DatasetDefinition, FieldDefinition, Reason, SourceType, Subtype
from teralineage.extract.flows import DIRECT, IDENTITY, Column, Output, Result, direct_edges, steering_edges
from teralineage.extract.placeholders import holds_placeholder, is_placeholder
from teralineage.extract.relations import Reader
from teralineage.extract.session import Session, Source

RESULT = DatasetName("", "<result>")
"""Where a bare SELECT writes to."""

_STRENGTH = {subtype: strength for strength, subtype in enumerate(DIRECT)}


@dataclass(slots=True)
class Outcome:
    """What one statement does, before it is told as a `Reading`."""

    kind: str
    targets: list[DatasetName] = field(default_factory=list)
    edges: list[ColumnEdge] = field(default_factory=list)
    outputs: tuple[str, ...] = ()
    defines: list[DatasetDefinition] = field(default_factory=list)
    binds: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    select_sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)


def write(
    outcome: Outcome,
    target: DatasetName,
    columns: list[tuple[str, Column]],
    result: Result,
    known: frozenset[str] | None = None,
) -> None:
    """Add the edges into named columns of a target, and those that steer it.

    `known` are the target's columns, folded, as far as a schema tells, which an edge needs to be sure of its end;
    None where the statement itself defines the target.
    """
    placeholder = Reason.PLACEHOLDER if holds_placeholder(str(target)) else None
    unchecked = placeholder or Reason.INFERRED
    for name, column in columns:
        sure = known is None or fold(name) in known
        outcome.edges += direct_edges(column, FieldName(target, name), placeholder if sure else unchecked)
    doubt = placeholder if known is None or known else unchecked
    outcome.edges += steering_edges(result.steering, FieldName(target, EVERY_FIELD), doubt)


def write_aside(outcome: Outcome, reader: Reader) -> None:
    """Add what table operators of the statement write besides what they yield."""
    for written in reader.written:
        names = [name for name, _ in written.columns]
        fields = () if EVERY_FIELD in names else tuple(map(FieldDefinition, names))
        definition = DatasetDefinition(written.target, written.type, fields)
        if written.type is not SourceType.FILE:
            reader.session.define(definition)
        outcome.defines.append(definition)
        outcome.targets.append(written.target)
        write(outcome, written.target, written.columns, Result([], written.steering), frozenset(map(fold, names)))


def known_fields(session: Session, target: DatasetName) -> frozenset[str]:
    """The folded columns of a target that a schema tells; empty where none does."""
    definition = session.find(target)
    return frozenset(fold(field.name) for field in definition.fields) if definition is not None else frozenset()


def distinct(edges: list[ColumnEdge]) -> tuple[ColumnEdge, ...]:
    """Of DIRECT edges between two fields the strongest, of INDIRECT ones each subtype once."""
    found: dict[tuple[FieldName, FieldName, Subtype | None], ColumnEdge] = {}
    for edge in edges:
        strength = _STRENGTH.get(edge.subtype)
        key = (edge.source, edge.target, edge.subtype if strength is None else None)
        known = found.get(key)
        if known is None or (strength is not None and strength > _STRENGTH[known.subtype]):
            found[key] = edge
    return tuple(found.values())


def insert_columns(
    outputs: list[Output], names: list[str] | None, definition: DatasetDefinition | None
) -> list[tuple[str, Column]]:
    """Which target column each output goes to: the listed one, else the schema's by position, else one of its name.

    Behind an unexpanded star, or a variable that may list several columns, no position is known: what comes before it
    is placed, it and the rest go to `*`.
    """
    listed = names if names is not None else [f.name for f in definition.fields] if definition else None
    stars = [index for index, output in enumerate(outputs) if output.star]
    if not listed:
        return [(output.name, output.column) for output in outputs]
    if len(listed) != len(outputs):
        stars += [index for index, name in enumerate(listed) if is_placeholder(name)]
    end = min(stars, default=len(outputs))
    placed = [(name, output.column) for name, output in zip(listed, outputs[:end], strict=False)]
    return placed + [(EVERY_FIELD, output.column) for output in outputs[end:]]


def sources_of(column: Column) -> tuple[Source, ...]:
    """A column as the sources of a variable, those of CASE conditions among them."""
    direct = [(leaf, DIRECT[how.strength], how) for leaf, how in column.direct.items()]
    chosen = [(leaf, Subtype.CONDITIONAL, how) for leaf, how in column.conditional.items()]
    return tuple(
        Source(leaf.field, subtype, leaf.reason, how.masking, leaf.candidates) for leaf, subtype, how in direct + chosen
    )


def fields_of(outputs: list[Output]) -> tuple[FieldDefinition, ...]:
    """The fields of a dataset that a query defines; none where a star hides some of them."""
    if any(output.star for output in outputs):
        return ()
    return tuple({fold(o.name): FieldDefinition(o.name, _type_of(o.column)) for o in outputs}.values())


def _type_of(column: Column) -> str | None:
    """The type of a column that is copied from one field whose type is known."""
    if len(column.direct) != 1:
        return None
    leaf, how = next(iter(column.direct.items()))
    return leaf.type if how.strength == IDENTITY else None


def spelled(session: Session, name: DatasetName) -> DatasetName:
    """A dataset's name as the catalog spells it."""
    definition = session.find(name)
    return definition.name if definition is not None else name
