"""How the cost of some work grows with its size, however busy the machine is."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

LIMIT = 3.0
"""Twice the size costs twice the time where it is linear, four times where it is square."""
LEAST = 0.02
"""Seconds below which nothing is concluded: some systems count processor time no finer."""
ROUNDS = 8


def assert_linear(prepare: Callable[[int], Callable[[], object]], size: int) -> None:
    """Fail if twice the size costs much more than twice the processor time.

    `prepare` makes an input of a size and returns the work on it, which alone is measured.
    Noise only ever adds to a time, so the least of several rounds counts. Choose a size
    at which a square would take seconds.
    """
    prepare(max(size // 8, 1))()  # what is imported or cached once is no part of it
    small = large = float("inf")
    for _ in range(ROUNDS):
        small = min(small, _seconds(prepare(size)))
        large = min(large, _seconds(prepare(2 * size)))
        if large <= LIMIT * max(small, LEAST):
            return
    raise AssertionError(
        f"size {size} takes {small:.3f} s of processor time, {2 * size} takes {large:.3f} s"
    )


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor time of one run, without the garbage collector's."""
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        work()
        return time.process_time() - started
    finally:
        gc.enable()
