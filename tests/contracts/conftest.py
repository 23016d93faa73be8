from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.fakes import DictStore

from teralineage.adapters.sql import Store, open_store


@pytest.fixture(params=["dict", "sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store | DictStore]:
    """Every store there is: one suite holds them all to the same answers."""
    if request.param == "dict":
        yield DictStore()
        return
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else f"sqlite:///{tmp_path}/store.db"
    opened = open_store(url)
    yield opened
    opened.close()
