"""Several ways to prove who calls, of which one is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import MissingArgumentError

T = TypeVar("T")


def either(*ways: tuple[tuple[object, ...], Callable[[], T]]) -> T:
    """The first of several ways whose arguments are complete; each comes with its arguments.

    One that an argument was given for comes before those that only the environment completes.
    Raises `MissingArgumentError` where none is complete.
    """
    missing: MissingArgumentError | None = None
    for given, way in sorted(ways, key=lambda one: not _any_given(one[0])):
        try:
            return way()
        except MissingArgumentError as error:
            missing = missing or error
            if _any_given(given):
                break
    raise missing or TypeError("no way was given")


def _any_given(arguments: tuple[object, ...]) -> bool:
    return any(one is not None for one in arguments)
