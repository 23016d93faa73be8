"""The OpenAPI document says what is served: no more, no less, and each answer as it is."""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser

import jsonschema
import pytest
from openapi_spec_validator import validate
from tests.api.fixed import FixedRepository
from tests.api.test_reads import CASES

from teralineage.api.app import create_app
from teralineage.api.endpoints import BASE
from teralineage.api.openapi import default_document
from teralineage.api.options import ApiOptions
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.noop import NoOpCache
from teralineage.cache.repository import CachedOpenLineageRepository

DOCUMENT = default_document()
UNDOCUMENTED = {"/", "/openapi.json", "/docs", "/docs/docs.css", "/docs/docs.js", "/{name}"}


def test_the_document_is_valid() -> None:
    validate(DOCUMENT)


def test_it_is_what_a_server_serves(client) -> None:
    response = client.get("/openapi.json")
    assert response.json == DOCUMENT
    assert client.get("/openapi.json", headers={"If-None-Match": response.headers["ETag"]}).status_code == 304


def test_a_server_tells_its_own_bounds() -> None:
    client = create_app(FixedRepository(), ApiOptions(max_depth_limit=7)).test_client()
    text = client.get("/openapi.json").text
    assert '"maximum":7' in text
    assert '"maximum":20' not in text


def test_it_can_be_printed_without_a_server() -> None:
    command = [sys.executable, "-W", "error", "-m", "teralineage.api.openapi"]
    printed = subprocess.run(command, check=True, capture_output=True, text=True)
    assert '"openapi": "3.1.0"' in printed.stdout
    assert not printed.stderr


def test_every_route_is_documented_and_nothing_else() -> None:
    def shape(path: str) -> str:
        return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path)

    reader = CachedOpenLineageRepository(FixedRepository(), NoOpCache())
    app = create_app(reader, cache=CacheAdmin(reader, reader.stored))
    served = {shape(rule.rule) for rule in app.url_map.iter_rules()} - UNDOCUMENTED
    documented = set(DOCUMENT["paths"])
    one_id = {
        f"{BASE}/lineage/{{fieldId}}": {f"{BASE}/lineage/{{datasetId}}/{{field}}"},
        f"{BASE}/impact/{{asset}}": {f"{BASE}/impact/{{datasetId}}", f"{BASE}/impact/{{datasetId}}/{{field}}"},
    }
    for rule, paths in one_id.items():
        served = served - {rule} | paths
    assert served == documented


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for item in DOCUMENT["paths"].values() for operation in item.values()]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("address", CASES, ids=CASES)
def test_every_answer_is_as_documented(client, address) -> None:
    response = client.get(BASE + address)
    schema = _operation(client, address)["responses"]["200"]["content"][response.mimetype]["schema"]
    jsonschema.validate(response.json, {**schema, "components": DOCUMENT["components"]})


def test_every_failure_is_as_documented(client) -> None:
    schema = {"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}
    for path in (f"{BASE}/search", f"{BASE}/nothing", "/nothing"):
        body = client.get(path).json
        jsonschema.validate(body, schema)
        assert body["code"] in DOCUMENT["components"]["schemas"]["Problem"]["properties"]["code"]["examples"]


def _operation(client, address: str) -> dict:
    """What the document says of the route that serves an address."""
    adapter = client.application.url_map.bind("localhost")
    rule, _ = adapter.match((BASE + address).partition("?")[0], return_rule=True)
    shape = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
    shape = shape.replace("{fieldId}", "{datasetId}/{field}").replace("{asset}", "{datasetId}")
    return DOCUMENT["paths"][shape]["get"]


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:  # noqa: ARG002 - the parser's own signature
        self.found += [value for name, value in attrs if name in {"src", "href"}]


def test_the_page_for_people_needs_nothing_from_elsewhere(client) -> None:
    page = client.get("/docs")
    assert page.mimetype == "text/html"
    links = Links()
    links.feed(page.text)
    for link in links.found:
        if link not in {"data:,", "/"}:
            assert client.get(link).status_code == 200, link
    assert "http" not in page.text
