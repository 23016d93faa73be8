"""A store as a catalog: what earlier extractions or the dictionary defined, for reading more SQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from teralineage.domain.answers import Dataset
from teralineage.domain.errors import NotFoundError
from teralineage.domain.ids import DatasetId, DatasetName, namespace_id
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.domain.queries import DatasetQuery, DatasetsQuery, DdlQuery, Paging
from teralineage.ports import Catalog, OpenLineageRepository

_PAGE = 500


class StoreCatalog:
    """The defined datasets of one namespace of a repository; each is asked for once. Implements `ports.Catalog`.

    A dataset that edges merely mention has only the fields they mention, so it does not count as known.
    """

    def __init__(self, repository: OpenLineageRepository, namespace_uri: str) -> None:
        self._repository = repository
        self._namespace = namespace_id(namespace_uri)
        self._known: dict[DatasetName, DatasetDefinition | None] = {}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset as the store spells it; None where nothing defines it.

        Raises:
            StoreUnavailableError: the store does not answer now.
        """
        if name not in self._known:
            self._known[name] = self._ask(name)
        return self._known[name]

    def datasets(self) -> Iterator[DatasetDefinition]:
        """All that is defined."""
        offset = 0
        while True:
            query = DatasetsQuery(self._namespace, paging=Paging(limit=_PAGE, offset=offset))
            page = self._repository.answer(query).entity
            for summary in page.datasets:
                found = self.find(DatasetName.parse(summary.name))
                if found is not None:
                    yield found
            offset += _PAGE
            if not page.pagination.has_next:
                return

    def _ask(self, name: DatasetName) -> DatasetDefinition | None:
        home = DatasetId(self._namespace, name)
        try:
            dataset = self._repository.answer(DatasetQuery(home)).entity
            ddl = self._repository.answer(DdlQuery(home)).entity
        except NotFoundError:
            return None
        return _definition(dataset) if ddl.view_sql or ddl.table_ddl else None


def _definition(dataset: Dataset) -> DatasetDefinition:
    fields = tuple(
        FieldDefinition(field.name, field.type, field.nullable, field.description, field.primary_key)
        for field in dataset.fields
    )
    return DatasetDefinition(DatasetName.parse(dataset.name), SourceType(dataset.source_type), fields)


class LayeredCatalog:
    """Several catalogs as one: the first that knows a dataset answers."""

    def __init__(self, *layers: Catalog) -> None:
        self._layers = layers

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset as the first layer that knows it spells it; None where none does."""
        return next((found for layer in self._layers if (found := layer.find(name)) is not None), None)

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that any layer knows, each once."""
        seen: dict[DatasetName, DatasetDefinition] = {}
        for layer in self._layers:
            for dataset in layer.datasets():
                seen.setdefault(dataset.name, dataset)
        return seen.values()
