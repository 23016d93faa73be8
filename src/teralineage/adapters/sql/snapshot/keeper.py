"""Keeps the latest snapshot of a store at hand, and has the next one built in the background when the store moves.

The folder holds `current`, a file with the name of the snapshot to use, changed in one step; a lock that the process
that builds holds, and that goes with it if it dies; and the snapshot. Processes that share the folder share the work
and the memory. Until a snapshot of the store's very generation is there, the store itself answers.
"""

from __future__ import annotations

import logging
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from teralineage.adapters.sql.snapshot.files import SavedSnapshot, Snapshot, UnusableSnapshotError
from teralineage.domain.errors import StoreError

logger = logging.getLogger(__name__)

Make = Callable[[Snapshot | None], Snapshot]
"""Makes the snapshot of now; the last one, where there is one, may serve to. Raises StoreError where it cannot."""

LONGEST_PAUSE_SECONDS = 5.0
"""The longest rest between builds that are overtaken, unless one takes longer than that."""

_CURRENT = "current"
_LOCK = "lock"


@dataclass(frozen=True, slots=True)
class SnapshotState:
    """Which snapshot is at hand: of what generation, built how many seconds ago; None where there is none."""

    generation: int | None
    age_seconds: float | None
    building: bool


class SnapshotKeeper:
    """Shared by all threads of a process; `make` knows the store.

    `wait` lets a build under way end, `close` also begins no other.
    After a build it rests for `rest` times as long, so that a store that moves all the time keeps no processor busy;
    where the store had moved on before the build was done, so that it served nobody, twice as long as the last time.
    """

    def __init__(self, make: Make, folder: Path, rest: float = 1.0) -> None:
        self._make = make
        self._folder = folder
        self._guard = threading.Lock()
        self._builder: threading.Thread | None = None
        self._saved: SavedSnapshot | None = None
        self._fresh: Snapshot | None = None  # made, and being written
        self._seen: tuple[str, int] | None = None
        self._built_at = 0.0
        self._not_before = 0.0
        self._asked = -1
        self._pause = 0.0
        self._rest = rest
        self._closed = False
        self._complaints: set[str] = set()

    def at(self, generation: int) -> Snapshot | None:
        """The snapshot of a generation; None, and a build begun, where it is not there yet."""
        self._asked = generation
        if (found := self._at_hand(generation)) is not None:
            return found
        with self._guard:
            self._look()
            if (found := self._at_hand(generation)) is not None:
                return found
            self._begin()
        return None

    def _at_hand(self, generation: int) -> Snapshot | None:
        if (fresh := self._fresh) is not None and fresh.generation == generation:
            return fresh
        if (saved := self._saved) is not None and saved.snapshot.generation == generation:
            return saved.snapshot
        return None

    def state(self) -> SnapshotState:
        """What is at hand now."""
        saved, builder = self._saved, self._builder
        building = builder is not None and builder.is_alive()
        if saved is None:
            return SnapshotState(None, None, building)
        age = max(0.0, time.time() - self._built_at)  # the clock may have been put back since
        return SnapshotState(saved.snapshot.generation, age, building)

    def told(self, generation: int | None) -> str:
        """What answers walks over a store of a generation: `store`, or `snapshot` with its age in seconds."""
        state = self.state()
        if state.age_seconds is None or state.generation != generation:
            return "store, snapshot building" if state.building else "store"
        return f"snapshot, {state.age_seconds:.0f} s old"

    def wait(self) -> None:
        """Let a build that is under way end."""
        builder = self._builder
        if builder is not None:
            builder.join()

    def close(self) -> None:
        """Begin no other build, and let the one under way end."""
        self._closed = True
        self.wait()

    def _look(self) -> None:
        """Take up the snapshot that `current` names, if it is another than before."""
        try:
            name = (self._folder / _CURRENT).read_text().strip()
            seen = name, (self._folder / _CURRENT).stat().st_mtime_ns
        except OSError:
            return
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self._saved = SavedSnapshot(Snapshot.open(self._folder / name), self._folder / name)
            self._built_at = (self._folder / name / "meta.json").stat().st_mtime
        except (UnusableSnapshotError, OSError) as error:
            self._complain(f"the snapshot {name} is not used and will be built again: {error}")

    def _begin(self) -> None:
        if self._closed or time.monotonic() < self._not_before:
            return
        if self._builder is None or not self._builder.is_alive():
            self._builder = threading.Thread(target=self._build, name="snapshot", daemon=True)
            self._builder.start()

    def _build(self) -> None:
        began = time.monotonic()
        try:
            with self._alone() as alone:
                if alone:
                    with self._guard:
                        self._look()  # another process may have been first
                    last = self._saved
                    self._fresh = self._make(None if last is None else last.snapshot)
                    self._replace(self._fresh, last)
        except (OSError, StoreError) as error:
            self._complain(f"no snapshot could be built: {error}")
        except Exception:
            if "defect" not in self._complaints:  # once: the store goes on answering
                self._complaints.add("defect")
                logger.exception("no snapshot could be built")
        finally:
            self._fresh = None
        ended = time.monotonic()
        took = ended - began
        overtaken = self._saved is not None and self._saved.snapshot.generation != self._asked
        self._pause = min(max(took, 2 * self._pause), max(took, LONGEST_PAUSE_SECONDS)) if overtaken else took
        self._not_before = ended + self._rest * self._pause

    def _replace(self, snapshot: Snapshot, last: SavedSnapshot | None) -> None:
        name = f"snapshot-{snapshot.generation}"
        if last is not None and last.folder.name == name:
            return
        snapshot.save(self._folder / name, last)
        making = self._folder / f"{_CURRENT}.{os.getpid()}"
        making.write_text(name)
        making.replace(self._folder / _CURRENT)
        for other in self._folder.iterdir():
            if other.is_dir() and other.name != name:
                shutil.rmtree(other, ignore_errors=True)  # who has it mapped still reads it
        with self._guard:
            self._look()

    @contextmanager
    def _alone(self) -> Iterator[bool]:
        """Whether no other process builds; the lock goes with the process that holds it."""
        try:
            import fcntl  # noqa: PLC0415 - Windows has none: there every process builds for itself
        except ImportError:
            yield True
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as lock:
            locked = False
            with suppress(BlockingIOError):
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                locked = True
            yield locked

    def _complain(self, message: str) -> None:
        if message not in self._complaints:
            self._complaints.add(message)
            logger.warning(message)
