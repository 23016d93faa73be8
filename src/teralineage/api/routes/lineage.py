"""How things hang together: lineage, impact, paths, the evidence of an edge, changes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import Response

from teralineage.api import render
from teralineage.api.endpoints import Endpoint
from teralineage.api.options import ApiOptions
from teralineage.api.params import Choice, Choices, Id, Instant, Name, Param, Values, WholeNumber
from teralineage.api.routes.browse import DATABASE, DATASET_ID, EXAMPLE_DATASET, LIMIT, OFFSET, paging
from teralineage.domain.answers import Answer
from teralineage.domain.errors import ValidationError
from teralineage.domain.ids import FieldId, parse_asset, parse_edge_id
from teralineage.domain.queries import (
    ChangesQuery,
    ColumnarDatabaseLineageQuery,
    ColumnarLineageQuery,
    DatabaseLineageQuery,
    Direction,
    EvidenceQuery,
    Granularity,
    ImpactQuery,
    LineageQuery,
    PathsQuery,
    StoreStatisticsQuery,
    Walk,
)

EXAMPLE_FIELD = f"{EXAMPLE_DATASET}/customer_id"


class Format(StrEnum):
    """How an impact report is written."""

    JSON = "json"
    CSV = "csv"


class Form(StrEnum):
    """How a graph is written."""

    JSON = "json"
    COLUMNAR = "columnar"


FIELD_ID = Param("fieldId", Id(FieldId.parse, EXAMPLE_FIELD), "A field's id.")
ASSET = Param("asset", Id(parse_asset, EXAMPLE_FIELD), "The id of a field or a dataset.")
EDGE_ID = Param("edgeId", Id(parse_edge_id, f"{EXAMPLE_FIELD}->{EXAMPLE_DATASET}/customer_key"), "An edge's id.")
OF_DATABASE = Param("database", Name(), "A database's name, in any case.")
DIRECTION = Param("direction", Choice(Direction), "Which way to walk from the root.", default=Direction.BOTH)
INCLUDE = Param(
    "include",
    Choices(("direct", "indirect"), always=frozenset({"direct"})),
    "`direct,indirect` also walks the edges that filter, join, group, sort, window or condition a result.",
    default=frozenset({"direct"}),
)
GRANULARITY = Param("granularity", Choice(Granularity), "What a node stands for.", default=Granularity.FIELD)
AS_OF: Param[datetime | None] = Param("asOf", Instant(), "The graph as it was at this moment.", default=None)
FORMAT = Param("format", Choice(Format), "JSON, or CSV for spreadsheets.", default=Format.JSON)
FORM = Param("format", Choice(Form), "`columnar` is for big graphs: arrays instead of objects.", default=Form.JSON)
FROM = Param("from", Id(parse_asset, EXAMPLE_FIELD), "Where the paths start: a field or dataset id.")
TO = Param("to", Id(parse_asset, EXAMPLE_FIELD), "Where the paths end: a field or dataset id.")
PATH_LIMIT = Param("limit", WholeNumber(1, 500), "How many paths at most.", default=10)
SINCE: Param[datetime | None] = Param("from", Instant(), "Changes after this moment.", default=None)
UNTIL: Param[datetime | None] = Param("to", Instant(), "Changes up to this moment.", default=None)


def endpoints(options: ApiOptions) -> tuple[Endpoint, ...]:
    """The lineage endpoints with a deployment's bounds on depth."""
    bounds = WholeNumber(options.min_depth, options.max_depth_limit)
    max_depth = Param("maxDepth", bounds, "How many hops at most.", default=options.default_depth)
    few_hops = max(options.min_depth, min(3, options.max_depth_limit))
    database_depth = Param("maxDepth", bounds, "How many hops at most.", default=few_hops)

    def walk(values: Values, depth: Param[int] = max_depth, granularity: Granularity = Granularity.FIELD) -> Walk:
        return Walk(values[DIRECTION], values[depth], _indirect(values), granularity, values[AS_OF])

    return (
        Endpoint(
            path="/lineage/{fieldId}",
            documented_paths=("/lineage/{datasetId}/{field}",),
            tag="Lineage",
            summary="The graph around one field.",
            query=LineageQuery,
            also={render.COLUMNAR: ColumnarLineageQuery},
            params=(FIELD_ID, DIRECTION, max_depth, INCLUDE, AS_OF, FORM),
            ask=lambda values: _lineage(values)(values[FIELD_ID].dataset, values[FIELD_ID].name, walk(values)),
            render=_render_graph,
        ),
        Endpoint(
            path="/lineage/table/{datasetId}",
            tag="Lineage",
            summary="The graph around every field of a dataset.",
            query=LineageQuery,
            also={render.COLUMNAR: ColumnarLineageQuery},
            params=(DATASET_ID, DIRECTION, max_depth, INCLUDE, GRANULARITY, AS_OF, FORM),
            ask=lambda values: _lineage(values)(
                values[DATASET_ID], None, walk(values, granularity=values[GRANULARITY])
            ),
            render=_render_graph,
        ),
        Endpoint(
            path="/lineage/database/{database}",
            tag="Lineage",
            summary="The graph around a page of a database's datasets.",
            query=DatabaseLineageQuery,
            also={render.COLUMNAR: ColumnarDatabaseLineageQuery},
            params=(OF_DATABASE, DIRECTION, database_depth, INCLUDE, GRANULARITY, LIMIT, OFFSET, AS_OF, FORM),
            ask=lambda values: _database_lineage(values)(
                values[OF_DATABASE], walk(values, database_depth, values[GRANULARITY]), paging(values)
            ),
            render=_render_graph,
        ),
        Endpoint(
            path="/impact/{asset}",
            documented_paths=("/impact/{datasetId}", "/impact/{datasetId}/{field}"),
            tag="Impact",
            summary="Everything downstream of a dataset or a field.",
            query=ImpactQuery,
            params=(ASSET, max_depth, INCLUDE, AS_OF, FORMAT),
            ask=lambda values: _impact(values, max_depth),
            render=_render_impact,
            also={"text/csv": None},
        ),
        Endpoint(
            path="/paths",
            tag="Lineage",
            summary="The shortest paths between two assets, each edge with its latest evidence.",
            query=PathsQuery,
            params=(FROM, TO, PATH_LIMIT, INCLUDE, AS_OF),
            ask=lambda values: PathsQuery(
                values[FROM], values[TO], values[PATH_LIMIT], _indirect(values), values[AS_OF]
            ),
        ),
        Endpoint(
            path="/edges/{edgeId}/evidence",
            tag="Lineage",
            summary="The statements that made an edge, latest first.",
            query=EvidenceQuery,
            params=(EDGE_ID, LIMIT),
            ask=lambda values: EvidenceQuery(*values[EDGE_ID], values[LIMIT]),
        ),
        Endpoint(
            path="/changes",
            tag="History",
            summary="Edges and fields that came, went or changed, latest first.",
            query=ChangesQuery,
            params=(SINCE, UNTIL, DATABASE, LIMIT, OFFSET),
            ask=_changes,
        ),
        Endpoint(
            path="/statistics",
            tag="History",
            summary="Counts of everything stored, and what extraction could and could not read.",
            query=StoreStatisticsQuery,
            ask=lambda _values: StoreStatisticsQuery(),
        ),
    )


def _indirect(values: Values) -> bool:
    return "indirect" in values[INCLUDE]


def _lineage(values: Values) -> type[LineageQuery | ColumnarLineageQuery]:
    return ColumnarLineageQuery if values[FORM] is Form.COLUMNAR else LineageQuery


def _database_lineage(values: Values) -> type[DatabaseLineageQuery | ColumnarDatabaseLineageQuery]:
    return ColumnarDatabaseLineageQuery if values[FORM] is Form.COLUMNAR else DatabaseLineageQuery


def _impact(values: Values, max_depth: Param[int]) -> ImpactQuery:
    asset = values[ASSET]
    dataset, field = (asset.dataset, asset.name) if isinstance(asset, FieldId) else (asset, None)
    return ImpactQuery(dataset, field, values[max_depth], _indirect(values), values[AS_OF])


def _changes(values: Values) -> ChangesQuery:
    since, until = values[SINCE], values[UNTIL]
    if since is not None and until is not None and until < since:
        raise ValidationError({"to": "must not be earlier than from"})
    return ChangesQuery(since, until, values[DATABASE], paging(values))


def _render_graph(answer: Answer[Any], values: Values) -> Response:
    response = render.as_json(answer, values)
    if values[FORM] is Form.COLUMNAR:
        response.mimetype = render.COLUMNAR
    return response


def _render_impact(answer: Answer[Any], values: Values) -> Response:
    return render.impact_as_csv(answer.entity) if values[FORMAT] is Format.CSV else render.as_json(answer, values)
