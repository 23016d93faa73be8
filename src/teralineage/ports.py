"""What the inside asks of the outside, in the domain's words."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from teralineage.domain.answers import Answer
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, LineageBatch, SourceType
from teralineage.domain.queries import Query

T = TypeVar("T")


class OpenLineageRepository(Protocol):
    """Reads lineage. One method: queries are values, so a decorator need not know them one by one."""

    def answer(self, query: Query[T]) -> Answer[T]:
        """The answer to a query, names spelled as the catalog spells them.

        Raises:
            NotFoundError: the query names something that is not there.
            AmbiguousNameError: a plain name exists in several namespaces.
            StoreUnavailableError: the source does not answer now.
        """
        ...

    def generation(self) -> int:
        """A number that every committed write raises; cheap to ask.

        Raises:
            StoreUnavailableError: the source does not answer now.
        """
        ...


class LineageWriter(Protocol):
    """Stores what extraction found."""

    def write(self, batch: LineageBatch) -> None:
        """Store a batch in one transaction, or nothing of it; readers never see half.

        A dataset's definition and a job's edges replace what the same dataset or job said before; edges that no job
        states any longer are closed, not deleted. Raises the generation once committed.

        A job that ended states nothing any longer. A dataset that was dropped is listed and found by search no longer,
        nor is one that nothing defines once the last edge on it is closed; both are still found by their names, for
        their history. A definition brings a dataset back, and so does a job that was seen after it went.

        Raises:
            StoreUnavailableError: the store does not answer, or its disk is full.
        """
        ...

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """Job name to the fingerprint of the text it was last read from."""
        ...

    def forget(self, before: datetime) -> Forgotten:
        """Delete for good what was closed before an instant, in transactions so small that nobody waits for one.

        Edges go with their evidence, statements and jobs that ended; runs of before, but the last of each job and
        those that a remaining edge was first seen in; fields and datasets that went, once nothing refers to them; and
        texts that nothing uses. What stood at that instant or later is answered as before.

        Raises:
            StoreUnavailableError: the store does not answer; what was deleted before is gone.
        """
        ...


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How much history was deleted for good."""

    edges: int = 0
    runs: int = 0


class LineageStore(Protocol):
    """An open store."""

    @property
    def repository(self) -> OpenLineageRepository:
        """Answers from it."""
        ...

    @property
    def writer(self) -> LineageWriter:
        """Stores into it."""
        ...

    def graph_state(self) -> str:
        """What answers walks now: `store`, or `snapshot` with its age.

        Raises:
            StoreUnavailableError: the store does not answer now.
        """
        ...

    def close(self) -> None:
        """Let every connection go."""
        ...


class Catalog(Protocol):
    """Knows the columns of datasets while SQL is read."""

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset as the catalog spells it; None where it is not known."""
        ...

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that is known."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogObject:
    """An object of a source's dictionary as its lists show it, without its columns."""

    name: DatasetName
    source_type: SourceType
    altered_at: datetime | None = None
    created_at: datetime | None = None
    creator: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a source would not tell: of which thing, why in one line, and what would allow it where that is known."""

    subject: str
    reason: str
    remedy: str | None = None


class Dictionary(Protocol):
    """The dictionary of a source system. What it refuses is noted, the rest goes on."""

    namespace_uri: str

    def objects(self, databases: Collection[str] = ()) -> Iterator[CatalogObject]:
        """Every object of these databases (of all, where none are named), in the order of their names.

        Raises:
            StoreError: the lists themselves cannot be read.
        """
        ...

    def definitions(
        self, objects: Collection[CatalogObject], changed: Collection[DatasetName]
    ) -> tuple[DatasetDefinition, ...]:
        """The columns, keys, sizes and counts of the objects of one database; of the changed ones their texts too."""
        ...

    def qualified_text(self, name: DatasetName) -> str | None:
        """The text of a view with a database at every name; None where the source does not tell."""
        ...

    def type_sources(self) -> dict[str, int]:
        """How many views were told the types of their columns by which way; `unknown` where by none."""
        ...

    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused so far, each thing once."""
        ...


@dataclass(frozen=True, slots=True)
class LoggedQuery:
    """A statement as a query log tells it. `session` tells sessions apart; a `started_at` without a zone is UTC."""

    query_id: str
    text: str
    session: str
    started_at: datetime
    order: tuple[int, int]  # the request within its session, the statement within it
    user: str | None = None
    default_database: str | None = None


@dataclass(frozen=True, slots=True)
class LogSlice:
    """Some of a query log. `mark` is where to go on once these are stored; `incomplete` counts queries without text."""

    queries: tuple[LoggedQuery, ...]
    mark: str
    until: datetime
    incomplete: int = 0


class QueryLog(Protocol):
    """A log of what ran. However late it is written, each query comes once."""

    def slices(self, mark: str | None, since: datetime | None = None) -> Iterator[LogSlice]:
        """All that is new after a mark; without one, from `since` on, or nearly now where that is None too.

        Raises:
            StoreError: the log cannot be read.
        """
        ...

    def refusals(self) -> tuple[Refusal, ...]:
        """What was refused so far."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """A source system that is connected to; `close` logs off."""

    dictionary: Dictionary
    log: QueryLog
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class CacheState:
    """How a cache is doing: `connected`, `degraded` or `off`, since when (seconds since the epoch), and why."""

    backend: str
    state: str
    since: float | None = None
    reason: str | None = None


class CacheRepository(Protocol):
    """Keeps bytes under keys for a time. It never raises: a cache that fails has nothing and keeps nothing."""

    def get(self, key: str) -> bytes | None:
        """The bytes kept under a key, or None."""
        ...

    def set(self, key: str, value: bytes, ttl_seconds: float) -> bool:
        """Keep bytes for a time; False where they could not be kept."""
        ...

    def delete_prefix(self, prefix: str) -> int:
        """Forget every key that starts with a prefix; how many went."""
        ...

    def scan(self, prefix: str) -> Iterator[tuple[str, int]]:
        """Every key that starts with a prefix and the bytes of memory it takes; in no order, each at least once."""
        ...

    def acquire(self, key: str, ttl_seconds: float) -> str | None:
        """Take a lock that expires by itself; its token, or None where somebody else holds it.

        A cache that fails grants every lock: better two who work than none.
        """
        ...

    def release(self, key: str, token: str) -> None:
        """Give a lock back, only if the token still holds it."""
        ...

    def count(self, key: str, counts: Mapping[str, int], ttl_seconds: float) -> None:
        """Add to the counters kept under a key, each by its name, and keep them for that long from now."""
        ...

    def most(self, key: str, limit: int) -> list[tuple[str, int]]:
        """The greatest counters under a key, greatest first."""
        ...

    def announce(self, channel: str, message: str) -> None:
        """Tell everybody who listens on a channel, in every process; nobody may be there, nothing is kept."""
        ...

    def listen(self, channel: str, heard: Callable[[str | None], None]) -> None:
        """Call `heard` with every message, from a thread of its own.

        An empty message says that the ear is open from now on, None that it is closed until the next empty one.
        """
        ...

    def state(self) -> CacheState:
        """How the cache is doing, without waiting for it."""
        ...

    def close(self) -> None:
        """Let connections and threads go."""
        ...
