"""The application behind the servers it may run on, spoken to through real sockets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest
import zstandard
from tests.api.conftest import BASE
from tests.api.fixed import NS
from tests.api.served import EDGES

from teralineage.domain.ids import DatasetId, DatasetName, FieldId

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
START_SECONDS = 30


SERVERS = {
    "granian": ["granian", "--interface", "wsgi", "--blocking-threads", "8", "--log-level", "error", "--factory"],
    "gunicorn": ["gunicorn", "--threads", "8", "--log-level", "error"],
}


@pytest.fixture(scope="module", params=SERVERS)
def port(request) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        number = probe.getsockname()[1]
    if request.param == "granian":
        place = ["--host", HOST, "--port", str(number), "tests.api.served:create"]
    else:
        place = ["--bind", f"{HOST}:{number}", "tests.api.served:create()"]
    command = [sys.executable, "-m", *SERVERS[request.param], *place]
    environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    with subprocess.Popen(command, cwd=ROOT, env=environ) as server:
        try:
            _wait_for(number, server)
            yield number
        finally:
            server.terminate()
            server.wait(timeout=20)


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < end, "the server does not listen"
            time.sleep(0.02)  # nothing tells that a port opens
        else:
            return


@pytest.fixture
def connection(port) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(HOST, port, timeout=20)
    yield connection
    connection.close()


def ask(connection: HTTPConnection, path: str, method: str = "GET", **headers: str):
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    return response, response.read()


def raw(port: int, head: bytes) -> bytes:
    """What the server answers to these very bytes."""
    with socket.create_connection((HOST, port), timeout=20) as link:
        link.sendall(head + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        while chunk := link.recv(65536):
            answer += chunk
    return answer


NAMES = [
    ("SALES_DW", "DIM_CUSTOMER", "customer_id"),
    ("a.b", 'q"uote', "x/y"),
    ("a->b", "//", "%2F"),
    ("ÄÖ", "日本", "ß"),
    ("two words", "", " "),
    ("table", "database", "ddl"),
    ("?a=b", "#c", "&d;e+f"),
    ("..", ".", "*"),
]


@pytest.mark.parametrize("names", NAMES, ids=str)
@pytest.mark.parametrize("namespace", [NS, None])
@pytest.mark.parametrize("safe", ["", "/:*\"'"])
def test_ids_arrive_as_they_were_meant(connection, names, namespace, safe) -> None:
    database, table, field = names
    dataset = DatasetId(namespace, DatasetName(database, table))
    response, body = ask(connection, f"{BASE}/lineage/{quote(str(FieldId(dataset, field)), safe=safe)}")
    assert response.status == 200, body
    answer = json.loads(body)
    assert (answer["datasetId"], answer["fieldName"]) == (str(dataset), field)
    response, body = ask(connection, f"{BASE}/impact/{quote(str(dataset), safe=safe)}?maxDepth=1")
    assert (response.status, json.loads(body)["source"]) == (200, str(dataset))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (b"/api/v2/openlineage/lineage/ns%2fa.b/c", b"400"),
        (b'/api/v2/openlineage/lineage/a."b/c"/d', b"200"),
        (b"/api/v2/openlineage/lineage/a.%ff/c", b"400"),
        (b"/api/v2/openlineage/lineage/a.b%00/c", b"400"),
        (b"/api/v2/openlineage/lineage/a.b%0d%0aX-Evil:1/c", b"400"),
        (b"/api/v2/openlineage//namespaces", b"404"),
        (b"//api/v2/openlineage/namespaces", b"200"),
        (b"http://elsewhere.example/health", b"200"),
        (b"/%zz", b"404"),
        (b"/../../etc/passwd", b"404"),
        (b"/api/v2/openlineage/search?q=" + b"%41" * 1000, b"400"),
        (b"/api/v2/openlineage/search?q=%", b"400"),
        (b"/api/v2/openlineage/search?q=ab&q=cd", b"400"),
        (b"/api/v2/openlineage/search?&&q=a+b&", b"200"),
    ],
)
def test_raw_bytes_on_the_request_line(port, path, status) -> None:
    answer = raw(port, b"GET " + path)
    assert answer.startswith(b"HTTP/1.1 " + status), answer[:300]
    assert b"X-Evil:1\r\n" not in answer.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize("path", ["/api/v2/openlineage/lineage/ä.ö/ü".encode(), b"/a>b", b"/" + b"a" * 5000])
def test_what_no_address_may_be_is_answered_as_the_server_likes_but_no_failure(port, path) -> None:
    assert raw(port, b"GET " + path)[9:10] in {b"2", b"4"}


def test_one_connection_serves_many_requests(connection) -> None:
    ask(connection, "/health")
    link = connection.sock
    for path, method, status in [
        ("/health", "HEAD", 200),
        (f"{BASE}/search", "GET", 400),
        (f"{BASE}/namespaces", "HEAD", 200),
        (f"{BASE}/namespaces", "OPTIONS", 200),
        ("/nothing", "GET", 404),
        ("/health", "GET", 200),
    ]:
        response, _ = ask(connection, path, method)
        assert response.status == status
        assert connection.sock is link


def test_head_has_the_headers_of_get_and_no_body(connection) -> None:
    path = f"{BASE}/lineage/big.graph/x"
    get, body = ask(connection, path)
    head, nothing = ask(connection, path, "HEAD")
    assert nothing == b""
    assert int(head.headers["Content-Length"]) == int(get.headers["Content-Length"]) == len(body)
    assert head.headers["ETag"] == get.headers["ETag"]


def test_what_the_client_has_is_not_sent_again(connection) -> None:
    path = f"{BASE}/lineage/big.graph/x"
    first, _ = ask(connection, path)
    again, body = ask(connection, path, If_None_Match=first.headers["ETag"])
    assert (again.status, body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert ask(connection, "/health")[0].status == 200


def test_big_answers_come_whole_and_compressed_ones_are_the_same(connection) -> None:
    path = f"{BASE}/lineage/big.graph/x"
    _, plain = ask(connection, path)
    response, packed = ask(connection, path, Accept_Encoding="zstd")
    assert response.headers["Content-Encoding"] == "zstd"
    assert len(packed) < len(plain) / 10
    assert zstandard.decompress(packed) == plain
    assert len(json.loads(plain)["graph"]["edges"]) == EDGES


def test_a_body_too_large_is_refused_and_the_server_goes_on(connection) -> None:
    connection.request("DELETE", f"{BASE}/namespaces", body=b"x" * 100_000)
    assert connection.getresponse().status in {405, 413}
    connection.close()
    assert ask(connection, "/health")[0].status == 200


def test_many_at_once_each_get_their_own_answer(port) -> None:
    def fields(worker: int) -> list[str]:
        connection = HTTPConnection(HOST, port, timeout=20)
        found = []
        for number in range(20):
            response, body = ask(connection, f"{BASE}/lineage/w{worker}.t/f{number}", X_Request_ID=f"{worker}.{number}")
            assert response.headers["X-Request-ID"] == f"{worker}.{number}"
            answer = json.loads(body)
            found.append(f"{answer['datasetId']}/{answer['fieldName']}")
        connection.close()
        return found

    with ThreadPoolExecutor(8) as pool:
        for worker, found in enumerate(pool.map(fields, range(8))):
            assert found == [f"w{worker}.t/f{number}" for number in range(20)]
