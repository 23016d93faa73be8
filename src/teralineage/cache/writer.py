"""A writer that tells the readers of every process once something is written."""

from __future__ import annotations

from teralineage.cache.news import News
from teralineage.domain.model import LineageBatch
from teralineage.ports import LineageWriter


class AnnouncingLineageWriter:
    """Writes through another writer and then says so. Nothing is said of a write that failed."""

    def __init__(self, inner: LineageWriter, news: News) -> None:
        self._inner = inner
        self._news = news

    def write(self, batch: LineageBatch) -> None:
        """As the inner writer; the news follow the commit."""
        self._inner.write(batch)
        self._news.written()

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """As the inner writer."""
        return self._inner.fingerprints(namespace_uri)
