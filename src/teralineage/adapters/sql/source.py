"""Where a walk gets its edges and names: the store itself, or a snapshot of it in memory."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from teralineage.domain.arrays import Ints
from teralineage.domain.graph import Neighbours
from teralineage.domain.ids import DatasetId
from teralineage.domain.shown import NodeTable


@dataclass(frozen=True, slots=True)
class Home:
    """A dataset that was asked for: its id as the catalog spells it, and its owner in a source."""

    id: DatasetId
    owner: int


class GraphSource(Protocol):
    """Nodes and owners are integers of the source's own; -1 stands for none."""

    def home(self, wanted: DatasetId) -> Home:
        """The one dataset that an id or a plain name means."""
        ...

    def roots(self, home: Home, name: str | None, as_of: datetime | None) -> tuple[str | None, Ints]:
        """A field's spelling and node; or None, and the nodes of all fields that stand now, or stood at an instant."""
        ...

    def neighbours(self, *, indirect: bool, as_of: datetime | None) -> Neighbours:
        """Edges that stand now, or stood at an instant."""
        ...

    def nodes(self, field_ids: Ints) -> Ints:
        """The nodes of stored fields."""
        ...

    def owner_nodes(self, dataset_ids: Ints) -> Ints:
        """The owners that stored datasets are."""
        ...

    def owners(self, nodes: Ints) -> Ints:
        """The dataset of each node."""
        ...

    def every(self, nodes: Ints) -> Ints:
        """The `*` of each node's dataset, -1 where it has none."""
        ...

    def describe(self, nodes: Ints) -> NodeTable:
        """What nodes are called."""
        ...

    def describe_owners(self, owners: Ints) -> NodeTable:
        """What owners are called."""
        ...
