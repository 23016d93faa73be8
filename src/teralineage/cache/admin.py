"""What operators may ask of the cache: how it stands, to forget, to fill itself before people come."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from teralineage.cache.keys import ROOT
from teralineage.cache.metrics import CacheMetrics
from teralineage.cache.stored import StoredAnswers
from teralineage.domain.answers import Document
from teralineage.domain.errors import TeraLineageError, ValidationError
from teralineage.domain.ids import FieldId, parse_asset
from teralineage.domain.queries import ColumnarLineageQuery, LineageQuery
from teralineage.ports import OpenLineageRepository

USAGE_SECONDS = 15.0
"""How long a count of all entries serves; counting reads every key's name."""

WARM_AT_MOST = 1000
"""Roots that one warm-up takes at most."""

Root = LineageQuery | ColumnarLineageQuery
"""A question about the graph around one field or dataset."""

_log = logging.getLogger(__name__)


class CacheUsage(Document, frozen=True, kw_only=True):
    """How many entries there are, and the bytes of memory they take in Redis."""

    entries: int
    memory_bytes: int


class CacheWarmUp(Document, frozen=True, kw_only=True):
    """How far a warm-up is; `failed` roots are those that are not there, or that the source gave no answer for."""

    running: bool
    total: int
    done: int
    failed: int


class CacheReport(Document, frozen=True, kw_only=True):
    """How the cache stands. `hit_ratio` is of this process since it started; None before the first read."""

    state: str
    since: datetime | None
    reason: str | None
    backend: str
    prefix: str
    entries: int
    memory_bytes: int
    by_entity: dict[str, CacheUsage]
    hit_ratio: float | None
    process_memory_bytes: int
    warm_up: CacheWarmUp | None


class CacheCleared(Document, frozen=True, kw_only=True):
    """How many entries under a prefix are gone."""

    prefix: str
    deleted: int


@dataclass(slots=True)
class CacheAdmin:
    """The operators' side of a cached reader."""

    reader: OpenLineageRepository
    stored: StoredAnswers
    clock: Callable[[], float] = time.monotonic
    _usage: tuple[float, dict[str, CacheUsage]] | None = None
    _warm_up: CacheWarmUp | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def report(self) -> CacheReport:
        """How the cache stands now; entries are counted at most every `USAGE_SECONDS`."""
        state = self.stored.cache.state()
        usage = self.usage()
        return CacheReport(
            state=state.state,
            since=None if state.since is None else datetime.fromtimestamp(state.since, UTC),
            reason=state.reason,
            backend=state.backend,
            prefix=self.stored.key_prefix,
            entries=sum(each.entries for each in usage.values()),
            memory_bytes=sum(each.memory_bytes for each in usage.values()),
            by_entity=usage,
            hit_ratio=self.stored.metrics.hit_ratio(),
            process_memory_bytes=int(self.stored.metrics.memory_layer_bytes()),
            warm_up=self._warm_up,
        )

    def usage(self) -> dict[str, CacheUsage]:
        """Entries and memory by entity, such as `lineage`; as they were within the last `USAGE_SECONDS`."""
        known = self._usage
        if known is not None and self.clock() - known[0] < USAGE_SECONDS:
            return known[1]
        root = self.stored.key_prefix + ROOT
        counts: dict[str, list[int]] = {}
        for key, size in self.stored.cache.scan(root):
            count = counts.setdefault(key[len(root) :].partition(":")[0], [0, 0])
            count[0] += 1
            count[1] += size
        usage = {
            entity: CacheUsage(entries=entries, memory_bytes=size) for entity, (entries, size) in sorted(counts.items())
        }
        self._usage = self.clock(), usage
        return usage

    def clear(self, prefix: str = ROOT) -> CacheCleared:
        """Forget every entry of this deployment whose key starts with a prefix, here and in every process.

        Raises:
            ValidationError: the prefix is not one of this product's keys.
        """
        if not prefix.startswith(ROOT):
            raise ValidationError({"prefix": f"must start with {ROOT}, as in {ROOT}lineage:"})
        whole = self.stored.key_prefix + prefix
        deleted = self.stored.cache.delete_prefix(whole)
        self.stored.news.cleared(whole)
        self._usage = None
        return CacheCleared(prefix=prefix, deleted=deleted)

    def roots(self, names: Iterable[str] | None, limit: int) -> list[Root]:
        """The questions to warm the cache with: these fields and datasets, else what was asked most since yesterday.

        Raises:
            MalformedIdError: a name is not the id of a field or a dataset.
        """
        if names is None:
            return self.stored.popularity.most(limit)
        queries: list[Root] = []
        for asset in map(parse_asset, names):
            dataset, name = (asset.dataset, asset.name) if isinstance(asset, FieldId) else (asset, None)
            queries.append(LineageQuery(dataset, name))
        return queries

    def warm(self, queries: list[Root], progress: Callable[[CacheWarmUp], Any] | None = None) -> CacheWarmUp:
        """Ask the questions one after another, so that their answers are in the cache."""
        done = failed = 0
        for query in queries:
            try:
                self.reader.answer(query)
            except TeraLineageError as error:
                failed += 1
                _log.warning("cache: a root was not warmed: %s", error)
            done += 1
            self._warm_up = CacheWarmUp(running=done < len(queries), total=len(queries), done=done, failed=failed)
            if progress is not None:
                progress(self._warm_up)
        _log.info("cache: warmed with %d of %d roots", done - failed, len(queries))
        return self._warm_up or CacheWarmUp(running=False, total=0, done=0, failed=0)

    def start_warming(self, queries: list[Root]) -> CacheWarmUp:
        """Warm in the background; where a warm-up runs already, that one goes on and its progress is told."""
        with self._guard:
            if self._warm_up is not None and self._warm_up.running:
                return self._warm_up
            started = CacheWarmUp(running=bool(queries), total=len(queries), done=0, failed=0)
            self._warm_up = started
        threading.Thread(target=self.warm, args=(queries,), name="cache-warm-up", daemon=True).start()
        return started


def watch_usage(admin: CacheAdmin, metrics: CacheMetrics) -> None:
    """Show entries and memory by entity among the metrics."""
    metrics.watch_usage(lambda: {name: (each.entries, each.memory_bytes) for name, each in admin.usage().items()})
