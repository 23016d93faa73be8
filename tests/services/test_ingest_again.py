"""Reading again, and reading in many processes: only what must be read is read, and the result is the same."""

from __future__ import annotations

import multiprocessing
import pickle
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from teralineage.domain.errors import StoreUnavailableError, TeraLineageError
from teralineage.domain.model import Extraction, LineageBatch
from teralineage.extract.extractor import extract
from teralineage.extract.includes import Includes
from teralineage.ports import Catalog
from teralineage.services import ingest as ingest_module
from teralineage.services.ingest import Options, Script, Summary, ingest
from teralineage.services.memo import Memo

NAMESPACE = "teradata://td:1025"
TABLE = Script("1_table.sql", "CREATE TABLE d.t (a INTEGER, b INTEGER);")
VIEW = Script("2_view.sql", "CREATE VIEW d.v AS SELECT * FROM d.t;")
OTHER = Script("3_other.sql", "CREATE VIEW d.w AS SELECT x FROM d.elsewhere; SELECT FROM;")


class JobStore:
    """Keeps the last that each job said; breaks before the batch of number `breaks_at`."""

    def __init__(self, breaks_at: int | None = None) -> None:
        self.jobs: dict[str, str] = {}
        self.edges: dict[str, set[str]] = {}
        self.batches = 0
        self.breaks_at = breaks_at

    def write(self, batch: LineageBatch) -> None:
        """Keep a batch."""
        if self.batches == self.breaks_at:
            raise StoreUnavailableError("broken on purpose")
        self.batches += 1
        for name in batch.ended:
            del self.jobs[name]
        for job in batch.jobs:
            self.jobs[job.name] = job.fingerprint or ""
            self.edges[job.name] = {
                f"{edge.source} -> {edge.target} {edge.subtype}"
                for statement in job.statements
                for edge in statement.edges
            }

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """Of every job."""
        assert namespace_uri == NAMESPACE
        return dict(self.jobs)


class Run:
    """Ingests scripts and notes which of them were read."""

    def __init__(self, store: JobStore, memo: Path) -> None:
        self.store = store
        self.memo = memo
        self.read: list[str] = []

    def extract(self, text: str, catalog: Catalog, *, includes: Includes | None = None) -> Extraction:
        self.read.append(text)
        return extract(text, catalog, includes=includes)

    def __call__(self, *scripts: Script, salt: str = "") -> Summary:
        self.read.clear()
        return ingest(scripts, NAMESPACE, self.extract, self.store, Options(memo=Memo(self.memo), salt=salt))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return Run(JobStore(), tmp_path / "memo.jsonl")


def test_what_has_not_changed_is_not_read_again(run: Run) -> None:
    first = run(TABLE, VIEW, OTHER)
    again = run(TABLE, VIEW, OTHER)
    assert run.read == []
    assert (again.read, again.unchanged) == (0, 3)
    assert again.coverage == first.coverage
    assert run.store.batches == 1


def test_a_changed_table_has_those_read_again_that_rely_on_it(run: Run) -> None:
    run(TABLE, VIEW, OTHER)
    table = Script(TABLE.name, "CREATE TABLE d.t (a INTEGER, c INTEGER);")
    summary = run(table, VIEW, OTHER)
    assert run.read == [table.text, VIEW.text]
    assert (summary.read, summary.unchanged) == (2, 1)
    assert run.store.edges[VIEW.name] == {"d.t.a -> d.v.a IDENTITY", "d.t.c -> d.v.c IDENTITY"}


def test_a_table_that_turns_up_later_has_those_read_again_that_missed_it(run: Run) -> None:
    run(VIEW, OTHER)
    assert run.store.edges[VIEW.name] == {"d.t.* -> d.v.* IDENTITY"}
    run(VIEW, OTHER, TABLE)
    assert run.store.edges[VIEW.name] == {"d.t.a -> d.v.a IDENTITY", "d.t.b -> d.v.b IDENTITY"}


def test_other_variables_are_another_reading(run: Run) -> None:
    run(TABLE, salt="x")
    assert run(TABLE, salt="y").read == 1


def test_a_store_that_lost_a_job_gets_it_again(run: Run) -> None:
    run(TABLE, VIEW)
    del run.store.jobs[VIEW.name]
    run(TABLE, VIEW)
    assert run.read == [VIEW.text]


def test_a_run_that_was_stopped_goes_on_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_module, "BATCH", 2)
    scripts = [Script(f"{n}.sql", f"CREATE TABLE d.t{n} (a INTEGER);") for n in range(6)]
    stopped = Run(JobStore(breaks_at=2), tmp_path / "memo.jsonl")
    with pytest.raises(StoreUnavailableError):
        stopped(*scripts)
    stopped.store.breaks_at = None
    summary = stopped(*scripts)
    assert (summary.read, summary.unchanged) == (2, 4)
    assert len(stopped.store.jobs) == 6
    assert sum(row.parsed for row in summary.coverage) == 6


def test_a_memo_cut_short_by_a_kill_forgets_only_its_last_line(run: Run) -> None:
    run(TABLE, VIEW)
    data = run.memo.read_bytes()
    run.memo.write_bytes(data[:-20])
    run(TABLE, VIEW)
    assert run.read == [VIEW.text]
    assert Memo(run.memo).get(TABLE.name, run.store.jobs[TABLE.name]) is not None


def test_many_processes_find_what_one_finds() -> None:
    scripts = [Script(f"v{n:02}.sql", f"CREATE VIEW d.v{n} AS SELECT * FROM d.v{n + 1};") for n in range(6)]
    scripts.append(Script("w.sql", "CREATE TABLE d.v6 (a INTEGER, b INTEGER);"))
    alone, together = JobStore(), JobStore()
    read = partial(extract, dialect="teradata")
    one = ingest(scripts, NAMESPACE, read, alone)
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        many = ingest(scripts, NAMESPACE, read, together, Options(executor=pool))
    assert together.edges == alone.edges
    assert together.edges["v00.sql"] == {"d.v1.a -> d.v0.a IDENTITY", "d.v1.b -> d.v0.b IDENTITY"}
    assert many == one


class LosingExecutor(Executor):
    """A pool that loses its worker after some scripts, as a cluster or an operating system out of memory does."""

    def __init__(self, after: int) -> None:
        self.left = after

    def submit(self, fn, /, *args, **kwargs):
        """Run it, while there is a worker."""
        self.left -= 1
        future: Future = Future()
        if self.left < 0:
            future.cancel()
            future.set_running_or_notify_cancel()
        else:
            future.set_result(pickle.loads(pickle.dumps(fn(*args, **kwargs))))
        return future


def test_a_lost_worker_ends_the_run_in_one_line_and_the_next_goes_on(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(ingest_module, "BATCH", 2)
    scripts = [Script(f"{n}.sql", f"CREATE TABLE d.t{n} (a INTEGER);") for n in range(6)]
    run = Run(JobStore(), tmp_path / "memo.jsonl")
    options = Options(executor=LosingExecutor(5), memo=Memo(run.memo))
    with pytest.raises(TeraLineageError, match=r"^a worker was lost \(CancelledError\); run the command again"):
        ingest(scripts, NAMESPACE, run.extract, run.store, options)
    assert len(run.store.jobs) == 4
    assert run(*scripts).unchanged == 4


def test_scripts_that_ask_in_vain_do_not_wait_for_ever(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(ingest_module, "BATCH", 2)
    monkeypatch.setattr(ingest_module, "PATIENCE", 3)
    vain = [Script(f"{n}.sql", f"INSERT INTO d.t{n} (a) SELECT b FROM d.nowhere;") for n in range(6)]
    run = Run(JobStore(), tmp_path / "memo.jsonl")
    with pytest.raises(TeraLineageError):
        ingest(vain, NAMESPACE, run.extract, run.store, Options(executor=LosingExecutor(5), memo=Memo(run.memo)))
    assert sorted(run.store.jobs) == ["0.sql", "1.sql"]
    assert run(*vain).unchanged == 2
