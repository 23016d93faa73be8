"""A snapshot's files: one array each in a folder, with a `meta.json` that says how long each must be.

Nodes are fields, numbered in the order of their dataset and id, so that a dataset's nodes stand together. Edges stand
in the order of source, target and subtype (`down_start` says where each source's begin); `up_edge` lists them in the
order of target, source and subtype. Texts are only ever added to, and may hold some that nothing uses any more.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from teralineage.adapters.sql.snapshot.texts import Texts

VERSION = 3
"""Raised when the files change their meaning; a snapshot of another version is not read."""

_META = "meta.json"


class UnusableSnapshotError(Exception):
    """The folder holds no snapshot, one of another version, or one cut short. It is simply built again."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The arrays; one position of each group tells of one thing. `generation` is the store's when it was read."""

    generation: int
    # nodes
    field_id: NDArray[np.int64]
    by_field_id: NDArray[np.int32]  # nodes in the order of field_id
    dataset: NDArray[np.int32]
    name: NDArray[np.int32]  # index into names
    type: NDArray[np.int32]  # index into types, or -1
    nullable: NDArray[np.int8]  # 1, 0, or -1 for unknown
    position: NDArray[np.int16]  # among the fields of its dataset, from 1
    active: NDArray[np.int8]  # 0 where the field was dropped
    # datasets
    dataset_id: NDArray[np.int64]  # ascending
    dataset_start: NDArray[np.int64]  # a dataset's nodes are start[d] … start[d + 1] - 1
    star: NDArray[np.int32]  # the node of the dataset's `*`, or -1
    dataset_text: NDArray[np.int32]  # index into dataset names and dataset ids
    dataset_namespace: NDArray[np.int32]  # index into namespaces
    dataset_type: NDArray[np.int32]  # index into source types
    dataset_active: NDArray[np.int8]
    key: NDArray[np.uint64]  # `key_of` each dataset, ascending
    by_key: NDArray[np.int32]  # datasets in the order of key
    # edges
    down_start: NDArray[np.int64]
    source: NDArray[np.int32]
    target: NDArray[np.int32]
    row: NDArray[np.int64]  # the stored edge's id
    subtype: NDArray[np.int8]
    confidence: NDArray[np.float64]
    evidence: NDArray[np.int32]
    last_seen: NDArray[np.int64]
    up_start: NDArray[np.int64]
    up_edge: NDArray[np.int32]
    # distinct texts
    namespaces_words: NDArray[np.uint64]  # URIs
    namespaces_start: NDArray[np.int64]
    source_types_words: NDArray[np.uint64]
    source_types_start: NDArray[np.int64]
    names_words: NDArray[np.uint64]
    names_start: NDArray[np.int64]
    names_plain: NDArray[np.int8]  # 1 where the name is a part of an id as it stands
    types_words: NDArray[np.uint64]
    types_start: NDArray[np.int64]
    dataset_names_words: NDArray[np.uint64]
    dataset_names_start: NDArray[np.int64]
    dataset_ids_words: NDArray[np.uint64]
    dataset_ids_start: NDArray[np.int64]

    def save(self, folder: Path, last: SavedSnapshot | None = None) -> None:
        """Write all files, then `meta.json`, into a new folder that takes its name only when all is there.

        Arrays that are the very ones of the last snapshot are not written again: its files get a second name.
        """
        making = folder.with_name(f"{folder.name}.making-{os.getpid()}")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        sizes = {}
        for name in _ARRAYS:
            path = making / f"{name}.npy"
            array = getattr(self, name)
            if last is None or array is not getattr(last.snapshot, name) or not _linked(last.folder / path.name, path):
                np.save(path, array)
            sizes[path.name] = path.stat().st_size
        (making / _META).write_text(json.dumps({"version": VERSION, "generation": self.generation, "sizes": sizes}))
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Map a snapshot's files into memory; nothing is read yet.

        Raises:
            UnusableSnapshotError: it is not whole, or of another version.
        """
        try:
            meta: dict[str, Any] = json.loads((folder / _META).read_text())
            if meta["version"] != VERSION:
                raise UnusableSnapshotError(f"version {meta['version']}, not {VERSION}")
            for name, size in meta["sizes"].items():
                if (folder / name).stat().st_size != size:
                    raise UnusableSnapshotError(f"{name} is cut short")
            arrays = {name: _mapped(folder / f"{name}.npy") for name in _ARRAYS}
            return cls(generation=int(meta["generation"]), **arrays)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnusableSnapshotError(str(error)) from error

    def texts(self, name: str) -> Texts:
        """One of the lists of texts: `names`, `types`, `dataset_names`, `dataset_ids`, `namespaces`, `source_types`."""
        return Texts(getattr(self, f"{name}_words"), getattr(self, f"{name}_start"))


@dataclass(frozen=True, slots=True)
class SavedSnapshot:
    """A snapshot and the folder its files are in."""

    snapshot: Snapshot
    folder: Path


def _linked(path: Path, name: Path) -> bool:
    """Whether a file could be given another name."""
    try:
        name.hardlink_to(path)
    except OSError:  # it is gone, or the file system knows no such thing
        return False
    return True


def key_of(database_key: str, table_key: str) -> int:
    """A number of 64 bits for a dataset's folded name; two names may share one."""
    text = f"{database_key}\0{table_key}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little")


_ARRAYS = tuple(one.name for one in fields(Snapshot) if one.name != "generation")


def _mapped(path: Path) -> NDArray[Any]:
    # A plain array over the mapping: slicing a numpy.memmap costs ten times as much.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
