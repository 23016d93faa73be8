"""Every failure has one shape, a stable code, and nothing in it that the caller must not see."""

from __future__ import annotations

import logging

import pytest
from flask import abort, request
from tests.api.conftest import BASE
from tests.api.fixed import FixedRepository

from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.domain import errors

MEMBERS = {"type", "title", "status", "detail", "instance", "error", "code", "request_id"}
SECRET = "SELECT secret FROM dbc.tables at td.internal:1025 in /srv/store.sqlite3"

CASES = [
    (errors.MalformedIdError("x", "a.b"), 400, "MALFORMED_ID", {}),
    (
        errors.ValidationError({"q": "is odd"}),
        400,
        "VALIDATION_FAILED",
        {"details": [{"field": "q", "message": "is odd"}]},
    ),
    (errors.NamespaceNotFoundError("n"), 404, "NAMESPACE_NOT_FOUND", {"suggestions": []}),
    (errors.DatabaseNotFoundError("d", ("e",)), 404, "DATABASE_NOT_FOUND", {"suggestions": ["e"]}),
    (errors.DatasetNotFoundError("d", ("e", "f")), 404, "DATASET_NOT_FOUND", {"suggestions": ["e", "f"]}),
    (errors.FieldNotFoundError("d"), 404, "FIELD_NOT_FOUND", {"suggestions": []}),
    (errors.EdgeNotFoundError("d"), 404, "EDGE_NOT_FOUND", {"suggestions": []}),
    (errors.AmbiguousNameError("a.b", ("1/a.b", "2/a.b")), 409, "AMBIGUOUS_NAME", {"candidates": ["1/a.b", "2/a.b"]}),
    (errors.StoreUnavailableError(SECRET), 503, "STORE_UNAVAILABLE", {}),
    (errors.StoreDamagedError(SECRET), 500, "STORE_DAMAGED", {}),
    (errors.StoreTooNewError(SECRET), 500, "STORE_TOO_NEW", {}),
    (RuntimeError(SECRET), 500, "INTERNAL_ERROR", {}),
]


@pytest.mark.parametrize("case", CASES, ids=[type(case[0]).__name__ for case in CASES])
def test_an_error_becomes_a_problem(client, repository, caplog, case) -> None:
    repository.instead, status, code, more = case
    response = client.get(f"{BASE}/datasets/a.b")
    body = response.json
    assert response.status_code == body["status"] == status
    assert response.mimetype == "application/problem+json"
    assert body.keys() == MEMBERS | more.keys()
    assert body["code"] == code
    assert body["error"] == body["detail"]
    assert body["instance"] == f"{BASE}/datasets/a.b"
    assert body["request_id"] == response.headers["X-Request-ID"]
    assert {name: body[name] for name in more} == more
    assert SECRET not in response.text
    assert ("Retry-After" in response.headers) == (status == 503)
    if status >= 500:
        assert SECRET in caplog.text
        assert body["request_id"] in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v2/openlineage/nothing", 404, "ROUTE_NOT_FOUND"),
        ("POST", "/api/v2/openlineage/nothing", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/api/v2/openlineage/namespaces/", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/api", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/nothing", 404, "ROUTE_NOT_FOUND"),
        ("GET", "/nothing.js", 404, "ROUTE_NOT_FOUND"),
        ("DELETE", "/api/v2/openlineage/namespaces", 405, "METHOD_NOT_ALLOWED"),
        ("TRACE", "/health", 405, "METHOD_NOT_ALLOWED"),
    ],
)
def test_an_address_that_is_not_there_is_a_problem_too(client, method, path, status, code) -> None:
    response = client.open(path, method=method, headers={"Accept": "text/html"})
    assert (response.status_code, response.json["code"]) == (status, code)
    assert ("Allow" in response.headers) == (status == 405)


def test_bodies_are_bounded_and_typed() -> None:
    app = create_app(FixedRepository(), ApiOptions(max_body_bytes=10))

    @app.post("/echo")
    def echo() -> bytes:
        return request.get_json()["x"]

    client = app.test_client()
    assert client.post("/echo", json={"x": "y"}).data == b"y"
    assert client.post("/echo", json={"x": "y" * 99}).json["code"] == "BODY_TOO_LARGE"
    assert client.post("/echo", data="x=y").json["code"] == "UNSUPPORTED_MEDIA_TYPE"
    assert client.post("/echo", data="{", content_type="application/json").json["code"] == "BAD_REQUEST"


def test_a_teapot_has_a_code_as_well() -> None:
    app = create_app(FixedRepository())
    app.add_url_rule("/tea", view_func=lambda: abort(418), endpoint="tea")
    app.add_url_rule("/slow", view_func=lambda: abort(429), endpoint="slow")
    app.add_url_rule("/down", view_func=lambda: abort(502), endpoint="down")
    client = app.test_client()
    assert client.get("/tea").json["code"] == "IM_A_TEAPOT"
    assert client.get("/slow").json["code"] == "TOO_MANY_REQUESTS"
    assert client.get("/down").json["code"] == "INTERNAL_ERROR"


def test_codes_are_unique() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and hasattr(kind, "code")]
    assert len({kind.code for kind in kinds}) == len(kinds) > 10


def test_an_error_of_an_adapters_own_shows_as_what_it_is_to_the_domain(client, repository) -> None:
    class SocketUnavailableError(errors.StoreUnavailableError):
        code = "SOCKET_UNAVAILABLE"

    repository.instead = SocketUnavailableError("gone")
    response = client.get(f"{BASE}/namespaces")
    assert (response.status_code, response.json["code"]) == (503, "STORE_UNAVAILABLE")


@pytest.mark.parametrize("given", ["abc-123_x.Y", "a" * 128])
def test_a_well_formed_request_id_is_kept(client, given) -> None:
    assert client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["", "a" * 129, "with blank", "<script>", "é"])
def test_any_other_request_id_is_replaced(client, given) -> None:
    first, second = (client.get("/health", headers={"X-Request-ID": given}).headers["X-Request-ID"] for _ in range(2))
    assert len(first) == len(second) == 32
    assert first != second != given


def test_a_request_leaves_one_line_in_the_access_log(client, caplog) -> None:
    with caplog.at_level(logging.INFO, "teralineage.access"):
        client.get(f"{BASE}/datasets/a.%22b%0A%22?refresh=true", headers={"X-Request-ID": "r1"})
    (line,) = (record.getMessage() for record in caplog.records if record.name == "teralineage.access")
    assert "method=GET path=/api/v2/openlineage/datasets/a.%22b%0A%22 status=400 " in line
    assert line.endswith("request_id=r1")
