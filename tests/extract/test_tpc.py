"""The queries of TPC-H and TPC-DS as views over their real schema: every output column comes from columns that exist.

`golden/*.txt` hold every edge of every view, reviewed by reading.
"""

from __future__ import annotations

import pytest
from tests.extract.tpc import GOLDEN, read_benchmark, tell

from teralineage.domain.model import ColumnEdge, Reason
from teralineage.extract.session import Session
from teralineage.extract.statement import Reading

Read = tuple[Session, dict[str, Reading]]


@pytest.fixture(scope="module", params=["tpch", "tpcds"])
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def read(name: str) -> Read:
    return read_benchmark(name)


def test_every_view_is_read_whole(name: str, read: Read):
    assert len(read[1]) == {"tpch": 22, "tpcds": 99}[name]
    assert {view: reading.skipped for view, reading in read[1].items() if reading.skipped} == {}


def test_every_edge_comes_from_a_column_of_the_schema(read: Read):
    session, readings = read
    unsure = {
        (view, str(edge.source), str(edge.target))
        for view, reading in readings.items()
        for edge in reading.edges
        if edge.reason is not Reason.SCHEMA or not known(session, edge)
    }
    assert unsure == set()


def known(session: Session, edge: ColumnEdge) -> bool:
    definition = session.find(edge.source.dataset)
    return definition is not None and edge.source.name.lower() in {field.name.lower() for field in definition.fields}


def test_every_edge_is_the_one_that_was_reviewed(name: str, read: Read):
    assert tell(read[1]) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
