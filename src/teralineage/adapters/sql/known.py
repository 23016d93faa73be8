"""Names that stand in the store, remembered from one big batch to the next: a load names the same ones many times."""

from __future__ import annotations

from dataclasses import dataclass, field

from teralineage.adapters.sql.mentions import DatasetKey

MOST_FIELDS = 500_000
"""No more are remembered; about 100 MB, in a process that loads."""

BIG_BATCH = 1_000
"""Edges of a batch that is likely to be one of many; after a smaller one nothing is remembered."""


@dataclass(slots=True)
class KnownNames:
    """What stood in one namespace at one generation; at any other it says nothing."""

    home: str = ""
    generation: int = -1
    datasets: dict[DatasetKey, tuple[int, str]] = field(default_factory=dict)
    """Id and spelling of datasets that stand."""
    fields: dict[DatasetKey, dict[str, int]] = field(default_factory=dict)
    """Ids of fields that stand, of some of those datasets."""
    spelled: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Each field's dataset and name as the catalog spells them."""

    def at(self, home: str, generation: int) -> KnownNames:
        """These names, or none where they are of another namespace or generation, or too many."""
        if (home, generation) == (self.home, self.generation) and len(self.spelled) <= MOST_FIELDS:
            return self
        return KnownNames(home, generation)

    def learn(self, key: DatasetKey, dataset: tuple[int, str], fields: dict[str, int]) -> None:
        """Remember a dataset that stands, with fields that do."""
        self.datasets[key] = dataset
        self.fields[key] = fields

    def forget(self, key: DatasetKey) -> None:
        """Remember nothing of a dataset."""
        self.datasets.pop(key, None)
        self.fields.pop(key, None)
