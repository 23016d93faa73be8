"""Where an expression stands in its text."""

from __future__ import annotations

from sqlglot import exp

from teralineage.domain.model import Span

SPAN = "span"
"""The key under which the parser leaves an expression's span in its `meta`."""

NOWHERE = Span(0, 0)


def span_of(node: exp.Expr) -> Span:
    """The characters of an expression: as the parser saw it, else from its first to its last name."""
    meta = node._meta  # noqa: SLF001 - the public property makes a dictionary for every node it is asked of
    if meta is not None:
        span = meta.get(SPAN)
        if isinstance(span, Span):
            return span
    if type(node) is exp.Column and (last := node.this._meta) is not None:  # noqa: SLF001 - as above
        first = node.args.get("catalog") or node.args.get("db") or node.args.get("table") or node.this
        begin = first._meta or last  # noqa: SLF001 - as above
        if "start" in begin and "end" in last:
            return Span(begin["start"], last["end"] + 1)
    start = end = -1
    for inner in node.walk():
        position = inner._meta  # noqa: SLF001 - as above
        if position is None:
            continue
        if isinstance(span := position.get(SPAN), Span):
            first, last = span.start, span.end
        elif "start" in position:
            first, last = position["start"], position["end"] + 1
        else:
            continue
        start = first if start < 0 else min(start, first)
        end = max(end, last)
    return NOWHERE if start < 0 else Span(start, end)
