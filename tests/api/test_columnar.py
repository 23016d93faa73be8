"""Both forms of a graph tell the same, and each is sent as what it is, from Flask and from below it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec
import pytest
from tests.api.conftest import BASE
from tests.cache.fakes import DictCache
from tests.columnar_reader import as_objects
from tests.stories import batch, job, statement, table

from teralineage.adapters.sql.store import open_store
from teralineage.api.app import create_app
from teralineage.api.options import ApiOptions
from teralineage.api.render import COLUMNAR
from teralineage.cache.admin import CacheAdmin
from teralineage.cache.repository import CachedOpenLineageRepository
from teralineage.domain.answers import Edge, Graph, Node
from teralineage.domain.columnar import ColumnarGraph

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


def by_id(things: Iterable[Node | Edge]) -> list[Node | Edge]:
    return sorted(things, key=lambda thing: thing.id)


@pytest.mark.parametrize("path", GRAPHS)
@pytest.mark.parametrize("include", ["direct", "direct,indirect"])
def test_arrays_tell_what_objects_tell(client, path, include) -> None:
    joint = "&" if "?" in path else "?"
    plain = client.get(f"{BASE}{path}{joint}include={include}")
    packed = client.get(f"{BASE}{path}{joint}include={include}&format=columnar")
    objects = msgspec.convert(plain.json["graph"], Graph)
    arrays = as_objects(msgspec.convert(packed.json["graph"], ColumnarGraph))
    assert {**packed.json, "graph": None} == {**plain.json, "graph": None}
    assert by_id(arrays.nodes) == by_id(objects.nodes)
    assert by_id(arrays.edges) == by_id(objects.edges)
    assert objects.edges


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
