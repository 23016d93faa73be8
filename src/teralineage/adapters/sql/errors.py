"""SQLAlchemy's and the drivers' errors, turned into the domain's at the border."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc

from teralineage.domain.errors import StoreDamagedError, StoreError, StoreUnavailableError

# The drivers give no finer class than DatabaseError for these, only words.
_PASSING = {
    "disk is full": "the store's disk is full: nothing was written",
    "no space left": "the store's disk is full: nothing was written",
    "locked": "the store is busy with another writer: try again",
    "readonly": "the store cannot be written here: its file or folder is read-only",
    "read-only": "the store cannot be written here: its file or folder is read-only",
}
_DAMAGED = ("malformed", "not a database", "file is encrypted")


@contextmanager
def translated() -> Iterator[None]:
    """Let no error of the database cross the border; what the driver said goes along as a note, for the operator.

    Raises:
        StoreDamagedError: the file is not a store, or is cut short.
        StoreUnavailableError: anything that may pass: locked, disk full, file gone, connection refused.
        StoreError: a defect of this program.
    """
    try:
        yield
    except (exc.DBAPIError, exc.TimeoutError) as error:
        told = _translate(error)
        told.add_note(_first_line(error))
        raise told from error
    except exc.SQLAlchemyError as error:
        raise StoreError("the store refused a statement of this program") from error


def _first_line(error: exc.DBAPIError | exc.TimeoutError) -> str:
    """The driver's own words, without the statement; further lines may hold values of rows."""
    return next(iter(str(getattr(error, "orig", error)).splitlines()), "").strip()


def _translate(error: exc.DBAPIError | exc.TimeoutError) -> StoreError:
    words = str(getattr(error, "orig", error)).lower()
    if any(word in words for word in _DAMAGED):
        return StoreDamagedError("the store's file is not a TeraLineage store, or is cut short: restore or remove it")
    for word, message in _PASSING.items():
        if word in words:
            return StoreUnavailableError(message)
    lost = isinstance(error, exc.DBAPIError) and error.connection_invalidated
    if lost or isinstance(error, exc.TimeoutError | exc.OperationalError | exc.InterfaceError | exc.InternalError):
        return StoreUnavailableError("the store does not answer")
    return StoreError("the store refused a statement of this program")
