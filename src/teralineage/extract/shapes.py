"""Readings by shape, so that statements which differ in literals alone are read once.

    text ─ fingerprint.shape_of → shape ─┬ known, and the session answers as it did → the known reading
                                         └ else read_statement → kept, with what it asked and was told

What bears on a reading besides its shape are the session's answers: which dataset a name means, which fields it has.
These are asked again before a reading is used again, so a shape may be met in any session over any catalog.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from threading import Lock

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition
from teralineage.extract.fingerprint import MARK, shape_of
from teralineage.extract.mapped import MappedText
from teralineage.extract.session import Asked, Session
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import lexis_of


@dataclass(frozen=True, slots=True)
class _Known:
    """A reading in the shape's own text, and a digest of each answer that it relied on; None: read each by itself."""

    reading: Reading | None
    named: tuple[tuple[str | None, str, str], ...] = ()
    found: tuple[tuple[DatasetName, int], ...] = ()
    made: tuple[DatasetDefinition, ...] = ()

    def weight(self) -> int:
        """About how much memory it takes, in edges."""
        edges = len(self.reading.edges) if self.reading is not None else 0
        return 1 + edges + sum(len(definition.fields) for definition in self.made)


@dataclass(slots=True)
class Shapes:
    """The readings of a process; threads may share them. `reused` counts statements that were not read.

    `most` bounds what is kept, counted in edges and fields; what was not met for the longest time goes first.
    """

    most: int = 200_000
    reused: int = 0
    _known: dict[bytes, _Known] = field(default_factory=dict)
    _kept: int = 0
    _lock: Lock = field(default_factory=Lock)

    def read(self, text: str, session: Session, dialect: str, read: Callable[[str], Reading]) -> Reading:
        """The reading of a statement, spans in its own text; the session is changed as by reading it.

        Args:
            text: one statement.
            session: what it is read in; no variables are bound in it.
            dialect: the statement's.
            read: reads a text in that session.
        """
        shape = shape_of(text, lexis_of(dialect))
        key = hashlib.blake2b(
            f"{dialect}\0{session.default_database}\0{shape.text}".encode(errors="surrogatepass"), digest_size=16
        ).digest()
        known = self._get(key)
        if known is None or (known.reading is not None and not _stands(known, session)):
            return self._first(key, text, shape, session, read)
        if known.reading is None:
            return read(text)
        for definition in known.made:
            session.define(definition)
        return _moved(known.reading, shape)

    def _first(
        self, key: bytes, text: str, shape: MappedText, session: Session, read: Callable[[str], Reading]
    ) -> Reading:
        """Read a shape, and the statement itself where the shape may not stand for it."""
        folded = shape.text != text
        before = session.copy() if folded else session
        default_database, asked = session.default_database, Asked()
        session.asked = asked
        reading = read(shape.text)
        session.asked = None
        lasting = session.default_database == default_database and not asked.unmade
        if lasting and reading.skipped is None and not _shows(reading):
            named = tuple((database, name, _spelled(full)) for (database, name), full in asked.named.items())
            found = tuple((name, _digest(definition)) for name, definition in asked.found.items())
            self._keep(key, _Known(reading, named, found, tuple(asked.made)))
        else:
            self._keep(key, _Known(None))
            if folded:
                session.restore(before)
                return read(text)
        return _moved(reading, shape)

    def _get(self, key: bytes) -> _Known | None:
        with self._lock:
            known = self._known.pop(key, None)
            if known is not None:
                self._known[key] = known  # now the last to go
                self.reused += known.reading is not None
            return known

    def _keep(self, key: bytes, known: _Known) -> None:
        with self._lock:
            if (old := self._known.pop(key, None)) is not None:
                self._kept -= old.weight()
            self._known[key] = known
            self._kept += known.weight()
            while self._kept > self.most and len(self._known) > 1:
                self._kept -= self._known.pop(next(iter(self._known))).weight()


def _stands(known: _Known, session: Session) -> bool:
    """Whether the session would answer everything as it was answered then."""
    return all(_spelled(session.qualify(database, name)) == full for database, name, full in known.named) and all(
        _digest(session.find(name)) == told for name, told in known.found
    )


def _spelled(name: DatasetName) -> str:
    return f"{name.database}\0{name.name}"


def _digest(definition: DatasetDefinition | None) -> int:
    """All that a reading can see of a dataset."""
    if definition is None:
        return 0
    return hash((_spelled(definition.name), definition.source_type, definition.fields))


def _shows(reading: Reading) -> bool:
    """Whether what was folded stands in a name or a type: an item without an alias, a column of PIVOT, a file."""
    names = [*reading.outputs, *(dataset.name for dataset in (*reading.sources, *reading.targets))]
    for definition in reading.defines:
        names += [definition.name.name, *(f"{one.name} {one.type}" for one in definition.fields)]
    for edge in reading.edges:
        names += [edge.source.dataset.name, edge.source.name, edge.target.name]
        names += [candidate.name for candidate in edge.candidates]
    return any(MARK in name for name in names)


def _moved(reading: Reading, shape: MappedText) -> Reading:
    """A reading with its spans in the text that the shape was made of."""
    if len(shape.pieces) == 1:
        return reading
    return replace(reading, edges=tuple(replace(edge, span=shape.origin(edge.span)) for edge in reading.edges))
