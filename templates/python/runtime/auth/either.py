"""Alternative authentication schemes, of which one is enough."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ..errors import MissingArgumentError

T = TypeVar("T")


def either(*schemes: tuple[tuple[object, ...], Callable[[], T]]) -> T:
    """Return the first scheme whose arguments are complete; each scheme comes with its arguments.

    Schemes with an explicit argument come before those that the environment completes. Raises
    `MissingArgumentError` if none is complete.
    """
    missing: MissingArgumentError | None = None
    for given, create in sorted(schemes, key=lambda scheme: not _any_given(scheme[0])):
        try:
            return create()
        except MissingArgumentError as error:
            missing = missing or error
            if _any_given(given):
                break
    raise missing or TypeError("no way was given")


def _any_given(arguments: tuple[object, ...]) -> bool:
    return any(argument is not None for argument in arguments)
