"""Shell scripts around SQL: the here-documents that feed BTEQ and the load utilities.

bteq <<EOF >> $LOG 2>&1
.LOGON $TDPID/$USER,$PASS;
INSERT INTO $DB.t SELECT ...;
EOF
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from teralineage.domain.model import Span
from teralineage.extract.assignments import assigned_before
from teralineage.extract.printed import printed


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a script that one tool reads; `shell`: after the shell has replaced its variables.

    `values` are the shell's own variables there, as far as the script gives them by literals alone.
    """

    span: Span
    shell: bool = False
    values: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[Span, ...] = ()  # of the script's own language, between pieces of the text


_HERE = re.compile(
    r"^(?P<command>[^\r\n#]*?)<<[ \t]*[-~]?[ \t]*(?P<quote>['\"\\]?)(?P<word>[A-Za-z_!][\w!.]*)['\"]?"
    r"[^\r\n]*(?:\r\n?|\n)",
    re.MULTILINE,
)
_TOOL = re.compile(
    r"\b(?:bteq\w*|fastload|mload|fexp|tpump|tbuild|tdload|sqlplus|psql|cat|tee|print)\b|[|>]|\bsql\b", re.IGNORECASE
)
_SHEBANG = re.compile(r"\A\ufeff?\s*(?:#!|:\s*$|use\s+strict|package\s)", re.MULTILINE)
_LOOKS_LIKE_SQL = re.compile(
    r"(?:\s|;|--[^\r\n]*|/\*(?s:.*?)\*/|[#*][^\r\n]*|\$\{?\w+\}?;?)*+"
    r"(?:\.[ \t]*[A-Za-z]|(?:SEL|SELECT|INS|INSERT|UPD|UPDATE|DEL|DELETE|MERGE|CREATE|REPLACE|DROP|DATABASE|WITH|LOCK"
    r"|LOCKING|BT|ET|EXEC|CALL|COLLECT|ALTER|RENAME|GRANT|USING|SET|HELP|SHOW|LOGON|SESSIONS|ERRLIMIT|DEFINE|BEGIN"
    r"|LOGTABLE|EXPLAIN|DIAGNOSTIC|COMMENT|QUIT)\b)",
    re.IGNORECASE,
)


def find_regions(script: str) -> Iterator[Region]:
    """The here-documents and piped strings of a shell script that hold SQL, in order; the whole of any other script."""
    shell = bool(_SHEBANG.match(script) or _EXPORTED.search(script))
    fed = [*_here_documents(script), *(_piped(script) if shell else ()), *(_printed(script) if shell else ())]
    kept = [*_written(script), *_held(script, fed)] if shell else []
    found = sorted([*fed, *kept], key=lambda region: (region.span.start, -region.span.end))
    if not found and not shell:
        yield Region(Span(0, len(script)))
        return
    end = 0
    for region in found:
        if region.span.start >= end and _LOOKS_LIKE_SQL.match(script, region.span.start, region.span.end):
            end = region.span.end
            yield region


_PIPED = re.compile(
    r"(?:\b(?:echo|printf)(?:[ \t]+-\w+)*[ \t]+|<<<[ \t]*)(?:\"(?P<soft>(?:[^\"\\]|\\.)*+)\"|'(?P<hard>[^']*+)')"
    r"(?=[ \t]*(?:$|[\r\n;]|\|[^\r\n]*\b(?:bteq|fastload|mload|fexp|tpump)\b))",
    re.DOTALL,
)


_WRITTEN = re.compile(
    r"(?:\b(?:echo|printf)(?:[ \t]+-\w+)*[ \t]+|^[ \t]*(?:export[ \t]+)?\w+=)"
    r"\"(?P<job>(?:\s|/\*[^\"]*?\*/|USING[ \t]+CHAR[^\r\n\"]*)*+(?:DEFINE\s+JOB\s|\.[ \t]*LOG(?:TABLE|ON)\s)"
    r"(?:[^\"\\]|\\.)*+)\"",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)


_STARTS = r"(?:LOCK(?:ING)?|SEL(?:ECT)?|INS(?:ERT)?|UPD(?:ATE)?|DEL(?:ETE)?|MERGE|CREATE|REPLACE|WITH)\s"
_STATEMENT = (
    rf"\"(?P<sql>\s*{_STARTS}(?=[^\"]*\b(?:FROM|INTO|UPDATE|TABLE|VIEW)\s+[\w${{}}]+\.[\w${{}}])(?:[^\"\\]|\\.)*+)\""
)
_FLAGS = re.DOTALL | re.MULTILINE | re.IGNORECASE
_HELD = re.compile(rf"^[ \t]*(?:export[ \t]+)?(?P<name>\w+)={_STATEMENT}", _FLAGS)
_EXPORTED = re.compile(rf"^[ \t]*export[ \t]+\w+={_STATEMENT}", _FLAGS)


def _held(script: str, fed: list[Region]) -> Iterator[Region]:
    """`SQL="SELECT … FROM db.t"`: a statement that a variable holds, unless a tool is fed its value anyway."""
    for match in _HELD.finditer(script):
        if not any(match["name"] in region.values for region in fed):
            yield Region(Span(*match.span("sql")), True, assigned_before(script[: match.start()]))  # noqa: FBT003 - a dataclass


def _written(script: str) -> Iterator[Region]:
    """`echo "DEFINE JOB …" > file`: a whole job that the script writes down, to run it later."""
    for match in _WRITTEN.finditer(script):
        yield Region(Span(*match.span("job")), True, assigned_before(script[: match.start()]))  # noqa: FBT003 - a dataclass


def _printed(script: str) -> Iterator[Region]:
    """What is printed string by string into a tool's pipe."""
    for one in printed(script):
        values = assigned_before(script[: one.span.start])
        yield Region(one.span, True, values, one.gaps)  # noqa: FBT003 - a dataclass


def _piped(script: str) -> Iterator[Region]:
    """`echo "SQL" | bteq`, and `bteq <<< "SQL"`."""
    for match in _PIPED.finditer(script):
        if match[0].startswith("<<<") or script[match.end() :].lstrip(" \t").startswith("|"):
            which = "soft" if match["soft"] is not None else "hard"
            values = assigned_before(script[: match.start()]) if which == "soft" else {}
            yield Region(Span(*match.span(which)), which == "soft", values)


def _here_documents(script: str) -> Iterator[Region]:
    if "<<" not in script:
        return
    shebang = bool(_SHEBANG.match(script))
    position = 0
    while match := _HERE.search(script, position):
        position = match.end()
        if not shebang and not _TOOL.search(match["command"]):
            continue
        # within $( … ) the parenthesis may follow the word
        inside = r"\)?" if "$(" in match["command"] or "`" in match["command"] else ""
        word = rf"^[ \t]*{re.escape(match['word'])}{inside}[ \t]*;?[ \t]*\r?$"
        closing = re.compile(word, re.MULTILINE).search(script, position)
        end = closing.start() if closing else len(script)
        expands = match["quote"] not in {"'", "\\"}
        values = assigned_before(script[: match.start()]) if expands else {}
        yield Region(Span(position, end), expands, values)
        position = closing.end() if closing else end
