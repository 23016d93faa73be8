"""What changed between two instants, and counts of everything."""

from __future__ import annotations

from datetime import datetime

from teralineage.domain.answers.document import Document, Pagination


class Change(Document, frozen=True, kw_only=True):
    """One edge or field that came (`added`) or went (`removed`) or was altered (`changed`) at an instant."""

    kind: str
    subject: str
    id: str
    at: datetime
    detail: str | None


class Changes(Document, frozen=True, kw_only=True):
    """A page of changes, latest first."""

    since: datetime | None
    until: datetime | None
    changes: tuple[Change, ...]
    total: int
    pagination: Pagination


class CoverageRow(Document, frozen=True, kw_only=True):
    """What became of the statements of one class."""

    kind: str
    read: int
    parsed: int
    partly: int
    skipped: int
    reasons: dict[str, int]


class StoreStatistics(Document, frozen=True, kw_only=True):
    """Counts of everything stored, and what extraction could and could not read."""

    namespaces: int
    datasets: int
    fields: int
    jobs: int
    edges: int
    statements_read: int
    statements_parsed: int
    statements_failed: int
    coverage: tuple[CoverageRow, ...]
