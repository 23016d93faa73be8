"""Catalogs that live in memory: from a schema, from DDL text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType


class InMemoryCatalog:
    """Datasets by name; the later definition of a name stands. Implements `ports.Catalog`."""

    def __init__(self, datasets: Iterable[DatasetDefinition] = ()) -> None:
        self._datasets = {dataset.name: dataset for dataset in datasets}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset as it was defined; None where it is not known."""
        return self._datasets.get(name)

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that is known, in the order it was first defined."""
        return self._datasets.values()

    def add(self, dataset: DatasetDefinition) -> None:
        """Know one more dataset, or know it anew."""
        self._datasets[dataset.name] = dataset


def catalog_from_schema(
    schema: Mapping[str, Mapping[str, str | None]], default_database: str | None = None
) -> InMemoryCatalog:
    """A catalog from `{table: {column: type}}`; a table is `db.table`, or `table` of the default database."""
    return InMemoryCatalog(
        DatasetDefinition(
            _dataset_name(table, default_database),
            SourceType.TABLE,
            tuple(FieldDefinition(name, type_) for name, type_ in columns.items()),
        )
        for table, columns in schema.items()
    )


def _dataset_name(text: str, default_database: str | None) -> DatasetName:
    database, dot, name = text.rpartition(".")
    if '"' in text:
        return DatasetName.parse(text if dot else f'"{default_database or ""}".{text}')
    return DatasetName(database if dot else default_database or "", name)
