"""Commands of BTEQ and the load utilities: where they begin, where they end.

BTEQ's commands end with their line, those of MultiLoad, FastLoad, FastExport and TPump with a semicolon that may
stand lines below. Which rule holds is told by the command's own words, since nothing else tells the tools apart.
"""

from __future__ import annotations

import re

DOT_COMMAND = re.compile(r"\.[ \t]*[A-Za-z]")

TOOL_COMMAND = re.compile(
    r"(?:LOGON|LOGOFF|LOGMECH|LOGDATA|LOGTABLE|QUIT|EXIT|SESSIONS|ERRLIMIT|TENACITY|SLEEP|AXSMOD|NOTIFY|REMARK|RECORD"
    r"|ERROROUT|DATEFORM|CLEAR|GOTO|LAYOUT|FILLER|FIELD|DISPLAY|ACCEPT|OS|MAXERROR"
    r"|(?:BEGIN|END)\s+(?:LOADING|MLOAD|IMPORT|EXPORT|DELETE\s+MLOAD|LOAD)|DML\s+LABEL|SET\s+RECORD"
    r"|SET\s+SESSION\s+CHARSET|DEFINE(?!\s+(?:JOB|SCHEMA|OPERATOR)\b)|RUN\s+FILE|IMPORT\s+INFILE|EXPORT\s+OUTFILE"
    r"|(?:IMPORT|EXPORT)\s+(?:DATA|REPORT|INDICDATA|VARTEXT|RESET|DIF))\b(?!\s*[.=(])",
    re.IGNORECASE,
)
"""The same commands written without a dot, as far as no SQL statement begins so."""

_TO_SEMICOLON = re.compile(
    r"\.?[ \t]*(?:LAYOUT|FIELD|FILLER|TABLE|DML|BEGIN|END|LOGTABLE|ACCEPT|DATEFORM|DISPLAY|ROUTE|PARTITION|DEFINE"
    r"|AXSMOD|NOTIFY|SESSIONS|ERRLIMIT|TENACITY|SLEEP|RECORD|CLEAR|ERROROUT|IMPORT\s+INFILE|EXPORT\s+OUTFILE|SET\s+RECORD"
    r"|SET\s+[\w&.]+\s+TO)\b",
    re.IGNORECASE,
)
_WHOLE_LINE = re.compile(r"\.[ \t]*(?:OS|REMARK|LABEL|GOTO)\b", re.IGNORECASE)
_TEXT = r"'[^'\r\n]*+'|\"[^\"\r\n]*+\""
_CHARACTER = r"(?!(?<=\s)/\*)[^;\r\n]"  # a comment behind the command may go on for lines
_LINE = re.compile(rf"(?:{_TEXT}|-[ \t]*(?:\r\n?|\n)|{_CHARACTER})*+")
_LINE_TO_END = re.compile(rf"(?:{_TEXT}|{_CHARACTER})*+")
_LOGON = re.compile(r"\.?[ \t]*LOG(?:ON|DATA|MECH)\b", re.IGNORECASE)
_LOGON_LINE = re.compile(r"[^;\r\n]*+")
_SHELL_LINE = re.compile(r"[^\r\n]*+")
_UTILITY = re.compile(
    r"(?:'[^']*+'|\"[^\"]*+\"|--[^\r\n]*+|/\*(?s:.*?)\*/|[^;\r\n]|[\r\n]+(?![ \t]*\.[ \t]*[A-Za-z]))*+"
)
_THEN = re.compile(
    r"\.[ \t]*(?:IF|ELSEIF)\b[^\r\n;]*?\bTHEN\s+(?=(?:SEL|SELECT|INS|INSERT|UPD|UPDATE|DEL|DELETE|MERGE"
    r"|CREATE|DROP|REPLACE|EXEC|CALL|COLLECT|DATABASE|LOCKING|ALTER|WITH|ABORT|ROLLBACK|RENAME|GRANT)\b)",
    re.IGNORECASE,
)


def command_end(text: str, start: int, end: int) -> int:
    """Where the command at `start` ends, its semicolon not counted."""
    if then := _THEN.match(text, start, end):
        # .IF ... THEN <SQL>: what follows is a statement of its own
        return _strip(text, start, then.end())
    if _WHOLE_LINE.match(text, start, end):
        pattern = _SHELL_LINE if re.match(r"\.[ \t]*OS", text[start : start + 20], re.IGNORECASE) else _LINE_TO_END
    elif _LOGON.match(text, start, end):
        pattern = _LOGON_LINE  # a password may hold any quote
    elif _TO_SEMICOLON.match(text, start, end):
        pattern = _UTILITY
    else:
        pattern = _LINE
    match = pattern.match(text, start, end)
    return _strip(text, start, match.end() if match else end)


def _strip(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    return stop
