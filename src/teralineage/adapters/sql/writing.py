"""A batch while it is written: where, for which namespace, when, and what it has touched so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from teralineage.adapters.sql.known import KnownNames
from teralineage.adapters.sql.touched import Touched


@dataclass(frozen=True, slots=True)
class Writing:
    """One transaction of the one writer; `home` is the namespace's id, `known` what stood before the batch."""

    connection: Connection
    home: str
    uri: str
    at: datetime
    known: KnownNames
    touched: Touched = field(default_factory=Touched)
