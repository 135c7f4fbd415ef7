"""Several ways to connect, of which a person chooses one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeAlias

from ..errors import MissingArgumentError
from ..http.settings import check
from .schemes import Auth
from .secret import Secret

Connected: TypeAlias = tuple[
    Auth | tuple[Auth, ...] | None, Mapping[str, "str | Secret"]
]
"""How to prove who calls, and what policies read of the connection."""


class Connection(Protocol):
    """One way to connect. What it is not given comes from the environment."""

    def connect(self, base_url: str | None) -> Connected:
        """What requests need. Raises `MissingArgumentError`."""
        ...


def hide(connection: object, *names: str) -> None:
    """Keep these fields of a frozen dataclass as secrets, so that they do not show themselves."""
    for name in names:
        value = getattr(connection, name)
        if isinstance(value, str):
            object.__setattr__(connection, name, Secret(value))


def connected(
    connection: Connection | None,
    base_url: str | None,
    kinds: tuple[type[Connection], ...],
) -> Connected:
    """What a connection says; without one, the only one that the environment completes.

    Raises `MissingArgumentError` where there is none, or where there are several.
    """
    check("connection", connection, (*kinds, type(None)))
    if connection is not None:
        return connection.connect(base_url)
    complete = [made for kind in kinds if (made := _made(kind, base_url)) is not None]
    if len(complete) == 1:
        return complete[0]
    missing = MissingArgumentError(
        "connection", example=" or ".join(f"{kind.__name__}(...)" for kind in kinds)
    )
    if complete:
        missing.args = (f"{missing}; the environment fits {len(complete)} of them",)
    raise missing


def _made(kind: type[Connection], base_url: str | None) -> Connected | None:
    try:
        return kind().connect(base_url)
    except MissingArgumentError:
        return None
