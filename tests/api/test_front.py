"""What every answer carries, whoever gives it."""

from __future__ import annotations

import gzip
import json
import logging

import pytest
import zstandard
from prometheus_client import CollectorRegistry
from tests.api.conftest import BASE
from tests.api.fixed import DOCUMENTS, FIELD, NS, FixedRepository
from werkzeug.test import create_environ

from teralineage.api.app import create_app
from teralineage.api.front import Front
from teralineage.api.metrics import RequestMetrics
from teralineage.api.options import ApiOptions
from teralineage.domain import answers, errors

ORIGIN = "https://wiki.example.com"


@pytest.mark.parametrize("path", ["/health", f"{BASE}/namespaces", "/nothing", f"{BASE}/search"])
def test_security_headers_are_on_everything(client, path) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_without_origins_other_sites_are_told_nothing(client) -> None:
    headers = client.get("/health", headers={"Origin": ORIGIN}).headers
    assert not [name for name in headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118 - not a dict


@pytest.mark.parametrize(
    ("allowed", "welcome"), [((ORIGIN,), True), (("*",), True), (("https://other.example",), False)]
)
def test_cors_is_for_the_origins_that_are_allowed(allowed, welcome) -> None:
    client = create_app(FixedRepository(), ApiOptions(cors_origins=allowed)).test_client()
    plain = client.get(f"{BASE}/namespaces", headers={"Origin": ORIGIN})
    assert ("Access-Control-Allow-Origin" in plain.headers) == welcome
    assert "Origin" in plain.headers.get_all("Vary")
    if welcome:
        exposed = set(plain.headers["Access-Control-Expose-Headers"].split(", "))
        assert exposed == {"X-Cache", "X-Cache-TTL", "Cache-Status", "ETag", "X-Request-ID", "Link"}
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "DELETE"}
    preflight = client.options("/api/v2/cache", headers=asked)
    assert preflight.status_code == 204
    assert ("Access-Control-Allow-Methods" in preflight.headers) == welcome


@pytest.mark.parametrize(
    ("method", "origin", "allowed", "status"),
    [
        ("POST", None, (), 405),
        ("POST", "http://localhost", (), 405),
        ("POST", "https://localhost", (), 405),
        ("POST", ORIGIN, (), 403),
        ("DELETE", "null", (), 403),
        ("POST", "http://localhost.evil.example", (), 403),
        ("POST", ORIGIN, (ORIGIN,), 405),
        ("GET", ORIGIN, (), 200),
    ],
)
def test_a_page_of_another_site_changes_nothing(method, origin, allowed, status) -> None:
    client = create_app(FixedRepository(), ApiOptions(cors_origins=allowed)).test_client()
    response = client.open(f"{BASE}/namespaces", method=method, headers={"Origin": origin} if origin else {})
    assert response.status_code == status
    if status == 403:
        assert response.json["code"] == "ORIGIN_NOT_ALLOWED"
        assert response.json["request_id"] == response.headers["X-Request-ID"]


def test_whatever_breaks_below_is_told_as_a_problem(caplog) -> None:
    def broken(_environ, _start):
        raise RuntimeError("SELECT secret")

    told = []
    front = Front(broken, ApiOptions(), RequestMetrics(CollectorRegistry()))
    environ = create_environ("/x y", headers={"X-Request-ID": "r1"})
    body = b"".join(front(environ, lambda status, headers, _exc_info: told.append((status, dict(headers)))))
    ((status, headers),) = told
    problem = json.loads(body)
    assert (status, problem["code"], problem["instance"]) == ("500 Internal Server Error", "INTERNAL_ERROR", "/x%20y")
    assert headers["X-Request-ID"] == problem["request_id"] == "r1"
    assert b"secret" not in body
    assert "secret" in caplog.text


def test_head_is_get_without_the_body(client) -> None:
    path = f"{BASE}/datasets/a.b"
    get, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.data == b""
    for name in ("Content-Length", "Content-Type", "ETag"):
        assert head.headers[name] == get.headers[name]


def test_options_tell_the_methods(client) -> None:
    assert {"GET", "HEAD", "OPTIONS"} == set(client.options(f"{BASE}/namespaces").allow)


def _edge(number: int) -> answers.Edge:
    return answers.Edge(
        id=f"{number}",
        source=f"{NS}/a.b/{number}",
        target=FIELD,
        transformation_type="DIRECT",
        transformation_subtype="IDENTITY",
        confidence_score=1.0,
        evidence_count=1,
        last_seen=None,
    )


@pytest.mark.parametrize(
    ("accept", "encoding", "decode"),
    [
        (None, None, bytes),
        ("identity", None, bytes),
        ("gzip, deflate, br", "gzip", gzip.decompress),
        ("gzip, deflate, br, zstd", "zstd", zstandard.decompress),
        ("gzip;q=1.0, zstd;q=0", "gzip", gzip.decompress),
        ("*", "zstd", zstandard.decompress),
    ],
)
def test_large_answers_are_compressed_as_the_client_takes_them(client, repository, accept, encoding, decode) -> None:
    repository.instead = _large()
    response = client.get(f"{BASE}/lineage/table/a.b", headers={"Accept-Encoding": accept} if accept else {})
    assert response.headers.get("Content-Encoding") == encoding
    assert json.loads(decode(response.data))["graph"]["edges"][499]["id"] == "499"
    assert int(response.headers["Content-Length"]) == len(response.data)
    assert "Accept-Encoding" in response.headers["Vary"]


def _large() -> answers.Lineage:
    return answers.Lineage(
        dataset_id="a.b",
        field_name=None,
        direction="both",
        max_depth=5,
        graph=answers.Graph(nodes=(), edges=tuple(_edge(number) for number in range(500)), truncated=False),
    )


def test_small_answers_are_not_compressed(client) -> None:
    response = client.get(f"{BASE}/datasets/a.b/ddl", headers={"Accept-Encoding": "gzip, zstd"})
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("accept", ["identity", "gzip", "zstd"])
def test_what_the_client_has_is_not_sent_again(client, repository, accept) -> None:
    repository.instead = _large()
    path, headers = f"{BASE}/lineage/table/a.b", {"Accept-Encoding": accept}
    first = client.get(path, headers=headers)
    assert first.headers["Cache-Control"] == "private, no-cache"
    again = client.get(path, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(path, headers={**headers, "If-None-Match": '"other"'}).status_code == 200
    repository.instead = None
    assert client.get(path, headers={**headers, "If-None-Match": first.headers["ETag"]}).status_code == 200


def test_each_encoding_has_a_validator_of_its_own(client, repository) -> None:
    repository.instead = _large()
    tags = {
        client.get(f"{BASE}/lineage/table/a.b", headers={"Accept-Encoding": accept}).headers["ETag"]
        for accept in ("identity", "gzip", "zstd")
    }
    assert len(tags) == 3


def test_health_is_said_without_asking_anybody(client, repository) -> None:
    repository.instead = errors.StoreUnavailableError("gone")
    assert client.get("/health").json == {"status": "ok"}


def test_ready_is_about_the_store_and_tells_the_rest() -> None:
    repository = FixedRepository()
    client = create_app(repository, parts={"cache": lambda: "degraded", "teradata": lambda: "off"}).test_client()
    assert client.get("/ready").json == {"status": "ok", "store": "ok", "cache": "degraded", "teradata": "off"}
    repository.instead = errors.StoreUnavailableError("gone")
    away = client.get("/ready")
    assert away.status_code == 503
    assert away.json == {"status": "unavailable", "store": "unavailable", "cache": "degraded", "teradata": "off"}


def test_requests_are_counted_by_route_and_status(client) -> None:
    client.get(f"{BASE}/datasets/a.b")
    client.get(f"{BASE}/datasets/a.c")
    client.get(f"{BASE}/datasets/nope")
    client.open("/x", method="BREW")
    text = client.get("/metrics").text
    route = f'route="{BASE}/datasets/{{datasetId}}"'
    assert f'teralineage_http_requests_total{{method="GET",{route},status="200"}} 2.0' in text
    assert f'teralineage_http_requests_total{{method="GET",{route},status="400"}} 1.0' in text
    assert 'teralineage_http_requests_total{method="other",route="none",status="405"} 1.0' in text
    assert f"teralineage_http_request_seconds_count{{{route}}} 3.0" in text


def test_the_access_log_tells_its_fields_to_programs(client, caplog) -> None:
    with caplog.at_level(logging.INFO, "teralineage.access"):
        client.get("/health", headers={"X-Request-ID": "r1"})
    fields = caplog.records[-1].fields
    assert (fields["method"], fields["path"], fields["status"], fields["bytes"]) == ("GET", "/health", 200, 15)
    assert fields["request_id"] == "r1"


def test_impact_as_csv_is_safe_to_open_in_a_spreadsheet(client, repository) -> None:
    impact = DOCUMENTS[answers.Impact]
    evil = answers.ImpactedField(
        id="x",
        name="x",
        database="=1+1",
        table="@T",
        field='a,"b',
        source_type="VIEW",
        depth=2,
        impact_type="FILTER",
        via_indirect_only=True,
    )
    repository.instead = answers.Impact(source="s", impacted=(*impact.impacted, evil), summary=impact.summary)
    response = client.get(f"{BASE}/impact/a.b?format=csv")
    assert response.content_type == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == "attachment; filename=impact.csv"
    assert response.text.splitlines() == [
        "id,database,table,field,sourceType,depth,impactType,viaIndirectOnly",
        f"{NS}/MART.V_CUSTOMER/customer_key,MART,V_CUSTOMER,customer_key,VIEW,1,IDENTITY,false",
        'x,\'=1+1,\'@T,"a,""b",VIEW,2,FILTER,true',
    ]
