"""Room for deeply nested statements, whose reading recurses further than a usual thread's stack may hold."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

DEPTH = 12_000
"""How many Python frames the deepest statement may take; a parenthesis takes about twenty."""

STACK_BYTES = 256 * 1024 * 1024
"""Enough for that many frames, some of which go through C; memory is taken only as it is used."""

_one_at_a_time = threading.Lock()


def with_room(work: Callable[[], T]) -> T:
    """What `work` returns; if it recurses too deeply it is done once more, in a thread with a large stack.

    Raises:
        RecursionError: even that is not enough.
    """
    try:
        return work()
    except RecursionError:
        return _in_large_thread(work)


def _in_large_thread(work: Callable[[], T]) -> T:
    results: list[T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - it is raised again where the work was asked for
            errors.append(error)

    with _one_at_a_time:
        limit, size = sys.getrecursionlimit(), threading.stack_size(STACK_BYTES)
        sys.setrecursionlimit(max(limit, DEPTH))
        try:
            _start(threading.Thread(target=run, name="deep-statement"), size).join()
        finally:
            sys.setrecursionlimit(limit)
    if errors:
        raise errors[0]
    return results[0]


def _start(thread: threading.Thread, usual_stack: int) -> threading.Thread:
    """The thread, running; where there is no memory for its stack, it is as if the stack were too small."""
    try:
        thread.start()
    except RuntimeError as error:
        raise RecursionError("no memory for a deeper stack") from error
    finally:
        threading.stack_size(usual_stack)
    return thread
