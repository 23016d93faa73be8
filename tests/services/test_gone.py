"""A folder that is read again tells what is gone from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fakes import DictStore

from teralineage.domain.ids import DatasetId, namespace_id
from teralineage.domain.model import JobLineage, JobType, LineageBatch
from teralineage.domain.queries import DatasetsQuery, LineageQuery, Walk
from teralineage.extract.extractor import extract
from teralineage.services.gone import DICTIONARY, NOTE
from teralineage.services.ingest import Options, Script, ingest
from teralineage.services.memo import Memo

URI = "teradata://td:1025"
FILES = {
    "t.sql": "CREATE TABLE d.t (a INTEGER);",
    "u.sql": "CREATE TABLE d.u (a INTEGER);",
    "v.sql": "CREATE VIEW d.v AS SELECT a FROM d.t;",
    "load.sql": "INSERT INTO d.t (a) SELECT x FROM s.f;",
}


class Folders:
    """Folders of scripts, read one after the other into one store."""

    def __init__(self, memo: Path) -> None:
        self.store = DictStore()
        self.memo = memo

    def __call__(self, files: dict[str, str], folder: str = "/sql") -> int:
        scripts = [Script(name, text) for name, text in sorted(files.items())]
        options = Options(memo=Memo(self.memo), folders={folder: list(files)})
        return ingest(scripts, URI, extract, self.store, options).gone

    def listed(self) -> list[str]:
        return [one.name for one in self.store.answer(DatasetsQuery(namespace_id(URI))).entity.datasets]

    def edges(self) -> set[str]:
        query = LineageQuery(DatasetId.parse("d.t"), None, Walk())
        return {one.id.replace(f"{namespace_id(URI)}/", "") for one in self.store.answer(query).entity.graph.edges}


@pytest.fixture
def read(tmp_path: Path) -> Folders:
    made = Folders(tmp_path / "memo.jsonl")
    assert made(FILES) == 0
    assert made.edges() == {"d.t/a->d.v/a", "s.f/x->d.t/a"}
    return made


def without(*names: str) -> dict[str, str]:
    return {name: text for name, text in FILES.items() if name not in names}


def test_a_file_that_is_gone_says_nothing_any_longer(read):
    assert read(without("load.sql")) == 1
    assert read.edges() == {"d.t/a->d.v/a"}
    assert read.listed() == ["d.t", "d.u", "d.v"]
    assert read(without("load.sql")) == 0
    assert read(FILES) == 0
    assert read.edges() == {"d.t/a->d.v/a", "s.f/x->d.t/a"}


def test_what_only_a_file_that_is_gone_defined_is_gone_and_what_others_name_is_not(read):
    assert read(without("u.sql", "t.sql")) == 2
    assert read.listed() == ["d.t", "d.v", "s.f"]


def test_what_a_file_that_is_not_understood_defined_stays(read):
    read(FILES | {"u.sql": "CREATE TABLE d.u (a INTEGER,"})
    assert "d.u" in read.listed()


def test_what_a_file_defines_no_longer_is_gone(read):
    read(FILES | {"u.sql": "CREATE TABLE d.u2 (a INTEGER);"})
    assert read.listed() == ["d.t", "d.u2", "d.v", "s.f"]


def test_a_file_that_was_moved_within_its_folder_changes_no_edge(read):
    moved = without("load.sql") | {"jobs/load.sql": FILES["load.sql"]}
    assert read(moved) == 1
    assert read.edges() == {"d.t/a->d.v/a", "s.f/x->d.t/a"}
    assert len(read.store.intervals) == 2


def test_another_folder_takes_nothing_away(read):
    assert read({"other.sql": "SELECT 1"}, "/elsewhere") == 0
    assert read.edges() == {"d.t/a->d.v/a", "s.f/x->d.t/a"}
    read({"load.sql": FILES["load.sql"]}, "/elsewhere")
    assert read(without("load.sql")) == 0  # the other folder has a file of that name


@pytest.mark.parametrize("note", ["{", "7", "[1]"])
def test_an_empty_folder_and_a_damaged_note_take_nothing_away(read, note):
    assert read({}) == 0
    damaged = JobLineage(NOTE + "/sql", JobType.SCRIPT, (), next(iter(read.store.jobs.values())).seen_at, None, note)
    read.store.write(LineageBatch(URI, jobs=(damaged,)))
    assert read(without("load.sql")) == 0
    assert len(read.edges()) == 2


def test_what_a_dictionary_tells_is_not_dropped_with_a_file(read):
    at = next(iter(read.store.jobs.values())).seen_at
    read.store.write(LineageBatch(URI, jobs=(JobLineage(DICTIONARY + "D", JobType.SCRIPT, (), at, None, "{}"),)))
    assert read(without("u.sql")) == 1
    assert "d.u" in read.listed()


def test_a_file_that_takes_the_place_of_another_folders_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    read = Folders(tmp_path / "memo.jsonl")
    read({"t.sql": FILES["t.sql"]}, "/one")
    read({"t.sql": FILES["t.sql"]}, "/two")
    assert caplog.messages == []  # the same file, moved
    read({"t.sql": FILES["u.sql"], "v.sql": FILES["v.sql"]}, "/two")
    assert caplog.messages == [
        "t.sql took the place of what stood in /one; where these are other files, give each folder a --name"
    ]
