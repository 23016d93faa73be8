"""Whole scripts in the style of the field; see `script_files`."""

from __future__ import annotations

import pytest
from tests.extract.script_files import script_paths, tell


@pytest.mark.parametrize("path", script_paths(), ids=lambda path: path.name)
def test_a_script_does_what_its_expectation_says(path):
    assert tell(path) == path.with_name(path.name + ".expect").read_text(encoding="utf-8")
