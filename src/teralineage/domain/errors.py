"""What may go wrong, as one tree; `code` is stable and safe to show, details go to the log.

TeraLineageError
├── UsageError                    the caller's fault
│   ├── MalformedIdError          MALFORMED_ID
│   ├── ValidationError           VALIDATION_FAILED, lists every faulty field
│   └── SettingsError             SETTINGS_INVALID, names every faulty variable
├── NotFoundError                 carries close spellings
│   ├── NamespaceNotFoundError    NAMESPACE_NOT_FOUND
│   ├── DatabaseNotFoundError     DATABASE_NOT_FOUND
│   ├── DatasetNotFoundError      DATASET_NOT_FOUND
│   ├── FieldNotFoundError        FIELD_NOT_FOUND
│   └── EdgeNotFoundError         EDGE_NOT_FOUND
├── AmbiguousNameError            AMBIGUOUS_NAME, carries the candidates
├── CacheUnavailableError         CACHE_UNAVAILABLE: only where a deployment insists on its cache
└── StoreError                    the store's fault
    ├── StoreUnavailableError     STORE_UNAVAILABLE: may pass; try again
    ├── StoreTooNewError          STORE_TOO_NEW: written by a later release
    └── StoreDamagedError         STORE_DAMAGED: not a store, or cut short
"""

from __future__ import annotations

from typing import ClassVar


class TeraLineageError(Exception):
    """Root of all errors that are raised on purpose."""

    code: ClassVar[str] = "INTERNAL_ERROR"


class UsageError(TeraLineageError):
    """The caller asked for something that cannot be."""

    code = "USAGE"


class MalformedIdError(UsageError):
    """A text that should name something does not have the form of a name."""

    code = "MALFORMED_ID"

    def __init__(self, text: str, shape: str) -> None:
        super().__init__(f"{text!r} is not of the form {shape}")
        self.text = text
        self.shape = shape


class ValidationError(UsageError):
    """One or more parameters are out of bounds, of the wrong type, or unknown."""

    code = "VALIDATION_FAILED"

    def __init__(self, details: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {message}" for name, message in details.items()))
        self.details = details


class SettingsError(UsageError):
    """One or more settings are refused; each with the variable's name and the accepted form."""

    code = "SETTINGS_INVALID"

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(f"{name}: {message}" for name, message in problems.items()))
        self.problems = problems


class NotFoundError(TeraLineageError):
    """No such thing; `suggestions` holds up to three close spellings."""

    code = "NOT_FOUND"
    kind: ClassVar[str] = "thing"

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        super().__init__(f"{self.kind} {name} is not known")
        self.name = name
        self.suggestions = suggestions


class NamespaceNotFoundError(NotFoundError):
    """No such namespace."""

    code = "NAMESPACE_NOT_FOUND"
    kind = "namespace"


class DatabaseNotFoundError(NotFoundError):
    """No such database."""

    code = "DATABASE_NOT_FOUND"
    kind = "database"


class DatasetNotFoundError(NotFoundError):
    """No such dataset."""

    code = "DATASET_NOT_FOUND"
    kind = "dataset"


class FieldNotFoundError(NotFoundError):
    """The dataset is known, the field is not."""

    code = "FIELD_NOT_FOUND"
    kind = "field"


class EdgeNotFoundError(NotFoundError):
    """Both ends may be known, but no edge runs between them."""

    code = "EDGE_NOT_FOUND"
    kind = "edge"


class AmbiguousNameError(TeraLineageError):
    """A plain name means more than one thing; `candidates` are the full ids."""

    code = "AMBIGUOUS_NAME"

    def __init__(self, name: str, candidates: tuple[str, ...]) -> None:
        super().__init__(f"{name} is ambiguous: name one of {', '.join(candidates)}")
        self.name = name
        self.candidates = candidates


class CacheUnavailableError(TeraLineageError):
    """The cache does not answer, and this deployment does not want to serve without it."""

    code = "CACHE_UNAVAILABLE"


class StoreError(TeraLineageError):
    """The store could not do what was asked."""

    code = "STORE_ERROR"


class StoreUnavailableError(StoreError):
    """The store does not answer now; the same call may succeed later."""

    code = "STORE_UNAVAILABLE"


class StoreTooNewError(StoreError):
    """The store was written by a later release of this program."""

    code = "STORE_TOO_NEW"


class StoreDamagedError(StoreError):
    """The file is not a store, or is cut short."""

    code = "STORE_DAMAGED"
