"""Alternative authentication schemes, of which one is enough."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..errors import MissingArgumentError, MissingCredentialError
from .arguments import names, remedy
from .schemes import Auth


def either(
    *schemes: tuple[tuple[object, ...], Callable[[], Auth | tuple[Auth, ...]]],
) -> Auth | tuple[Auth, ...]:
    """Return the first scheme whose arguments are complete; each scheme comes with its arguments.

    Schemes with an explicit argument come before those that the environment completes. Raises
    `MissingArgumentError` if none is complete.
    """
    missing: list[MissingArgumentError] = []
    for given, create in sorted(schemes, key=lambda scheme: not any_given(scheme[0])):
        try:
            return create()
        except MissingArgumentError as error:
            if any_given(given):
                raise
            missing.append(error)
    raise _none_of(missing)


def _none_of(missing: Sequence[MissingArgumentError]) -> MissingArgumentError:
    """Return the error for alternatives that all lack an argument."""
    first = missing[0]
    if len(missing) == 1:
        return first
    error = MissingCredentialError(first.argument, first.environment)
    needed = ", or ".join(map(names, missing))
    error.args = (f"{needed} must be given: {'; or '.join(map(remedy, missing))}",)
    return error


def any_given(arguments: tuple[object, ...]) -> bool:
    """Return whether one of the arguments is given."""
    return any(argument is not None for argument in arguments)
