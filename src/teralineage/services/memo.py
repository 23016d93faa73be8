"""Remembers what scripts said, so that those that have not changed need not be read again.

One JSON line a script: its fingerprint, what it defines, the answers it relied on, its coverage. Lines are appended
once the store holds what they speak of; the last line of a name stands, and a line cut short by a kill does not count.
A memo that is lost costs time alone: every script is read again.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import Coverage, DatasetDefinition, FieldDefinition, SourceType

Answer = tuple[str, str, tuple[str, ...] | None]


class _Definition(msgspec.Struct, frozen=True):
    database: str
    name: str
    source_type: str
    fields: tuple[tuple[str, str | None], ...]


class Remembered(msgspec.Struct, frozen=True):
    """What is remembered of one script."""

    name: str
    fingerprint: str
    defines: tuple[_Definition, ...]
    relied: tuple[Answer, ...]
    coverage: tuple[Coverage, ...]

    def definitions(self) -> Iterable[DatasetDefinition]:
        """What the script defines for others."""
        for one in self.defines:
            fields = tuple(FieldDefinition(name, type_) for name, type_ in one.fields)
            yield DatasetDefinition(DatasetName(one.database, one.name), SourceType(one.source_type), fields)

    def answered(self) -> dict[DatasetName, tuple[str, ...] | None]:
        """The field names of each dataset that its reading asked for."""
        return {DatasetName(database, name): fields for database, name, fields in self.relied}


def remember(
    name: str,
    fingerprint: str,
    definitions: Iterable[DatasetDefinition],
    answered: dict[DatasetName, tuple[str, ...] | None],
    coverage: tuple[Coverage, ...],
) -> Remembered:
    """What is to be remembered of a script that has been read."""
    return Remembered(
        name,
        fingerprint,
        tuple(
            _Definition(
                one.name.database,
                one.name.name,
                one.source_type.value,
                tuple((field.name, field.type) for field in one.fields),
            )
            for one in definitions
        ),
        tuple((asked.database, asked.name, fields) for asked, fields in answered.items()),
        coverage,
    )


class Memo:
    """The memo in a file; without a file it lasts as long as the process."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._scripts: dict[str, Remembered] = {}
        lines = 0
        decoder = msgspec.json.Decoder(Remembered)
        for line in path.read_bytes().splitlines() if path is not None and path.exists() else ():
            lines += 1
            try:
                one = decoder.decode(line)
            except msgspec.DecodeError:
                continue
            self._scripts[one.name] = one
        if lines > 2 * len(self._scripts):
            self._rewrite()

    def get(self, name: str, fingerprint: str) -> Remembered | None:
        """What a script said, if it still has the text of this fingerprint."""
        one = self._scripts.get(name)
        return one if one is not None and one.fingerprint == fingerprint else None

    def defined(self, name: str) -> Iterable[DatasetDefinition]:
        """What a script of that name defined when it was read last, whatever its text was."""
        one = self._scripts.get(name)
        return one.definitions() if one is not None else ()

    def keep(self, scripts: Iterable[Remembered]) -> None:
        """Remember scripts, once the store holds them."""
        new = list(scripts)
        self._scripts.update({one.name: one for one in new})
        if self._path is not None and new:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(b"".join(b"\n" + msgspec.json.encode(one) for one in new))

    def _rewrite(self) -> None:
        assert self._path is not None  # noqa: S101 - only a file has lines to drop
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(b"\n".join(map(msgspec.json.encode, self._scripts.values())))
        fresh.replace(self._path)
