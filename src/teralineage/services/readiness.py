"""Whether the parts that answers come from are there."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping

from teralineage.domain.errors import StoreError
from teralineage.ports import OpenLineageRepository

log = logging.getLogger(__name__)


def readiness(store: OpenLineageRepository, parts: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """What each part says: `ok`, `degraded`, `off` or `unavailable`; `status` is about the store alone.

    A cache that is away or a Teradata that sleeps costs time or freshness, never the answers; without the store there
    are none.
    """
    try:
        store.generation()
        state = "ok"
    except StoreError as error:
        log.warning("the store does not answer: %s", error)
        state = "unavailable"
    return {"status": state, "store": state} | {name: ask() for name, ask in parts.items()}
