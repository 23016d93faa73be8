"""The page has a colour and a name for every word that the server may say."""

from __future__ import annotations

import re
from pathlib import Path

from teralineage.domain.model import SourceType, Subtype

GRAPH = Path(__file__).parents[1] / "ui" / "src" / "lineage" / "graph"


def test_page_draws_every_subtype() -> None:
    """Subtypes of the page, which ranks them from weakest to strongest, are those of the domain."""
    match = re.search(r"SUBTYPES = \[(.*?)\]", (GRAPH / "types.ts").read_text(encoding="utf-8"), re.DOTALL)
    assert match is not None
    known = re.findall(r'"(\w+)"', match[1])
    assert sorted(known) == sorted(Subtype)
    assert known[-3:] == [Subtype.IDENTITY, Subtype.TRANSFORMATION, Subtype.AGGREGATION]


def test_page_draws_every_source_type() -> None:
    """The card of any dataset has a badge, an icon and a colour of its own, in both themes."""
    text = (GRAPH / "palette.ts").read_text(encoding="utf-8")
    for source_type in SourceType:
        assert len(re.findall(rf"^\s+{source_type}: \[", text, re.MULTILINE)) == 3, source_type
