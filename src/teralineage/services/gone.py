"""Scripts that a folder held when it was read last, and holds no longer.

A job of its own, named after what the folder is known as, notes what it held. A folder that is empty now tells
nothing: more likely it is not the one that was meant, or not there yet.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Self

from teralineage.domain.ids import fold

log = logging.getLogger(__name__)

NOTE = "teralineage extract: folder "
"""The job that notes which scripts a folder held; what the folder is known as follows."""

DICTIONARY = "teralineage sync: dictionary of "
"""The job that notes what a database held, by its dictionary; the database's name follows."""


@dataclass(frozen=True, slots=True)
class Gone:
    """The names of scripts that are gone, notes to store by their jobs' names, and databases with a dictionary.

    `shared` are scripts of this run whose names another folder has too, each with what that one is known as.
    """

    scripts: frozenset[str] = frozenset()
    notes: Mapping[str, str] = field(default_factory=dict)
    databases: frozenset[str] = frozenset()
    shared: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, folders: Mapping[str, Collection[str]], present: set[str], stored: Mapping[str, str]) -> Self:
        """What is gone from folders, by the notes among the stored jobs; `present` are all scripts of this run."""
        held = {folder: names for folder, names in folders.items() if names}
        noted = {job.removeprefix(NOTE): _names(note) for job, note in stored.items() if job.startswith(NOTE)}
        elsewhere = {name: folder for folder, names in noted.items() if folder not in held for name in names}
        before = {name for folder in held for name in noted.get(folder, ())}
        notes = {NOTE + folder: json.dumps(sorted(names)) for folder, names in held.items()}
        kept = {fold(job.removeprefix(DICTIONARY)) for job in stored if job.startswith(DICTIONARY)}
        new = {job: note for job, note in notes.items() if stored.get(job) != note}
        here = {name for names in held.values() for name in names}
        shared = {name: folder for name, folder in elsewhere.items() if name in here}
        return cls(frozenset(before - present - elsewhere.keys()), new, frozenset(kept), shared)

    def warn_of_shared(self, read: Collection[str]) -> None:
        """Say of the scripts that were read which ones took the place of another folder's."""
        taken = sorted(self.shared.keys() & set(read))
        if taken:
            more = f" and {len(taken) - 1} more" if len(taken) > 1 else ""
            log.warning(
                "%s%s took the place of what stood in %s; where these are other files, give each folder a --name",
                *(taken[0], more, self.shared[taken[0]]),
            )

    def is_kept(self, database: str) -> bool:
        """Whether a dictionary tells what a database holds."""
        return fold(database) in self.databases


NOTHING_GONE = Gone()


def _names(note: str) -> list[str]:
    """What a note says; one that cannot be read says nothing."""
    try:
        found = json.loads(note)
    except json.JSONDecodeError:
        return []
    return [name for name in found if isinstance(name, str)] if isinstance(found, list) else []
