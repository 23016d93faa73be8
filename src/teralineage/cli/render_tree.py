"""Statements as a tree for people: what is read, what is written, which column comes from which."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.text import Text
from rich.tree import Tree

from teralineage.cli.names import plain
from teralineage.domain.model import ColumnEdge, Extraction, Reason, StatementLineage

_SHOWN_TEXT = 60


def print_trees(parsed: Sequence[tuple[str, Extraction]], console: Console) -> None:
    """One tree a file, then one line of counts."""
    statements = edges = skipped = 0
    for file, extraction in parsed:
        tree = Tree(f"[bold]{escape(file)}[/bold]")
        for statement in extraction.statements:
            _add_statement(tree, statement)
            edges += len(statement.edges)
            skipped += statement.skipped is not None
        statements += len(extraction.statements)
        console.print(tree)
    console.print(f"{statements} statements, {edges} edges, {skipped} skipped or partly read", style="dim")


def _add_statement(tree: Tree, statement: StatementLineage) -> None:
    place = f"{statement.line}: " if statement.file is None else f"{statement.file}:{statement.line}: "
    flow = Text.assemble((place, "dim"), (statement.kind, "bold cyan"), " ")
    if statement.targets:
        flow.append(", ".join(map(plain, statement.targets)))
    if statement.sources:
        flow.append(" ← ", "dim").append(", ".join(map(plain, statement.sources)))
    branch = tree.add(flow)
    if statement.skipped is not None:
        skipped = statement.skipped
        branch.add(Text(f"line {skipped.line}: {skipped.reason}: {skipped.message}", "yellow"))
    for edge in statement.edges:
        branch.add(_edge_line(edge, statement))


def _edge_line(edge: ColumnEdge, statement: StatementLineage) -> Text:
    begin = statement.span.start
    said = " ".join(statement.text[edge.span.start - begin : edge.span.end - begin].split())
    if len(said) > _SHOWN_TEXT:
        said = said[: _SHOWN_TEXT - 1] + "…"
    line = Text.assemble(plain(edge.target), (" ← ", "dim"), plain(edge.source), " ", (edge.subtype.value, "green"))
    if edge.reason is not Reason.SCHEMA:
        line.append(f" {edge.reason.value}", "yellow")
    if edge.masking:
        line.append(" masked", "magenta")
    return line.append(f"   {said}", "dim")
