"""How the log is written: lines for people, or one JSON object a line for programs."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime
from typing import Any, TextIO

import msgspec

BATCH_SECONDS = 0.1
"""How long a line of information may wait to be written."""

TEXT_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"


class JsonLines(logging.Formatter):
    """A record as one line of JSON; `extra={"fields": {…}}` stands as members of their own in place of the message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        fields: dict[str, Any] = getattr(record, "fields", None) or {"message": record.getMessage()}
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname,
            "logger": record.name,
            **fields,
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return msgspec.json.encode(line).decode()


class TextLines(logging.Formatter):
    """A record as one line of text; the second is spelled once for all records in it."""

    _second = -1
    _spelled = ""

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802 - logging's name
        """Local time, as logging's own formatter gives it."""
        second = int(record.created)
        if second != self._second:
            self._second, self._spelled = (
                second,
                time.strftime(datefmt or self.default_time_format, time.localtime(second)),
            )
        return f"{self._spelled},{int(record.msecs):03d}"


class BatchedHandler(logging.Handler):
    """Writes lines in one go, ten times a second; a warning at once, after whatever was logged before it.

    So a request that leaves a line in the log waits neither for the console nor for other requests' lines.
    """

    def __init__(self, stream: TextIO | None = None, seconds: float = BATCH_SECONDS) -> None:
        super().__init__()
        self._seconds = seconds
        self._stream = stream or sys.stderr
        self._waiting: deque[logging.LogRecord] = deque()
        self._writing = threading.Lock()
        self._something = threading.Event()
        self._writer: threading.Thread | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record until its turn comes."""
        self._waiting.append(record)
        if record.levelno >= logging.WARNING:
            self.flush()
            return
        if self._writer is None:  # begun here rather than at the start, as threads do not survive a fork
            self._writer = threading.Thread(target=self._write_for_ever, name="log", daemon=True)
            self._writer.start()
        if not self._something.is_set():
            self._something.set()

    def flush(self) -> None:
        """Write whatever waits; the logging module calls it at the end of the process as well."""
        with self._writing:
            lines = []
            while self._waiting:
                record = self._waiting.popleft()
                try:
                    lines.append(self.format(record) + "\n")
                except Exception:  # noqa: BLE001 - as logging's own handlers: a bad line harms no other
                    self.handleError(record)
            try:
                self._stream.write("".join(lines))
                self._stream.flush()
            except (OSError, ValueError):
                pass  # nobody reads any more, and there is nowhere else to say so

    def _write_for_ever(self) -> None:
        while True:
            self._something.wait()
            self._something.clear()
            time.sleep(self._seconds)
            self.flush()


def configure(level: str, form: str) -> None:
    """Write the process's log to standard error; `form` is `text` or `json`."""
    # No line says where in the code, in which thread or process it was logged: finding that out would take longer than
    # everything else. These are the switches that Python's documentation of logging names for it.
    logging._srcfile = None  # noqa: SLF001 - documented
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = BatchedHandler()
    handler.setFormatter(JsonLines() if form == "json" else TextLines(TEXT_FORMAT))
    logging.basicConfig(level=level.upper(), handlers=[handler])
