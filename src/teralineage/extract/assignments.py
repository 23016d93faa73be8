"""Variables of a shell or Perl script that literals give: `DB=prod`, `export T="$DB.t"`, `my $DB = 'prod';`."""

from __future__ import annotations

import re
from collections.abc import Mapping

_NAME = r"(?P<name>[A-Za-z_]\w*)"
_QUOTED = r"\"[^\"\r\n]*\"|'[^'\r\n]*'"
_SET = re.compile(
    r"^(?P<indent>[ \t]*)(?:"
    r"(?:export[ \t]+|typeset[ \t]+(?:-\w+[ \t]+)?|declare[ \t]+(?:-\w+[ \t]+)?|local[ \t]+|readonly[ \t]+)?"
    rf"{_NAME}=(?:(?P<value>{_QUOTED}|[^\s;|&]*)[ \t]*(?:;|\#|$|[\r\n]|export\b))?"
    rf"|(?:(?:my|our|local)\b)?[ \t]*\${_NAME.replace('name', 'scalar')}[ \t]*\.?=(?![=~])"
    rf"(?:[ \t]*(?P<string>{_QUOTED}|-?\d+)[ \t]*;)?"
    r")",
    re.MULTILINE,
)
_ASIDE = re.compile(
    r"(?:[;&|({`][ \t]*|\b(?:then|else|do|read|for|unset)[ \t]+)(?:-\w+[ \t]+)*(?:export[ \t]+|my[ \t]+)?"
    rf"\$?{_NAME}[ \t]*(?:=(?![=~])|$|[;\r\n]|in\b)",
    re.MULTILINE,
)
_EXPANSION = re.compile(r"\$\{(\w+)\}|\$(\w+)")


def assigned_before(script: str) -> dict[str, str]:
    """The variables that literals give, at the end of a script's text.

    A variable that a branch may change, or whose value a command or an argument of the script gives, has none.
    """
    values: dict[str, str] = {}
    for match in _SET.finditer(script):
        name = match["name"] or match["scalar"]
        known = _value(match, values)
        if known is None or (match["indent"] and values.get(name, known) != known):
            values.pop(name, None)
        else:
            values[name] = known
    for match in _ASIDE.finditer(script) if values else ():
        values.pop(match["name"], None)
    return values


def _value(match: re.Match[str], values: Mapping[str, str]) -> str | None:
    value = match["value"] if match["name"] else match["string"]
    if value is None:
        return None
    text = value[1:-1] if value[:1] in {'"', "'"} else value
    if value.startswith("'"):
        return text
    known = _expanded(text, values)
    return None if known is not None and match["scalar"] and re.search(r"[@\\]", known) else known


def _expanded(text: str, values: Mapping[str, str]) -> str | None:
    """A value with the variables in it replaced; None where one of them is not known."""
    if "`" in text or "$(" in text:
        return None
    names = [first or second for first, second in _EXPANSION.findall(text)]
    if any(name not in values for name in names):
        return None
    full = _EXPANSION.sub(lambda match: values[match[1] or match[2]], text)
    return None if "$" in full else full
