"""What the jobs of a batch name, gathered in one pass: a batch has tens of thousands of edges."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import LineageBatch

DatasetKey = tuple[str, str]


@dataclass(slots=True)
class Mentions:
    """Names by their folded forms, spelled as they were spelled last."""

    datasets: dict[DatasetKey, DatasetName] = field(default_factory=dict)
    seen: dict[DatasetKey, datetime] = field(default_factory=dict)
    """When the last job was seen that names a dataset."""
    fields: dict[DatasetKey, dict[str, FieldName]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, batch: LineageBatch) -> Self:
        """All that a batch's jobs name."""
        found = cls()
        fields = found.fields
        for job in batch.jobs:
            named: dict[DatasetKey, DatasetName] = {}
            for statement in job.statements:
                for name in (*statement.inputs, *statement.outputs):
                    named[name.key] = name
                for edge in statement.edges:
                    for end in (edge.source, edge.target):
                        home = end.dataset
                        key = home.key
                        named[key] = home
                        fields[key][end.key] = end
            found.datasets |= named
            for key in named:
                found.seen[key] = max(job.seen_at, found.seen.get(key, job.seen_at))
        return found
