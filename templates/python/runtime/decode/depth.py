"""Room for building long chains of models with pydantic before 2.14, which follows them by recursion."""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import RLock
from typing import TypeVar

_T = TypeVar("_T")

_LIMIT = 100_000
"""Calls inside each other; a model takes about ten."""
_lock = RLock()


def with_room(build: Callable[[], _T]) -> _T:
    """Call `build`, and again with a higher recursion limit if it needs one."""
    try:
        return build()
    except RecursionError:
        with _lock:
            limit = sys.getrecursionlimit()
            sys.setrecursionlimit(max(limit, _LIMIT))
            try:
                return build()
            finally:
                sys.setrecursionlimit(limit)
