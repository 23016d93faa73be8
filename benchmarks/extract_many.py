"""How fast a folder of scripts goes into nothing: split, read, remembered; in one process and in two.

    python benchmarks/extract_many.py [files]

The store is left out, so the figures are those of reading alone. The processor time of this process says, on a busy
machine too, how much of the work is left to it when others read.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from teralineage.cli.workers import clean_start
from teralineage.domain.model import LineageBatch
from teralineage.extract.extractor import extract
from teralineage.extract.shapes import Shapes
from teralineage.services.ingest import Options, Script, ingest
from teralineage.services.memo import Memo

STATEMENT = """
INSERT INTO ${{DB}}.T{number}_{step} (KEY_ID, AMOUNT, KIND, LOADED)
SELECT a.KEY_ID
     , SUM(b.QTY * b.PRICE)                                    -- gross
     , CASE WHEN a.KIND = 'X;Y' THEN b.KIND ELSE COALESCE(a.KIND, 'none') END
     , CURRENT_TIMESTAMP(0)
  FROM ${{DB}}.S{number}_{step} a
  JOIN ${{DB}}.L{number} b ON a.KEY_ID = b.KEY_ID AND b.DAY_ID BETWEEN a.FROM_DT AND a.TO_DT
 WHERE a.STATUS IN ('A', 'B') AND b.DAY_ID = DATE '2024-01-0{step}'
 GROUP BY 1, 3, 4
QUALIFY ROW_NUMBER() OVER (PARTITION BY a.KEY_ID ORDER BY b.DAY_ID DESC) = 1;
.IF ERRORCODE <> 0 THEN .QUIT 8
"""
STEPS = 8


class NoStore:
    """Forgets what it is given, but knows which jobs there were."""

    def __init__(self) -> None:
        self.jobs: dict[str, str] = {}
        self.edges = 0

    def write(self, batch: LineageBatch) -> None:
        """Count a batch."""
        self.jobs |= {job.name: job.fingerprint or "" for job in batch.jobs}
        self.edges += sum(len(statement.edges) for job in batch.jobs for statement in job.statements)

    def fingerprints(self, namespace_uri: str) -> dict[str, str]:
        """Of the jobs counted."""
        del namespace_uri
        return self.jobs


def scripts(count: int) -> list[Script]:
    """As many scripts as asked for, each of several statements."""
    return [
        Script(
            f"{number:05}.bteq",
            ".LOGON td/user,pw\n" + "".join(STATEMENT.format(number=number, step=step) for step in range(1, STEPS + 1)),
        )
        for number in range(count)
    ]


def log(count: int) -> list[Script]:
    """As many scripts that say the same with other literals, as a query log does."""
    return [Script(f"{n}.sql", one.text.replace("'A'", f"'A{n}'")) for one in scripts(1) for n in range(count)]


def measure(  # noqa: PLR0913, PLR0917 - what differs between the rows
    title: str,
    all_scripts: list[Script],
    store: NoStore,
    executor: Executor | None,
    memo: Memo,
    shapes: Shapes | None = None,
) -> None:
    """One run, printed."""
    start, own = time.perf_counter(), time.process_time()
    read = partial(extract, variables={"DB": "DW"}, shapes=shapes)
    summary = ingest(all_scripts, "teradata://bench", read, store, Options(executor=executor, memo=memo))
    seconds, own = time.perf_counter() - start, time.process_time() - own
    rate = summary.read * STEPS / seconds
    print(f"{title:28} {summary.read:6} files {seconds:8.2f} s {rate:9.0f} statements/s, {own:6.2f} s of this process")


def main() -> None:
    """Run and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    everything = scripts(count)
    with TemporaryDirectory() as folder:
        memo = Path(folder) / "memo.jsonl"
        store = NoStore()
        measure("one process", everything, store, None, Memo(memo))
        measure("again, nothing changed", everything, store, None, Memo(memo))
        everything[0] = Script(everything[0].name, everything[0].text + "\n-- touched\n")
        measure("again, one file changed", everything, store, None, Memo(memo))
        print(f"{store.edges} edges")
    measure("a log, each read by itself", log(count), NoStore(), None, Memo())
    measure("a log, each shape read once", log(count), NoStore(), None, Memo(), Shapes())
    with ProcessPoolExecutor(2, mp_context=clean_start()) as pool:
        measure("two processes, their start", everything, NoStore(), pool, Memo())
        measure("two processes, started", everything, NoStore(), pool, Memo())


if __name__ == "__main__":
    main()
