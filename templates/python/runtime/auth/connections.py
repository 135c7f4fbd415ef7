"""Connectors with several connection parameter sets, of which the user chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from ..errors import MissingArgumentError
from ..http.settings import check
from .schemes import Auth, AuthByOperation
from .secret import Secret

Connected: TypeAlias = tuple[
    Auth | tuple[Auth, ...] | AuthByOperation | None, Mapping[str, "str | Secret"]
]
"""The authentication, and the connection parameters that policies refer to."""


class Connection(Protocol):
    """A set of connection parameters. Missing values are read from the environment."""

    def connect(self, base_url: str | None) -> Connected:
        """Return the authentication and the parameters. Raises `MissingArgumentError`."""
        ...


def hide(connection: object, *names: str) -> None:
    """Wrap these fields of a frozen dataclass in `Secret`, so that its repr does not show them."""
    for name in names:
        value = getattr(connection, name)
        if isinstance(value, str):
            object.__setattr__(connection, name, Secret(value))


def connected(
    connection: Connection | None,
    base_url: str | None,
    kinds: tuple[type[Connection], ...],
) -> Connected:
    """Return what a connection gives; without one, the only kind that the environment completes.

    Raises `MissingArgumentError` if the environment completes none, or several.
    """
    check("connection", connection, (*kinds, type(None)))
    if connection is not None:
        return connection.connect(base_url)
    complete = [c for kind in kinds if (c := _completed(kind, base_url)) is not None]
    if len(complete) == 1:
        return complete[0]
    missing = MissingArgumentError(
        "connection", example=" or ".join(f"{kind.__name__}(...)" for kind in kinds)
    )
    if complete:
        missing.args = (
            f"{missing}; the environment completes {len(complete)} of them",
        )
    raise missing


def _completed(kind: type[Connection], base_url: str | None) -> Connected | None:
    try:
        return kind().connect(base_url)
    except MissingArgumentError:
        return None
