"""The built page is served from memory, with what its files allow browsers to keep."""

from __future__ import annotations

import gzip

import pytest
from tests.api.fixed import FixedRepository

from teralineage.api.app import create_app

SCRIPT = b"console.log('lineage');\n" * 200


@pytest.fixture
def page(tmp_path):
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>TeraLineage</title>")
    (tmp_path / "favicon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "assets" / "main-3f1c.js").write_bytes(SCRIPT)
    (tmp_path.parent / "secret.txt").write_text("not yours")
    return create_app(FixedRepository(), page=tmp_path).test_client()


def test_the_page_is_asked_for_anew_and_its_hashed_files_never_again(page) -> None:
    index, script = page.get("/"), page.get("/assets/main-3f1c.js")
    assert (index.content_type, index.headers["Cache-Control"]) == ("text/html; charset=utf-8", "no-cache")
    assert (script.content_type, script.headers["Cache-Control"]) == (
        "text/javascript; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert script.data == SCRIPT
    assert page.get("/favicon.svg").mimetype == "image/svg+xml"
    assert page.get("/", headers={"If-None-Match": index.headers["ETag"]}).status_code == 304


def test_its_files_are_sent_compressed(page) -> None:
    response = page.get("/assets/main-3f1c.js", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.data) == SCRIPT


@pytest.mark.parametrize("path", ["/lineage/3f1c/SALES_DW.DIM_CUSTOMER/customer_id", "/impact/a.b", "/x%2F/y"])
def test_addresses_that_a_browser_navigates_to_are_the_pages_own(page, path) -> None:
    assert page.get(path, headers={"Accept": "text/html,*/*;q=0.8"}).data.startswith(b"<!doctype html>")
    assert page.get(path, headers={"Accept": "application/json"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/assets/gone.js", "/api/v2/openlineage/gone", "/../secret.txt", "/assets/../../secret.txt", "/%2e%2e/secret.txt"],
)
def test_nothing_else_is_found(page, path) -> None:
    assert b"not yours" not in page.get(path, headers={"Accept": "text/html"}).data
    assert page.get(path).status_code == 404


def test_without_a_built_page_the_root_leads_to_the_documentation(tmp_path) -> None:
    client = create_app(FixedRepository(), page=tmp_path / "not-built").test_client()
    assert client.get("/").headers["Location"] == "/docs"
