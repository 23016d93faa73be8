from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from tests.postgres_server import PostgresServer, postgres_server

from teralineage.adapters.sql import open_store

# A busy machine is no failure: nothing here asserts how long anything takes.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same code gives the same verdict: new examples are looked for by `make explore`, not met by chance.
settings.register_profile("same", UNHURRIED, derandomize=True)
settings.register_profile("explore", UNHURRIED, derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

TEMPLATE = "migrated"


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server for this worker, with a migrated database to copy from."""
    with postgres_server() as server:
        open_store(server.database(TEMPLATE)).close()
        yield server


@pytest.fixture
def postgres_url(postgres: PostgresServer, request: pytest.FixtureRequest) -> str:
    """A migrated and empty database of this test's own."""
    return postgres.database(f"t{abs(hash(request.node.nodeid))}", TEMPLATE)
