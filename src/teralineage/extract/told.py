"""Statements that were read, each with its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from teralineage.domain.ids import fold
from teralineage.extract.mapped import MappedText
from teralineage.extract.statement import Reading
from teralineage.extract.values import Sources, union

Told = tuple[MappedText, Reading]
"""A statement's text, mapped to the script, and what it does."""


def columns_of(told: Iterable[Told]) -> Mapping[str, Sources]:
    """The sources behind the outputs of queries, by folded name."""
    columns: dict[str, Sources] = {}
    for _, reading in told:
        for name, sources in reading.select_sources.items():
            columns[fold(name)] = union(columns.get(fold(name), ()), sources)
    return columns


def distinct(told: Iterable[Told]) -> list[Told]:
    """Without those that say nothing more than another: a loop may put one statement together in many lengths."""
    items = list(told)
    kept: list[int] = []
    seen: list[tuple[str, object, set[object]]] = []
    for index in sorted(range(len(items)), key=lambda index: -len(items[index][1].edges)):
        reading = items[index][1]
        edges: set[object] = {(edge.source, edge.target, edge.subtype) for edge in reading.edges}
        if not any((reading.kind, reading.targets) == other[:2] and edges <= other[2] for other in seen):
            seen.append((reading.kind, reading.targets, edges))
            kept.append(index)
    return [items[index] for index in sorted(kept)]


def says_something(text: str) -> bool:
    """Whether SQL text begins with a word that is known."""
    return bool(text.lstrip(" \t\r\n(")[:1].isalpha())
