"""A script of any kind to the statements in it, each with its exact place.

The splitter looks at characters, not at grammar. It knows what a tool would take as one request: SQL up to its
semicolon, a tool's command (BTEQ's to the end of its line, a load utility's to its semicolon), the body of a
procedure, macro or trigger as a whole, a TPT job as a whole. Whatever stands between two statements is blank space,
comment or separator.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from teralineage.domain.model import Span
from teralineage.extract.bteq import DOT_COMMAND, TOOL_COMMAND, command_end
from teralineage.extract.printed import blank_out
from teralineage.extract.routines import find_routine
from teralineage.extract.shell import find_regions
from teralineage.extract.tokens import (
    Lexis,
    comment_end,
    lexis_of,
    line_comment_pattern,
    quoted_pattern,
    string_pattern,
)


class StatementKind(StrEnum):
    """Who reads a statement."""

    SQL = "SQL"
    COMMAND = "COMMAND"  # BTEQ or a load utility
    ROUTINE = "ROUTINE"  # the definition of a macro, procedure, trigger or function, with its body
    JOB = "JOB"  # a TPT job


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement: `text` is `script[span]`, without the separator behind it and the comments around it.

    `line` counts from 1, `number` too. `blanks` are comments inside that no SQL parser knows, as spans of the script.
    `shell` says that the shell reads the text first, so that `$(command)` and backslashes mean something there;
    `values` are the shell variables that the script itself sets. Statements of one `region` run in one session: each
    here-document has its own.
    """

    kind: StatementKind
    text: str
    span: Span
    line: int
    number: int
    blanks: tuple[Span, ...] = ()
    shell: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    region: int = 0


class Lines:
    """Line numbers of a text, from 1; a line ends with LF, CR or both."""

    def __init__(self, text: str) -> None:
        self._starts = [match.end() for match in re.finditer(r"\r\n?|\n", text)]

    def line_of(self, position: int) -> int:
        """The line that a character stands in."""
        return bisect_right(self._starts, position) + 1


def split(script: str, dialect: str = "teradata") -> list[Statement]:
    """Every statement and tool command of a script, in order; it never fails."""
    return list(statements_of(script, dialect))


def statements_of(script: str, dialect: str = "teradata") -> Iterator[Statement]:
    """As `split`, one at a time."""
    lexis = lexis_of(dialect)
    lines = Lines(script)
    number = 0
    for index, region in enumerate(find_regions(script)):
        for kind, span, comments in _split_region(_without(script, region.gaps), region.span, lexis):
            number += 1
            inside = [gap for gap in region.gaps if span.start <= gap.start and gap.end <= span.end]
            blanks = (*comments, *inside)
            text = script[span.start : span.end]
            yield Statement(
                kind, text, span, lines.line_of(span.start), number, blanks, region.shell, region.values, index
            )


def _without(script: str, gaps: Iterable[Span]) -> str:
    """A script with blanks in the place of some of it."""
    parts: list[str] = []
    position = 0
    for gap in gaps:
        parts += (script[position : gap.start], blank_out(script[gap.start : gap.end]))
        position = gap.end
    return "".join([*parts, script[position:]]) if parts else script


def spans_of(text: str, lexis: Lexis) -> list[Span]:
    """Where the statements of a text stand that no shell surrounds."""
    return [span for _, span, _ in _split_region(text, Span(0, len(text)), lexis)]


_Found = tuple[StatementKind, Span, tuple[Span, ...]]


def _split_region(script: str, region: Span, lexis: Lexis) -> Iterator[_Found]:
    splitter = _Splitter(script, region.end, lexis)
    found = list(splitter.run(region.start))
    if splitter.unclosed and not lexis.short_strings:
        # A quote is missing somewhere. Read again with strings that end with their statement.
        found = list(_Splitter(script, region.end, replace(lexis, short_strings=True)).run(region.start))
    yield from found


_BLANK = re.compile(r"(?:[\s;\x00-\x1f\ufeff\u200b\u2060]|/(?=[ \t]*(?:[\r\n]|\Z)))++")
_COMMENT_START = re.compile(r"--|/\*|\{[%#]|\#")
# At the start of a line and of a statement: BTEQ's `* comment` and `=n`, the `//` of job control.
_COMMENT_LINE = re.compile(r"(?:\*|//|=[ \t]*\d+[ \t]*(?=[\r\n]|\Z))[^\r\n]*+")
_HASH_NAME = re.compile(r"\#[\w$\#]+\s*[,.)=<>+(;]")
_COMMAND_LINE = (
    r"\.[ \t]*(?:IF|GOTO|LABEL|QUIT|EXIT|LOGOFF|LOGON|SET|RUN|IMPORT|EXPORT|OS|REMARK|REPEAT|ELSE|ELSEIF|ENDIF|COMPILE"
    r"|DML|LAYOUT|QUIET|MAXERROR|ERRORLEVEL|HANG|MESSAGEOUT|SESSIONS?|DEFAULTS|RETLIMIT|SEPARATOR|TITLEDASHES"
    r"|ERROROUT|TDP|PACK|LOGTABLE)\b"
    r"(?![ \t]*[=,.)])"
)


@cache
def _stop_pattern(lexis: Lexis) -> re.Pattern[str]:
    """What a scan of SQL text has to stop at; everything else is skipped at the speed of the regex engine."""
    hash_line = "" if lexis.hash_names or lexis.hash_comments else r"|(?<=[\r\n])[ \t]*(?P<hash>\#)"
    batch = r"|(?<=[\r\n])[ \t]*(?P<batch>GO)[ \t]*(?=[\r\n]|\Z)" if lexis.hash_names else ""
    return re.compile(
        rf"(?:{string_pattern(lexis)})|(?:{quoted_pattern(lexis)})"
        rf"|(?P<comment>{line_comment_pattern(lexis)}|/\*|\{{[%\#])|(?P<end>;)|(?P<open>')"
        rf"{hash_line}{batch}|(?<=[\r\n])[ \t]*(?P<command>{_COMMAND_LINE})",
        re.IGNORECASE,
    )


class _Splitter:
    """Walks over one region of a script; `unclosed` tells that a string never ended."""

    def __init__(self, text: str, end: int, lexis: Lexis) -> None:
        self._text = text
        self._end = end
        self._lexis = lexis
        self.unclosed = False

    def run(self, start: int) -> Iterator[_Found]:
        """Every statement from `start` on."""
        position = self._skip(start)
        while position < self._end:
            kind, end, blanks = self._statement(position)
            if end > position:
                yield kind, Span(position, end), blanks
            position = self._skip(max(end, position + 1))

    def _skip(self, position: int) -> int:
        """Past blanks, separators and the comments of every tool."""
        text, end = self._text, self._end
        while position < end:
            if match := _BLANK.match(text, position, end):
                position = match.end()
            elif match := _COMMENT_START.match(text, position, end):
                position = comment_end(text, position, end)
            elif match := _COMMENT_LINE.match(text, position, end):
                position = match.end()
            else:
                break
        return position

    def _statement(self, start: int) -> tuple[StatementKind, int, tuple[Span, ...]]:
        """The kind of the statement at `start`, where it ends, and the odd comments inside."""
        text, end = self._text, self._end
        if DOT_COMMAND.match(text, start, end) or TOOL_COMMAND.match(text, start, end):
            return StatementKind.COMMAND, command_end(text, start, end), ()
        if routine := find_routine(text, start, end, self._lexis):
            kind = StatementKind.JOB if routine.job else StatementKind.ROUTINE
            return kind, routine.end, routine.blanks
        return StatementKind.SQL, *self._sql_end(start)

    def _sql_end(self, start: int) -> tuple[int, tuple[Span, ...]]:
        text, end = self._text, self._end
        blanks: list[Span] = []
        comments: list[Span] = []
        position = start
        stop = end
        pattern = _stop_pattern(self._lexis)
        while match := pattern.search(text, position, end):
            position = match.end()
            what = match.lastgroup
            if what in {"end", "command", "batch"}:
                stop = match.start()
                break
            if what == "open":
                self.unclosed = True
            elif what == "hash":
                mark = match.start("hash")
                if not _HASH_NAME.match(text, mark, end):
                    position = comment_end(text, mark, end)
                    comments.append(Span(mark, position))
                    blanks.append(comments[-1])
            elif what == "comment":
                position = comment_end(text, match.start(), end)
                comments.append(Span(match.start(), position))
                if text.startswith("{", match.start()) or text.find("/*", match.start() + 2, position) >= 0:
                    blanks.append(comments[-1])
        return self._trim(start, stop, comments), tuple(blanks)

    def _trim(self, start: int, stop: int, comments: list[Span]) -> int:
        """`stop` without the blanks and comments before it."""
        while True:
            while stop > start and self._text[stop - 1].isspace():
                stop -= 1
            if not comments or comments[-1].end != stop:
                return stop
            stop = comments.pop().start
