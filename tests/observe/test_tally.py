from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from teralineage.observe.tally import NOTED_AT_MOST, Tally


def test_nothing_is_added_until_somebody_looks() -> None:
    seen: list[int] = []
    tally = Tally(seen.extend)
    for number in range(3):
        tally.note(number)
    assert seen == []
    assert tally.look(seen.copy) == [0, 1, 2]
    assert tally.look(seen.copy) == [0, 1, 2]


def test_what_was_noted_does_not_grow_without_end() -> None:
    seen: list[int] = []
    tally = Tally(seen.extend)
    for number in range(NOTED_AT_MOST):
        tally.note(number)
    assert seen == list(range(NOTED_AT_MOST))


def test_nothing_is_lost_or_added_twice_by_many_threads_and_nobody_adds_while_another_does() -> None:
    counts: Counter[int] = Counter()
    adding = threading.Lock()

    def add(numbers: Sequence[int]) -> None:
        assert adding.acquire(blocking=False)
        counts.update(numbers)
        adding.release()

    tally = Tally(add)
    threads, times = 8, 3 * NOTED_AT_MOST

    def work(number: int) -> None:
        for _ in range(times):
            tally.note(number)
        assert tally.look(lambda: counts[number]) == times

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, range(threads)))
    assert counts == Counter(dict.fromkeys(range(threads), times))
