r"""SQL that a script prints line by line into the pipe of a tool: where its pieces stand, and what lies between them.

print BTEQ "DATABASE $DB;\n";                {
print BTEQ "INSERT INTO t SELECT a";           echo "DATABASE d;"
print BTEQ " FROM s;\n";                       echo "INSERT INTO t SELECT a FROM s;"
                                             } | bteq
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from teralineage.domain.model import Span

_TOOLS = r"(?:bteq|fastload|mload|fexp|tpump)\b"
_STRING = r"(?:\"(?P<soft>(?:[^\"\\]|\\.)*+)\"|'(?P<hard>(?:[^'\\]|\\.)*+)')"
_PIPE = re.compile(
    rf"\bopen\s*\(?\s*(?:my\s+)?(?P<handle>\$?\w+)\s*,\s*(?:\"\s*\|[^\"\r\n]*\b{_TOOLS}|'\s*\|[^'\r\n]*\b{_TOOLS}"
    rf"|[\"']\|-[\"']\s*,\s*[\"'][^\"'\r\n]*\b{_TOOLS})",
    re.IGNORECASE,
)
_PRINTS = r"\b(?:print|printf)\s*\(?\s*\{{?\s*{handle}\s*\}}?\s*"
_ONE_STRING = re.compile(rf"{_STRING}\s*\)?\s*(?:;|\bif\b|\bunless\b)", re.DOTALL)
_GROUP = re.compile(
    r"^[ \t]*[({][ \t]*(?:\r\n?|\n)(?P<body>(?:[ \t]*(?:(?:echo|printf|print)\b[^\r\n]*|\#[^\r\n]*)?(?:\r\n?|\n))++)"
    rf"[ \t]*[)}}][ \t]*\|[^\r\n]*\b{_TOOLS}",
    re.MULTILINE | re.IGNORECASE,
)
_ECHO = re.compile(
    rf"^[ \t]*(?:echo|printf|print)(?:[ \t]+-\w+)*[ \t]+{_STRING}[ \t]*;?[ \t]*(?:\#[^\r\n]*)?$", re.MULTILINE
)
_ESCAPE = re.compile(r"\\.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of a script from the first to the last string printed; `gaps` is what is none of these strings."""

    span: Span
    gaps: tuple[Span, ...]


def printed(script: str) -> Iterator[Printed]:
    """Everything that is printed into a tool's pipe as strings alone; what computes a part of it is passed over."""
    for pipe in _PIPE.finditer(script):
        prints = re.compile(_PRINTS.format(handle=re.escape(pipe["handle"])))
        starts = [match.end() for match in prints.finditer(script, pipe.end())]
        strings = [_ONE_STRING.match(script, start) for start in starts]
        if strings and None not in strings:
            yield _joined(script, [match for match in strings if match is not None])
    for group in _GROUP.finditer(script):
        echoes = [*_ECHO.finditer(script, *group.span("body"))]
        if echoes and len(echoes) == len(re.findall(r"(?m)^[ \t]*(?:echo|printf|print)\b", group["body"])):
            yield _joined(script, echoes)


def _joined(script: str, strings: list[re.Match[str]]) -> Printed:
    gaps: list[Span] = []
    start = end = -1
    for match in strings:
        inside = Span(*match.span("soft" if match["soft"] is not None else "hard"))
        if start < 0:
            start = inside.start
        else:
            gaps.append(Span(end, inside.start))
        # A quote or dollar that is escaped stays; an escaped n is the end of a line.
        gaps += [
            Span(escape.start(), escape.end() - (escape[0][1] not in "nrt"))
            for escape in _ESCAPE.finditer(script, inside.start, inside.end)
        ]
        end = inside.end
    return Printed(Span(start, end), tuple(gaps))


def blank_out(text: str) -> str:
    """Blanks in place of a text, its lines kept, and a line's end for an escaped one."""
    blank = re.sub(r"[^\r\n]", " ", text)
    return f"{blank[:-1]}\n" if text.endswith("\\n") else blank
