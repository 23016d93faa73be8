"""One call of a table operator or table function, as the table of rules sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.domain.model import Span
from teralineage.extract.flows import TRANSFORMATION, Column, Output
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import SPAN

_RANGES = frozenset("[]:-*")


@dataclass(frozen=True, slots=True)
class Open:
    """Columns that are known, and behind them whatever columns else, all of them made of `rest`."""

    known: list[Output]
    rest: Column
    find: Callable[[str], Column] | None = None  # a column of the rest by its name, where that tells its source


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its options by upper-case name, the columns of its inputs, its arguments, the outputs it names.

    `models` are the columns of inputs with DIMENSION: fitted values or a trained model beside the rows of the others.
    """

    options: dict[str, list[str]]
    inputs: list[Output]
    inside: Scope
    arguments: list[Column]
    names: list[str]
    span: Span
    parts: dict[str, list[Output]] = field(default_factory=dict)
    models: list[Output] = field(default_factory=list)

    def named(self, *options: str) -> list[str] | None:
        """The column names that the first of these options lists; None where it says a range or a pattern."""
        names = next((self.options[option] for option in options if option in self.options), [])
        return None if any(set(name) & _RANGES for name in names) else names

    def kept(self) -> list[Output] | None:
        """The columns that Accumulate hands on as they are; None where it says a range or a pattern."""
        return self.copied("ACCUMULATE")

    def copied(self, *options: str) -> list[Output] | None:
        """The columns that all of these options list, as they are; None where one says a range or a pattern."""
        found: dict[str, Output] = {}
        for option in options:
            names = self.named(option)
            if names is None:
                return None
            for name in names:
                found.setdefault(fold(name), Output(name, self.column(name), self.span))
        return list(found.values())

    def others(self, *options: str) -> list[Output] | None:
        """Without Accumulate, every input column that these options do not list; with it, those that it names."""
        if "ACCUMULATE" in self.options:
            return self.kept()
        left_out: set[str] = set()
        for option in options:
            names = self.named(option)
            if names is None:
                return None
            left_out.update(map(fold, names))
        return [output for output in self.inputs if fold(output.name) not in left_out]

    def column(self, name: str) -> Column:
        """The input column of a name."""
        node = exp.column(name, quoted=True)
        node.meta[SPAN] = self.span
        return self.inside.locate(node)[0]

    def made_of(self, names: list[str], strength: int = TRANSFORMATION) -> Column:
        """A column that is computed from all of the named ones."""
        made = Column()
        for name in names:
            made.add(self.column(name).changed(self.span, strength))
        return made
