"""A script to what it does: statement after statement over one session, nothing lost and nothing raised.

    script ─ scripts.split → statements ─ variables.fill → SQL ─ statement.read_statement → edges
                    │                                                     ↑
                    └ commands → load_jobs.Transfers: files behind `:field`, files behind SELECT

Spans found in filled text are told in the script as it was written.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby

from teralineage.domain.ids import DatasetName
from teralineage.domain.model import (
    DatasetDefinition,
    Extraction,
    Reason,
    Skipped,
    SourceType,
    Span,
    StatementLineage,
)
from teralineage.extract.conditions import applied
from teralineage.extract.definitions import read_definition
from teralineage.extract.hosts import located
from teralineage.extract.includes import DEEPEST, Includes, RunCommand, filled
from teralineage.extract.load_jobs import FileFeed, Transfers, bindings_of, exported, with_files
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import CLOSE, OPEN, is_placeholder
from teralineage.extract.procedures import Reader
from teralineage.extract.rescue import rescue
from teralineage.extract.scripts import Lines, Statement, StatementKind, spans_of, split
from teralineage.extract.session import Session
from teralineage.extract.shapes import Shapes
from teralineage.extract.spelling import SpelledCatalog, spell_reading
from teralineage.extract.star_insert import read_star_insert
from teralineage.extract.statement import Reading, read_statement
from teralineage.extract.tokens import lexis_of
from teralineage.extract.told import Told
from teralineage.extract.tpt_flow import read_job
from teralineage.extract.variables import Filling, Variables, fill, spelled
from teralineage.ports import Catalog

# What sqlglot falls back on is told as skipped; its warnings would only say so twice.
logging.getLogger("sqlglot").setLevel(logging.ERROR)

_KIND = re.compile(r"[\w ]{1,40}")  # what was not understood is named by its first word, if it has one
_QUOTED_VALUE = re.compile(rf"(?<![\w'])'([^'{OPEN}{CLOSE}]*){OPEN}(\w+){CLOSE}([^'{OPEN}{CLOSE}]*)'(?![\w'])")
"""A string in SQL that is put together, with the value of one variable in it."""
_CONFIG = re.compile(r"\{\{-?\s*config\b")  # how a dbt model is kept, no part of its SQL


def extract(  # noqa: PLR0913 - the keyword arguments are what a caller may know about a script
    script: str,
    catalog: Catalog,
    *,
    variables: Mapping[str, str] | None = None,
    default_database: str | None = None,
    assumed: bool = False,
    dialect: str = "teradata",
    includes: Includes | None = None,
    shapes: Shapes | None = None,
) -> Extraction:
    """Every statement of a script with its lineage; spans and lines are those of the file it stands in. Never raises.

    Args:
        script: SQL, BTEQ, a load utility's or TPT job, a shell script around them: whatever holds statements.
        catalog: what is known of datasets that the script does not make itself.
        variables: values of template variables by name; others stay in names as they are spelled.
        default_database: where unqualified names are looked for until the script says `DATABASE x`.
        assumed: the default database is a guess: edges that rest on it are INFERRED at best.
        dialect: a sqlglot dialect name; anything but `teradata` is read as far as that carries.
        includes: finds the files that `.RUN FILE` names; without it they are passed over.
        shapes: readings by shape, where many scripts say the same with other literals.
    """
    session = Session(SpelledCatalog(catalog), default_database)
    run = _Run(session, dialect.lower(), Variables(variables or {}), includes, shapes)
    told = run.script(script)
    if assumed:
        told = (_doubted(item, session.completed) for item in told)
    return Extraction(tuple(replace(item, number=number) for number, item in enumerate(told, 1)))


def _doubted(item: StatementLineage, completed: set[DatasetName]) -> StatementLineage:
    """A statement whose edges are no surer than the names a guess completed; what it makes has its name from it."""
    doubtful = completed - {made.name for made in item.defines}
    edges = (
        replace(edge, reason=Reason.INFERRED)
        if edge.reason is Reason.SCHEMA and (edge.source.dataset in completed or edge.target.dataset in doubtful)
        else edge
        for edge in item.edges
    )
    return replace(item, edges=tuple(edges))


@dataclass(slots=True)
class _Run:
    """One pass over a script and the scripts it includes."""

    session: Session
    dialect: str
    variables: Variables
    includes: Includes | None
    shapes: Shapes | None = None
    transfers: Transfers = field(default_factory=Transfers)
    running: tuple[str, ...] = ()  # the texts of the scripts that are being read, the outermost first
    spells: bool = False  # a placeholder has been read, and may stand in any name from now on

    def script(self, script: str) -> Iterator[StatementLineage]:
        """What each statement of a script does, in order."""
        lines = Lines(script)
        home = self.session.default_database
        self.running = (*self.running, script)
        for index, region in groupby(split(script, self.dialect), key=lambda statement: statement.region):
            if index:  # another here-document, another session
                self.session.default_database = home
                self.transfers = Transfers()
            yield from self._region(script, lines, list(region))
        self.running = self.running[:-1]

    def _region(self, script: str, lines: Lines, statements: list[Statement]) -> Iterator[StatementLineage]:
        self.transfers.plan(self._filled(s) for s in statements if s.kind is StatementKind.COMMAND)
        before = 0
        for statement in statements:
            text = self._filled(statement)
            self.transfers.request(goes_on=_goes_on(script[before : statement.span.start]))
            before = statement.span.end
            if statement.kind is StatementKind.COMMAND:
                yield from self._command(statement, text.text)
                continue
            for piece in self._pieces(text):
                self.spells = self.spells or OPEN in piece.text
                for told, reading in self._read_safely(piece, statement.kind):
                    yield _placed(script, lines, told, spell_reading(reading) if self.spells else reading)

    def _filled(self, statement: Statement) -> MappedText:
        return filled(statement, self.variables, self.dialect)

    def _pieces(self, text: MappedText) -> list[MappedText]:
        """The statements in a text, of which a variable's value may have made several."""
        if all(piece.verbatim for piece in text.pieces) or ";" not in text.text:
            return [text]
        return [text.slice(span.start, span.end) for span in spans_of(text.text, lexis_of(self.dialect))]

    def _command(self, statement: Statement, text: str) -> Iterator[StatementLineage]:
        """Take in a tool's command; what a file does that it runs, or why that is not known."""
        self.variables = self.variables.with_values(self.transfers.see(text))
        run = RunCommand.of(text)
        if run is None or self.includes is None:
            return
        included = self.includes(run.name)
        script = run.text_of(included) if included is not None else ""
        if included is None:
            if run.open:
                why = Skipped("placeholder", f"a variable without a value names the file {run.name}", statement.line)
            else:
                why = Skipped("missing-file", f"the file {run.name} is not there", statement.line)
        elif script in self.running:
            why = Skipped("runs-itself", f"the file {run.name} runs itself", statement.line)
        elif len(self.running) > DEEPEST:
            why = Skipped("too-deep", f"{DEEPEST} files run each other before {run.name}", statement.line)
        else:
            for item in self.script(script):
                yield item if item.file is not None else replace(item, file=included.name)
            return
        yield StatementLineage(run.verb, statement.text, statement.span, statement.line, 0, skipped=why)

    def _read_safely(self, text: MappedText, kind: StatementKind) -> list[Told]:
        try:
            return self._read(text, kind)
        except RecursionError:
            return [(text, Reading(kind.value, skipped=Skipped("too-deep", "nested too deeply", 1)))]
        except Exception as error:  # noqa: BLE001 - one statement never costs its neighbours, whatever is wrong with it
            skipped = Skipped("internal", f"{type(error).__name__}: {error}", 1)
            return [(text, Reading(kind.value, skipped=skipped))]

    def _read(self, text: MappedText, kind: StatementKind) -> list[Told]:
        if kind is StatementKind.ROUTINE:
            return read_definition(text, self.session, Reader(self._sql, self._dynamic, lexis_of(self.dialect)))
        if kind is StatementKind.JOB:
            told = [*read_job(text, self.session, self._dynamic, lexis_of(self.dialect))]
            nothing = Skipped("no-apply", "nothing in this job moves data in a way that is understood", 1)
            return told or [(text, Reading("DEFINE JOB", skipped=nothing))]
        return self._sql(text)

    def _sql(self, text: MappedText) -> list[Told]:
        """Read one statement; where it fails, as what a missing separator or a variable may have spoilt."""
        reading = self._statement(text)
        if _failed(reading) and reading.skipped and reading.skipped.reason != "too-slow":
            for pieces in rescue(text, lexis_of(self.dialect)):
                told = [(piece, self._statement(piece)) for piece in pieces]
                if not all(_failed(reading) for _, reading in told):
                    return told
        return [(text, reading)]

    def _dynamic(self, text: MappedText) -> list[Told]:
        """Read SQL text that a procedure put together: it may hold several statements, and variables of its own."""
        lexis = lexis_of(self.dialect)
        text = replace(text, text=_QUOTED_VALUE.sub(_as_host, text.text))
        filled = fill(text, Filling(self.variables, lexis, cautious=self.dialect != "teradata"))
        self.spells = self.spells or OPEN in filled.text
        pieces = [filled.slice(span.start, span.end) for span in spans_of(filled.text, lexis)]
        return [told for piece in pieces for told in self._sql(piece)]

    def _statement(self, text: MappedText) -> Reading:
        if is_placeholder(text.text.strip()):
            if _CONFIG.match(spelled(text.text.strip())):
                return Reading("CONFIG")
            skipped = Skipped("placeholder", f"the variable {spelled(text.text.strip())} holds the whole statement", 1)
            return Reading("VARIABLE", skipped=skipped)
        lexis = lexis_of(self.dialect)
        feeds = self.transfers.feeds(text.text, lexis)
        if feeds and (star := read_star_insert(text.text, feeds, self.session)) is not None:
            return self._applied(text, with_files(star, feeds), feeds)
        alone = not (feeds or self.session.bindings or self.session.hosts or self.transfers.export is not None)
        if self.shapes is not None and alone:
            return self.shapes.read(text.text, self.session, self.dialect, self._plain)
        before = self.session.hosts
        self.session.hosts = before | bindings_of(feeds)
        reading = with_files(self._plain(text.text), feeds)
        if bindings := self.session.bindings | self.session.hosts:
            reading = located(reading, text.text, bindings, lexis)
        self.session.hosts = before
        reading = self._applied(text, reading, feeds)
        if self.transfers.export is not None and reading.outputs:
            return exported(reading, self.transfers.export)
        return reading

    def _applied(self, text: MappedText, reading: Reading, feeds: Iterable[FileFeed]) -> Reading:
        """A reading with the conditions under which the records of files are applied."""
        for feed in feeds:
            if feed.condition is not None:
                reading = applied((text, reading), feed.condition, feed.bindings(), self.session)
                reading = with_files(reading, [feed])
        return reading

    def _plain(self, text: str) -> Reading:
        """A statement that no file feeds."""
        return _without_lineage(read_statement(text, self.session, self.dialect))


def _goes_on(between: str) -> bool:
    """Whether what separates two statements keeps them in one request: a semicolon that another follows on its line."""
    _, semicolon, behind = between.partition(";")
    return bool(semicolon) and "\n" not in behind and "\r" not in behind


def _without_lineage(reading: Reading) -> Reading:
    """`LOCKING t FOR WRITE;` alone says nothing, and is no failure."""
    if reading.skipped is not None and reading.skipped.reason == "empty" and reading.kind in {"LOCKING", "LOCK"}:
        return replace(reading, skipped=None)
    return reading


def _as_host(value: re.Match[str]) -> str:
    """A string that holds a variable's value as the variable itself, as long as before; with more in it, changed."""
    before, name, behind = value.groups()
    sign = "-:" if before or behind else " :"
    return f"{' ' * len(before)}{sign}{name}{' ' * (len(behind) + 2)}"


def _failed(reading: Reading) -> bool:
    return reading.skipped is not None and not reading.edges and not reading.targets and not reading.sources


def _with_ddl(definition: DatasetDefinition, text: MappedText, reading: Reading) -> DatasetDefinition:
    """A definition with the statement that makes it, variables filled in."""
    if definition.source_type is SourceType.FILE or not reading.kind.startswith("CREATE"):
        return definition
    return replace(definition, ddl=definition.ddl or spelled(text.text))


def _placed(script: str, lines: Lines, text: MappedText, reading: Reading) -> StatementLineage:
    """A reading as lineage of the script it stands in."""
    span = text.origin(Span(0, len(text.text)))
    line = lines.line_of(span.start)
    return StatementLineage(
        reading.kind if _KIND.fullmatch(reading.kind) else "UNKNOWN",
        script[span.start : span.end],
        span,
        line,
        0,
        reading.sources,
        reading.targets,
        tuple(replace(edge, span=text.origin(edge.span)) for edge in reading.edges),
        reading.outputs,
        tuple(_with_ddl(definition, text, reading) for definition in reading.defines),
        reading.skipped and Skipped(reading.skipped.reason, reading.skipped.message, line + reading.skipped.line - 1),
    )
