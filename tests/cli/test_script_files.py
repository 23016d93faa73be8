"""Which scripts paths hold, which files these run, and what a folder is known as."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import run
from tests.fakes import DictStore

from teralineage.cli.loading import Origin, load
from teralineage.cli.repositories import name_in_repository
from teralineage.cli.script_files import includes_beside, read_files, read_sources
from teralineage.domain.errors import UsageError
from teralineage.domain.ids import DatasetId, namespace_id
from teralineage.domain.queries import LineageQuery, Walk
from teralineage.services.ingest import Summary
from teralineage.services.memo import Memo

URI = "teradata://td:1025"
PART = "INSERT INTO t (a) SELECT b FROM s;"


def write(folder: Path, **texts: str) -> Path:
    """Files by name, in which `__` stands for a slash."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/") + ".sql")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


class Runs:
    """One `extract` after the other into one store."""

    def __init__(self, memo: Path) -> None:
        self.store = DictStore()
        self.memo = memo

    def __call__(self, *paths: Path, name: str | None = None) -> Summary:
        sources = read_sources(paths, name=name)
        memo = Memo(self.memo)
        return load(sources.scripts, Origin(URI), self.store, "Reading", memo=memo, folders=sources.folders)

    def edges(self, table: str) -> set[str]:
        query = LineageQuery(DatasetId.parse(table), None, Walk())
        found = self.store.answer(query).entity.graph.edges
        return {one.id.replace(f"{namespace_id(URI)}/", "") for one in found}


@pytest.fixture
def extracted(tmp_path: Path) -> Runs:
    return Runs(tmp_path / "memo.jsonl")


def test_a_file_that_another_one_runs_is_part_of_it_alone(tmp_path: Path) -> None:
    folder = write(tmp_path / "sql", part=PART, main="DATABASE x;\n.RUN FILE=part.sql\n", other="SELECT 1;")
    sources = read_sources([folder])
    assert [script.name for script in sources.scripts] == ["main.sql", "other.sql"]
    assert list(sources.folders.values()) == [["main.sql", "other.sql"]]
    assert [script.name for script in read_files([folder / "part.sql"])] == ["part.sql"]


def test_of_scripts_that_run_each_other_the_first_stands(tmp_path: Path) -> None:
    runs = {"a": "b", "b": "a", "c": "c", "d": "e", "e": "d"}
    folder = write(tmp_path, **{one: f".RUN FILE={two}.sql" for one, two in runs.items()})
    assert [script.name for script in read_files([folder])] == ["a.sql", "c.sql", "d.sql"]


def test_a_script_that_runs_another_one_gives_each_edge_once_and_shows_where_it_stands(extracted, tmp_path) -> None:
    folder = write(tmp_path / "sql", part=PART, main="DATABASE x;\n.RUN FILE=part.sql\n")
    assert extracted(folder).read == 1
    assert extracted.edges("x.t") == {"x.s/b->x.t/a"}
    (job,) = (job for job in extracted.store.jobs.values() if job.statements)
    assert [(said.file, said.line, said.text) for said in job.statements] == [("part.sql", 1, PART[:-1])]


def test_a_script_is_read_again_when_a_file_that_it_runs_changes_comes_or_goes(extracted, tmp_path) -> None:
    folder = write(tmp_path / "sql", a="DATABASE x;\n.RUN FILE=part.sql\n", b="SELECT 1;")
    assert extracted(folder).read == 2
    write(folder, part=PART)
    assert extracted(folder).read == 1
    assert extracted.edges("x.t") == {"x.s/b->x.t/a"}
    assert extracted(folder).read == 0
    write(folder, part=PART.replace("SELECT b", "SELECT c"))
    assert extracted(folder).read == 1
    assert extracted.edges("x.t") == {"x.s/c->x.t/a"}
    (folder / "part.sql").unlink()
    last = extracted(folder)
    assert (last.read, last.gone) == (1, 0)
    assert extracted.edges("x.t") == set()


def test_a_script_that_another_one_runs_from_now_on_is_no_script_of_its_own_any_longer(extracted, tmp_path) -> None:
    folder = write(tmp_path / "sql", part="INSERT INTO x.t (a) SELECT b FROM x.s;")
    extracted(folder)
    write(folder, main=".RUN FILE=part.sql\n")
    assert extracted(folder).gone == 1
    assert extracted(folder).gone == 0
    assert extracted.edges("x.t") == {"x.s/b->x.t/a"}


def test_what_a_file_needs_that_is_run_is_known_to_the_script(extracted, tmp_path) -> None:
    folder = write(
        tmp_path / "sql", a=".RUN FILE=v.sql", v="CREATE VIEW d.v AS SELECT * FROM d.t;", z="CREATE TABLE d.t (x INT);"
    )
    extracted(folder)
    assert extracted.edges("d.v") == {"d.t/x->d.v/x"}


def test_a_file_is_found_beside_the_script_above_it_and_from_here(tmp_path, monkeypatch) -> None:
    folder = write(tmp_path / "sql", jobs__daily__main="", jobs__daily__one="1", jobs__two="2", common__three="3")
    write(tmp_path, outside="no", here__four="4")
    monkeypatch.chdir(tmp_path / "here")
    includes = includes_beside(folder / "jobs/daily/main.sql", folder)

    def found(name: str) -> str | None:
        file = includes(name)
        return None if file is None else file.text

    assert found("one.sql") == found("./one.sql") == "1"
    assert found("two.sql") == found("../two.sql") == found("jobs/two.sql") == "2"
    assert found("common/three.sql") == found("common\\three.sql") == "3"
    assert found(str(folder / "common/three.sql")) == "3"
    assert found("four.sql") == "4"
    assert found("outside.sql") is None


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", ".", "bad.sql", "/proc/self/mem"])
def test_what_cannot_be_a_script_is_not_there(tmp_path: Path, name: str) -> None:
    (tmp_path / "bad.sql").write_bytes(b"\0\1\2\3" * 9)
    assert includes_beside(tmp_path / "main.sql")(name) is None


CONFIG = '[core]\n\tbare = false\n[remote "fork"]\n\turl = git@host:me/x\n[remote "origin"]\n\turl = {}\n\tfetch = +x\n'


@pytest.mark.parametrize(
    "url",
    [
        "https://user:token@Git.Example.com/acme/etl.git",
        "https://git.example.com:8443/acme/etl/",
        "git@git.example.com:acme/etl.git",
        "ssh://git@git.example.com:22/acme/etl.git",
        "git.example.com:acme/etl",
    ],
)
def test_a_folder_in_a_repository_is_known_by_its_address(tmp_path: Path, url: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").write_text(CONFIG.format(url))
    write(tmp_path, sql__a="SELECT 1")
    assert name_in_repository(tmp_path) == "git.example.com/acme/etl"
    assert name_in_repository(tmp_path / "sql") == "git.example.com/acme/etl/sql"
    assert list(read_sources([tmp_path / "sql"]).folders) == ["git.example.com/acme/etl/sql"]


def test_a_work_tree_and_a_submodule_are_known_too(tmp_path: Path) -> None:
    for git in ("main/.git", "main/.git/modules/part"):
        (tmp_path / git).mkdir(parents=True)
        (tmp_path / git / "config").write_text(CONFIG.format(f"https://h/{git}"))
    (tmp_path / "main/.git/worktrees/w").mkdir(parents=True)
    (tmp_path / "main/.git/worktrees/w/commondir").write_text("../..\n")
    for folder, points_to in (("w", "../main/.git/worktrees/w"), ("main/part", "../.git/modules/part")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / ".git").write_text(f"gitdir: {points_to}\n")
    assert name_in_repository(tmp_path / "w") == "h/main"
    assert name_in_repository(tmp_path / "main/part") == "h/main/.git/modules/part"


@pytest.mark.parametrize("config", [None, "[core]\n", '[remote "origin"]\n\tfetch = x\n'])
def test_a_folder_without_a_remote_repository_is_known_by_its_path(tmp_path: Path, config: str | None) -> None:
    if config is not None:
        (tmp_path / ".git").mkdir()
        (tmp_path / ".git/config").write_text(config)
    assert list(read_sources([write(tmp_path, a="SELECT 1")]).folders) == [str(tmp_path.resolve())]


def test_another_checkout_closes_what_is_gone(extracted, tmp_path) -> None:
    for checkout in ("one", "two"):
        (tmp_path / checkout / ".git").mkdir(parents=True)
        (tmp_path / checkout / ".git/config").write_text(CONFIG.format("https://h/acme/etl"))
    extracted(write(tmp_path / "one/sql", a=f"DATABASE x;{PART}", b="SELECT 1;"))
    assert extracted(write(tmp_path / "two/sql", b="SELECT 1;")).gone == 1
    assert extracted.edges("x.t") == set()


def test_a_name_stands_for_the_folder_wherever_it_is(extracted, tmp_path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    extracted(write(first, a=f"DATABASE x;{PART}", b="SELECT 1;"), name="etl")
    assert {job.name for job in extracted.store.jobs.values() if job.statements} == {"etl/a.sql"}
    extracted(write(tmp_path / "other", a=f"DATABASE y;{PART}"), name="other")
    assert extracted(write(second, b="SELECT 1;"), name="etl").gone == 1
    assert extracted.edges("x.t") == set()
    assert extracted.edges("y.t") == {"y.s/b->y.t/a"}


def test_several_folders_of_one_name_are_one(extracted, tmp_path) -> None:
    first, second = write(tmp_path / "1", a=f"DATABASE x;{PART}"), write(tmp_path / "2", b="SELECT 1;")
    assert extracted(first, second, name="etl").read == 2
    assert extracted(first, second, name="etl").gone == 0
    assert extracted(second, name="etl").gone == 1


def test_the_command_reads_what_a_script_runs(tmp_path: Path) -> None:
    folder = write(tmp_path / "sql", part=PART, main="DATABASE x;\n.RUN FILE=${P}.sql\n.RUN FILE=logon\n")
    ended = run("extract", str(folder), "--name", "etl", "--var", "P=part", "--data-dir", str(tmp_path), "--strict")
    assert ended.returncode == 3
    assert "missing-file 1" in ended.stderr
    tree = run("trace", "x.t.a", "--data-dir", str(tmp_path))
    assert tree.stdout.splitlines() == ["x.t.a", "└─ x.s.b  identity"]


def test_two_files_that_would_be_known_by_one_name_are_refused(tmp_path: Path) -> None:
    one, two = write(tmp_path / "one", x="SELECT 1;"), write(tmp_path / "two", x="SELECT 2;")
    for paths in ((one, two), (one / "x.sql", two / "x.sql")):
        with pytest.raises(UsageError, match=r"one/x.sql and .*two/x.sql would both be known as x.sql"):
            read_sources(paths)
    assert [script.name for script in read_sources([two], name="second").scripts] == ["second/x.sql"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    folder = write(tmp_path / "sql", x="SELECT 1;")
    sources = read_sources([folder, folder / "x.sql", folder])
    assert [script.name for script in sources.scripts] == ["x.sql"]
    assert {name for names in sources.folders.values() for name in names} == {"x.sql"}
