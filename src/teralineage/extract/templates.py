"""Tags of templates of Jinja's kind, which are comments to SQL, together with what they keep out of it.

`{% set names %} … {% endset %}` is a value that is used elsewhere; of `{% if a %} … {% else %} … {% endif %}` the first
branch is read.
"""

from __future__ import annotations

import re

_TAG = re.compile(r"\{%[-+]?\s*(\w+)\b([^%]*+(?:%(?!\})[^%]*+)*+)%\}")
_OPENS = frozenset({"if", "for"})
_CLOSES = frozenset({"endif", "endfor"})
_FARTHEST = 50_000
"""How far from an ELSE, in characters, its end is looked for."""


def template_tag_end(text: str, start: int, end: int) -> int:
    """Where the tag or comment at `start` ends, and with it what it keeps out of the SQL."""
    closing = text.find(text[start + 1] + "}", start + 2, end)
    if closing < 0:
        return start + 2
    tag = _TAG.match(text, start, end)
    if tag is not None and tag[1] in {"else", "elif"}:
        return _branch_end(text, tag.end(), end)
    if tag is not None and tag[1] == "set" and "=" not in tag[2]:
        return _set_end(text, tag.end(), end)
    return closing + 2


def _branch_end(text: str, start: int, end: int) -> int:
    depth = 0
    for tag in _TAG.finditer(text, start, min(end, start + _FARTHEST)):
        if tag[1] in _CLOSES and depth == 0:
            return tag.start()
        depth += (tag[1] in _OPENS) - (tag[1] in _CLOSES)
    return start


def _set_end(text: str, start: int, end: int) -> int:
    tags = _TAG.finditer(text, start, min(end, start + _FARTHEST))
    return next((tag.end() for tag in tags if tag[1] == "endset"), start)
