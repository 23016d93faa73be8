"""Statements as OpenLineage JobEvents with columnLineage facets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from teralineage import __version__
from teralineage.domain.ids import EVERY_FIELD, DatasetName, FieldName
from teralineage.domain.model import ColumnEdge, Extraction, StatementLineage
from teralineage.extract.flows import UNKNOWN_DATASET

_PRODUCER = f"urn:teralineage:{__version__}"
_SPEC = "https://openlineage.io/spec"
_EVENT = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/JobEvent"
_COLUMN_LINEAGE = f"{_SPEC}/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet"
_SCHEMA = f"{_SPEC}/facets/1-1-1/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet"
_SQL = f"{_SPEC}/facets/1-1-0/SQLJobFacet.json#/$defs/SQLJobFacet"


def openlineage_events(
    parsed: Sequence[tuple[str, Extraction]], namespace: str, now: datetime | None = None
) -> Iterator[dict[str, Any]]:
    """One JobEvent for each statement that reads or writes datasets; its job is named `file:number`.

    A column that may be one of several is left out: as an input field it would name a dataset that does not exist.
    """
    time = (now or datetime.now(UTC)).isoformat()
    for file, extraction in parsed:
        for statement in extraction.statements:
            if statement.sources or statement.targets:
                yield _event(file, statement, namespace, time)


def _event(file: str, statement: StatementLineage, namespace: str, time: str) -> dict[str, Any]:
    sql = {**_facet(_SQL), "query": statement.text}
    return {
        "eventTime": time,
        "producer": _PRODUCER,
        "schemaURL": _EVENT,
        "job": {"namespace": namespace, "name": f"{file}:{statement.number}", "facets": {"sql": sql}},
        "inputs": [{"namespace": namespace, "name": _name(name), "facets": {}} for name in statement.sources],
        "outputs": [_output(name, statement, namespace) for name in statement.targets],
    }


def _facet(schema: str) -> dict[str, Any]:
    return {"_producer": _PRODUCER, "_schemaURL": schema}


def _output(name: DatasetName, statement: StatementLineage, namespace: str) -> dict[str, Any]:
    fields: dict[str, list[dict[str, Any]]] = {}
    dataset: list[dict[str, Any]] = []
    for edge in statement.edges:
        if edge.target.dataset != name or edge.source.dataset == UNKNOWN_DATASET:
            continue
        if edge.target.name == EVERY_FIELD:
            dataset.append(_input(edge, namespace))
        else:
            fields.setdefault(edge.target.name, []).append(_input(edge, namespace))
    facets: dict[str, Any] = {}
    if fields or dataset:
        inputs = {field: {"inputFields": sources} for field, sources in fields.items()}
        facets["columnLineage"] = {**_facet(_COLUMN_LINEAGE), "fields": inputs, "dataset": dataset}
    defined = next((definition for definition in statement.defines if definition.name == name), None)
    if defined is not None and defined.fields:
        facets["schema"] = {
            **_facet(_SCHEMA),
            "fields": [
                {"name": field.name, **({"type": field.type} if field.type else {})} for field in defined.fields
            ],
        }
    return {"namespace": namespace, "name": _name(name), "facets": facets}


def _input(edge: ColumnEdge, namespace: str) -> dict[str, Any]:
    transformation = {
        "type": edge.subtype.type.value,
        "subtype": edge.subtype.value,
        "description": "",
        "masking": edge.masking,
    }
    return {
        "namespace": namespace,
        "name": _name(edge.source.dataset),
        "field": edge.source.name,
        "transformations": [transformation],
    }


def _name(name: DatasetName | FieldName) -> str:
    assert isinstance(name, DatasetName)  # noqa: S101 - fields are named by `field` beside their dataset
    return f"{name.database}.{name.name}" if name.database else name.name
