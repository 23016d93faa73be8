"""The servers that the cache is measured on: one WSGI factory, told by `BENCH_MODE` which of them to be."""

from __future__ import annotations

import os
from typing import Any

import msgspec
from flask import Flask, Response, jsonify
from redis import Redis

from teralineage.adapters.redis import RedisCache, RedisConfig
from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.cache import codec, keys
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.metrics import CacheMetrics, MeasuredCache
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain import answers
from teralineage.domain.answers import Answer
from teralineage.domain.ids import DatasetId, DatasetName
from teralineage.domain.queries import LineageQuery

QUERY = LineageQuery(DatasetId(None, DatasetName("SALES_DW", "DIM_CUSTOMER")), None)
PATH = "/api/v2/openlineage/lineage/table/SALES_DW.DIM_CUSTOMER"


def graph(edges: int) -> answers.Lineage:
    """A lineage answer of about 205 bytes of JSON for each edge with its share of nodes, names as people give them."""
    namespace = "7de226d4434ebe7d"
    databases = ("STG_SALES", "CORE_DW", "MART_FINANCE", "RPT_WEEKLY")
    columns = ("customer_id", "order_total_amt", "load_ts", "region_code", "net_revenue_usd", "is_active_flag")

    def field(number: int) -> tuple[str, str, str]:
        table = f"{databases[number % 4]}.T_{(number * 7919) % 97:03d}_HIST"
        return f"{namespace}/{table}", table, f"{columns[number % 6]}_{number}"

    nodes = []
    for number in range(edges * 3 // 5 + 1):
        dataset, table, name = field(number)
        where = answers.NodeDataset(
            id=dataset, name=table, namespace="teradata://td.example.com:1025", source_type="TABLE"
        )
        what = answers.NodeMetadata(column_type="DECIMAL(18,2)", nullable=True, depth=number % 5)
        nodes.append(answers.Node(id=f"{dataset}/{name}", type="field", name=name, dataset=where, metadata=what))
    links = []
    for number in range(edges):
        source, target = nodes[(number * 31) % len(nodes)].id, nodes[(number * 17 + 1) % len(nodes)].id
        links.append(
            answers.Edge(
                id=f"{source}->{target}",
                source=source,
                target=target,
                transformation_type="DIRECT",
                transformation_subtype="IDENTITY",
                confidence_score=1.0,
                evidence_count=1 + number % 3,
                last_seen=None,
            )
        )
    return answers.Lineage(
        dataset_id=f"{namespace}/SALES_DW.DIM_CUSTOMER",
        field_name=None,
        direction="both",
        max_depth=5,
        graph=answers.Graph(nodes=tuple(nodes), edges=tuple(links), truncated=False),
    )


def graph_of_bytes(size: int) -> answers.Lineage:
    """A lineage answer of about so many bytes of JSON."""
    each = len(msgspec.json.encode(graph(200))) / 200
    return graph(int(size / each))


class GraphRepository:
    """Answers everything with one graph."""

    def __init__(self, size: int) -> None:
        self._json = msgspec.json.encode(graph_of_bytes(size))

    def answer(self, query: Any) -> Answer[Any]:
        """The graph."""
        del query
        return Answer.from_json(self._json, answers.Lineage)

    def generation(self) -> int:
        """Always the same."""
        return 1


def create_wsgi() -> Any:
    """The application that `BENCH_MODE` names."""
    size = int(os.environ["BENCH_BYTES"])
    config = RedisConfig.from_environ(os.environ)
    if config is None:
        raise SystemExit("REDIS_ADDR is not set")
    mode = os.environ["BENCH_MODE"]
    if mode in {"bare", "jsonify", "get"}:
        return _plain(mode, GraphRepository(size).answer(QUERY).json, config)
    metrics = CacheMetrics()
    repository = CachedOpenLineageRepository(
        GraphRepository(size), MeasuredCache(RedisCache(config), metrics), metrics=metrics
    )
    memory_bytes = 64 << 20 if mode == "memory" else 0
    return create_app(
        repository,
        ApiOptions(cache_memory_bytes=memory_bytes),
        cache=None if mode == "flask" else CacheAdmin(repository, repository.stored),
    )


def _plain(mode: str, body: bytes, config: RedisConfig) -> Flask:
    """What the cache is compared with: Flask alone, Flask and one GET, and what most people write."""
    app = Flask("bare")
    redis = Redis(*config.hosts[0], protocol=2)
    key = keys.key_of(QUERY)

    @app.get(PATH)
    def answer() -> Response:
        if mode == "bare":
            return Response(body, mimetype="application/json")
        data = redis.get(key)
        if mode == "get" or not isinstance(data, bytes):
            return Response(body, mimetype="application/json")
        return jsonify(msgspec.json.decode(codec.decode(data).json))

    return app
