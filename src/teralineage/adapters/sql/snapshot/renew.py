"""Makes the next snapshot out of the last one and what was written since: the rest is copied, not read again.

Datasets and fields are never taken out, only added and changed, and new ones have greater ids than all before. Where
that does not hold, or a row that should be there is not, there is no renewal and the store is read whole.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Engine

from teralineage.adapters.sql.errors import translated
from teralineage.adapters.sql.snapshot.build import (
    dataset_ids,
    generation_of,
    plain,
    read_datasets,
    read_edges,
    read_fields,
    read_snapshot,
    starts,
)
from teralineage.adapters.sql.snapshot.files import Snapshot, key_of
from teralineage.adapters.sql.snapshot.renew_edges import with_edges
from teralineage.adapters.sql.touched import since
from teralineage.domain.arrays import Ints
from teralineage.domain.graph import Edges
from teralineage.domain.ids import EVERY_FIELD, DatasetName
from teralineage.domain.stored import Datasets, Fields


class NotRenewableError(Exception):
    """The last snapshot cannot become the next one: the store has to be read whole."""


def following(engine: Engine) -> Callable[[Snapshot | None], Snapshot]:
    """How a keeper makes a store's next snapshot: out of the last one where that can be, else read whole."""

    def make(last: Snapshot | None) -> Snapshot:
        if last is not None:
            with suppress(NotRenewableError):
                return read_renewed(engine, last)
        return read_snapshot(engine)

    return make


def read_renewed(engine: Engine, old: Snapshot) -> Snapshot:
    """The snapshot of now, by what was written since the last one.

    Raises:
        NotRenewableError: what was written is not known, or cannot be taken up.
        StoreUnavailableError: the store does not answer.
    """
    with translated(), engine.connect() as connection, connection.begin():
        generation = generation_of(connection)
        touched = since(connection, old.generation, generation)
        if touched is None:
            raise NotRenewableError
        datasets = read_datasets(connection, touched.datasets)
        fields = read_fields(connection, touched.fields)
        edges = read_edges(connection, touched.edges)
    if len(datasets.id) < len(touched.datasets) or len(fields.id) < len(touched.fields):
        raise NotRenewableError
    ids = np.array(sorted(touched.edges), np.int64)
    return replace(renewed(old, datasets, fields, edges, ids), generation=generation)


def renewed(old: Snapshot, datasets: Datasets, fields: Fields, edges: Edges, touched: Ints) -> Snapshot:
    """A snapshot with datasets and fields that were made or changed, and edges; its generation is still the old one.

    `touched` are the ids of all edges that were made or changed, ascending; `edges` those of them that stand now.

    Raises:
        NotRenewableError: the change is of a kind that this does not know.
    """
    snapshot = _with_fields(_with_datasets(old, datasets), fields)
    return with_edges(snapshot, edges, touched) if len(touched) else snapshot


def _with_datasets(old: Snapshot, changed: Datasets) -> Snapshot:
    if not len(changed.id):
        return old
    count = len(old.dataset_id)
    at, new = _split(old.dataset_id, changed.id)
    place = np.where(new, count + np.cumsum(new) - 1, at)
    added = int(new.sum())
    spelled = old.texts("dataset_names").some(old.dataset_text[at[~new]]).texts
    before = dict(zip(np.flatnonzero(~new).tolist(), spelled, strict=True))
    fresh = [i for i, name in enumerate(changed.name) if before.get(i) != name]  # new, or spelled otherwise
    text = _grown(old.dataset_text, added)
    text[place[fresh]] = len(old.dataset_names_start) - 1 + np.arange(len(fresh))
    key = np.array([key_of(*DatasetName.parse(changed.name[i]).key) for i in np.flatnonzero(new).tolist()], np.uint64)
    order = np.argsort(key)
    into = np.searchsorted(old.key, key[order])
    namespace, namespaces = _with_texts(old, "namespaces", changed.namespace)
    source_type, source_types = _with_texts(old, "source_types", changed.source_type)
    ids = dataset_ids(changed)
    arrays: dict[str, Any] = {
        "dataset_id": np.concatenate([old.dataset_id, changed.id[new]]),
        "dataset_start": np.concatenate([old.dataset_start, np.full(added, len(old.field_id))]),
        "star": _grown(old.star, added),
        "dataset_text": text,
        "dataset_namespace": _put(_grown(old.dataset_namespace, added), place, namespace),
        "dataset_type": _put(_grown(old.dataset_type, added), place, source_type),
        "dataset_active": _put(_grown(old.dataset_active, added), place, changed.active),
        "key": np.insert(old.key, into, key[order]),
        "by_key": np.insert(old.by_key, into, count + order),
    }
    texts: dict[str, Any] = namespaces | source_types
    texts |= _more(old, "dataset_names", [changed.name[i] for i in fresh])
    texts |= _more(old, "dataset_ids", [ids[i] for i in fresh])
    return replace(old, **arrays, **texts)


def _with_fields(old: Snapshot, changed: Fields) -> Snapshot:
    if not len(changed.id):
        return old
    home, unknown = _split(old.dataset_id, changed.dataset_id)
    by_id = np.argsort(changed.id)
    at, is_new = _split(old.field_id[old.by_field_id], changed.id[by_id])
    known = old.by_field_id[at[~is_new]]
    if unknown.any() or (old.dataset[known] != home[by_id[~is_new]]).any():
        raise NotRenewableError
    new = np.sort(by_id[is_new])  # in the order of dataset and id, as all stand in `changed`
    before = old.dataset_start[home[new] + 1]
    moved = _moved(before, len(old.field_id)) if len(new) else None
    place = np.empty(len(changed.id), np.int64)
    place[by_id[~is_new]] = known if moved is None else moved[known]
    place[new] = before + np.arange(len(new))

    spelled = [changed.names[one] for one in changed.name.tolist()]
    name, names = _with_texts(old, "names", spelled)
    if names:
        first = len(old.names_start) - 1
        fresh = {one: text for one, text in zip(name.tolist(), spelled, strict=True) if one >= first}
        names["names_plain"] = np.concatenate([old.names_plain, plain([fresh[one] for one in sorted(fresh)])])
    typed = [changed.types[one] for one in changed.type.tolist() if one >= 0]
    type_ = np.full(len(changed.id), -1)
    type_[changed.type >= 0], types = _with_texts(old, "types", typed)
    values = {
        "field_id": changed.id,
        "dataset": home,
        "name": name,
        "type": type_,
        "nullable": changed.nullable,
        "position": changed.position,
        "active": changed.active,
    }
    arrays: dict[str, Any] = {
        member: _put(np.insert(getattr(old, member), before, value[new]), place, value)
        for member, value in values.items()
    }
    star = old.star.copy()
    if moved is not None:
        star[star >= 0] = moved[star[star >= 0]]
        last = place[by_id[is_new]].astype(np.int32)  # their ids are the greatest
        arrays["by_field_id"] = np.concatenate([moved[old.by_field_id], last])
        arrays["dataset_start"] = starts(arrays["dataset"], len(old.dataset_id))
        arrays |= {member: moved[getattr(old, member)] for member in ("source", "target")}
        for member in ("down_start", "up_start"):  # new nodes have no edges yet
            start = getattr(old, member)
            arrays[member] = np.insert(start, before, start[before])
    is_star = np.array([one == EVERY_FIELD for one in spelled])
    arrays["star"] = _put(star, home[is_star], place[is_star])
    return replace(old, **arrays, **names, **types)


def _moved(before: Ints, count: int) -> NDArray[np.int32]:
    """Where each of so many nodes goes when new ones are put before some of them."""
    shift = np.bincount(before, minlength=count + 1)[:count].cumsum()
    moved: NDArray[np.int32] = (np.arange(count) + shift).astype(np.int32)
    return moved


def _split(ids: NDArray[Any], wanted: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Where wanted ids stand among ascending ones, and which are new.

    Raises:
        NotRenewableError: a new one is not greater than all that are there.
    """
    at = np.searchsorted(ids, wanted)
    new = at == len(ids)
    if len(ids) and (ids[np.minimum(at, len(ids) - 1)][~new] != wanted[~new]).any():
        raise NotRenewableError
    return at, new


def _grown(array: NDArray[Any], more: int) -> NDArray[Any]:
    """A copy with so many more at its end: -1, for none."""
    return np.concatenate([array, np.full(more, -1, array.dtype)])


def _put(array: NDArray[Any], place: Ints, values: Any) -> NDArray[Any]:
    """The same array, with values at some places."""
    array[place] = values
    return array


def _with_texts(old: Snapshot, member: str, texts: list[str]) -> tuple[Ints, dict[str, Any]]:
    """Where texts stand in a list of distinct ones, and the arrays of that list where it had to grow."""
    known = {text: place for place, text in enumerate(old.texts(member).all())}
    count = len(known)
    places = [known.setdefault(text, len(known)) for text in texts]
    return np.array(places, np.int64), _more(old, member, list(known)[count:])


def _more(old: Snapshot, member: str, texts: list[str]) -> dict[str, Any]:
    if not texts:
        return {}
    grown = old.texts(member).with_more(texts)
    return {f"{member}_words": grown.words, f"{member}_start": grown.start}
