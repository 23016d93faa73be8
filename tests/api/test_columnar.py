"""Both forms of a graph tell the same, and each is sent as what it is, from Flask and from below it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from tests.api.conftest import BASE
from tests.cache.fakes import DictCache
from tests.stories import batch, job, statement, table

from teralineage.adapters.sql.store import open_store
from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.api.render import COLUMNAR
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.repository import CachedOpenLineageRepository

TABLES = [f"d.t{number}" for number in range(6)]
GRAPHS = ["/lineage/d.t3/a", "/lineage/table/d.t3?granularity=dataset", "/lineage/database/d?limit=2"]


@pytest.fixture
def client(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'lineage.sqlite3'}")
    edges = [f"{one}.{field} -> {two}.{field}" for one, two in pairwise(TABLES) for field in ("a", '"b/c"')]
    filters = [f"{one}.a -> {two}.* FILTER" for one, two in pairwise(TABLES)]
    loads = job("j", *(statement(edge) for edge in [*edges, *filters]))
    store.writer.write(batch(*(table(name, "a INTEGER", '"b/c"') for name in TABLES), loads))
    reader = CachedOpenLineageRepository(store.repository, DictCache())
    yield create_app(
        reader, ApiOptions(cache_memory_bytes=1 << 20), cache=CacheAdmin(reader, reader.stored)
    ).test_client()
    store.close()


def objects(graph: dict) -> tuple[list, list]:
    """The nodes and edges of a columnar graph, read as its documentation says."""
    nodes, edges, datasets = graph["nodes"], graph["edges"], graph["datasets"]
    found = []
    for i, d in enumerate(nodes["dataset"]):
        dataset = {
            "id": datasets["id"][d],
            "name": datasets["name"][d],
            "namespace": graph["namespaces"][datasets["namespace"][d]],
            "sourceType": datasets["sourceType"][d],
        }
        node = {"id": dataset["id"], "type": graph["type"], "name": dataset["name"], "dataset": dataset}
        column_type = nullable = None
        if graph["type"] == "field":
            name = nodes["name"][i]
            node["id"] = f"{dataset['id']}/{graph['nameIds'][name]}"
            node["name"] = graph["names"][name]
            column_type = graph["types"][nodes["columnType"][i]] if nodes["columnType"][i] >= 0 else None
            nullable = {1: True, 0: False, -1: None}[nodes["nullable"][i]]
        node["metadata"] = {"columnType": column_type, "nullable": nullable, "depth": nodes["depth"][i]}
        found.append(node)
    ids = [node["id"] for node in found]
    lines = [
        {
            "id": f"{ids[source]}->{ids[target]}",
            "source": ids[source],
            "target": ids[target],
            "transformationType": graph["transformationTypes"][edges["subtype"][j]],
            "transformationSubtype": graph["subtypes"][edges["subtype"][j]],
            "confidenceScore": edges["confidenceScore"][j],
            "evidenceCount": edges["evidenceCount"][j],
            "lastSeen": graph["times"][edges["lastSeen"][j]],
        }
        for j, (source, target) in enumerate(zip(edges["source"], edges["target"], strict=True))
    ]
    return found, lines


def by_id(things: list) -> list:
    return sorted(things, key=lambda thing: thing["id"])


@pytest.mark.parametrize("path", GRAPHS)
@pytest.mark.parametrize("include", ["direct", "direct,indirect"])
def test_arrays_tell_what_objects_tell(client, path, include) -> None:
    joint = "&" if "?" in path else "?"
    plain = client.get(f"{BASE}{path}{joint}include={include}").json
    packed = client.get(f"{BASE}{path}{joint}include={include}&format=columnar").json
    nodes, edges = objects(packed.pop("graph"))
    graph = plain.pop("graph")
    assert packed == plain
    assert by_id(nodes) == by_id(graph["nodes"])
    assert by_id(edges) == by_id(graph["edges"])
    assert edges


@pytest.mark.parametrize("path", GRAPHS)
def test_each_form_is_sent_as_what_it_is_however_it_is_asked_for(client, path) -> None:
    joint = "&" if "?" in path else "?"
    plain, columnar = f"{BASE}{path}", f"{BASE}{path}{joint}format=columnar"
    wishes = {"Accept": COLUMNAR}
    first = {address: client.get(address).data for address in (plain, columnar)}
    assert first[plain] != first[columnar]
    for _ in range(2):  # from Flask, and then from below it
        for address, headers, mimetype in [
            (plain, {}, "application/json"),
            (columnar, {}, COLUMNAR),
            (plain, wishes, COLUMNAR),
            (columnar, wishes, COLUMNAR),
        ]:
            response = client.get(address, headers=headers)
            assert response.mimetype == mimetype
            assert response.data == first[columnar if mimetype == COLUMNAR else plain]
            assert "Accept" in response.headers.get_all("Vary")
            assert response.headers["X-Cache"] == "HIT"
