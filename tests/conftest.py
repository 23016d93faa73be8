from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from tests.postgres_server import PostgresServer, postgres_server

from teralineage.adapters.sql import open_store

# A busy machine is no failure: nothing here asserts how long anything takes.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

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
