"""Lets every process on a machine know, without asking SQLite, whether a store has been written to.

Beside the store's file stands another of eight bytes that all of them map into memory. Who commits changes the bytes;
who has seen them unchanged has missed no commit. A look costs a tenth of a microsecond, and unlike a look into the
store it does not hand the interpreter to another thread. SQLite's own shared memory says the same, but closing any
second descriptor of that file would drop the locks that SQLite holds on it.
"""

from __future__ import annotations

import mmap
import os
from contextlib import suppress
from pathlib import Path

_BYTES = 8


class Bell:
    """The bell of one store; `ring` after each commit. It is silent where its file cannot be made or mapped."""

    def __init__(self, store: Path) -> None:
        self._map: mmap.mmap | None = None
        # Where it cannot be had, the store itself is asked each time.
        with suppress(OSError, ValueError), store.with_name(store.name + "-bell").open("a+b") as file:
            if file.seek(0, 2) < _BYTES:
                file.write(bytes(_BYTES))
                file.flush()
            self._map = mmap.mmap(file.fileno(), _BYTES)

    def heard(self) -> bytes | None:
        """What the last ring left; None where this bell is silent."""
        return None if self._map is None else self._map[:_BYTES]

    def ring(self) -> None:
        """Say that something was committed."""
        if self._map is not None:
            # Two who ring at once must not leave what was there before, as two who count up might; nor may
            # somebody who seeds `random`.
            # The system's chance, since a program that seeds `random` would ring the same again.
            self._map[:_BYTES] = os.urandom(_BYTES)
