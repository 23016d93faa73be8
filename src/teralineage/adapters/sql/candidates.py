"""Names that may match a search, found by the index over every distinct name.

What is exact and what begins with the text is asked for by itself, so that no crowd of lesser matches hides it. Texts
shorter than three characters have no trigram: they are found at the beginning of names, and then anywhere in them.
"""

from __future__ import annotations

import difflib
import re

from sqlalchemy import ColumnElement, Connection, column, func, or_, select, table

from teralineage.adapters.sql.engine import AnySelect, contains
from teralineage.adapters.sql.schema import name

LIMIT = 2000
"""The most names of one kind of match that are looked at."""

_TRIGRAM = 3
_CLOSE = 0.75
_SCORED = 20_000
_LAST = "\U0010ffff"

# SQLite's index: its own column of the whole stands under its own name.
_index = table("ol_name_search", column("rowid"), column("ol_name_search"))
_terms = table("ol_name_search_terms", column("term"), column("doc"))


def rank(text: str, key: str) -> int:
    """How well a folded name matches a folded text; 0 is exact, 4 not at all."""
    if key == text:
        return 0
    if key.startswith(text):
        return 1
    if re.search(r"(?<![^\W_])" + re.escape(text), key):
        return 2
    return 3 if text in key else 4


def matching(connection: Connection, kind: str, text: str) -> list[str]:
    """Folded names of a kind (`database`, `dataset`, `field`) that match a folded text, best first; else close ones."""
    of_kind = select(name.c.name_key).where(name.c.kind == kind)
    found: dict[str, None] = {}
    beginning = of_kind.where(name.c.name_key >= text, name.c.name_key < text + _LAST)
    for query in (of_kind.where(name.c.name_key == text), beginning, *_inside(connection, of_kind, text)):
        found |= dict.fromkeys(connection.execute(query.limit(LIMIT)).scalars())
    if not found:
        return _close(connection, of_kind, text)
    return sorted((key for key in found if text in key), key=lambda key: (rank(text, key), len(key), key))


def _inside(connection: Connection, of_kind: AnySelect, text: str) -> list[AnySelect]:
    if connection.dialect.name != "sqlite" or len(text) < _TRIGRAM:
        return [of_kind.where(contains(name.c.name_key, text))]
    return [of_kind.where(_match(_phrase(f"_{text}"))), of_kind.where(_match(_phrase(text)))]


def _close(connection: Connection, of_kind: AnySelect, text: str) -> list[str]:
    """Names spelled much like the text: those that share its rarest trigrams are looked at."""
    trigrams = sorted({text[at : at + _TRIGRAM] for at in range(len(text) - _TRIGRAM + 1)})
    if not trigrams:
        return []
    if connection.dialect.name == "sqlite":
        condition = _match(" OR ".join(_phrase(one) for one in _rarest(connection, trigrams)))
    else:
        condition = or_(*(contains(name.c.name_key, one) for one in trigrams))
    near = (name.c.name_key.is_not(None), func.length(name.c.name_key).between(len(text) * 3 // 5, len(text) * 5 // 3))
    keys = connection.execute(of_kind.where(condition, *near).limit(LIMIT)).scalars().all()
    return difflib.get_close_matches(text, keys, 3, _CLOSE)


def _rarest(connection: Connection, trigrams: list[str]) -> list[str]:
    """The rarest trigrams, as many as stand in not too many names together; at least one."""
    counted = connection.execute(
        select(_terms.c.term, _terms.c.doc).where(_terms.c.term.in_(trigrams)).order_by(_terms.c.doc)
    ).all()
    chosen: list[str] = []
    total = 0
    for term, count in counted:
        total += count
        if chosen and total > _SCORED:
            break
        chosen.append(term)
    return chosen or trigrams[:1]


def _match(phrases: str) -> ColumnElement[bool]:
    found = select(_index.c.rowid).where(_index.c.ol_name_search.op("MATCH")(phrases))
    return name.c.name_id.in_(found)


def _phrase(text: str) -> str:
    """A text as the index takes it, whatever characters it holds."""
    return '"' + text.replace('"', '""') + '"'
