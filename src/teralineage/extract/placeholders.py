"""Template variables that nobody filled in, as names that SQL can carry."""

from __future__ import annotations

import re

ROW_FIELD = "\u01c3"
"""Joins the name of a FOR loop's row and that of its column into one variable's name; no script holds it."""

OPEN = "\ue000"
CLOSE = "\ue001"

_VARIABLES = re.compile(rf"(?:{OPEN}[^{CLOSE}]*+{CLOSE}\d*+)++")  # with digits: `${YEAR}${MONTH}01`


def holds_placeholder(name: str) -> bool:
    """Whether a template variable stands somewhere in a name."""
    return OPEN in name


def is_placeholder(name: str) -> bool:
    """Whether a name is nothing but template variables, so that it may stand for a whole value or predicate."""
    return name.startswith(OPEN) and _VARIABLES.fullmatch(name) is not None
