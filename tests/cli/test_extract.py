from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from tests.cli.command import run, start

from teralineage.cli.script_files import read_files
from teralineage.domain.errors import UsageError

VIEW = "REPLACE VIEW sales.v AS LOCKING ROW FOR ACCESS SELECT a + 1 AS b FROM sales.t;\n"


def test_a_file_goes_into_the_store_and_comes_out_as_a_tree(tmp_path: Path) -> None:
    (tmp_path / "t.sql").write_text("CREATE TABLE sales.t (a INTEGER);")
    (tmp_path / "v.sql").write_text(VIEW)
    ended = run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    assert ended.returncode == 0, ended.stderr
    tree = run("trace", "SALES.V.B", "--data-dir", str(tmp_path))
    assert tree.stdout.splitlines() == ["sales.v.b", "└─ sales.t.a  transformation"]


def test_a_view_is_read_right_though_its_table_comes_later(tmp_path: Path) -> None:
    (tmp_path / "a_view.sql").write_text("CREATE VIEW d.v AS SELECT * FROM d.t;")
    (tmp_path / "z_table.sql").write_text("CREATE TABLE d.t (x INTEGER, y INTEGER);")
    assert run("extract", str(tmp_path), "--data-dir", str(tmp_path)).returncode == 0
    tree = run("trace", "d.v", "--data-dir", str(tmp_path))
    assert tree.stdout.splitlines() == ["d.v.x", "└─ d.t.x  identity", "d.v.y", "└─ d.t.y  identity"]


def test_nothing_new_is_said_the_second_time(tmp_path: Path) -> None:
    (tmp_path / "v.sql").write_text(VIEW)
    run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    again = run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    assert again.returncode == 0
    assert "nothing new" in again.stdout + again.stderr


def test_a_folder_without_sql_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "v.hql").write_text(VIEW)
    said = run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    assert said.returncode == 0
    assert said.stdout.startswith("no file to read: a folder is searched for .sql")
    assert said.stderr == ""


def test_what_a_deleted_file_said_is_history(tmp_path: Path) -> None:
    sql = tmp_path / "sql"
    sql.mkdir()
    (sql / "t.sql").write_text("CREATE TABLE sales.t (a INTEGER);")
    (sql / "v.sql").write_text(VIEW)
    run("extract", str(sql), "--data-dir", str(tmp_path))
    (sql / "v.sql").unlink()
    again = run("extract", str(sql), "--data-dir", str(tmp_path))
    assert "0 files read, 1 unchanged, 1 gone" in again.stdout
    tree = run("trace", "sales.t.a", "--direction", "downstream", "--data-dir", str(tmp_path))
    assert tree.stdout.splitlines() == ["sales.t.a"]


def test_history_older_than_it_is_kept_goes_at_the_end(tmp_path: Path) -> None:
    (tmp_path / "v.sql").write_text(VIEW)
    ended = run("extract", str(tmp_path), "--data-dir", str(tmp_path), LINEAGE_RETENTION_DAYS="30")
    assert "history older than 30 days: 0 edges and 0 runs deleted" in ended.stdout
    assert "everything is kept" in run("purge", "--data-dir", str(tmp_path)).stdout
    assert "older than 2 days" in run("purge", "--days", "2", "--data-dir", str(tmp_path)).stdout


def test_a_statement_that_does_not_parse_loses_no_neighbour(tmp_path: Path) -> None:
    (tmp_path / "v.sql").write_text("SELECT FROM WHERE ((;\n" + VIEW)
    ended = run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    assert ended.returncode == 0
    assert "sales.t.a" in run("trace", "sales.v.b", "--data-dir", str(tmp_path)).stdout


def test_strict_says_so_when_something_was_skipped(tmp_path: Path) -> None:
    (tmp_path / "v.sql").write_text("SELECT FROM WHERE ((;\n" + VIEW)
    assert run("extract", str(tmp_path), "--data-dir", str(tmp_path), "--strict").returncode == 3


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = run("extract", str(tmp_path / "nowhere"), "--data-dir", str(tmp_path))
    assert ended.returncode == 2
    assert "nowhere does not exist" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_an_unreadable_file_is_named() -> None:
    # Reading a process's own memory from address 0 fails for everybody, root included.
    with pytest.raises(UsageError, match="cannot read /proc/self/mem"):
        read_files([Path("/proc/self/mem")])


def test_an_unknown_column_is_answered_with_close_spellings(tmp_path: Path) -> None:
    (tmp_path / "v.sql").write_text(VIEW)
    run("extract", str(tmp_path), "--data-dir", str(tmp_path))
    ended = run("trace", "sales.vv", "--data-dir", str(tmp_path))
    assert ended.returncode == 1
    assert "sales.vv" in ended.stderr
    assert "sales.v" in ended.stderr.replace("sales.vv", "")


def test_help_teaches_the_first_steps() -> None:
    said = run("--help").stdout
    for command in ("demo", "serve", "extract", "trace"):
        assert command in said


def test_an_interrupt_ends_in_one_line_and_leaves_nothing_half_written(tmp_path: Path) -> None:
    (tmp_path / "v.sql").write_text(VIEW)
    pipe = tmp_path / "pipe.sql"
    os.mkfifo(pipe)
    arguments = ("extract", str(tmp_path / "v.sql"), str(pipe), "--data-dir", str(tmp_path))
    with start(*arguments) as process:
        with pipe.open("w"):
            # The pipe opens once the command reads its other end, so the command is in the midst of its work.
            process.send_signal(signal.SIGINT)
        # A signal that came before the command began to wait for the pipe is heard now that the pipe is closed.
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert said.strip().splitlines() == ["teralineage: interrupted; what was stored before is complete"]
    assert run("trace", "sales.v.b", "--data-dir", str(tmp_path)).returncode == 1
