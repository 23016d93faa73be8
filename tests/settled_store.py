"""A store that answers walks from its snapshot alone: it waits for the snapshot before each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from teralineage.adapters.sql import Store, open_store
from teralineage.adapters.sql.repository import SqlRepository
from teralineage.adapters.sql.snapshot.build import assemble
from teralineage.adapters.sql.snapshot.keeper import SnapshotKeeper
from teralineage.adapters.sql.snapshot.renew import following
from teralineage.adapters.sql.snapshot.repository import SnapshotRepository
from teralineage.domain.answers import Answer
from teralineage.domain.queries import Query
from teralineage.domain.stored import StoredGraph
from teralineage.ports import LineageStore


class SettledStore:
    """Repository, and writer of the store it stands on."""

    def __init__(self, store: Store, snapshots: SnapshotKeeper) -> None:
        self.repository = self
        self.writer = store.writer
        self.engine = store.engine
        self._snapshots = snapshots
        self._inner = SqlRepository(store.engine, snapshots=snapshots)

    def answer(self, query: Query[Any]) -> Answer[Any]:
        self._snapshots.at(self.generation())
        self._snapshots.wait()
        told = self._inner.answer(query)
        assert self._snapshots.state().generation == self.generation()
        return told

    def generation(self) -> int:
        return self._inner.generation()

    def close(self) -> None:
        self._inner.close()


class SettledAnyStore:
    """The same over a store of whatever kind, whose snapshots are laid out from what it reads as a whole."""

    def __init__(self, store: LineageStore, read: Callable[[], StoredGraph], folder: Path) -> None:
        keeper = SnapshotKeeper(lambda _last: assemble(read()), folder, rest=0)
        self._inner = SnapshotRepository(store.repository, keeper, store.repository.generation)
        self.repository = self
        self.writer = store.writer

    def answer(self, query: Query[Any]) -> Answer[Any]:
        generation = self.generation()
        self._inner.snapshots.at(generation)
        self._inner.snapshots.wait()
        assert self._inner.snapshots.at(generation) is not None
        return self._inner.answer(query)

    def generation(self) -> int:
        return self._inner.generation()


@contextmanager
def settled_store(folder: Path) -> Iterator[SettledStore]:
    """A new one in a folder."""
    opened = open_store(f"sqlite:///{folder}/store.db")
    settled = SettledStore(opened, SnapshotKeeper(following(opened.engine), folder / "snapshots", rest=0))
    yield settled
    settled.close()
    opened.close()
