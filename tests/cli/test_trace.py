from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import run

from teralineage.cli.trace import parse_start, render_trees
from teralineage.domain.answers import Edge, Graph, Node, NodeDataset, NodeMetadata
from teralineage.domain.errors import MalformedIdError
from teralineage.domain.queries import Direction


def graph(edges: list[tuple[str, str]], root: str) -> Graph:
    """A graph of fields of one table, `root` at depth 0."""
    names = dict.fromkeys([root, *(end for edge in edges for end in edge)])
    table = NodeDataset(id="0/d.t", name="d.t", namespace="n", source_type="TABLE")
    return Graph(
        nodes=tuple(
            Node(
                id=name,
                type="field",
                name=name,
                dataset=table,
                metadata=NodeMetadata(column_type=None, nullable=None, depth=int(name != root)),
            )
            for name in names
        ),
        edges=tuple(
            Edge(
                id=f"{source}->{target}",
                source=source,
                target=target,
                transformation_type="DIRECT",
                transformation_subtype="IDENTITY",
                confidence_score=1,
                evidence_count=1,
                last_seen=None,
            )
            for source, target in edges
        ),
        truncated=False,
    )


def test_upstream_hangs_sources_below_their_targets() -> None:
    assert render_trees(graph([("b", "a"), ("c", "a"), ("d", "b")], "a"), Direction.UPSTREAM) == [
        "d.t.a",
        "├─ d.t.b  identity",
        "│  └─ d.t.d  identity",
        "└─ d.t.c  identity",
    ]


def test_a_diamond_is_drawn_out_once() -> None:
    lines = render_trees(graph([("b", "a"), ("c", "a"), ("d", "b"), ("d", "c"), ("e", "d")], "a"), Direction.UPSTREAM)
    assert lines == [
        "d.t.a",
        "├─ d.t.b  identity",
        "│  └─ d.t.d  identity",
        "│     └─ d.t.e  identity",
        "└─ d.t.c  identity",
        "   └─ d.t.d  identity …",
    ]


def test_a_cycle_ends() -> None:
    assert render_trees(graph([("a", "b"), ("b", "a")], "a"), Direction.DOWNSTREAM) == [
        "d.t.a",
        "└─ d.t.b  identity",
        "   └─ d.t.a  identity …",
    ]


@pytest.mark.parametrize(
    ("text", "dataset", "field"),
    [
        ("db.t", "db.t", None),
        ("db.t.c", "db.t", "c"),
        ("0123456789abcdef/db.t", "0123456789abcdef/db.t", None),
        ("0123456789abcdef/db.t/c", "0123456789abcdef/db.t", "c"),
        ('"my db".t."a.b"', "my db.t", "a.b"),
    ],
)
def test_assets_are_read_in_every_form(text: str, dataset: str, field: str | None) -> None:
    found, name = parse_start(text)
    assert (str(found), name) == (dataset, field)


@pytest.mark.parametrize("text", ["", "t", "a.b.c.d", "a/b"])
def test_other_texts_are_no_assets(text: str) -> None:
    with pytest.raises(MalformedIdError):
        parse_start(text)


def test_a_table_without_known_columns_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "d.sql").write_text("DELETE FROM d.t;")
    run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    assert run("trace", "d.t", "--data-dir", str(tmp_path)).stdout == "d.t has no columns that are known\n"
