"""The credentials that a client is given: each argument, else its environment variable."""

from __future__ import annotations

import os

from ..errors import MissingCredentialError
from .secret import Secret


def need_secret(
    argument: str,
    value: str | Secret | None,
    env: str | None = None,
    default: str | None = None,
) -> Secret:
    """The credential that was given as `argument`, else the one in the environment variable `env`.

    White space around it is cut off, as files and consoles leave some. Raises `MissingCredentialError`
    where there is none, `ValueError` where it cannot be sent, `TypeError` where it is no text.
    """
    found = find_secret(argument, value, env, default)
    if found is None:
        raise MissingCredentialError(argument, env)
    return found


def find_secret(
    argument: str,
    value: str | Secret | None,
    env: str | None = None,
    default: str | None = None,
) -> Secret | None:
    """As `need_secret`, and `None` where there is none."""
    plain = value.reveal() if isinstance(value, Secret) else value
    found = resolved(argument, plain, env, default, "str or Secret")
    return None if found is None else Secret(found)


def resolved(
    argument: str, value: object, env: str | None, default: str | None, kind: str
) -> str | None:
    """Return what was given, else what the environment or a default says; `None` if nothing."""
    if value is None and env is not None:
        value = os.environ.get(env)
    if value is not None and not isinstance(value, str):
        # Types are no help where nobody checks them.
        raise TypeError(f"{argument}: {kind} is needed, not {type(value).__name__}")
    found = (value or "").strip() or default
    if found is not None and not found.isprintable():
        raise ValueError(f"{argument} holds a line break or a control character")
    return found
