from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from tests.api.fixed import FixedRepository

from teralineage.api.app import create_app

BASE = "/api/v2/openlineage"


@pytest.fixture
def repository() -> FixedRepository:
    return FixedRepository()


@pytest.fixture
def client(repository: FixedRepository) -> FlaskClient:
    return create_app(repository).test_client()
