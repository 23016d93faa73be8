"""The application over fixed answers, for a real server to load."""

from __future__ import annotations

from typing import Any

from flask import Flask
from tests.api.fixed import DOCUMENTS, FixedRepository

from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.domain import answers
from teralineage.domain.answers import Answer
from teralineage.domain.queries import ImpactQuery, LineageQuery, Query

EDGES = 20_000


class EchoingRepository(FixedRepository):
    """Gives fixed answers, but tells in lineage and impact what it was asked, with as many edges for `big.graph`."""

    def answer(self, query: Query[Any]) -> Answer[Any]:
        match query:
            case LineageQuery():
                return Answer.of(
                    answers.Lineage(
                        dataset_id=str(query.dataset),
                        field_name=query.field,
                        direction=query.walk.direction,
                        max_depth=query.walk.max_depth,
                        graph=_graph(EDGES if query.dataset.name.database == "big" else 0),
                    )
                )
            case ImpactQuery():
                return Answer.of(
                    answers.Impact(source=str(query.dataset), impacted=(), summary=DOCUMENTS[answers.Impact].summary)
                )
            case _:
                return super().answer(query)


def _graph(edges: int) -> answers.Graph:
    template = DOCUMENTS[answers.Lineage].graph
    return answers.Graph(nodes=template.nodes, edges=template.edges * edges, truncated=False)


def create() -> Flask:
    """What the server loads."""
    return create_app(EchoingRepository(), ApiOptions(max_body_bytes=4096))
