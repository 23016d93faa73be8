"""How long a search takes among a million distinct names.

    python -m benchmarks.search [/tmp/bench_names.db]

A search looks for databases, datasets and fields at once. A file that is not there is filled first, and kept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from benchmarks.measure import best, heading, told
from benchmarks.warehouse import SEEN, URI
from sqlalchemy import select

from teralineage.adapters.sql import Store, open_store, schema
from teralineage.adapters.sql.bulk import add_names, insert_rows
from teralineage.adapters.sql.engine import for_writing
from teralineage.domain.ids import namespace_id
from teralineage.domain.model import LineageBatch
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
TEXTS = {
    "exact": "{name}",
    "beginning": "{start}",
    "beginning, common": "cust",
    "word": "amount",
    "inside": "mer_amo",
    "two letters": "am",
    "two slips": "{slips}",
    "nothing like it": "zzzz",
}


def fill(store: Store) -> None:
    """Tables whose columns all have names of their own, made of common words and a number."""
    random = np.random.default_rng(5)
    store.writer.write(LineageBatch(URI))
    home = {"namespace_id": namespace_id(URI), "created_at": SEEN, "updated_at": SEEN, "is_active": True}
    for start in range(1, TABLES + 1, AT_ONCE):
        words = random.choice(WORDS, (AT_ONCE, WIDTH, 2)).tolist()
        numbers = range(start, start + AT_ONCE)
        datasets = [
            {
                "dataset_id": number,
                "name": f"DB_{number % 50:02}.{row[0][0]}_{number:06}",
                "database_name": f"DB_{number % 50:02}",
                "table_name": f"{row[0][0]}_{number:06}",
                "database_key": f"db_{number % 50:02}",
                "table_key": f"{row[0][0]}_{number:06}",
                "source_type": "TABLE",
                "is_defined": True,
                **home,
            }
            for number, row in zip(numbers, words, strict=True)
        ]
        fields = [
            {
                "field_id": (number - 1) * WIDTH + column + 1,
                "dataset_id": number,
                "field_name": f"{a}_{b}_{number:06}{column:02}",
                "field_key": f"{a}_{b}_{number:06}{column:02}",
                "ordinal_position": column + 1,
                "primary_key": False,
                "is_defined": True,
                "created_at": SEEN,
                "is_active": True,
            }
            for number, row in zip(numbers, words, strict=True)
            for column, (a, b) in enumerate(row)
        ]
        with for_writing(store.engine).connect() as connection, connection.begin():
            insert_rows(connection, schema.dataset, datasets)
            insert_rows(connection, schema.field, fields)
            add_names(connection, "database", {one["database_key"] for one in datasets})
            add_names(connection, "dataset", {one["table_key"] for one in datasets})
            add_names(connection, "field", {one["field_key"] for one in fields})


def main(path: Path) -> None:
    """Fill a store where there is none yet, and search it."""
    is_new = not path.exists()
    store = open_store(f"sqlite:///{path}")
    if is_new:
        began = time.perf_counter()
        fill(store)
        print(f"{TABLES * WIDTH:,} columns with names of their own written in {time.perf_counter() - began:.0f} s")
    with store.engine.connect() as connection:
        name = connection.execute(
            select(schema.field.c.field_key).where(schema.field.c.field_id == TABLES)
        ).scalar_one()
    slips = name.replace("e", "ee", 1)
    named = {"name": name, "start": name[:-4], "slips": slips[:-4] + slips[-3] + slips[-4] + slips[-2:]}
    for label, text in TEXTS.items():
        query = SearchQuery(text.format(**named), 100)
        count = store.repository.answer(query).entity.total_count
        told(f"{label}: {query.text}", best(lambda query=query: store.repository.answer(query).json), f"{count} found")
    store.close()


if __name__ == "__main__":
    heading("search")
    if len(sys.argv) > 1:
        main(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(Path(folder) / "names.db")
