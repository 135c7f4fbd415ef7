"""Basic authentication."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass

from ..errors import MissingArgumentError
from .arguments import need_secret, together
from .secret import Credentials, Secret


@dataclass(frozen=True, slots=True)
class Basic:
    """A user name and a password (RFC 7617)."""

    username: str | Secret
    password: Secret | None = None
    """`None` for an empty password."""

    def credentials(self) -> Credentials:
        """Return both, encoded, as an `Authorization` header."""
        name, password = self.username, self.password or Secret("")
        plain = name.reveal() if isinstance(name, Secret) else name
        pair = f"{plain}:{password.reveal()}".encode()
        encoded = base64.b64encode(pair).decode()
        hidden = (name,) if isinstance(name, Secret) else ()
        return Credentials(
            headers={"Authorization": Secret(f"Basic {encoded}")},
            raw=(password, Secret(encoded), *hidden),
        )


def basic_of(
    username: Callable[[], str | Secret], password: Callable[[], Secret | None]
) -> Basic:
    """Return the scheme with what two functions read. If both raise `MissingArgumentError`, raise one."""
    try:
        name = username()
    except MissingArgumentError as error:
        try:
            password()
        except MissingArgumentError as other:
            raise together(error, other) from None
        raise
    return Basic(name, password())


def need_password(
    argument: str, value: str | Secret | None, env: str | None = None
) -> Secret:
    """Return the password like `need_secret`, except that a given one may be empty."""
    if value in ("", Secret("")):
        return Secret("")
    return need_secret(argument, value, env)
