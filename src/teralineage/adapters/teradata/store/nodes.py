"""Fields and datasets by their ids, each read once for an answer."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from teralineage.adapters.teradata.store import names
from teralineage.adapters.teradata.store.data import Data, Record
from teralineage.adapters.teradata.store.tables import DATASET, FIELD
from teralineage.domain import answers
from teralineage.domain.graph import Ints
from teralineage.domain.ids import EVERY_FIELD, FieldId, render_part
from teralineage.domain.queries import Direction
from teralineage.domain.stored import LAST_POSITION


class Nodes:
    """What the nodes of a graph are called, and which belong together."""

    def __init__(self, data: Data) -> None:
        self.fields: dict[int, Record] = {}
        self.datasets: dict[int, Record] = {}
        self._data = data
        self._siblings: dict[int, list[Record]] = {}
        self._uris: dict[str, Record] | None = None

    def load(self, ids: Ints) -> None:
        """Read fields and the datasets they belong to."""
        self._load_fields(ids.tolist())
        self.load_datasets({row.dataset_id for row in self.fields.values()})

    def load_datasets(self, ids: Iterable[int] | Ints) -> None:
        """Read datasets."""
        missing = {int(id_) for id_ in ids} - self.datasets.keys()
        self.datasets |= {row.dataset_id: row for row in self._data.rows(DATASET, "dataset_id", missing)}
        if self._uris is None:
            self._uris = names.namespaces(self._data)

    def _load_fields(self, ids: Iterable[int]) -> None:
        missing = set(ids) - self.fields.keys()
        self.fields |= {row.field_id: row for row in self._data.rows(FIELD, "field_id", missing)}

    def home(self, node: int) -> Record:
        """The dataset of a field that was loaded."""
        return self.datasets[self.fields[node].dataset_id]

    def id(self, node: int) -> str:
        """A field's id as text."""
        return str(FieldId(names.id_of(self.home(node)), self.fields[node].field_name))

    def qualified(self, node: int) -> str:
        """`database.table.field`."""
        return f"{self.home(node).name}.{render_part(self.fields[node].field_name)}"

    def field_node(self, node: int, depth: int) -> answers.Node:
        """A field as a node of a graph."""
        row = self.fields[node]
        nullable = None if row.nullable is None else bool(row.nullable)
        return answers.Node(
            id=self.id(node),
            type="field",
            name=row.field_name,
            dataset=self._node_dataset(self.home(node)),
            metadata=answers.NodeMetadata(
                column_type=row.field_type,
                nullable=nullable,
                depth=depth,
                ordinal_position=None if row.ordinal_position in (0, LAST_POSITION) else row.ordinal_position,
            ),
        )

    def dataset_node(self, node: int, depth: int) -> answers.Node:
        """A dataset as a node of a graph."""
        row = self.datasets[node]
        return answers.Node(
            id=str(names.id_of(row)),
            type="dataset",
            name=row.name,
            dataset=self._node_dataset(row),
            metadata=answers.NodeMetadata(column_type=None, nullable=None, depth=depth),
        )

    def _node_dataset(self, row: Record) -> answers.NodeDataset:
        uri = (self._uris or {})[row.namespace_id].namespace_uri
        return answers.NodeDataset(id=str(names.id_of(row)), name=row.name, namespace=uri, source_type=row.source_type)

    def owners(self, nodes: Ints) -> Ints:
        """The dataset of each field."""
        self._load_fields(nodes.tolist())
        return np.array([self.fields[node].dataset_id for node in nodes.tolist()], np.int64)

    def every_of(self, nodes: Ints) -> Ints:
        """The `*` of each field's dataset, -1 where it has none."""
        self._load_fields(nodes.tolist())
        homes = [self.fields[node].dataset_id for node in nodes.tolist()]
        stars = {row.dataset_id: row.field_id for row in self._all_fields(set(homes)) if row.field_key == EVERY_FIELD}
        return np.array([stars.get(home, -1) for home in homes], np.int64)

    def stand_ins(self, nodes: set[int], direction: Direction) -> set[int]:
        """Downstream, all columns of datasets whose `*` is met; upstream, the `*` of the datasets of columns."""
        self._load_fields(nodes)
        met = [self.fields[node] for node in nodes if node in self.fields]
        if direction is Direction.DOWNSTREAM:
            homes = {row.dataset_id for row in met if row.field_key == EVERY_FIELD}
            return {row.field_id for row in self._all_fields(homes) if row.field_key != EVERY_FIELD}
        homes = {row.dataset_id for row in met}
        return {row.field_id for row in self._all_fields(homes) if row.field_key == EVERY_FIELD}

    def _all_fields(self, homes: set[int]) -> list[Record]:
        missing = homes - self._siblings.keys()
        for home in missing:
            self._siblings[home] = []
        for row in self._data.rows(FIELD, "dataset_id", missing):
            self._siblings[row.dataset_id].append(row)
        return [row for home in homes for row in self._siblings[home]]
