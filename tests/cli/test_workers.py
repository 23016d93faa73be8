"""Where scripts are read: a pool of processes where it pays, or the executor that a cluster's client gives."""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from types import ModuleType, TracebackType
from typing import Self

import pytest
from tests.services.test_ingest_again import NAMESPACE, JobStore

from teralineage import __version__
from teralineage.cli.loading import Origin, load
from teralineage.cli.workers import POOL_PAYS, Workers
from teralineage.domain.errors import UsageError
from teralineage.services.ingest import Script


class Cluster:
    """What `distributed.Client` is to us; runs things in threads of this process. Says what a real one says."""

    version: str | Exception = __version__
    workers = 1
    closed = 0

    def __init__(self, address: str) -> None:
        if address.endswith(":1"):
            raise OSError("Timed out trying to connect")
        self.pool = ThreadPoolExecutor(2)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def wait_for_workers(self, _count: int, timeout: float) -> None:
        if not self.workers:
            raise TimeoutError(timeout)

    def run(self, _function: object, _name: str) -> dict[str, str]:
        if isinstance(self.version, Exception):
            raise self.version
        return {"tcp://worker": self.version}

    def get_executor(self) -> ThreadPoolExecutor:
        return self.pool

    def close(self) -> None:
        type(self).closed += 1
        self.pool.shutdown()


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> type[Cluster]:
    made = type("Client", (Cluster,), {})
    module = ModuleType("distributed")
    module.Client = made
    monkeypatch.setitem(sys.modules, "distributed", module)
    return made


def test_a_pool_is_started_only_where_it_pays() -> None:
    with Workers(2).executor(POOL_PAYS - 1) as executor:
        assert executor is None
    with Workers(1).executor(POOL_PAYS) as executor:
        assert executor is None
    with Workers(2).executor(POOL_PAYS) as executor:
        assert isinstance(executor, ProcessPoolExecutor)


def test_a_cluster_finds_what_one_process_finds(cluster: type[Cluster]) -> None:
    scripts = [Script(f"v{n:02}.sql", f"CREATE VIEW d.v{n} AS SELECT * FROM d.v{n + 1};") for n in range(6)]
    scripts.append(Script("w.sql", "CREATE TABLE d.v6 (a INTEGER, b INTEGER);"))
    alone, together = JobStore(), JobStore()
    one = load(scripts, Origin(NAMESPACE), alone, "Reading")
    many = load(scripts, Origin(NAMESPACE), together, "Reading", Workers(scheduler="tcp://127.0.0.1:8786"))
    assert together.edges == alone.edges
    assert many == one
    assert cluster.closed == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"version": "0.0"}, rf"have teralineage 0\.0, this is {__version__}"),
        ({"version": ModuleNotFoundError("No module named 'teralineage'")}, "cannot run teralineage: No module named"),
        ({"workers": 0}, "has no workers"),
    ],
)
def test_a_cluster_that_cannot_do_the_work_is_refused(cluster: type[Cluster], said: dict, message: str) -> None:
    for name, value in said.items():
        setattr(cluster, name, value)
    with (
        pytest.raises(UsageError, match=message),
        Workers(scheduler="tcp://127.0.0.1:8786").executor(1),
    ):
        pass
    assert cluster.closed == 1


@pytest.mark.usefixtures("cluster")
def test_a_scheduler_that_does_not_answer_is_named() -> None:
    with (
        pytest.raises(UsageError, match=r"the scheduler at tcp://127\.0\.0\.1:1 does not answer: Timed out"),
        Workers(scheduler="tcp://127.0.0.1:1").executor(1),
    ):
        pass


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(UsageError, match=r"teralineage\[dask\]"),
        Workers(scheduler="tcp://127.0.0.1:8786").executor(1),
    ):
        pass
