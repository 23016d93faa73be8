from __future__ import annotations

import json
import socket
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.cli.command import run, serving

from teralineage.cli.serve import claim_port
from teralineage.domain.errors import UsageError


def test_a_free_port_is_found_for_port_zero() -> None:
    assert claim_port("127.0.0.1", 0) > 0


def test_a_taken_port_is_refused_with_another_to_try() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError, match=rf"cannot listen on 127\.0\.0\.1:{port} .* try --port {port + 1}"):
            claim_port("127.0.0.1", port)


def test_a_foreign_address_is_refused() -> None:
    with pytest.raises(UsageError, match="try --host"):
        claim_port("no-such-host.invalid", 0)


def test_an_address_of_another_machine_is_refused_with_one_of_this() -> None:
    with pytest.raises(UsageError, match=r"192\.0\.2\.1 is no address of this machine; try --host 127\.0\.0\.1"):
        claim_port("192.0.2.1", 0)


def test_who_starts_it_is_told_why_the_store_does_not_answer_and_no_secret(tmp_path: Path) -> None:
    url = "postgresql://reader:sesame@127.0.0.1:1/lineage"
    said = one_line(run("serve", "--port", "0", cwd=tmp_path, DATABASE_URL=url))
    assert "the store does not answer - " in said
    assert "127.0.0.1" in said
    assert "sesame" not in said


def test_serve_answers_health_at_the_address_it_says(tmp_path: Path) -> None:
    with serving("serve", "--data-dir", str(tmp_path)) as address, urlopen(f"{address}/health") as answer:
        assert json.load(answer) == {"status": "ok"}


def one_line(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode not in (0, None)
    assert ended.stdout == ""
    lines = ended.stderr.strip().splitlines()
    assert len(lines) == 1, ended.stderr
    return lines[0]


def test_serve_on_a_taken_port_ends_in_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert f"--port {int(port) + 1}" in one_line(run("serve", "--data-dir", str(tmp_path), "--port", port))


def test_a_truncated_store_ends_in_one_line(tmp_path: Path) -> None:
    script = tmp_path / "v.sql"
    script.write_text("CREATE VIEW db.v AS SELECT a FROM db.t;")
    assert run("extract", str(script), "--data-dir", str(tmp_path)).returncode == 0
    store = tmp_path / "lineage.sqlite3"
    store.write_bytes(store.read_bytes()[:5000])
    assert "lineage.sqlite3" in one_line(run("serve", "--data-dir", str(tmp_path), "--port", "0"))


def test_a_store_that_is_no_store_ends_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "lineage.sqlite3").write_text("Dear diary, today I was opened as a database.")
    assert "lineage.sqlite3" in one_line(run("serve", "--data-dir", str(tmp_path), "--port", "0"))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("CACHE_TTL_LINEAGE", "soon"), ("API_WORKERS", "-4"), ("DATABASE_URL", "carrier-pigeon://x")],
)
def test_a_refused_setting_is_named(tmp_path: Path, variable: str, value: str) -> None:
    assert variable in one_line(run("serve", "--port", "0", cwd=tmp_path, **{variable: value, "HOME": str(tmp_path)}))


def test_a_deployment_that_insists_on_its_cache_does_not_start_without_it(tmp_path: Path) -> None:
    said = one_line(
        run("serve", "--port", "0", "--data-dir", str(tmp_path), CACHE_REQUIRED="true", REDIS_ADDR="127.0.0.1:1")
    )
    assert "Redis at 127.0.0.1:1 does not answer" in said


def test_without_that_it_starts_and_answers(tmp_path: Path) -> None:
    with serving("serve", "--data-dir", str(tmp_path), REDIS_ADDR="127.0.0.1:1") as address:
        with urlopen(f"{address}/ready") as answer:
            assert json.load(answer)["cache"] == "degraded"
        with urlopen(f"{address}/api/v2/openlineage/namespaces") as answer:
            assert answer.headers["X-Cache"] == "MISS"
