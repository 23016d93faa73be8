"""Everything a batch names, made sure of in the store before its edges are written."""

from __future__ import annotations

from teralineage.adapters.sql.mentions import Mentions
from teralineage.adapters.sql.write_datasets import drop_datasets, keep_datasets
from teralineage.adapters.sql.write_fields import keep_fields
from teralineage.adapters.sql.writing import Writing
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import LineageBatch


class Names:
    """Ids and spellings of everything a batch names; making it makes them, and closes the datasets it drops."""

    def __init__(self, writing: Writing, batch: LineageBatch) -> None:
        self.writing = writing
        definitions = {one.name.key: one for one in batch.datasets}
        mentions = Mentions.of(batch)
        self._datasets = keep_datasets(writing, definitions, mentions)
        self.fields, self.spelled, undefined, self.first_new = keep_fields(
            writing, self._datasets, definitions, mentions.fields
        )
        self.mentioned = {self._datasets[key].id for key in mentions.seen}
        """Ids of the datasets that jobs of the batch mention."""
        self.dropped = undefined | drop_datasets(writing, {name.key for name in batch.dropped})
        """Ids of fields that a new definition no longer has, and of those of dropped datasets."""

    def dataset(self, name: DatasetName) -> int:
        """The id of a dataset the batch names."""
        return self._datasets[name.key].id
