"""Alternative authentication schemes, of which one is enough."""

from __future__ import annotations

from collections.abc import Callable

from ..errors import MissingArgumentError
from .schemes import Auth


def either(
    *schemes: tuple[tuple[object, ...], Callable[[], Auth | tuple[Auth, ...]]],
) -> Auth | tuple[Auth, ...]:
    """Return the first scheme whose arguments are complete; each scheme comes with its arguments.

    Schemes with an explicit argument come before those that the environment completes. Raises
    `MissingArgumentError` if none is complete.
    """
    missing: MissingArgumentError | None = None
    for given, create in sorted(schemes, key=lambda scheme: not any_given(scheme[0])):
        try:
            return create()
        except MissingArgumentError as error:
            missing = missing or error
            if any_given(given):
                break
    raise missing or TypeError("no way was given")


def any_given(arguments: tuple[object, ...]) -> bool:
    """Return whether one of the arguments is given."""
    return any(argument is not None for argument in arguments)
