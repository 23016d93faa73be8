"""Names that may match a search, found by the index over every distinct name.

What is exact or begins with the text is asked for by itself, so that no crowd of lesser matches hides it. Texts
shorter than three characters have no trigram: they are found at the beginning of names, and then anywhere in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from sqlalchemy import Connection, func, select

from teralineage.adapters.sql.engine import contains
from teralineage.adapters.sql.schema import name
from teralineage.domain.likeness import closest, likest, rank

LIMIT = 500
"""The most names of one kind of match that are looked at."""

_TRIGRAM = 3
_CLOSE = 0.75
_LAST = "\U0010ffff"

# SQLite's indexes of trigrams, one for each kind; databases are few, and have none.
_INDEXES = {kind: f"ol_{kind}_name_search" for kind in ("dataset", "field")}

_ANY_LENGTH = (0, 2**31 - 1)


def matching(connection: Connection, kind: str, text: str) -> Iterator[list[str]]:
    """Folded names of a kind (`database`, `dataset`, `field`) that match a folded text, best first; else close ones.

    They come in lots, each of lesser names than the one before: who has enough asks for no more.
    """
    seen: set[str] = set()
    for look in (_beginning, _inside):
        found = set(look(connection, kind, text)) - seen
        if found:
            seen |= found
            yield sorted(found, key=lambda key: (rank(text, key), len(key), key))
    if not seen:
        yield _close(connection, kind, text)


def _beginning(connection: Connection, kind: str, text: str) -> list[str]:
    """Names that are the text or begin with it."""
    of_kind = select(name.c.name_key).where(name.c.kind == kind)
    beginning = of_kind.where(name.c.name_key >= text, name.c.name_key < text + _LAST).limit(LIMIT)
    exact = of_kind.where(name.c.name_key == text)
    return [key for query in (exact, beginning) for key in connection.execute(query).scalars()]


def _inside(connection: Connection, kind: str, text: str) -> list[str]:
    """Names that hold the text: at the start of a word, which ranks before the rest, and anywhere."""
    words = _holding(connection, kind, (f"_{text}",)) if len(text) >= _TRIGRAM else []
    return words + _holding(connection, kind, (text,))


def _close(connection: Connection, kind: str, text: str) -> list[str]:
    """Names spelled much like the text. A slip or two leave most of its three parts as they are."""
    size = max(_TRIGRAM, len(text) // 3)
    parts = [part for part in (text[:size], text[size : 2 * size], text[2 * size :]) if len(part) >= _TRIGRAM]
    alike = len(text) * 3 // 5, len(text) * 5 // 3
    for held in (*combinations(parts, 2), *((part,) for part in parts)):
        near = closest(text, likest(text, _holding(connection, kind, held, alike)), cutoff=_CLOSE)
        if near:
            return list(near)
    return []


def _holding(
    connection: Connection, kind: str, parts: tuple[str, ...], lengths: tuple[int, int] = _ANY_LENGTH
) -> list[str]:
    """Names of a kind that hold each of some parts and are of some length; some of them where they are many."""
    trigrams = {part[at : at + _TRIGRAM] for part in parts for at in range(len(part) - _TRIGRAM + 1)}
    if connection.dialect.name != "sqlite" or kind not in _INDEXES or not trigrams:
        held = [contains(name.c.name_key, part) for part in parts]
        query = select(name.c.name_key).where(
            name.c.kind == kind, func.length(name.c.name_key).between(*lengths), *held
        )
        return list(connection.execute(query.limit(LIMIT)).scalars())
    index = _INDEXES[kind]
    # The index gives names with all trigrams one by one, as they are asked for, if it comes first in the plan: the
    # plus keeps SQLite from going through all names of the kind instead. Written out, since a search asks this up to
    # twenty times, and SQLAlchemy takes longer to put it together than SQLite to answer.
    statement = (
        f"SELECT n.name_key FROM {index} JOIN ol_name n ON n.name_id = {index}.rowid WHERE {index} MATCH ?"  # noqa: S608 - a name of ours
        f" AND +n.kind = ? AND length(n.name_key) BETWEEN ? AND ?{' AND instr(n.name_key, ?)' * len(parts)}"
        f" LIMIT {LIMIT}"
    )
    phrases = " AND ".join('"' + one.replace('"', '""') + '"' for one in sorted(trigrams))
    return list(connection.exec_driver_sql(statement, (phrases, kind, *lengths, *parts)).scalars())
