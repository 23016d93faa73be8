"""Times as the tables keep them: microseconds since 1970 UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_micros(value: datetime) -> int:
    """A time as a number; one without a zone counts as UTC."""
    aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value
    return (aware - _EPOCH) // _MICROSECOND


def from_micros(value: int) -> datetime:
    """The UTC time that `to_micros` made a number of."""
    return _EPOCH + timedelta(microseconds=value)


def maybe_micros(value: datetime | None) -> int | None:
    """`to_micros`, and nothing of nothing."""
    return None if value is None else to_micros(value)


def maybe_time(value: int | None) -> datetime | None:
    """`from_micros`, and nothing of nothing."""
    return None if value is None else from_micros(value)
