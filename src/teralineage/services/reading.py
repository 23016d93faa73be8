"""Reads many scripts: each with the definitions it may need, in one process or in many.

A script is sent to a worker together with the definitions whose names stand in its text, so a worker needs to know
nothing else, wherever it runs. It comes back with the answers it was given about datasets; where another script has
changed such an answer since, it is read again.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field, replace
from typing import Protocol

from teralineage.domain.errors import TeraLineageError
from teralineage.domain.ids import DatasetName, fold
from teralineage.domain.model import DatasetDefinition, Extraction, SourceType
from teralineage.extract.catalog import InMemoryCatalog
from teralineage.extract.includes import Included, Includes
from teralineage.ports import Catalog
from teralineage.services.parcels import Parcel, pack, unpack

MAX_PASSES = 8
"""Views on views rarely nest deeper; what is still open then is stored as it stands, marked as inferred."""

IN_FLIGHT = 32
"""How many scripts are on their way at once: enough to keep workers busy, few enough to know what came before."""


class Extract(Protocol):
    """Reads one script; must be picklable where an executor with processes runs it."""

    def __call__(self, script: str, catalog: Catalog, /, *, includes: Includes | None = None) -> Extraction:
        """What the script does; `includes` finds the files that it runs."""


Answers = dict[DatasetName, tuple[str, ...] | None]
"""The field names of each dataset that was asked for; None for one that was not known."""


@dataclass(frozen=True, slots=True)
class Script:
    """A named text; the name is what its job will be called.

    `files` are those that it runs, by the names it runs them by; None stands for one that is not there.
    """

    name: str
    text: str
    files: Mapping[str, Included | None] = field(default_factory=dict)

    def texts(self) -> str:
        """Its own text and those of the files that it runs."""
        return "\n".join((self.text, *(file.text for file in self.files.values() if file is not None)))


@dataclass(frozen=True, slots=True)
class Reading:
    """A script, what was found in it, and what its reading relied on."""

    script: Script
    extraction: Extraction
    answered: Answers = field(default_factory=dict)


class Progress(Protocol):
    """Is told how reading goes on."""

    def expect(self, scripts: int) -> None:
        """So many more scripts are to be read."""

    def advance(self, reading: Reading) -> None:
        """One script has been read."""


class AskingCatalog:
    """A catalog that remembers what it answered, so that a changed answer can be noticed."""

    def __init__(self, inner: Catalog) -> None:
        self._inner = inner
        self.answered: Answers = {}

    def find(self, name: DatasetName) -> DatasetDefinition | None:
        """As the inner catalog answers."""
        found = self._inner.find(name)
        self.answered[name] = _field_names(found)
        return found

    def datasets(self) -> Iterable[DatasetDefinition]:
        """All that the inner catalog knows."""
        return self._inner.datasets()


def is_stale(answered: Answers, catalog: Catalog) -> bool:
    """Whether the catalog would answer differently now."""
    return any(_field_names(catalog.find(name)) != before for name, before in answered.items())


def _field_names(definition: DatasetDefinition | None) -> tuple[str, ...] | None:
    return None if definition is None else tuple(field.name for field in definition.fields)


class GrowingCatalog(InMemoryCatalog):
    """A catalog that also finds the definitions whose names may stand in a text."""

    def __init__(self, datasets: Iterable[DatasetDefinition] = ()) -> None:
        super().__init__()
        self._by_word: dict[str, dict[DatasetName, None]] = {}
        for dataset in datasets:
            self.add(dataset)

    def add(self, dataset: DatasetDefinition) -> None:
        """Know one more dataset, or know it anew."""
        super().add(dataset)
        words = _WORD.findall(fold(dataset.name.name))
        self._by_word.setdefault(max(words, key=len, default=""), {})[dataset.name] = None

    def named_in(self, text: str) -> dict[DatasetName, DatasetDefinition]:
        """Every dataset whose name, or the longest word of it, stands in the text."""
        words = set(_WORD.findall(fold(text))) & self._by_word.keys()
        names = {name: None for word in sorted(words) for name in self._by_word[word]}
        return {name: found for name in names if (found := self.find(name)) is not None}


_WORD = re.compile(r"\w+")


def read_script(script: Script, extract: Extract, definitions: tuple[DatasetDefinition, ...]) -> Reading:
    """One script, read with these definitions."""
    asking = AskingCatalog(InMemoryCatalog(definitions))
    extraction = extract(script.text, asking, includes=script.files.get)
    return Reading(script, extraction, asking.answered)


def read_elsewhere(
    script: Script, extract: Extract, definitions: tuple[DatasetDefinition, ...]
) -> tuple[Parcel, Answers]:
    """As `read_script`, packed for the way back; this is what a worker runs."""
    reading = read_script(script, extract, definitions)
    return pack(reading.extraction), reading.answered


def read_pass(
    scripts: Iterable[tuple[Script, Answers]], extract: Extract, catalog: GrowingCatalog, executor: Executor | None
) -> Iterator[Reading]:
    """Read scripts in order; what each defines is known to those sent after it came back.

    Args:
        scripts: each with the names that an earlier reading asked for.
        extract: reads one script.
        catalog: what is known; grows on the way.
        executor: where scripts are read; None is here.

    Raises:
        TeraLineageError: a worker was lost.
    """
    waiting: deque[tuple[Script, Future[tuple[Parcel, Answers]]]] = deque()
    for script, asked in scripts:
        if len(waiting) >= IN_FLIGHT:
            yield _learn(_result(*waiting.popleft()), catalog)
        definitions = catalog.named_in(script.texts())
        definitions.update({name: found for name in asked if (found := catalog.find(name)) is not None})
        sent = tuple(replace(one, ddl=None) if one.ddl else one for one in definitions.values())
        if executor is None:
            yield _learn(read_script(script, extract, sent), catalog)
        else:
            waiting.append((script, executor.submit(read_elsewhere, script, extract, sent)))
    while waiting:
        yield _learn(_result(*waiting.popleft()), catalog)


def _result(script: Script, told: Future[tuple[Parcel, Answers]]) -> Reading:
    """What a worker found. Reading never fails, so whatever else comes back is the end of the worker itself."""
    try:
        parcel, answered = told.result()
        return Reading(script, unpack(parcel), answered)
    except TeraLineageError:
        raise
    except Exception as error:
        said = str(error).strip().splitlines()[:1] or [type(error).__name__]
        raise TeraLineageError(f"a worker was lost ({said[0]}); run the command again to go on") from error


def _learn(reading: Reading, catalog: GrowingCatalog) -> Reading:
    for definition in lasting_definitions(reading.extraction):
        catalog.add(definition)
    return reading


def lasting_definitions(extraction: Extraction) -> Iterator[DatasetDefinition]:
    """What a script defines for others too: all but its own session's volatile tables."""
    for statement in extraction.statements:
        for definition in statement.defines:
            if definition.source_type is not SourceType.VOLATILE_TABLE:
                yield definition


def read_scripts(
    scripts: Iterable[Script],
    extract: Extract,
    catalog: GrowingCatalog,
    progress: Progress | None = None,
    executor: Executor | None = None,
) -> list[Reading]:
    """Extract every script, again where a later one defined what it needed; new definitions go into `catalog`."""
    readings: dict[str, Reading] = {}
    for reading in read_until_settled(scripts, {}, extract, catalog, executor, progress):
        readings[reading.script.name] = reading
    return list(readings.values())


def read_until_settled(  # noqa: PLR0913, PLR0917 - the ends that meet here
    scripts: Iterable[Script],
    relied: dict[str, tuple[Script, Answers]],
    extract: Extract,
    catalog: GrowingCatalog,
    executor: Executor | None,
    progress: Progress | None = None,
) -> Iterator[Reading]:
    """Every script's reading, and another one of each that a later definition has made stale.

    Args:
        scripts: what has to be read.
        relied: scripts that were read before, by name, with the answers they relied on; read again where stale.
        extract: reads one script.
        catalog: what is known; grows on the way.
        executor: where scripts are read; None is here.
        progress: is told of every script.
    """
    pending = [(script, Answers()) for script in scripts]
    relied = dict(relied)
    for _ in range(MAX_PASSES):
        if not pending:
            pending = [item for item in relied.values() if is_stale(item[1], catalog)]
        if not pending:
            return
        if progress is not None:
            progress.expect(len(pending))
        for reading in read_pass(pending, extract, catalog, executor):
            relied[reading.script.name] = reading.script, reading.answered
            if progress is not None:
                progress.advance(reading)
            yield reading
        pending = []
