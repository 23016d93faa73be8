"""Files that a script runs: `.RUN FILE = part.bteq`, `.COMPILE FILE = procedure.sql`, also behind `.IF … THEN`.

What such a file says is said in the session of the script that runs it, at that place. BTEQ looks for files in its
working directory, wherever the command stands, so a file that runs another one is no new place to look from.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from teralineage.domain.model import Span
from teralineage.extract.load_jobs import Transfers
from teralineage.extract.mapped import MappedText
from teralineage.extract.placeholders import OPEN
from teralineage.extract.scripts import Statement, StatementKind, statements_of
from teralineage.extract.tokens import lexis_of
from teralineage.extract.variables import Filling, Variables, fill, spelled

DEEPEST = 10
"""How deep files may run files; a script that goes deeper has lost its way."""


@dataclass(frozen=True, slots=True)
class Included:
    """A file that a script runs: what it is called, and its text."""

    name: str
    text: str


Includes = Callable[[str], Included | None]
"""Finds a file by the name that a script runs it by; None where there is none."""

_RUN = re.compile(
    r"(?:\.\s*(?:IF|ELSEIF)\b[^\r\n;]*?\bTHEN\s+)?\.?\s*(?P<verb>RUN|COMPILE)\s+(?:FILE|DDNAME)\s*=?\s*"
    r"(?P<name>'[^']*'|\"[^\"]*\"|[^\s;,]+)(?:[\s,]+SKIP\s*=\s*(?P<skip>\d+))?",
    re.IGNORECASE,
)
_MAY_RUN = re.compile(r"\b(?:RUN|COMPILE)\s+(?:FILE|DDNAME)\b", re.IGNORECASE)
_MAY_SET = re.compile(r"\.\s*SET\s+[\w.&]+\s+TO\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RunCommand:
    """A command that runs a file: its verb, the file's name, and how many of its first lines are left out."""

    verb: str
    name: str
    skip: int = 0
    open: bool = False  # a variable without a value stands in the name

    @classmethod
    def of(cls, command: str) -> RunCommand | None:
        """The command, if it is one that runs a file."""
        match = _RUN.match(command)
        if match is None:
            return None
        name = match["name"].strip("'\"")
        return cls(match["verb"].upper(), spelled(name), int(match["skip"] or 0), OPEN in name)

    def text_of(self, included: Included) -> str:
        """The text that is run; lines that are left out stay as empty ones, so that places are the file's own."""
        lines = included.text.splitlines(keepends=True)
        return "".join([*(re.sub(r"[^\r\n]", " ", line) for line in lines[: self.skip]), *lines[self.skip :]])


def filled(statement: Statement, variables: Variables, dialect: str) -> MappedText:
    """A statement's text with its variables filled in, mapped to the script it stands in."""
    shift = statement.span.start
    blanks = tuple(Span(blank.start - shift, blank.end - shift) for blank in statement.blanks)
    known, cautious = variables.behind(statement.values), dialect != "teradata"
    filling = Filling(known, lexis_of(dialect), cautious=cautious, shell=statement.shell)
    return fill(MappedText.of(statement.text, shift), filling, blanks)


def files_run(script: str, variables: Variables, dialect: str, includes: Includes) -> dict[str, Included | None]:
    """Every file that reading a script asks for, by the name it is asked by; None where there is none."""
    found: dict[str, Included | None] = {}
    if _MAY_RUN.search(script):
        _walk(script, variables, dialect, includes, found, DEEPEST)
    return found


def _walk(  # noqa: PLR0913, PLR0917 - one step of `files_run`
    script: str,
    variables: Variables,
    dialect: str,
    includes: Includes,
    found: dict[str, Included | None],
    deeper: int,
) -> Variables:
    """Ask for the files of one script and of those that it runs; the variables as they are at its end."""
    if not deeper or not (_MAY_RUN.search(script) or _MAY_SET.search(script)):
        return variables
    for statement in statements_of(script, dialect):
        if statement.kind is not StatementKind.COMMAND:
            continue
        command = filled(statement, variables, dialect).text
        variables = variables.with_values(Transfers().see(command))
        run = RunCommand.of(command)
        if run is not None and run.name not in found:
            found[run.name] = included = includes(run.name)
            if included is not None:
                variables = _walk(run.text_of(included), variables, dialect, includes, found, deeper - 1)
    return variables
