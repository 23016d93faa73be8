"""The API over a real store: what is written is found by its names, however they are spelled, and failures are told."""

from __future__ import annotations

from urllib.parse import quote

import jsonschema
import pytest
from tests.api.conftest import BASE
from tests.stories import URI, batch, job, statement, table

from teralineage.adapters.sql.store import open_store
from teralineage.api.app import create_app
from teralineage.api.openapi import default_document
from teralineage.domain.ids import namespace_id

OTHER = "teradata://other.example.com:1025"
NS = namespace_id(URI)
DOCUMENT = default_document()


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    store = open_store(f"sqlite:///{tmp_path_factory.mktemp('api') / 'lineage.sqlite3'}")
    tables = [
        table("Sales_DW.Dim_Customer", "Customer_Id INTEGER", "Name VARCHAR(100)"),
        table("Sales_DW.Fact_Order", "Order_Id", "Customer_Id"),
        table("Mart.Report", "Customer_Key", "Orders"),
        table('"odd.db"."ta/ble ""q"""', '"a->b"'),
    ]
    loads = job(
        "load.bteq",
        statement("Sales_DW.Dim_Customer.Customer_Id -> Sales_DW.Fact_Order.Customer_Id"),
        statement(
            "Sales_DW.Fact_Order.Customer_Id -> Mart.Report.Customer_Key",
            "Sales_DW.Fact_Order.Order_Id -> Mart.Report.Orders AGGREGATION",
            "Sales_DW.Dim_Customer.Name -> Mart.Report.* FILTER",
        ),
    )
    store.writer.write(batch(*tables, loads))
    store.writer.write(batch(table("Mart.Report", "x"), table("Other.Alone", "y"), uri=OTHER))
    yield create_app(store.repository).test_client()
    store.close()


def get(client, path: str, status: int = 200) -> dict:
    response = client.get(BASE + path)
    assert response.status_code == status, response.text
    return response.json


CUSTOMER = f"{NS}/Sales_DW.Dim_Customer"


@pytest.mark.parametrize(
    ("path", "documented"),
    [
        ("/namespaces", "NamespaceList"),
        (f"/namespaces/{NS}", "Namespace"),
        (f"/namespaces/{NS}/databases", "DatabasePage"),
        (f"/namespaces/{NS}/datasets?sourceType=TABLE", "DatasetPage"),
        ("/datasets/search?q=cust", "DatasetSearch"),
        ("/search?q=cust", "SearchResult"),
        (f"/datasets/{CUSTOMER}", "Dataset"),
        (f"/datasets/{CUSTOMER}/statistics", "DatasetStatistics"),
        (f"/datasets/{CUSTOMER}/ddl", "DatasetDdl"),
        (f"/lineage/{CUSTOMER}/customer_id?include=direct,indirect", "Lineage"),
        (f"/lineage/table/{CUSTOMER}?granularity=dataset", "Lineage"),
        ("/lineage/database/SALES_dw", "DatabaseLineage"),
        (f"/impact/{CUSTOMER}", "Impact"),
        (f"/impact/{CUSTOMER}/name?include=direct,indirect", "Impact"),
        (f"/paths?from={CUSTOMER}&to={NS}/Mart.Report", "Paths"),
        ("/changes", "Changes"),
        ("/statistics", "StoreStatistics"),
    ],
)
def test_every_answer_is_as_documented(client, path, documented) -> None:
    schema = {"$ref": f"#/components/schemas/{documented}", "components": DOCUMENT["components"]}
    jsonschema.validate(get(client, path), schema)


def test_names_are_found_in_any_case_and_spelled_as_the_catalog_does(client) -> None:
    for spelling in (f"{NS}/sales_dw.DIM_CUSTOMER", "SALES_DW.dim_customer", quote(CUSTOMER, safe="")):
        dataset = get(client, f"/datasets/{spelling}")
        assert (dataset["id"], dataset["name"]) == (CUSTOMER, "Sales_DW.Dim_Customer")


def test_a_click_from_a_list_leads_to_the_thing_itself(client) -> None:
    for dataset in get(client, f"/namespaces/{NS}/datasets")["datasets"]:
        found = get(client, f"/datasets/{quote(dataset['id'], safe='')}")
        for field in found["fields"]:
            graph = get(client, f"/lineage/{quote(field['id'], safe='')}?include=direct,indirect")["graph"]
            assert field["id"] in {node["id"] for node in graph["nodes"]}
            for edge in graph["edges"]:
                evidence = get(client, f"/edges/{quote(edge['id'], safe='')}/evidence")
                assert evidence["edgeId"] == edge["id"]
                assert evidence["evidence"]


def test_an_odd_name_is_found_like_any_other(client) -> None:
    odd = f'{NS}/"odd.db"."ta/ble ""q"""'
    assert get(client, f"/datasets/{quote(odd, safe='')}")["id"] == odd
    (field,) = get(client, f"/datasets/{quote(odd)}")["fields"]
    assert get(client, f"/lineage/{quote(field['id'])}")["graph"]["nodes"][0]["id"] == field["id"]


def test_an_unknown_name_is_answered_with_close_spellings(client) -> None:
    problem = get(client, "/datasets/Sales_DW.Dim_Custmer", 404)
    assert problem["code"] == "DATASET_NOT_FOUND"
    assert problem["suggestions"][0] == "Sales_DW.Dim_Customer"
    assert get(client, f"/lineage/{CUSTOMER}/nme", 404)["code"] == "FIELD_NOT_FOUND"
    assert get(client, "/lineage/database/nowhere", 404)["code"] == "DATABASE_NOT_FOUND"
    assert get(client, "/namespaces/nowhere/databases", 404)["code"] == "NAMESPACE_NOT_FOUND"
    assert get(client, f"/edges/{CUSTOMER}/name->{CUSTOMER}/name/evidence", 404)["code"] == "EDGE_NOT_FOUND"


def test_a_name_in_two_namespaces_is_ambiguous(client) -> None:
    problem = get(client, "/datasets/mart.report", 409)
    assert problem["code"] == "AMBIGUOUS_NAME"
    assert sorted(problem["candidates"]) == sorted([f"{NS}/Mart.Report", f"{namespace_id(OTHER)}/Mart.Report"])


def test_pages_of_a_list_are_the_list(client) -> None:
    path = f"/namespaces/{NS}/datasets"
    whole = get(client, path)
    pages = [get(client, f"{path}?limit=1&offset={offset}") for offset in range(whole["total"])]
    assert [page["datasets"][0] for page in pages] == whole["datasets"]
    assert [page["pagination"]["has_next"] for page in pages] == [True] * (len(pages) - 1) + [False]
    beyond = get(client, f"{path}?offset=1000")
    assert (beyond["datasets"], beyond["total"], beyond["pagination"]["has_next"]) == ([], whole["total"], False)


def test_a_store_that_goes_away_is_said_and_forgiven(tmp_path) -> None:
    path = tmp_path / "lineage.sqlite3"
    store = open_store(f"sqlite:///{path}")
    client = create_app(store.repository).test_client()
    assert get(client, "/namespaces")["total"] == 0
    store.close()
    away = path.rename(tmp_path / "away")
    path.mkdir()
    problem = client.get(f"{BASE}/namespaces")
    assert (problem.status_code, problem.json["code"]) == (503, "STORE_UNAVAILABLE")
    assert int(problem.headers["Retry-After"]) > 0
    assert str(tmp_path) not in problem.text
    assert client.get("/ready").status_code == 503
    assert client.get("/health").status_code == 200
    path.rmdir()
    away.rename(path)
    assert get(client, "/namespaces")["total"] == 0
    assert client.get("/ready").status_code == 200
    store.close()
