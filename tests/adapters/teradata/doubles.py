"""A scripted driver: connections that answer and fail as they are told. It shows faults, it knows no SQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HEAD = "[Version 20.0.0.20] [Session 7] [Teradata Database] "
DROPPED = "[Version 20.0.0.20] [Session 7] [Teradata SQL Driver] Failure sending Start Request message"


class DriverError(Exception):
    """What the driver raises: nearly always this one class."""


def error(number: int, text: str = "no") -> DriverError:
    return DriverError(f"{HEAD}[Error {number}] {text}\n at gosqldriver/teradatasql.x Foo.go:1")


def dropped() -> DriverError:
    return DriverError(DROPPED)


Answer = list[tuple[Any, ...]] | Exception


class ScriptedDriver:
    """Connects; `answer(text, parameters)` gives a request's rows, result sets, or the exception it meets."""

    def __init__(self, answer: Callable[[str, list[Any]], Any] | None = None) -> None:
        self.answer = answer or (lambda _text, _parameters: [])
        self.connections: list[ScriptedConnection] = []
        self.refusing: Exception | None = None

    def __call__(self) -> ScriptedConnection:
        if self.refusing is not None:
            raise self.refusing
        self.connections.append(ScriptedConnection(self))
        return self.connections[-1]

    @property
    def requests(self) -> list[str]:
        return [text for connection in self.connections for text in connection.requests]


class ScriptedConnection:
    def __init__(self, driver: ScriptedDriver) -> None:
        self.driver = driver
        self.requests: list[str] = []
        self.closed = False
        self.dead = False

    def cursor(self) -> ScriptedCursor:
        return ScriptedCursor(self)

    def commit(self) -> None:
        self.note("COMMIT")

    def rollback(self) -> None:
        self.note("ROLLBACK")

    def close(self) -> None:
        self.closed = True

    def note(self, text: str) -> None:
        if self.dead or self.closed:
            raise dropped()
        self.requests.append(text)


class ScriptedCursor:
    def __init__(self, connection: ScriptedConnection) -> None:
        self.connection = connection
        self.sets: list[list[tuple[Any, ...]]] = []
        self.description: list[tuple[Any, ...]] = []

    def execute(self, text: str, parameters: list[Any] | None = None) -> None:
        self.connection.note(text)
        answer = self.connection.driver.answer(text, parameters or [])
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, dict):
            self.description = [(name,) for name in answer["names"]]
            answer = answer["rows"]
        self.sets = answer if answer and isinstance(answer[0], list) else [answer]

    def executemany(self, text: str, rows: list[list[Any]]) -> None:
        self.execute(text, [len(rows)])

    def fetchall(self) -> list[tuple[Any, ...]]:
        return self._fetch(len(self.sets[0]))

    def fetchmany(self, size: int) -> list[tuple[Any, ...]]:
        return self._fetch(size)

    def _fetch(self, size: int) -> list[tuple[Any, ...]]:
        taken, self.sets[0] = self.sets[0][:size], self.sets[0][size:]
        for row in taken:
            if isinstance(row, Exception):
                raise row
        return taken

    def nextset(self) -> bool:
        self.sets.pop(0)
        return bool(self.sets)

    def close(self) -> None:
        pass
