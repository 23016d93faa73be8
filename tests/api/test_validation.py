"""Faulty requests are refused with every fault named, and never reach the repository."""

from __future__ import annotations

import pytest
from tests.api.conftest import BASE
from tests.api.fixed import DATASET, FIELD, NS

REFUSED = {
    "/namespaces?limit=0": {"limit": "must be a whole number from 1 to 500"},
    "/namespaces?limit=501": {"limit": "must be a whole number from 1 to 500"},
    "/namespaces?limit=ten": {"limit": "must be a whole number from 1 to 500"},
    "/namespaces?limit=1.0": {"limit": "must be a whole number from 1 to 500"},
    "/namespaces?limit=%D9%A1": {"limit": "must be a whole number from 1 to 500"},  # an Arabic digit
    "/namespaces?limit=" + "9" * 5000: {"limit": "must be a whole number from 1 to 500"},
    "/namespaces?limit=": {"limit": "must be a whole number from 1 to 500"},
    "/namespaces?limit=1&limit=2": {"limit": "is given 2 times; give it once"},
    "/namespaces?offset=-1": {"offset": "must be a whole number from 0 to 2147483647"},
    "/namespaces?offset=99999999999": {"offset": "must be a whole number from 0 to 2147483647"},
    "/namespaces?page=2": {"page": "is not a parameter here; there are: limit, offset, refresh"},
    f"/namespaces/{NS}/datasets?namespaceId=x": {
        "namespaceId": "is not a parameter here; there are: database, limit, offset, q, refresh, sourceType"
    },
    f"/namespaces/{NS}/datasets?sourceType=table": {
        "sourceType": (
            "must be one of TABLE, VIEW, MATERIALIZED_VIEW, VOLATILE_TABLE, GLOBAL_TEMPORARY_TABLE, MACRO, PROCEDURE, "
            "FILE, EXTERNAL"
        )
    },
    f"/namespaces/{NS}/datasets?database=": {"database": "must not be empty"},
    "/search": {"q": "is required"},
    "/search?q=a": {"q": "must be 2 to 300 characters"},
    "/search?q=%20a%20": {"q": "must be 2 to 300 characters"},
    "/search?q=" + "a" * 301: {"q": "must be 2 to 300 characters"},
    "/search?q=ab%00": {"q": "must not hold control characters"},
    "/datasets/a.%FF": {"datasetId": "must be UTF-8"},
    "/search?q=ab&types=table": {"types": "must be words from database, dataset, field, joined by commas"},
    "/search?q=ab&types=": {"types": "must be words from database, dataset, field, joined by commas"},
    "/datasets/nope": {"datasetId": f"must be of the form database.table, as in {DATASET}"},
    "/datasets/a.b%00": {"datasetId": "must not hold control characters"},
    "/lineage/a.b": {"fieldId": f"must be of the form database.table/field, as in {FIELD}"},
    f"/lineage/{FIELD}?maxDepth=0": {"maxDepth": "must be a whole number from 1 to 20"},
    f"/lineage/{FIELD}?maxDepth=21": {"maxDepth": "must be a whole number from 1 to 20"},
    f"/lineage/{FIELD}?direction=sideways": {"direction": "must be one of upstream, downstream, both"},
    f"/lineage/{FIELD}?include=indirect": {
        "include": "must be words from direct, indirect, joined by commas, direct among them"
    },
    f"/lineage/{FIELD}?granularity=field": {
        "granularity": "is not a parameter here; there are: asOf, direction, format, include, maxDepth, refresh"
    },
    f"/lineage/{FIELD}?asOf=yesterday": {"asOf": "must be an ISO 8601 timestamp such as 2026-03-31T12:00:00Z"},
    f"/lineage/{FIELD}?asOf=0001-01-01T00:00:00%2B05:00": {
        "asOf": "must be an ISO 8601 timestamp such as 2026-03-31T12:00:00Z"
    },
    f"/lineage/table/{DATASET}?granularity=column": {"granularity": "must be one of field, dataset"},
    f"/impact/{FIELD}?format=xml": {"format": "must be one of json, csv"},
    f"/impact/{FIELD}?refresh=banana": {"refresh": "must be true or false"},
    "/paths?from=a.b": {"to": "is required"},
    "/paths?from=a&to=b": {
        "from": f"must be of the form database.table or database.table/field, as in {FIELD}",
        "to": f"must be of the form database.table or database.table/field, as in {FIELD}",
    },
    "/edges/a.b->c.d/evidence": {
        "edgeId": (
            "must be of the form source field id->target field id, as in "
            "7de226d4434ebe7d/SALES_DW.DIM_CUSTOMER/customer_id->7de226d4434ebe7d/SALES_DW.DIM_CUSTOMER/customer_key"
        )
    },
    "/changes?from=2026-02-01&to=2026-01-01": {"to": "must not be earlier than from"},
    "/lineage/a?maxDepth=x&direction=y&refresh=z&w=1": {
        "fieldId": f"must be of the form database.table/field, as in {FIELD}",
        "maxDepth": "must be a whole number from 1 to 20",
        "direction": "must be one of upstream, downstream, both",
        "refresh": "must be true or false",
        "w": "is not a parameter here; there are: asOf, direction, format, include, maxDepth, refresh",
    },
}


@pytest.mark.parametrize(("address", "faults"), REFUSED.items(), ids=[address[:60] for address in REFUSED])
def test_a_faulty_request_names_all_its_faults(client, repository, address, faults) -> None:
    response = client.get(BASE + address)
    assert response.status_code == 400
    assert response.json["code"] == "VALIDATION_FAILED"
    assert {fault["field"]: fault["message"] for fault in response.json["details"]} == faults
    assert all(message in response.json["detail"] for message in faults.values())
    assert repository.asked == []
