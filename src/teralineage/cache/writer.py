"""A store whose writer tells the readers of every process once something is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from teralineage.cache.news import News
from teralineage.domain.model import LineageBatch
from teralineage.ports import CacheRepository, Forgotten, LineageStore, LineageWriter, OpenLineageRepository


class AnnouncingLineageWriter:
    """Writes through another writer and then says so. Nothing is said of a write that failed."""

    def __init__(self, inner: LineageWriter, news: News) -> None:
        self._inner = inner
        self._news = news

    def write(self, batch: LineageBatch) -> None:
        """As the inner writer; the news follow the commit."""
        self._inner.write(batch)
        self._news.written()

    def forget(self, before: datetime) -> Forgotten:
        """As the inner writer; the news follow."""
        forgotten = self._inner.forget(before)
        if forgotten != Forgotten():
            self._news.written()
        return forgotten

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """As the inner writer."""
        return self._inner.fingerprints(namespace_uri)


@dataclass(frozen=True, slots=True)
class AnnouncingStore:
    """A store with such a writer; it closes the cache that carries its news, too."""

    inner: LineageStore
    cache: CacheRepository
    key_prefix: str = ""

    @property
    def repository(self) -> OpenLineageRepository:
        """As the inner store."""
        return self.inner.repository

    @property
    def writer(self) -> LineageWriter:
        """The inner store's writer, announcing."""
        return AnnouncingLineageWriter(self.inner.writer, News(self.cache, self.key_prefix))

    def graph_state(self) -> str:
        """As the inner store."""
        return self.inner.graph_state()

    def close(self) -> None:
        """As the inner store."""
        self.inner.close()
        self.cache.close()
