"""Authentication that depends on the operation: each requires other security schemes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..errors import MissingArgumentError, MissingCredentialError
from .arguments import remedy, together
from .either import any_given
from .schemes import Auth, AuthByOperation

Alternatives = tuple[tuple[str, ...], ...]
"""Security schemes by name; those of one alternative are sent together. Empty for no credential."""


class Security(AuthByOperation):
    """The security schemes that a client has credentials for, and those that each operation requires."""

    def __init__(
        self,
        schemes: Mapping[str, tuple[tuple[object, ...], Callable[[], Auth]]],
        *,
        default: Alternatives,
        operations: Mapping[str, Alternatives] | None = None,
        required: bool = False,
    ) -> None:
        """Create each scheme whose arguments are complete; each comes with its arguments.

        Raises `MissingArgumentError` for a scheme that is given in part. With `required`, raises
        `MissingCredentialError` if the default is not met.
        """
        self._default = default
        self._operations = operations or {}
        self._complete: dict[str, Auth] = {}
        self._missing: dict[str, MissingArgumentError] = {}
        self._given = frozenset(
            n for n, (given, _) in schemes.items() if any_given(given)
        )
        for name, (_, create) in schemes.items():
            try:
                self._complete[name] = create()
            except MissingArgumentError as error:
                if name in self._given:
                    raise
                self._missing[name] = error
        if required:
            self._chosen(default, None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(self._complete)})"

    def __reduce__(self) -> Any:
        raise TypeError("an object with secrets cannot be pickled")

    def of(self, operation: str) -> tuple[Auth, ...]:
        """Return the schemes of the first alternative that the client has credentials for.

        An alternative with an explicit argument comes before those that the environment completes.
        Raises `MissingCredentialError` if there is none.
        """
        return self._chosen(self._operations.get(operation, self._default), operation)

    def _chosen(
        self, alternatives: Alternatives, operation: str | None
    ) -> tuple[Auth, ...]:
        possible = [each for each in alternatives if self._complete.keys() >= {*each}]
        # Without credentials only if there are none.
        possible.sort(key=lambda each: (not each, self._given.isdisjoint(each)))
        if possible:
            return tuple(self._complete[name] for name in possible[0])
        if not alternatives:
            return ()
        raise self._error(alternatives, operation)

    def _error(
        self, alternatives: Alternatives, operation: str | None
    ) -> MissingCredentialError:
        missing = [
            together(*(self._missing[name] for name in each if name in self._missing))
            for each in alternatives
        ]
        needed = "; or ".join(remedy(each, " to the client") for each in missing)
        first = missing[0]
        error = MissingCredentialError(first.argument, first.environment)
        subject = f"{operation}: the client" if operation else "the client"
        error.args = (f"{subject} must have a credential: {needed}",)
        error.operation = operation
        return error
