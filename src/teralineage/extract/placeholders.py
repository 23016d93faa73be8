"""Template variables that nobody filled in, as names that SQL can carry."""

from __future__ import annotations

ROW_FIELD = "\u01c3"
"""Joins the name of a FOR loop's row and that of its column into one variable's name; no script holds it."""

OPEN = "\ue000"
CLOSE = "\ue001"


def holds_placeholder(name: str) -> bool:
    """Whether a template variable stands somewhere in a name."""
    return OPEN in name


def is_placeholder(name: str) -> bool:
    """Whether a name is nothing but one template variable, so that it may stand for a whole value or predicate."""
    return name.startswith(OPEN) and name.find(CLOSE) == len(name) - 1
