from __future__ import annotations

import io
import json
import logging
import subprocess
import sys

from teralineage.logs import TEXT_FORMAT, BatchedHandler, JsonLines, TextLines


def line(record: logging.LogRecord) -> dict:
    text = JsonLines().format(record)
    assert "\n" not in text
    return json.loads(text)


def record(message: str, *args: object, exc_info=None, **extra: object) -> logging.LogRecord:
    made = logging.LogRecord("teralineage.x", logging.WARNING, __file__, 1, message, args, exc_info)
    made.__dict__.update(extra)
    made.created = 0.0
    return made


def test_a_record_is_one_line_of_json() -> None:
    assert line(record("two\nlines of %s", "é")) == {
        "time": "1970-01-01T00:00:00Z",
        "level": "WARNING",
        "logger": "teralineage.x",
        "message": "two\nlines of é",
    }


def test_fields_stand_as_members_of_their_own() -> None:
    found = line(record("status=200", fields={"status": 200}))
    assert found["status"] == 200
    assert "message" not in found


def test_an_exception_is_kept_whole() -> None:
    try:
        int("no number")
    except ValueError:
        found = line(record("failed", exc_info=sys.exc_info()))
    assert found["message"] == "failed"
    assert "ValueError: invalid literal" in found["exception"]


def test_lines_of_text_are_dated_as_logging_dates_them() -> None:
    ours, theirs = TextLines(TEXT_FORMAT), logging.Formatter(TEXT_FORMAT)
    for created in (0.0, 0.25, 1.999, 1_790_000_000.5, 1_790_000_000.75):
        made = record("hello")
        made.created, made.msecs = created, (created % 1) * 1000
        assert ours.format(made) == theirs.format(made)


class Pane(io.StringIO):
    """A stream that keeps each write apart."""

    def __init__(self) -> None:
        super().__init__()
        self.writes: list[str] = []

    def write(self, text: str) -> int:
        self.writes.append(text)
        return len(text)


def said(message: str, level: int = logging.INFO, *args: object) -> logging.LogRecord:
    return logging.LogRecord("teralineage.x", level, __file__, 1, message, args, None)


def test_lines_are_written_in_one_go_and_a_warning_at_once_after_them() -> None:
    pane = Pane()
    handler = BatchedHandler(pane, seconds=3600)
    for number in range(3):
        handler.handle(said(f"line {number}"))
    assert pane.writes == []
    handler.handle(said("beware", logging.WARNING))
    assert pane.writes == ["line 0\nline 1\nline 2\nbeware\n"]


def test_a_line_that_cannot_be_made_harms_no_other(capsys) -> None:
    pane = Pane()
    handler = BatchedHandler(pane)
    handler.handle(said("%d apples", logging.INFO, "no number"))
    handler.handle(said("beware", logging.WARNING))
    assert pane.writes[-1].endswith("beware\n")
    assert "no number" in capsys.readouterr().err


_TALKER = """
import logging, sys, time
from teralineage.logs import configure
configure("info", "text")
logging.info("first")
while sys.argv[1:] and not sys.stdin.read(1):
    pass
logging.info("last")
"""


def talk(*arguments: str, **more: object) -> subprocess.Popen:
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", _TALKER, *arguments], stdin=pipe, stderr=pipe, text=True, **more)


def test_a_line_is_written_soon_though_nothing_follows() -> None:
    with talk("wait") as process:
        assert "first" in process.stderr.readline()
        process.stdin.write("x")
        process.stdin.close()
        assert "last" in process.stderr.read()


def test_what_waits_is_written_when_the_process_ends() -> None:
    with talk() as process:
        lines = process.stderr.read().splitlines()
    assert [line.rsplit(" ", 1)[1] for line in lines] == ["first", "last"]
