"""Tables of WITH, and recursive queries, which are read until they gain nothing more."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.ids import fold
from teralineage.extract.expressions import ReadQuery
from teralineage.extract.flows import Column, Output, Result, merge
from teralineage.extract.scopes import Scope
from teralineage.extract.spans import NOWHERE

ROUNDS = 12
"""How often a recursive query is read again before its growth is cut off; each round only adds."""


GROWING = Result([], {})
"""Stands for a recursive query whose first round is not over."""


def add_ctes(with_: exp.Expr, scope: Scope, query: ReadQuery) -> None:
    """Let a scope know the tables of WITH; each is read when first used."""
    for cte in with_.expressions:
        names = [column.name for column in cte.args["alias"].args.get("columns") or ()]
        scope.ctes[fold(cte.alias)] = Recursive(cte.this, names, scope, query, bool(with_.args.get("recursive")))


class Recursive:
    """A named query, read once, or, where it names itself, until its columns gain no more sources."""

    __slots__ = ("met", "names", "node", "query", "recursive", "result", "running", "scope")

    def __init__(self, node: exp.Expr, names: list[str], scope: Scope, query: ReadQuery, recursive: bool) -> None:  # noqa: FBT001 - the word stands in the SQL
        self.node = node
        self.names = names
        self.scope = scope
        self.query = query
        self.recursive = recursive
        self.result: Result | None = None
        self.running = False
        self.met = False

    def __call__(self) -> Result | None:
        """Its columns as far as they are known; None for a table of the same name, where it is not recursive."""
        if self.running:
            self.met = True
            return (self.result or GROWING) if self.recursive else None
        if self.result is None:
            self.running = True
            for _ in range(ROUNDS):
                before: Result | None = self.result
                self.met = False
                self.result = self._read()
                if not self.met or not self.recursive or (before is not None and _same(before, self.result)):
                    break
            self.running = False
        return self.result

    def _read(self) -> Result:
        result = self.query(self.node, self.scope)
        return Result(rename_outputs(result.outputs, self.names), result.steering) if self.names else result


def _same(before: Result, after: Result) -> bool:
    return before.steering.keys() == after.steering.keys() and all(
        {leaf: how.strength for leaf, how in old.column.direct.items()}
        == {leaf: how.strength for leaf, how in new.column.direct.items()}
        for old, new in zip(before.outputs, after.outputs, strict=True)
    )


def rename_outputs(outputs: list[Output], names: list[str]) -> list[Output]:
    """Outputs under other names, by position; what unexpanded stars may hold feeds all names between the others."""
    stars = [index for index, output in enumerate(outputs) if output.star]
    if stars and len(names) > stars[0] + len(outputs) - stars[-1] - 1:
        behind = len(outputs) - stars[-1] - 1
        column = Column()
        for output in outputs[stars[0] : stars[-1] + 1]:
            for leaf, how in output.column.direct.items():
                merge(column.direct, leaf, how)
        held = len(names) - stars[0] - behind
        middle = [Output("", column, outputs[stars[0]].span)] * held
        outputs = [*outputs[: stars[0]], *middle, *outputs[stars[-1] + 1 :]]
    return [
        Output(name, outputs[index].column, outputs[index].span)
        if index < len(outputs)
        else Output(name, Column(), NOWHERE)
        for index, name in enumerate(names)
    ]
