"""Repositories, caches and clocks for tests, named by what they do."""

# ruff: noqa: ARG002 - a fake keeps the signature of its port
from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from teralineage.cache.noop import NoOpCache
from teralineage.domain import answers, queries
from teralineage.domain.answers import Answer, paginate
from teralineage.domain.errors import DatasetNotFoundError, StoreUnavailableError
from teralineage.domain.ids import DatasetName
from teralineage.ports import CacheState


class LedgerRepository:
    """A small store: datasets with a revision each. Every answer says the revision it was made from."""

    def __init__(self) -> None:
        self._revisions: dict[DatasetName, int] = {}
        self._generation = 0
        self._guard = threading.Lock()

    def write(self, *names: DatasetName) -> None:
        """Add datasets, or revise them, in one commit."""
        with self._guard:
            for name in names:
                self._revisions = {**self._revisions, name: self._revisions.get(name, 0) + 1}
            self._generation += 1

    def remove(self, name: DatasetName) -> None:
        """Remove a dataset."""
        with self._guard:
            self._revisions = {known: value for known, value in self._revisions.items() if known != name}
            self._generation += 1

    def revision(self, name: DatasetName) -> int:
        """How often a dataset was written."""
        return self._revisions.get(name, 0)

    def generation(self) -> int:
        return self._generation

    def answer(self, query: Any) -> Answer[Any]:
        revisions = self._revisions
        match query:
            case queries.DatasetQuery():
                name, revision = self._found(revisions, query.dataset.name)
                return Answer.of(_dataset(name, revision))
            case queries.LineageQuery():
                name, revision = self._found(revisions, query.dataset.name)
                return Answer.of(_lineage(query, name, revision))
            case queries.DatasetsQuery():
                text = query.text or ""
                found = [_summary(name, revision) for name, revision in sorted(revisions.items()) if text in str(name)]
                start, stop = query.paging.offset, query.paging.offset + query.paging.limit
                page = tuple(found[start:stop])
                pagination = paginate(len(found), query.paging.limit, query.paging.offset)
                return Answer.of(answers.DatasetPage(datasets=page, total=len(found), pagination=pagination))
            case queries.DatasetSearchQuery():
                hits = tuple(_summary(name, revision) for name, revision in sorted(revisions.items()))
                hits = tuple(hit for hit in hits if query.text in hit.name)[: query.limit]
                return Answer.of(answers.DatasetSearch(datasets=hits, query=query.text, count=len(hits)))
        raise NotImplementedError(type(query).__name__)

    @staticmethod
    def _found(revisions: dict[DatasetName, int], name: DatasetName) -> tuple[DatasetName, int]:
        for known, revision in revisions.items():
            if known == name:
                return known, revision
        raise DatasetNotFoundError(str(name), tuple(str(known) for known in sorted(revisions))[:3])


def _dataset(name: DatasetName, revision: int) -> answers.Dataset:
    return answers.Dataset(
        id=f"ns/{name}",
        namespace="teradata://fake",
        name=str(name),
        description=f"revision {revision}",
        source_type="TABLE",
        created_at=None,
        updated_at=None,
        fields=(),
    )


def _summary(name: DatasetName, revision: int) -> answers.DatasetSummary:
    return answers.DatasetSummary(
        id=f"ns/{name}",
        namespace="teradata://fake",
        name=str(name),
        description=f"revision {revision}",
        source_type="TABLE",
        created_at=None,
        updated_at=None,
    )


def _lineage(query: queries.LineageQuery, name: DatasetName, revision: int) -> answers.Lineage:
    dataset = answers.NodeDataset(id=f"ns/{name}", name=str(name), namespace="teradata://fake", source_type="TABLE")
    nodes = tuple(
        answers.Node(
            id=f"ns/{name}/c{number}",
            type="field",
            name=f"c{number}",
            dataset=dataset,
            metadata=answers.NodeMetadata(column_type=f"revision {revision}", nullable=None, depth=number),
        )
        for number in range(query.walk.max_depth)
    )
    return answers.Lineage(
        dataset_id=f"ns/{name}",
        field_name=query.field and query.field.upper(),
        direction=query.walk.direction.value,
        max_depth=query.walk.max_depth,
        graph=answers.Graph(nodes=nodes, edges=(), truncated=False),
    )


class CountingRepository:
    """Counts the questions that reach the repository behind it."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.asked: Counter[Any] = Counter()
        self._guard = threading.Lock()

    @property
    def calls(self) -> int:
        return self.asked.total()

    def answer(self, query: Any) -> Answer[Any]:
        with self._guard:
            self.asked[query] += 1
        return self.inner.answer(query)

    def generation(self) -> int:
        return self.inner.generation()


class StoppableRepository:
    """Does not answer while it is stopped; `deaf` keeps answering which generation it is."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.stopped = False
        self.deaf = False

    def answer(self, query: Any) -> Answer[Any]:
        if self.stopped or self.deaf:
            raise StoreUnavailableError("the source is stopped")
        return self.inner.answer(query)

    def generation(self) -> int:
        if self.stopped:
            raise StoreUnavailableError("the source is stopped")
        return self.inner.generation()


class HeldRepository:
    """Holds every question until `let_go`; `arrived` is set when the first is there."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner
        self.arrived = threading.Event()
        self._released = threading.Event()

    def let_go(self) -> None:
        self._released.set()

    def answer(self, query: Any) -> Answer[Any]:
        self.arrived.set()
        assert self._released.wait(20)
        return self.inner.answer(query)

    def generation(self) -> int:
        return self.inner.generation()


class SlowRepository:
    """Takes its time, as Teradata does."""

    def __init__(self, inner: Any, seconds: float) -> None:
        self.inner = inner
        self.seconds = seconds

    def answer(self, query: Any) -> Answer[Any]:
        time.sleep(self.seconds)
        return self.inner.answer(query)

    def generation(self) -> int:
        return self.inner.generation()


class HandClock:
    """Shows the time it is set to."""

    def __init__(self, now: float = 1_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


class DictCache(NoOpCache):
    """Keeps everything in a dictionary, forever, with locks that do not expire."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}
        self.ttls: dict[str, float] = {}
        self.locks: dict[str, str] = {}
        self.ears: list[Callable[[str | None], None]] = []
        self._guard = threading.Lock()

    def get(self, key: str) -> bytes | None:
        return self.values.get(key)

    def set(self, key: str, value: bytes, ttl_seconds: float) -> bool:
        self.values[key] = value
        self.ttls[key] = ttl_seconds
        return True

    def delete_prefix(self, prefix: str) -> int:
        gone = [key for key in self.values if key.startswith(prefix)]
        for key in gone:
            del self.values[key]
        return len(gone)

    def acquire(self, key: str, ttl_seconds: float) -> str | None:
        with self._guard:
            if key in self.locks:
                return None
            self.locks[key] = f"token {ttl_seconds}"
            return self.locks[key]

    def release(self, key: str, token: str) -> None:
        with self._guard:
            if self.locks.get(key) == token:
                del self.locks[key]

    def announce(self, channel: str, message: str) -> None:
        for heard in self.ears:
            heard(message)

    def listen(self, channel: str, heard: Callable[[str | None], None]) -> None:
        self.ears.append(heard)
        heard("")

    def state(self) -> CacheState:
        return CacheState(backend="dict", state="connected")


class FullCache(DictCache):
    """Finds what it has and keeps nothing more."""

    def set(self, key: str, value: bytes, ttl_seconds: float) -> bool:
        return False
