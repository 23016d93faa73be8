"""A snapshot's files: one array each in a folder, with a `meta.json` that says how long each must be.

Nodes are fields, numbered in the order of their dataset and id, so that a dataset's nodes stand together. Edges stand
in the order of their source (`down_start` says where each node's begin); `up_edge` lists them in the order of their
target. Texts are UTF-8 on end, with where each ends.
"""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

VERSION = 1
"""Raised when the files change their meaning; a snapshot of another version is not read."""

_META = "meta.json"


class UnusableSnapshotError(Exception):
    """The folder holds no snapshot, one of another version, or one cut short. It is simply built again."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of texts, any of which can be read without the others."""

    data: NDArray[np.uint8]
    start: NDArray[np.int64]

    @classmethod
    def of(cls, texts: list[str]) -> Self:
        """Keep some texts."""
        parts = [text.encode("utf-8", "surrogatepass") for text in texts]
        start = np.zeros(len(parts) + 1, np.int64)
        np.cumsum([len(part) for part in parts], out=start[1:])
        return cls(np.frombuffer(b"".join(parts), np.uint8), start)

    def some(self, indexes: NDArray[Any]) -> list[str]:
        """Those at some positions."""
        data = self.data.data  # a memoryview: its slices cost a tenth of an array's
        bounds = zip(self.start[indexes].tolist(), self.start[indexes + 1].tolist(), strict=True)
        return [str(data[first:last], "utf-8", "surrogatepass") for first, last in bounds]

    def all(self) -> list[str]:
        """All of them."""
        return self.some(np.arange(len(self.start) - 1))


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
    # datasets
    dataset_id: NDArray[np.int64]  # ascending
    dataset_start: NDArray[np.int64]  # a dataset's nodes are start[d] … start[d + 1] - 1
    star: NDArray[np.int32]  # the node of the dataset's `*`, or -1
    dataset_namespace: NDArray[np.int32]  # index into namespaces
    dataset_type: NDArray[np.int32]  # index into source types
    dataset_names_data: NDArray[np.uint8]
    dataset_names_start: NDArray[np.int64]
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
    namespaces_data: NDArray[np.uint8]  # URIs
    namespaces_start: NDArray[np.int64]
    source_types_data: NDArray[np.uint8]
    source_types_start: NDArray[np.int64]
    names_data: NDArray[np.uint8]
    names_start: NDArray[np.int64]
    types_data: NDArray[np.uint8]
    types_start: NDArray[np.int64]

    def save(self, folder: Path) -> None:
        """Write all files, then `meta.json`, into a new folder that takes its name only when all is there."""
        making = folder.with_name(f"{folder.name}.making-{os.getpid()}")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        sizes = {}
        for name in _ARRAYS:
            path = making / f"{name}.npy"
            np.save(path, getattr(self, name))
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

    @property
    def names(self) -> Texts:
        """Distinct field names."""
        return Texts(self.names_data, self.names_start)

    @property
    def types(self) -> Texts:
        """Distinct column types."""
        return Texts(self.types_data, self.types_start)

    @property
    def dataset_names(self) -> Texts:
        """The name of each dataset."""
        return Texts(self.dataset_names_data, self.dataset_names_start)

    @property
    def namespaces(self) -> Texts:
        """The URIs of namespaces."""
        return Texts(self.namespaces_data, self.namespaces_start)

    @property
    def source_types(self) -> Texts:
        """Distinct types of datasets."""
        return Texts(self.source_types_data, self.source_types_start)


_ARRAYS = tuple(one.name for one in fields(Snapshot) if one.name != "generation")


def _mapped(path: Path) -> NDArray[Any]:
    # A plain array over the mapping: slicing a numpy.memmap costs ten times as much.
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
