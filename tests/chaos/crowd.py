"""Sixteen clients who never stop asking, and check every answer."""

from __future__ import annotations

import threading
from collections import Counter
from typing import Self

from flask import Flask
from tests.cache.fakes import LedgerRepository

from teralineage.domain.ids import DatasetName

CLIENTS = 16
PATIENCE_SECONDS = 60
NAMES = [DatasetName("SALES_DW", f"T{number}") for number in range(8)]


class Crowd:
    """Clients of an app over a ledger. An answer is wrong if its revision did not stand at any time of the request."""

    def __init__(self, app: Flask, ledger: LedgerRepository) -> None:
        self._app = app
        self._ledger = ledger
        self._progress = threading.Condition()
        self._stopped = threading.Event()
        self._asked = [0] * CLIENTS
        self.failed: list[str] = []
        self.wrong: list[str] = []
        self.seen: Counter[str] = Counter()
        self._threads = [threading.Thread(target=self._ask, args=(number,)) for number in range(CLIENTS)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join(PATIENCE_SECONDS)

    def go_on(self, requests: int) -> None:
        """Return when every client has asked that many times more."""
        with self._progress:
            goals = [asked + requests for asked in self._asked]
            done = self._progress.wait_for(
                lambda: all(asked >= goal for asked, goal in zip(self._asked, goals, strict=True)), PATIENCE_SECONDS
            )
        assert done, "some client is stuck"

    def go_on_until_hit(self, hits: int = 50) -> None:
        """Return when the cache has answered that many times more."""
        with self._progress:
            goal = self.seen["HIT"] + hits
            assert self._progress.wait_for(lambda: self.seen["HIT"] >= goal, PATIENCE_SECONDS), "caching did not begin"

    def _ask(self, number: int) -> None:
        client = self._app.test_client()
        turn = number
        while not self._stopped.is_set():
            turn += 1
            name = NAMES[turn % len(NAMES)]
            low = self._ledger.revision(name)
            path = f"/api/v2/openlineage/datasets/{name}" + ("?refresh=true" if turn % 41 == 0 else "")
            try:
                response = client.get(path)
                body = response.get_json()
            except Exception as error:  # noqa: BLE001 - whatever it is, a client saw it
                self.failed.append(repr(error))
                return
            high = self._ledger.revision(name)
            if response.status_code != 200:
                self.failed.append(f"{response.status_code} {body}")
            elif body["name"] != str(name) or not low <= int(body["description"].removeprefix("revision ")) <= high:
                self.wrong.append(f"{body} is not of {name} between {low} and {high}")
            if turn % 97 == 0:
                self._ledger.write(name)
            with self._progress:
                self._asked[number] += 1
                self.seen[response.headers.get("X-Cache", "none")] += 1
                self._progress.notify_all()
