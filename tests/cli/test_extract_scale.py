"""`teralineage extract` over a folder, with variables, in several processes, again and again."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.command import run

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
