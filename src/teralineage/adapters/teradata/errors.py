"""What the driver raises → what it means, and what to do about it.

The driver has no code attribute: a message reads `[Version …] [Session n] [Teradata Database] [Error 3807] text`,
then stack lines. A fault on the way to the database carries `[Teradata SQL Driver]`, often without a number.

StoreError
├── TeradataError                  TERADATA_ERROR: Teradata refused
└── StoreUnavailableError
    └── TeradataUnavailableError   TERADATA_UNAVAILABLE: the same call may succeed later
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from teralineage.domain.errors import StoreError, StoreUnavailableError


class Meaning(StrEnum):
    """What a failure is about."""

    CREDENTIALS = "credentials"
    PRIVILEGE = "privilege"
    OBJECT_MISSING = "object missing"  # or hidden from us
    COLUMN_MISSING = "column missing"
    ALREADY_EXISTS = "already exists"
    SYNTAX = "syntax"
    DUPLICATE = "duplicate"
    TYPES_OFF = "types of view columns are switched off"  # QVCI
    ROW_TOO_WIDE = "row too wide"
    OUT_OF_SPOOL = "out of spool"
    RESUBMIT = "resubmit the transaction"
    ANSWER_LOST = "answer lost in a restart"  # to be repeated only where repeating changes nothing
    CANCELLED = "cancelled"
    CONNECTION = "connection"
    OTHER = "other"


_CODES: dict[Meaning, tuple[int, ...]] = {
    Meaning.CREDENTIALS: (8017, 3003),
    Meaning.PRIVILEGE: (3523, 3524, 5315, 5612),
    Meaning.OBJECT_MISSING: (3807, 3802, 3853, 3854),
    Meaning.COLUMN_MISSING: (3810,),
    Meaning.ALREADY_EXISTS: (3803, 3804),
    Meaning.SYNTAX: (3706, 3707),
    Meaning.DUPLICATE: (2801, 2802, 2803),
    Meaning.TYPES_OFF: (9719,),
    Meaning.ROW_TOO_WIDE: (9804,),
    Meaning.OUT_OF_SPOOL: (2646,),
    Meaning.RESUBMIT: (2631, 2639, 2641, 2825, 2828, 2835, 3111, 3120, 3598, 3603, 3897),
    Meaning.ANSWER_LOST: (2826,),
    Meaning.CANCELLED: (2827,),
}
_MEANING = {code: meaning for meaning, codes in _CODES.items() for code in codes}
_ERROR = re.compile(r"\[Error (\d+)\]")
_DATABASE_TAG = "[Teradata Database]"
_DRIVER_TAG = "[Teradata SQL Driver]"
_TAGS = re.compile(r"^(\[[^\]]*\]\s*)+")
_SECRET = re.compile(r"(?i)\b(password|passwd|pwd|token|secret|logdata)(\s*[=:]\s*)(\"[^\"]*\"|'[^']*'|[^\s,;)]+)")


@dataclass(frozen=True, slots=True)
class Fault:
    """A failure, read: `number` is the database's error number where there is one, `message` is one clean line."""

    meaning: Meaning
    number: int | None
    message: str

    def __str__(self) -> str:
        return f"error {self.number}: {self.message}" if self.number else self.message


class TeradataError(StoreError):
    """Teradata refused a request; `fault` says how."""

    code = "TERADATA_ERROR"

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"Teradata: {fault}")
        self.fault = fault


class TeradataUnavailableError(StoreUnavailableError):
    """Teradata does not answer now, or keeps asking for the transaction again; `fault` says how."""

    code = "TERADATA_UNAVAILABLE"

    def __init__(self, fault: Fault) -> None:
        super().__init__(f"Teradata: {fault}")
        self.fault = fault


_PASSING = (Meaning.CONNECTION, Meaning.RESUBMIT, Meaning.ANSWER_LOST, Meaning.OUT_OF_SPOOL)


def read_fault(error: BaseException, secrets: Iterable[str] = ()) -> Fault:
    """What a driver's exception means; `secrets` never appear in its message."""
    text = str(error)
    found = _ERROR.search(text)
    number = int(found[1]) if found else None
    on_the_way = _DATABASE_TAG not in text and (_DRIVER_TAG in text or isinstance(error, OSError))
    unknown = Meaning.CONNECTION if on_the_way else Meaning.OTHER
    meaning = unknown if number is None else _MEANING.get(number, unknown)
    return Fault(meaning, number, _clean(text, secrets))


def translated(error: BaseException, secrets: Iterable[str] = ()) -> TeradataError | TeradataUnavailableError:
    """The domain's error for a driver's exception."""
    fault = read_fault(error, secrets)
    return TeradataUnavailableError(fault) if fault.meaning in _PASSING else TeradataError(fault)


def _clean(text: str, secrets: Iterable[str]) -> str:
    """The first line that says something, without tags and without anything secret."""
    lines = [_TAGS.sub("", line).strip() for line in text.splitlines()]
    line = next((line for line in lines if line), "no message")
    for secret in secrets:
        if secret:
            line = line.replace(secret, "***")
    return _SECRET.sub(r"\1\2***", line)
