"""Names that may match a search, found by the index over every distinct name.

What is exact or begins with the text is asked for by itself, so that no crowd of lesser matches hides it. Texts
shorter than three characters have no trigram: they are found at the beginning of names, and then anywhere in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import Connection, column, func, literal_column, select, table

from teralineage.adapters.sql.engine import AnySelect, contains
from teralineage.adapters.sql.schema import name
from teralineage.domain.likeness import closest, likest, rank

LIMIT = 500
"""The most names of one kind of match that are looked at."""

_TRIGRAM = 3
_CLOSE = 0.75
_LAST = "\U0010ffff"

# SQLite's indexes, one for each kind; databases are few, and have none. The whole of one is matched by its own name.
_INDEXES = {
    kind: table(f"ol_{kind}_name_search", column("rowid"), column(f"ol_{kind}_name_search"))
    for kind in ("dataset", "field")
}


def matching(connection: Connection, kind: str, text: str) -> Iterator[list[str]]:
    """Folded names of a kind (`database`, `dataset`, `field`) that match a folded text, best first; else close ones.

    They come in lots, each of lesser names than the one before: who has enough asks for no more.
    """
    of_kind = select(name.c.name_key).where(name.c.kind == kind)
    beginning = of_kind.where(name.c.name_key >= text, name.c.name_key < text + _LAST)
    if connection.dialect.name == "sqlite":
        first = [beginning.order_by(name.c.name_key)]  # by code points: what is exact comes before what goes on
    else:
        first = [of_kind.where(name.c.name_key == text), beginning]
    seen: set[str] = set()
    for queries in (first, _inside(connection, kind, text)):
        found = {key for query in queries for key in connection.execute(query.limit(LIMIT)).scalars()} - seen
        if found:
            seen |= found
            yield sorted(found, key=lambda key: (rank(text, key), len(key), key))
    if not seen:
        yield _close(connection, kind, text)


def _inside(connection: Connection, kind: str, text: str) -> list[AnySelect]:
    """Names that hold the text: at the start of a word, which ranks before the rest, and anywhere."""
    if len(text) < _TRIGRAM:
        return [_holding(connection, kind, text)]
    return [_holding(connection, kind, f"_{text}"), _holding(connection, kind, text)]


def _close(connection: Connection, kind: str, text: str) -> list[str]:
    """Names spelled much like the text. A slip or two leave most of its three parts as they are."""
    size = max(_TRIGRAM, len(text) // 3)
    parts = [part for part in (text[:size], text[size : 2 * size], text[2 * size :]) if len(part) >= _TRIGRAM]
    alike = func.length(name.c.name_key).between(len(text) * 3 // 5, len(text) * 5 // 3)
    for held in (*combinations(parts, 2), *((part,) for part in parts)):
        query = _holding(connection, kind, *held).where(alike).limit(LIMIT)
        near = closest(text, likest(text, connection.execute(query).scalars()), cutoff=_CLOSE)
        if near:
            return list(near)
    return []


def _holding(connection: Connection, kind: str, *parts: str) -> AnySelect:
    """Names of a kind that hold each of some parts."""
    held = [contains(name.c.name_key, part) for part in parts]
    trigrams = {part[at : at + _TRIGRAM] for part in parts for at in range(len(part) - _TRIGRAM + 1)}
    if connection.dialect.name != "sqlite" or kind not in _INDEXES or not trigrams:
        return select(name.c.name_key).where(name.c.kind == kind, *held)
    phrases = " AND ".join('"' + one.replace('"', '""') + '"' for one in sorted(trigrams))
    index = _INDEXES[kind]
    # The index gives names with all trigrams one by one, as they are asked for, if it comes first in the plan: the
    # plus keeps SQLite from going through all names of the kind instead.
    return (
        select(name.c.name_key)
        .select_from(index.join(name, index.c.rowid == name.c.name_id))
        .where(index.c[index.name].op("MATCH")(phrases), literal_column("+ol_name.kind") == kind, *held)
    )
