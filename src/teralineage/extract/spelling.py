"""Names with unfilled variables in them, back as the script spells them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from teralineage.domain.ids import DatasetName, FieldName
from teralineage.domain.model import ColumnEdge, DatasetDefinition, FieldDefinition, Reason
from teralineage.extract.placeholders import OPEN, holds_placeholder
from teralineage.extract.statement import Reading
from teralineage.extract.variables import spelled
from teralineage.ports import Catalog


class SpelledCatalog:
    """A catalog that is asked with placeholders in names, and knows them as scripts spell them."""

    def __init__(self, inner: Catalog) -> None:
        self._inner = inner

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """The dataset of that name; None where it is not known."""
        return self._inner.find(_dataset(name))

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that is known."""
        return self._inner.datasets()


def spell_reading(reading: Reading) -> Reading:
    """A reading whose names are all spelled as in the script."""
    return replace(
        reading,
        sources=tuple(map(_dataset, reading.sources)),
        targets=tuple(map(_dataset, reading.targets)),
        edges=tuple(map(_edge, reading.edges)),
        outputs=tuple(map(spelled, reading.outputs)),
        defines=tuple(map(_definition, reading.defines)),
        skipped=reading.skipped and replace(reading.skipped, message=spelled(reading.skipped.message)),
    )


def _dataset(name: DatasetName) -> DatasetName:
    if OPEN not in name.name and OPEN not in name.database:
        return name
    return DatasetName(spelled(name.database), spelled(name.name))


def _field(name: FieldName) -> FieldName:
    return FieldName(_dataset(name.dataset), spelled(name.name))


def _edge(edge: ColumnEdge) -> ColumnEdge:
    candidates = tuple(map(_field, edge.candidates))
    open_ends = edge.reason is Reason.INFERRED and holds_placeholder(f"{edge.source} {edge.target}")
    reason = Reason.PLACEHOLDER if open_ends else edge.reason
    return replace(edge, source=_field(edge.source), target=_field(edge.target), candidates=candidates, reason=reason)


def _definition(definition: DatasetDefinition) -> DatasetDefinition:
    fields = tuple(_field_definition(field) for field in definition.fields)
    return replace(
        definition, name=_dataset(definition.name), fields=fields, ddl=definition.ddl and spelled(definition.ddl)
    )


def _field_definition(field: FieldDefinition) -> FieldDefinition:
    return replace(field, name=spelled(field.name))
