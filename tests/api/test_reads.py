"""Every read endpoint turns its path and parameters into the one query they mean."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.api.conftest import BASE
from tests.api.fixed import DATASET, FIELD, NS, TARGET, URI, FixedRepository

from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.api.render import COLUMNAR
from teralineage.domain import queries
from teralineage.domain.ids import DatasetId, DatasetName, FieldId
from teralineage.domain.model import SourceType
from teralineage.domain.queries import (
    ChangesQuery,
    ColumnarDatabaseLineageQuery,
    ColumnarLineageQuery,
    DatabaseLineageQuery,
    DatabasesQuery,
    DatasetQuery,
    DatasetSearchQuery,
    DatasetsQuery,
    DdlQuery,
    Direction,
    EvidenceQuery,
    Granularity,
    ImpactQuery,
    LineageQuery,
    NamespaceQuery,
    NamespacesQuery,
    Paging,
    PathsQuery,
    Query,
    SearchQuery,
    StatisticsQuery,
    StoreStatisticsQuery,
    Walk,
)

CUSTOMER = DatasetId.parse(DATASET)
ID = FieldId.parse(FIELD)
KEY = FieldId.parse(TARGET)
JANUARY = datetime(2026, 1, 1, tzinfo=UTC)

CASES = {
    "/namespaces": NamespacesQuery(),
    "/namespaces?limit=500&offset=7": NamespacesQuery(Paging(500, 7)),
    f"/namespaces/{NS}": NamespaceQuery(NS),
    f"/namespaces/{quote(URI, safe='')}": NamespaceQuery(NS),
    f"/namespaces/{URI}": NamespaceQuery(NS),
    f"/namespaces/{NS}/databases": DatabasesQuery(NS),
    f"/namespaces/{URI}/databases?q=sales": DatabasesQuery(NS, "sales"),
    f"/namespaces/{NS}/datasets?limit=1": DatasetsQuery(NS, paging=Paging(1)),
    f"/namespaces/{NS}/datasets?database=SALES_DW&q=dim&sourceType=VIEW": DatasetsQuery(
        NS, "SALES_DW", "dim", SourceType.VIEW
    ),
    "/datasets/search?q=cu&limit=5": DatasetSearchQuery("cu", 5),
    "/search?q=cust": SearchQuery("cust"),
    "/search?q=cust&types=field,database&limit=3": SearchQuery("cust", 3, frozenset({"field", "database"})),
    f"/datasets/{DATASET}": DatasetQuery(CUSTOMER),
    f"/datasets/{quote(DATASET, safe='')}": DatasetQuery(CUSTOMER),
    "/datasets/sales_dw.dim_customer": DatasetQuery(DatasetId(None, CUSTOMER.name)),
    f"/datasets/{DATASET}/statistics": StatisticsQuery(CUSTOMER),
    f"/datasets/{quote(DATASET, safe='')}/ddl": DdlQuery(CUSTOMER),
    "/datasets/a.statistics/statistics": StatisticsQuery(DatasetId.parse("a.statistics")),
    f"/lineage/{FIELD}": LineageQuery(CUSTOMER, "customer_id", Walk()),
    f"/lineage/{quote(DATASET, safe='')}/customer_id?direction=upstream&maxDepth=20&include=direct,indirect": (
        LineageQuery(CUSTOMER, "customer_id", Walk(Direction.UPSTREAM, 20, indirect=True))
    ),
    f"/lineage/{FIELD}?include=indirect,direct&asOf=2026-01-01": LineageQuery(
        CUSTOMER, "customer_id", Walk(indirect=True, as_of=JANUARY)
    ),
    f"/lineage/{FIELD}?asOf=2026-01-01T02:00:00%2B02:00": LineageQuery(CUSTOMER, "customer_id", Walk(as_of=JANUARY)),
    f"/lineage/table/{DATASET}?granularity=dataset": LineageQuery(
        CUSTOMER, None, Walk(granularity=Granularity.DATASET)
    ),
    f"/lineage/{FIELD}?format=columnar": ColumnarLineageQuery(CUSTOMER, "customer_id"),
    f"/lineage/table/{DATASET}?format=columnar&maxDepth=2": ColumnarLineageQuery(CUSTOMER, None, Walk(max_depth=2)),
    "/lineage/database/D?format=columnar&limit=2": ColumnarDatabaseLineageQuery("D", paging=Paging(2)),
    f"/lineage/{FIELD}?format=json": LineageQuery(CUSTOMER, "customer_id"),
    "/lineage/table.table/database": LineageQuery(DatasetId.parse("table.table"), "database"),
    "/lineage/table/table.table": LineageQuery(DatasetId.parse("table.table"), None),
    "/lineage/database.x/y": LineageQuery(DatasetId.parse("database.x"), "y"),
    "/lineage/database/SALES_DW": DatabaseLineageQuery("SALES_DW"),
    "/lineage/database/a.b%20%22c?limit=2&offset=4&maxDepth=1": DatabaseLineageQuery(
        'a.b "c', Walk(max_depth=1), Paging(2, 4)
    ),
    f"/impact/{DATASET}": ImpactQuery(CUSTOMER),
    f"/impact/{FIELD}?maxDepth=2&include=direct,indirect": ImpactQuery(CUSTOMER, "customer_id", 2, indirect=True),
    f"/paths?from={quote(FIELD, safe='')}&to=MART.V_CUSTOMER": PathsQuery(ID, DatasetId.parse("MART.V_CUSTOMER")),
    f"/edges/{quote(f'{FIELD}->{TARGET}', safe='')}/evidence?limit=4": EvidenceQuery(ID, KEY, 4),
    f"/edges/{FIELD}->{TARGET}/evidence": EvidenceQuery(ID, KEY),
    "/edges/a.b/evidence->c.d/evidence/evidence": EvidenceQuery(
        FieldId.parse("a.b/evidence"), FieldId.parse("c.d/evidence")
    ),
    "/changes": ChangesQuery(),
    "/changes?from=2026-01-01T00:00:00Z&to=2026-01-01&database=D&limit=9": ChangesQuery(
        JANUARY, JANUARY, "D", Paging(9)
    ),
    "/statistics": StoreStatisticsQuery(),
}


@pytest.mark.parametrize(("address", "query"), CASES.items(), ids=CASES)
def test_a_request_is_the_query_it_means_and_the_answer_its_document(client, repository, address, query) -> None:
    response = client.get(BASE + address)
    assert response.status_code == 200, response.text
    assert repository.asked == [query]
    assert response.mimetype == (COLUMNAR if "=columnar" in address else "application/json")
    assert response.data == repository.answer(query).json


def test_every_kind_of_query_has_an_endpoint() -> None:
    kinds = {kind for kind in vars(queries).values() if isinstance(kind, type) and issubclass(kind, Query)}
    assert {type(query) for query in CASES.values()} == kinds - {Query}


def test_accept_names_the_form_as_well(client, repository) -> None:
    for query in ("", "?maxDepth=2"):
        response = client.get(
            f"{BASE}/lineage/{FIELD}{query}", headers={"Accept": f"{COLUMNAR}, application/json;q=0.5"}
        )
        assert response.mimetype == COLUMNAR
        assert "Accept" in response.headers.get_all("Vary")
    response = client.get(f"{BASE}/lineage/{FIELD}?format=json", headers={"Accept": COLUMNAR})
    assert response.mimetype == "application/json"
    assert client.get(f"{BASE}/namespaces", headers={"Accept": COLUMNAR}).mimetype == "application/json"
    kinds = [type(query) for query in repository.asked]
    assert kinds == [ColumnarLineageQuery, ColumnarLineageQuery, LineageQuery, NamespacesQuery]


names = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=8) | st.sampled_from(
    ['q"uote', "a.b", "x/y", "a->b", "%2F", "é", "ß", "a b", "table", "database", "ddl", "statistics", "//", "?a=b#c"]
)
fields = st.builds(
    FieldId,
    st.builds(
        DatasetId,
        st.none() | st.text("0123456789abcdef", min_size=16, max_size=16),
        st.builds(DatasetName, names, names),
    ),
    names,
)
REPOSITORY = FixedRepository()
CLIENT = create_app(REPOSITORY).test_client()


def ask(path: str) -> object:
    response = CLIENT.get(BASE + path)
    assert response.status_code == 200, response.text
    return REPOSITORY.asked[-1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(fields, fields, st.sampled_from(["", "/"]))
def test_any_name_can_be_named_in_a_path(source: FieldId, target: FieldId, raw: str) -> None:
    def encoded(id_: object) -> str:
        return quote(str(id_), safe=raw)

    field, dataset = encoded(source), encoded(source.dataset)
    assert ask(f"/lineage/{field}") == LineageQuery(source.dataset, source.name)
    assert ask(f"/lineage/table/{dataset}") == LineageQuery(source.dataset, None)
    assert ask(f"/impact/{field}") == ImpactQuery(source.dataset, source.name)
    assert ask(f"/impact/{dataset}") == ImpactQuery(source.dataset)
    assert ask(f"/datasets/{dataset}") == DatasetQuery(source.dataset)
    assert ask(f"/datasets/{dataset}/ddl") == DdlQuery(source.dataset)
    assert ask(f"/edges/{encoded(f'{source}->{target}')}/evidence") == EvidenceQuery(source, target)


def test_bounds_on_depth_are_the_deployments() -> None:
    repository = FixedRepository()
    client = create_app(repository, ApiOptions(min_depth=2, max_depth_limit=2, default_depth=2)).test_client()
    assert client.get(f"{BASE}/lineage/database/D").status_code == 200
    assert client.get(f"{BASE}/lineage/{FIELD}").status_code == 200
    assert [query.walk.max_depth for query in repository.asked] == [2, 2]
    assert client.get(f"{BASE}/lineage/{FIELD}?maxDepth=1").status_code == 400
    assert client.get(f"{BASE}/lineage/{FIELD}?maxDepth=3").status_code == 400


def test_refresh_is_taken_by_every_read(client) -> None:
    for address in CASES:
        joint = "&" if "?" in address else "?"
        assert client.get(f"{BASE}{address}{joint}refresh=true").status_code == 200
        assert client.get(f"{BASE}{address}{joint}refresh=banana").status_code == 400
