"""How long a search takes among a million distinct names."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np
from benchmarks.walks import best
from benchmarks.warehouse import SEEN, URI

from teralineage.adapters.sql import Store, open_store
from teralineage.domain.ids import DatasetName
from teralineage.domain.model import DatasetDefinition, FieldDefinition, JobLineage, JobType, LineageBatch, SourceType
from teralineage.domain.queries import SearchQuery

TABLES, WIDTH, AT_ONCE = 50_000, 20, 1000
WORDS = [
    "customer",
    "order",
    "invoice",
    "payment",
    "product",
    "store",
    "region",
    "account",
    "balance",
    "ledger",
    "stock",
    "shipment",
    "supplier",
    "contract",
    "policy",
    "claim",
    "premium",
    "agent",
    "branch",
    "channel",
    "campaign",
    "segment",
    "household",
    "address",
    "contact",
    "device",
    "session",
    "event",
    "amount",
    "quantity",
    "price",
    "discount",
    "tax",
    "cost",
    "margin",
    "rate",
    "limit",
    "score",
    "rank",
    "flag",
    "code",
    "status",
    "type",
    "category",
    "class",
]
TEXTS = ("customer", "cust", "customer_amount_000017", "ledger_pri", "mer_amo", "zzz", "custommer_amuont_000017", "am")


def fill(store: Store) -> None:
    """Tables whose columns all have names of their own, made of common words and a number."""
    random = np.random.default_rng(5)
    for start in range(0, TABLES, AT_ONCE):
        words = random.choice(WORDS, (AT_ONCE, WIDTH, 2))
        tables = tuple(
            DatasetDefinition(
                DatasetName(f"DB_{number % 50:02}", f"{words[row, 0, 0]}_{number:06}"),
                SourceType.TABLE,
                tuple(FieldDefinition(f"{a}_{b}_{number:06}") for a, b in words[row].tolist()),
            )
            for row, number in enumerate(range(start, start + AT_ONCE))
        )
        store.writer.write(LineageBatch(URI, tables, (JobLineage("clock", JobType.SCRIPT, (), SEEN),)))


def main() -> None:
    """Fill a store and search it."""
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'names.db'}")
        began = time.perf_counter()
        fill(store)
        print(f"{TABLES * WIDTH:,} columns written in {time.perf_counter() - began:.0f} s")
        for text in TEXTS:
            query = SearchQuery(text, 100)
            wall, processor = best(lambda query=query: store.repository.answer(query).json)
            count = store.repository.answer(query).entity.total_count
            print(f"  {text:26} {count:>4} found  {wall:8.2f} ms  {processor:8.2f} ms CPU")
        store.close()


if __name__ == "__main__":
    main()
