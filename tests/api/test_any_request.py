"""Whatever is sent, the answer is one of those that are documented."""

from __future__ import annotations

import jsonschema
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.fixed import DATASET, FIELD, NS, TARGET, URI, FixedRepository

from teralineage.api.app import create_app
from teralineage.api.endpoints import BASE
from teralineage.api.openapi import default_document

DOCUMENT = default_document()
CLIENT = create_app(FixedRepository()).test_client()
PROBLEM = jsonschema.Draft202012Validator(
    {"$ref": "#/components/schemas/Problem", "components": DOCUMENT["components"]}
)
READS = sorted(path for path in DOCUMENT["paths"] if path.startswith(BASE))
NAMES = sorted({param["name"] for path in READS for param in DOCUMENT["paths"][path]["get"]["parameters"]})
WORDS = ["", "0", "1", "500", "-1", "true", "both", "direct,indirect", "2026-01-01", "json", "VIEW"]

texts = st.text(max_size=20) | st.sampled_from([*WORDS, FIELD, DATASET, NS, URI, f"{FIELD}->{TARGET}"])
queries = st.lists(st.tuples(st.sampled_from(NAMES) | st.text(max_size=5), texts), max_size=4)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(READS), st.data(), queries)
def test_an_answer_or_a_problem_but_never_a_failure(
    path: str, data: st.DataObject, query: list[tuple[str, str]]
) -> None:
    parts = {name: data.draw(texts) for name in ("namespaceId", "datasetId", "field", "database", "edgeId")}
    address = path.format(**parts).replace("?", "%3F").replace("#", "%23")
    response = CLIENT.get(address, query_string=query)
    assert response.status_code in {200, 400, 404}
    if response.status_code != 200:
        PROBLEM.validate(response.json)
