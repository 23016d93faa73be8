"""The guide names everything that the API has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from teralineage.api.endpoints import BASE
from teralineage.api.errors import codes
from teralineage.api.openapi import default_document

GUIDE = (Path(__file__).parents[2] / "docs" / "user_guide.md").read_text(encoding="utf-8")
READS = [path.removeprefix(BASE) for path in default_document()["paths"] if path.startswith(BASE)]


@pytest.mark.parametrize("path", READS)
def test_every_endpoint_is_in_the_guide(path) -> None:
    assert f"| `{path}` |" in GUIDE


@pytest.mark.parametrize("code", codes())
def test_every_error_code_is_in_the_guide(code) -> None:
    assert f"`{code}`" in GUIDE


def test_the_guide_names_no_endpoint_that_is_not_there() -> None:
    assert set(re.findall(r"^\| `(/[^`]*)` \|", GUIDE, re.MULTILINE)) == set(READS)
