from __future__ import annotations

import json
import logging
import sys

from teralineage.logs import JsonLines


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
