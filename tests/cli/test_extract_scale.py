"""`teralineage extract` over a folder, with variables, in several processes, again and again."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path

import pytest
from tests.cli.command import TIMEOUT_SECONDS, environment, run

from teralineage.cli.options import DEFAULT_NAMESPACE, memo_path

MANY = 64  # enough for worker processes to be started


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sql = tmp_path / "sql"
    sql.mkdir()
    for number in range(MANY):
        text = f"INSERT INTO ${{DB}}.t{number} (a) SELECT b FROM ${{DB}}.t{number + 1};"
        (sql / f"{number:03}.bteq").write_text(f".LOGON x/y,z\n{text}\n.IF ERRORCODE <> 0 THEN .QUIT 8\n")
    return sql


def test_many_files_are_read_in_processes_and_not_again(folder: Path, tmp_path: Path) -> None:
    words = ("extract", str(folder), "--data-dir", str(tmp_path), "--var", "DB=dw", "--jobs", "2")
    first = run(*words)
    assert first.returncode == 0, first.stderr
    assert f"{MANY} files read, 0 unchanged" in first.stdout
    assert "INSERT" in first.stderr
    tree = run("trace", "dw.t0.a", "--data-dir", str(tmp_path)).stdout
    assert "dw.t1.b" in tree
    (folder / "000.bteq").write_text("INSERT INTO ${DB}.t0 (a) SELECT c FROM ${DB}.t1; SELECT FROM;")
    again = run(*words, "--strict")
    assert again.returncode == 3
    assert f"1 files read, {MANY - 1} unchanged" in again.stdout
    assert "dw.t1.c" in run("trace", "dw.t0.a", "--data-dir", str(tmp_path)).stdout


def test_a_scheduler_needs_the_extra_or_an_address_that_answers(folder: Path, tmp_path: Path) -> None:
    ended = run("extract", str(folder), "--data-dir", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1")
    assert ended.returncode == 2
    assert "scheduler" in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1


def test_a_run_that_is_killed_goes_on_where_it_was_and_ends_as_if_it_had_not_been(folder: Path, tmp_path: Path) -> None:
    for number in range(MANY, 5 * MANY):  # more than a batch
        text = f"CREATE TABLE dw.t{number} (a INTEGER); INSERT INTO dw.t{number} (a) SELECT b FROM dw.here WHERE c = 1;"
        (folder / f"{number:03}.sql").write_text(text)
    (folder / "0.sql").write_text("CREATE TABLE dw.here (b INTEGER, c INTEGER);")
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    words = ("extract", str(folder), "--var", "DB=dw", "--jobs", "2", "--data-dir")
    kill_after_the_first_batch(*words, str(killed), memo=memo_path(killed, DEFAULT_NAMESPACE))
    again = run(*words, str(killed))
    assert again.returncode == 0, again.stderr
    read, unchanged = map(int, re.findall(r"\d+", again.stdout))
    assert read + unchanged == 5 * MANY + 1
    assert unchanged >= 200
    assert run(*words, str(whole)).returncode == 0
    assert stored(killed) == stored(whole)


def kill_after_the_first_batch(*words: str, memo: Path) -> None:
    """Kill a run with SIGKILL once it has stored something; its workers, which hold the pipe too, end by themselves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "teralineage", *words],
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    while not memo.exists() or not memo.stat().st_size:
        assert process.poll() is None
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.01)
    process.kill()
    process.communicate(timeout=TIMEOUT_SECONDS)
    assert process.returncode == -signal.SIGKILL


def stored(data_dir: Path) -> list[tuple[str, ...]]:
    """Every edge that the store holds now."""
    text = "SELECT source_dataset, source_field, target_dataset, target_field, transformation_subtype"
    with closing(sqlite3.connect(data_dir / "lineage.sqlite3")) as store:
        return sorted(store.execute(f"{text} FROM ol_column_lineage WHERE is_active"))
