"""What became of statements, counted by kind: parsed, partly understood, skipped, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from teralineage.domain.model import Coverage, StatementLineage
from teralineage.extract.flows import UNKNOWN_DATASET
from teralineage.services.reading import Reading

AMBIGUOUS_COLUMN = "ambiguous-column"
"""Why a statement counts as partly read although nothing in it was skipped."""


def coverage_of(readings: Iterable[Reading]) -> tuple[Coverage, ...]:
    """What became of the statements, by kind, most frequent first."""
    counts: Counter[str] = Counter()
    skipped: Counter[str] = Counter()
    partly: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    for reading in readings:
        for statement in reading.extraction.statements:
            counts[statement.kind] += 1
            reason = gap(statement)
            if reason is None:
                continue
            whole = partly if statement.edges else skipped
            whole[statement.kind] += 1
            reasons.setdefault(statement.kind, Counter())[reason] += 1
    return tuple(
        Coverage(
            kind=kind,
            parsed=count - partly[kind] - skipped[kind],
            partly=partly[kind],
            skipped=skipped[kind],
            reasons=dict(reasons.get(kind, {})),
        )
        for kind, count in counts.most_common()
    )


def sum_coverage(parts: Iterable[tuple[Coverage, ...]]) -> tuple[Coverage, ...]:
    """Coverage of several scripts as one, most frequent kind first."""
    total: dict[str, Coverage] = {}
    for part in parts:
        for row in part:
            old = total.get(row.kind, Coverage(row.kind))
            reasons = Counter(old.reasons)
            reasons.update(row.reasons)
            total[row.kind] = Coverage(
                row.kind,
                old.parsed + row.parsed,
                old.partly + row.partly,
                old.skipped + row.skipped,
                dict(reasons.most_common()),
            )
    return tuple(sorted(total.values(), key=lambda row: (-(row.parsed + row.partly + row.skipped), row.kind)))


def gap(statement: StatementLineage) -> str | None:
    """In a word, what is not known of a statement; None where all is."""
    if statement.skipped is not None:
        return statement.skipped.reason
    if any(edge.source.dataset == UNKNOWN_DATASET for edge in statement.edges):
        return AMBIGUOUS_COLUMN
    return None
