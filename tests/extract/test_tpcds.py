"""All 99 queries of TPC-DS as views over their real schema: every output column comes from columns that exist."""

import pytest
from tests.extract.case_files import DictCatalog

from teralineage.adapters.tpcds import DATABASE, DIALECT, load_tpcds
from teralineage.domain.model import Reason
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading, read_statement

# Columns that no column gives a value: literals, COUNT(*), ranks, and what is computed of these alone.
SOURCELESS = {
    "q05": {"channel"},
    "q06": {"cnt"},
    "q10": {"cnt1", "cnt2", "cnt3", "cnt4", "cnt5", "cnt6"},
    "q14": {"channel", "sum_number_sales"},
    "q27": {"g_state"},
    "q34": {"cnt"},
    "q35": {"cnt1", "cnt2", "cnt3"},
    "q36": {"lochierarchy", "rank_within_parent"},
    "q38": {"count(*)"},
    "q44": {"rnk"},
    "q49": {"channel", "return_rank", "currency_rank"},
    "q54": {"num_customers"},
    "q64": {"cs1cnt", "cnt"},
    "q66": {"ship_carriers"},
    "q67": {"rk"},
    "q69": {"cnt1", "cnt2", "cnt3"},
    "q70": {"rank_within_parent"},
    "q72": {"total_cnt"},
    "q73": {"cnt"},
    "q76": {"channel", "col_name", "sales_cnt"},
    "q77": {"channel"},
    "q80": {"channel"},
    "q86": {"rank_within_parent"},
    "q87": {"count(*)"},
    "q88": {
        "h8_30_to_9", "h9_to_9_30", "h9_30_to_10", "h10_to_10_30",
        "h10_30_to_11", "h11_to_11_30", "h11_30_to_12", "h12_to_12_30",
    },
    "q90": {"am_pm_ratio"},
    "q96": {"count(*)"},
}  # fmt: skip


@pytest.fixture(scope="module")
def session() -> Session:
    session = Session(DictCatalog([]), DATABASE)
    for table in load_tpcds().tables:
        assert read_statement(table, session, DIALECT).skipped is None
    return session


@pytest.fixture(scope="module")
def readings(session: Session) -> dict[str, Reading]:
    return {name: read_statement(view, session, DIALECT) for name, view in load_tpcds().views.items()}


def test_every_view_is_read_whole(readings: dict[str, Reading]):
    assert len(readings) == 99
    assert {name: reading.skipped for name, reading in readings.items() if reading.skipped} == {}


def test_every_edge_comes_from_a_column_of_the_schema(readings: dict[str, Reading], session: Session):
    unsure = {
        (name, str(edge.source), str(edge.target))
        for name, reading in readings.items()
        for edge in reading.edges
        if edge.reason is not Reason.SCHEMA or not known(session, edge)
    }
    assert unsure == set()


def known(session: Session, edge) -> bool:
    definition = session.find(edge.source.dataset)
    return definition is not None and edge.source.name.lower() in {field.name.lower() for field in definition.fields}


def test_every_column_that_has_a_source_has_an_edge(readings: dict[str, Reading]):
    without = {}
    for name, reading in readings.items():
        reached = {edge.target.name for edge in reading.edges}
        missing = {field.name for field in reading.defines[0].fields} - reached
        if missing:
            without[name] = missing
    assert without == SOURCELESS
