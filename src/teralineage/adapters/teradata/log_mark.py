"""How far the query log was read, and what was read already of the stretch that is read again.

Rows are flushed late, up to an hour after their CollectTimeStamp, and each table by itself. So every run begins an
overlap before where the last one ended, and remembers the queries it took from there.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Self

QueryKey = tuple[int, int]
"""ProcID and QueryID."""

OVERLAP = timedelta(hours=2)
"""Twice the longest time that rows may wait to be flushed."""


@dataclass(frozen=True, slots=True)
class LogMark:
    """All queries with a CollectTimeStamp before `until` were offered; `taken` are those of the last `OVERLAP`."""

    until: datetime
    taken: dict[QueryKey, datetime] = field(default_factory=dict)

    @property
    def resume(self) -> datetime:
        """Where the next run begins to read."""
        return self.until - OVERLAP

    def advanced(self, until: datetime, taken: dict[QueryKey, datetime]) -> LogMark:
        """The mark after a slice: what lies before the new overlap need not be remembered."""
        horizon = until - OVERLAP
        kept = {key: at for key, at in {**self.taken, **taken}.items() if at >= horizon}
        return LogMark(until, kept)

    def __str__(self) -> str:
        body = {
            "until": self.until.isoformat(),
            "taken": [[*key, at.isoformat()] for key, at in sorted(self.taken.items())],
        }
        return base64.b85encode(zlib.compress(json.dumps(body).encode())).decode()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` wrote.

        Raises:
            ValueError: something else.
        """
        try:
            body = json.loads(zlib.decompress(base64.b85decode(text)))
            taken = {(int(proc), int(query)): datetime.fromisoformat(at) for proc, query, at in body["taken"]}
            return cls(datetime.fromisoformat(body["until"]), taken)
        except (zlib.error, binascii.Error, KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError("not a mark of the query log") from error
