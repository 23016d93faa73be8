"""`teralineage trace`: a lineage tree in the terminal."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Annotated

import typer

from teralineage.cli.options import DataDir, database_url
from teralineage.domain.answers import Edge, Graph, Lineage, Node
from teralineage.domain.errors import MalformedIdError
from teralineage.domain.ids import DatasetId, FieldName, parse_asset
from teralineage.domain.queries import Direction, LineageQuery, Walk


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("trace")(trace)


def trace(
    asset: Annotated[str, typer.Argument(metavar="DB.TABLE[.COLUMN]", help="The column or table to start from.")],
    *,
    direction: Annotated[Direction, typer.Option("--direction", "-d", help="Which way to walk.")] = Direction.UPSTREAM,
    depth: Annotated[int, typer.Option(min=1, max=20, help="How many hops.")] = 5,
    indirect: Annotated[
        bool, typer.Option("--indirect", help="Follow columns that filter, join, group or sort, too.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Print where a column comes from, or with `-d downstream` what it feeds, as a tree."""
    from rich.console import Console  # noqa: PLC0415 - not needed by --help

    from teralineage.bootstrap import open_store  # noqa: PLC0415 - as above

    dataset, field = parse_start(asset)
    store = open_store(database_url(data_dir, os.environ))
    try:
        ways = [Direction.UPSTREAM, Direction.DOWNSTREAM] if direction is Direction.BOTH else [direction]
        for way in ways:
            query = LineageQuery(dataset, field, Walk(direction=way, max_depth=depth, indirect=indirect))
            lineage: Lineage = store.repository.answer(query).entity
            for line in render_trees(lineage.graph, way) or [f"{asset} has no columns that are known"]:
                Console(soft_wrap=True, highlight=False).print(line, markup=False)
    finally:
        store.close()


def parse_start(text: str) -> tuple[DatasetId, str | None]:
    """Read `db.table.column`, `db.table`, a field id or a dataset id.

    Raises:
        MalformedIdError: the text has none of these forms.
    """
    with suppress(MalformedIdError):
        name = FieldName.parse(text)
        return DatasetId(None, name.dataset), name.name
    try:
        asset = parse_asset(text)
    except MalformedIdError as error:
        raise MalformedIdError(text, "database.table or database.table.column") from error
    return (asset, None) if isinstance(asset, DatasetId) else (asset.dataset, asset.name)


def render_trees(graph: Graph, direction: Direction) -> list[str]:
    """The graph as indented lines, a tree a root; a node met again is shown without its branches, marked `…`."""
    nodes = {node.id: node for node in graph.nodes}
    upstream = direction is Direction.UPSTREAM
    branches: dict[str, list[Edge]] = {}
    for edge in graph.edges:
        branches.setdefault(edge.target if upstream else edge.source, []).append(edge)
    shown: set[str] = set()
    lines: list[str] = []
    for root in (node for node in graph.nodes if node.metadata.depth == 0):
        stack: list[tuple[str, str, str, Edge | None]] = [(root.id, "", "", None)]
        while stack:
            node_id, lead, indent, via = stack.pop()
            again = node_id in shown and node_id in branches
            note = "" if via is None else f"  {via.transformation_subtype.lower()}"
            lines.append(f"{lead}{_label(nodes[node_id])}{note}{' …' if again else ''}")
            if node_id in shown:
                continue
            shown.add(node_id)
            below = sorted(branches.get(node_id, []), key=lambda e: e.source if upstream else e.target)
            for index, branch in reversed(list(enumerate(below))):
                last = index == len(below) - 1
                child = branch.source if upstream else branch.target
                stack.append((child, indent + ("└─ " if last else "├─ "), indent + ("   " if last else "│  "), branch))
    return lines


def _label(node: Node) -> str:
    return node.dataset.name if node.type == "dataset" else f"{node.dataset.name}.{node.name}"
