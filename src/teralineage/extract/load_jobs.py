"""Files that BTEQ and the load utilities move: which file feeds `:field`, which file a SELECT is written to.

===========================================  ===================================================================
script                                       meaning
===========================================  ===================================================================
`.IMPORT DATA FILE=f` … `USING (a …) …`      BTEQ: `:a` comes from `f`, until another `.IMPORT`
`.EXPORT DATA FILE=f` … `.EXPORT RESET`      BTEQ: every SELECT between is written to `f`
`.LAYOUT l` `.FIELD a` `.DML LABEL d` …      MultiLoad, TPump: the SQL under a label gets its fields from the file
`.IMPORT INFILE f LAYOUT l APPLY d`            that a later `.IMPORT` applies the label to
`DEFINE a (…), b (…) FILE=f`                 FastLoad: `:a` of the INSERT comes from `f`
`.EXPORT OUTFILE f`                          FastExport: the SELECTs are written to `f`, until `.END EXPORT`
===========================================  ===================================================================

A file is the dataset `file:NAME` without a database; its fields are those of its layout.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from teralineage.domain.ids import DatasetName, FieldName, fold
from teralineage.domain.model import DatasetDefinition, FieldDefinition, SourceType
from teralineage.extract.mapped import MappedText
from teralineage.extract.session import Source
from teralineage.extract.statement import Reading
from teralineage.extract.tokens import Kind, Lexis, Token, tokens_of, words
from teralineage.extract.variables import spelled
from teralineage.extract.writes import RESULT

_FILE = re.compile(r"\b(?:FILE|DDNAME)(?:\s*=\s*|\s+)('[^']*'|\"[^\"]*\"|[^\s,;(=]+)", re.IGNORECASE)
_INFILE = re.compile(r"\b(?:INFILE|OUTFILE)(?:\s*=\s*|\s+)('[^']*'|\"[^\"]*\"|[^\s,;]+)", re.IGNORECASE)
_LAYOUT = re.compile(r"\bLAYOUT\s+([^\s;]+)", re.IGNORECASE)
_APPLY = re.compile(
    r"\bAPPLY\s+([^\s;,]+)(?:\s+WHERE\s+((?:'[^']*+'|(?!\bAPPLY\b|\bFORMAT\b|\bLAYOUT\b|\bFOR\b|\bFROM\b)[^;])+))?",
    re.IGNORECASE,
)
_NO_FIELDS = words("AND OR NOT IS NULL IN LIKE BETWEEN EQ NE LT LE GT GE")
_VERB = re.compile(r"\.?\s*([A-Za-z]+)(?:\s+([^\s;]+))?(?:\s+([^\s;]+))?", re.DOTALL)
_SET = re.compile(r"\.?\s*SET\s+([\w.&]+)\s+TO\s+(.*)", re.IGNORECASE | re.DOTALL)


def file_dataset(name: str) -> DatasetName:
    """The dataset that stands for a file; quotes around the name do not count."""
    return DatasetName("", "file:" + spelled(name.strip().strip("'\"")))


@dataclass(frozen=True, slots=True)
class FileFeed:
    """A file and the fields that its layout names, in order; without a layout there are none."""

    dataset: DatasetName
    fields: tuple[str, ...] = ()
    condition: MappedText | None = None  # of the rows that are applied
    fillers: tuple[str, ...] = ()  # fields that conditions may name, and no statement

    def bindings(self) -> dict[str, tuple[Source, ...]]:
        """The source behind each field's host variable."""
        return {fold(name): (Source(FieldName(self.dataset, name)),) for name in self.fields + self.fillers}

    def definition(self) -> DatasetDefinition:
        """The file as a dataset."""
        return DatasetDefinition(self.dataset, SourceType.FILE, tuple(map(FieldDefinition, self.fields)))


@dataclass(slots=True)
class Transfers:
    """What the commands read so far say about files. Feed it every command in order, `plan` first for MultiLoad."""

    export: DatasetName | None = None
    _import: DatasetName | None = None
    _layouts: dict[str, list[str]] = field(default_factory=dict)
    _using: tuple[str, ...] = ()  # the fields that USING names before the first statement of a request
    _fillers: dict[str, list[str]] = field(default_factory=dict)  # by layout
    _layout: str = ""
    _label: str | None = None
    _applied: dict[str, list[tuple[DatasetName, str, MappedText | None]]] = field(default_factory=dict)
    _defined: list[str] = field(default_factory=list)
    _defined_file: DatasetName | None = None
    _parameters: tuple[DatasetName, str] | None = None  # FastExport: a file whose rows parametrise the SELECT

    def plan(self, commands: Iterable[MappedText]) -> None:
        """Read ahead which file each DML label will be applied to: the SQL stands before its `.IMPORT`."""
        for text in commands:
            command = text.text
            infile, layout = _INFILE.search(command), _LAYOUT.search(command)
            if not infile or not re.match(r"\.?\s*IMPORT\b", command, re.IGNORECASE):
                continue
            feed = file_dataset(infile[1]), fold(layout[1]) if layout else ""
            for apply in _APPLY.finditer(command):
                condition = text.slice(*apply.span(2)) if apply[2] else None
                self._applied.setdefault(fold(apply[1]), []).append((*feed, condition))

    def see(self, command: str) -> Mapping[str, str]:
        """Take in one command; the values of variables that it sets."""
        if assignment := _SET.match(command):
            return {assignment[1].strip("&."): assignment[2].strip().strip("'\"")}
        match = _VERB.match(command)
        if match is None:
            return {}
        verb, second, third = (word or "" for word in match.groups())
        action = getattr(self, f"_see_{verb.lower()}", None)
        if action is not None:
            action(command, second, third)
        return {}

    def request(self, *, goes_on: bool) -> None:
        """Tell whether the next statement goes on with the request of the last, which shares its USING."""
        if not goes_on:
            self._using = ()

    def feeds(self, text: str, lexis: Lexis) -> list[FileFeed]:
        """The files behind the host variables of a statement; a file without a layout has the fields asked of it."""
        using = self._using = using_fields(text, lexis) or self._using
        applied = self._applied.get(self._label, []) if self._label is not None else []
        if self._label is None and self._parameters is not None:
            applied = [(*self._parameters, None)]
        found = [
            FileFeed(name, tuple(self._layouts.get(layout, ())), asked, tuple(self._fillers.get(layout, ())))
            for name, layout, asked in applied
        ]
        if self._label is None and self._defined_file is not None:
            found = [FileFeed(self._defined_file, tuple(self._defined))]
        elif using and self._import is not None:
            found = [FileFeed(self._import, using)]
        return [feed if feed.fields else replace(feed, fields=_asked_of(feed, text, lexis)) for feed in found]

    def _see_import(self, command: str, second: str, _third: str) -> None:
        infile, layout = _INFILE.search(command), _LAYOUT.search(command)
        if infile and not _APPLY.search(command):
            self._parameters = file_dataset(infile[1]), fold(layout[1]) if layout else ""
        elif second.upper() == "RESET":
            self._import = None
        elif match := _FILE.search(command):
            self._import = file_dataset(match[1])

    def _see_export(self, command: str, second: str, _third: str) -> None:
        match = _FILE.search(command) or _INFILE.search(command)
        self.export = file_dataset(match[1]) if match and second.upper() != "RESET" else None

    def _see_layout(self, _command: str, second: str, _third: str) -> None:
        self._layout = fold(second)
        self._layouts[self._layout] = []

    def _see_field(self, _command: str, second: str, _third: str) -> None:
        self._layouts.setdefault(self._layout, []).append(second)

    def _see_filler(self, _command: str, second: str, _third: str) -> None:
        self._fillers.setdefault(self._layout, []).append(second)

    def _see_dml(self, command: str, _second: str, _third: str) -> None:
        match = re.search(r"\bLABEL\s+([^\s;]+)", command, re.IGNORECASE)
        self._label = fold(match[1]) if match else None

    def _see_define(self, command: str, _second: str, _third: str) -> None:
        match = _FILE.search(command)
        if match:
            self._defined_file = file_dataset(match[1])
        self._defined.extend(_defined_names(command[: match.start()] if match else command))

    def _see_clear(self, *_words: str) -> None:
        self._defined.clear()
        self._defined_file = None

    def _see_end(self, _command: str, second: str, _third: str) -> None:
        if second.upper() == "EXPORT":
            self.export = None
        self._label = self._parameters = None
        self._see_clear()

    def _see_begin(self, _command: str, _second: str, _third: str) -> None:
        self._label = None


def bindings_of(feeds: Iterable[FileFeed]) -> dict[str, tuple[Source, ...]]:
    """The sources behind each host variable; a label that several files are applied to has all of them."""
    bindings: dict[str, tuple[Source, ...]] = {}
    for feed in feeds:
        for name, sources in feed.bindings().items():
            bindings[name] = bindings.get(name, ()) + sources
    return bindings


def with_files(reading: Reading, feeds: Iterable[FileFeed]) -> Reading:
    """A reading that tells the files behind its host variables as its sources."""
    named = {edge.source.dataset for edge in reading.edges}
    files = [feed for feed in feeds if feed.dataset in named]
    sources = tuple(dict.fromkeys((*reading.sources, *(feed.dataset for feed in files))))
    return replace(reading, sources=sources, defines=reading.defines + tuple(feed.definition() for feed in files))


def exported(reading: Reading, file: DatasetName) -> Reading:
    """A SELECT's reading with its rows written to a file rather than shown."""
    edges = tuple(
        replace(edge, target=FieldName(file, edge.target.name)) if edge.target.dataset == RESULT else edge
        for edge in reading.edges
    )
    fields = tuple(FieldDefinition(name) for name in reading.outputs)
    return replace(
        reading,
        targets=(*reading.targets, file),
        edges=edges,
        defines=(*reading.defines, DatasetDefinition(file, SourceType.FILE, fields)),
    )


def _defined_names(command: str) -> Iterator[str]:
    """The field names of `DEFINE a (CHAR(3)), b (INTEGER)`, where the comma may be missing."""
    fresh = True
    depth = 0
    for token in list(tokens_of(command, 0, len(command), Lexis()))[1:]:
        if token.upper == "(":
            depth += 1
        elif token.upper == ")":
            depth -= 1
            fresh = fresh or depth == 0
        elif token.upper == "," and depth == 0:
            fresh = True
        elif fresh and depth == 0 and token.kind in {Kind.WORD, Kind.QUOTED}:
            fresh = False
            yield command[token.start : token.end].strip('"')


def _asked_of(feed: FileFeed, text: str, lexis: Lexis) -> tuple[str, ...]:
    """The fields of a file without a layout: those that a statement, and the condition it is applied under, name."""
    asked = fields_of(feed.condition.text, lexis) if feed.condition is not None else ()
    return tuple(dict.fromkeys((*host_names(text, lexis), *asked)))


def fields_of(condition: str, lexis: Lexis) -> tuple[str, ...]:
    """The names of fields in a condition of a load utility, which knows no functions."""
    words = [token for token in tokens_of(condition, 0, len(condition), lexis) if token.kind == Kind.WORD]
    named = [condition[token.start : token.end] for token in words if token.upper not in _NO_FIELDS]
    return tuple(dict.fromkeys(name for name in named if not name[0].isdigit()))


def host_names(text: str, lexis: Lexis) -> tuple[str, ...]:
    """The names behind colons in a statement, each once."""
    names: dict[str, None] = {}
    colon = False
    for token in tokens_of(text, 0, len(text), lexis):
        if colon and token.kind == Kind.WORD:
            names[text[token.start : token.end]] = None
        colon = token.upper == ":"
    return tuple(names)


def using_fields(text: str, lexis: Lexis) -> tuple[str, ...]:
    """The fields that `USING (a CHAR(3), b INTEGER) …` before a statement names; empty without USING."""
    if not re.match(r"\s*USING\b", text, re.IGNORECASE):
        return ()
    names: list[str] = []
    depth = 0
    previous: Token | None = None
    for token in tokens_of(text, 0, len(text), lexis):
        if token.upper == "(":
            depth += 1
        elif token.upper == ")":
            depth -= 1
            if depth == 0:
                break
        elif depth == 1 and previous and previous.upper in {"(", ","} and token.kind in {Kind.WORD, Kind.QUOTED}:
            names.append(text[token.start : token.end].strip('"'))
        previous = token
    return tuple(names)
