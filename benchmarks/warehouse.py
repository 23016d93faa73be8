"""Generates layered warehouses of any size: power-law fan-out with hubs, diamonds, a few cycles. The same every time.

Tables of `WIDTH` columns stand in `LAYERS` layers; a column of a later layer is made from one to three columns of
nearby earlier layers. Field ids run from 1, table after table, as a store would hand them out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from teralineage.domain.arrays import ascending
from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import (
    ColumnEdge,
    DatasetDefinition,
    FieldDefinition,
    JobLineage,
    JobType,
    LineageBatch,
    SourceType,
    Span,
    StatementEvidence,
    Subtype,
)

URI = "teradata://bench.example.com:1025"
WIDTH = 20
LAYERS = 10
SEEN = datetime(2026, 1, 1, tzinfo=UTC)
_SUBTYPES = (Subtype.AGGREGATION, Subtype.TRANSFORMATION, Subtype.IDENTITY)


@dataclass(frozen=True)
class Warehouse:
    """Edges between fields `1 … fields`, sorted by target; `subtype` indexes AGGREGATION, TRANSFORMATION, IDENTITY."""

    fields: int
    source: NDArray[np.int64]
    target: NDArray[np.int64]
    subtype: NDArray[np.int64]

    def name(self, field: int) -> FieldName:
        """The name of a field."""
        table, column = divmod(field - 1, WIDTH)
        return FieldName(self.dataset(table), f"column_{column:02}")

    def dataset(self, table: int) -> DatasetName:
        """The name of a table, counted from 0."""
        tables = self.fields // WIDTH
        return DatasetName(f"LAYER_{table * LAYERS // tables}_DB_{table % 40:02}", f"FACT_{table:07}")


def generate(edges: int, seed: int = 7) -> Warehouse:
    """About so many edges, about two to each field that has any."""
    random = np.random.default_rng(seed)
    tables = max(2, round(edges / WIDTH / 2 / (LAYERS - 1))) * LAYERS
    fields = tables * WIDTH
    first = fields // LAYERS  # the first layer has no sources
    fan_in = random.choice([1, 2, 3], fields - first, p=[0.3, 0.4, 0.3])
    target = np.repeat(np.arange(first, fields), fan_in)
    layer = target * LAYERS // fields
    back = np.minimum(layer, random.geometric(0.75, len(target)))
    # A table reads from four tables a layer; by a power law the first tables of a layer are hubs that most read.
    in_layer = max(1, tables // LAYERS)
    table = target // WIDTH
    read = (in_layer * random.random((tables, 4)) ** 1.7).astype(np.int64)[table, random.integers(0, 4, len(target))]
    source = ((layer - back) * in_layer + np.minimum(read, in_layer - 1)) * WIDTH + random.integers(
        0, WIDTH, len(target)
    )
    cycles = random.random(len(target)) < 0.0002
    source[cycles] = np.minimum(fields - 1, target[cycles] + fields // LAYERS // 2)
    target, source = np.divmod(ascending(target * fields + source)[:edges], fields)
    subtype = random.integers(0, 3, len(target))
    return Warehouse(fields, source + 1, target + 1, subtype)


def batches(warehouse: Warehouse, tables_per_batch: int = 500) -> Iterator[LineageBatch]:
    """The warehouse as a writer gets it: each table's definition with the job that fills it."""
    tables = warehouse.fields // WIDTH
    bounds = np.searchsorted(warehouse.target, np.arange(tables + 1) * WIDTH + 1)
    for start in range(0, tables, tables_per_batch):
        numbers = range(start, min(tables, start + tables_per_batch))
        yield LineageBatch(
            URI,
            tuple(_definition(warehouse, number) for number in numbers),
            tuple(_job(warehouse, number, int(bounds[number]), int(bounds[number + 1])) for number in numbers),
        )


def _definition(warehouse: Warehouse, table: int) -> DatasetDefinition:
    fields = tuple(FieldDefinition(f"column_{column:02}", "DECIMAL(18,2)") for column in range(WIDTH))
    return DatasetDefinition(warehouse.dataset(table), SourceType.TABLE, fields)


def _job(warehouse: Warehouse, table: int, first: int, last: int) -> JobLineage:
    edges = tuple(
        ColumnEdge(warehouse.name(source), warehouse.name(target), _SUBTYPES[subtype], Span(0, 6))
        for source, target, subtype in zip(
            warehouse.source[first:last].tolist(),
            warehouse.target[first:last].tolist(),
            warehouse.subtype[first:last].tolist(),
            strict=True,
        )
    )
    name = warehouse.dataset(table)
    inputs = tuple(dict.fromkeys(edge.source.dataset for edge in edges))
    said = StatementEvidence(f"INSERT INTO {name} SELECT …", "INSERT", edges, inputs, (name,) if edges else ())
    return JobLineage(f"load {name}", JobType.SCRIPT, (said,) if edges else (), SEEN)
