"""Shell scripts around SQL: the here-documents that feed BTEQ and the load utilities.

bteq <<EOF >> $LOG 2>&1
.LOGON $TDPID/$USER,$PASS;
INSERT INTO $DB.t SELECT ...;
EOF
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teralineage.domain.model import Span


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of a script that one tool reads; `shell`: after the shell has replaced its variables."""

    span: Span
    shell: bool = False


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
    """The here-documents of a shell script that hold SQL, in order; the whole of any other script."""
    if "<<" not in script:
        yield Region(Span(0, len(script)))
        return
    found = list(_here_documents(script))
    if not found:
        yield Region(Span(0, len(script)))
        return
    yield from (region for region in found if _LOOKS_LIKE_SQL.match(script, region.span.start, region.span.end))


def _here_documents(script: str) -> Iterator[Region]:
    shebang = bool(_SHEBANG.match(script))
    position = 0
    while match := _HERE.search(script, position):
        position = match.end()
        if not shebang and not _TOOL.search(match["command"]):
            continue
        closing = re.compile(rf"^[ \t]*{re.escape(match['word'])}[ \t]*;?[ \t]*\r?$", re.MULTILINE).search(
            script, position
        )
        end = closing.start() if closing else len(script)
        yield Region(Span(position, end), shell=match["quote"] not in {"'", "\\"})
        position = closing.end() if closing else end
