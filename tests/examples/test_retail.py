"""The example warehouse, edge by edge: expectations were written from the rules of lineage, not from the extractor."""

from __future__ import annotations

from collections import Counter

import pytest
from tests.examples.warehouse import EXPECTED, catalog, edges, expected_edges, read, scripts

from teralineage.extract.extractor import extract


@pytest.fixture(scope="module")
def known():
    return catalog()


@pytest.mark.parametrize("script", scripts())
def test_a_script_gives_exactly_the_edges_that_it_should(script, known):
    found, expected = edges(extract(read(script), known)), expected_edges(script)
    assert sorted(found - expected) == []
    assert sorted(expected - found) == []


@pytest.mark.parametrize("script", scripts())
def test_nothing_is_skipped(script, known):
    assert [item.skipped for item in extract(read(script), known).statements if item.skipped] == []


def test_every_expectation_belongs_to_a_script():
    written = {str(path.relative_to(EXPECTED).with_suffix("")) for path in EXPECTED.rglob("*.txt")}
    assert written == {script.rpartition(".")[0] for script in scripts()}


def test_the_warehouse_has_the_size_and_the_layers_it_is_said_to_have(known):
    datasets = list(known.datasets())
    assert len(datasets) == 62
    assert 550 <= sum(len(dataset.fields) for dataset in datasets) <= 650
    databases = Counter(dataset.name.database for dataset in datasets)
    assert set(databases) == {"RETAIL_SRC", "RETAIL_STG", "RETAIL_CORE", "RETAIL_MART", "RETAIL_RPT"}


def test_every_name_of_an_expectation_is_a_column_of_the_catalog(known):
    columns = {f"{d.name.database}.{d.name.name}.{f.name}".lower() for d in known.datasets() for f in d.fields}
    columns |= {f"{d.name.database}.{d.name.name}.*".lower() for d in known.datasets()}
    made_elsewhere = ("file:", "<result>.", "sys_calendar.", "retail_core.vt_", "retail_mart.vt_", "retail_stg.vt_")
    names = {name for script in scripts() for edge in expected_edges(script) for name in edge.split()[0:3:2]}
    assert sorted(name for name in names - columns if not name.startswith(made_elsewhere)) == []


def test_it_has_a_hub_a_cycle_a_diamond_and_hidden_personal_data():
    direct = [edge.split() for script in scripts() for edge in expected_edges(script) if " DIRECT " in edge]
    out = Counter(source for source, _, _target, *_ in direct)
    assert out["retail_mart.agg_sales_day.net_amt"] > 50
    downstream: dict[str, set[str]] = {}
    for source, _, target, *_ in direct:
        downstream.setdefault(source, set()).add(target)

    def reach(start: str) -> set[str]:
        seen: set[str] = set()
        frontier = {start}
        while frontier := {target for one in frontier for target in downstream.get(one, ())} - seen:
            seen |= frontier
        return seen

    score = "retail_core.customer_score.value_score"
    assert score in reach(score)
    share = downstream["retail_mart.agg_sales_day.net_amt"]
    assert {"retail_rpt.r_store_share.store_net_amt", "retail_rpt.r_store_share.day_net_amt"} <= share
    assert "retail_rpt.r_customer_contact.email_hash" in reach("file:crm_customer.dat.in_email")


def test_what_is_hashed_is_marked_as_masked(known):
    extraction = extract(read("views/50_rpt_customer.sql"), known)
    masked = {edge.target.name for item in extraction.statements for edge in item.edges if edge.masking}
    assert masked == {"EMAIL_HASH"}
