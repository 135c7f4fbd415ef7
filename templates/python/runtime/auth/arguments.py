"""Credentials from the client's arguments, or from their environment variables."""

from __future__ import annotations

import os
from collections.abc import Iterable

from ..errors import MissingArgumentError, MissingCredentialError
from .secret import Secret


def need_secret(
    argument: str,
    value: str | Secret | None,
    env: str | None = None,
    default: str | None = None,
) -> Secret:
    """Return the credential: the value of `argument`, else of the environment variable `env`.

    White space around it is stripped. Raises `MissingCredentialError` if it is missing or empty,
    `ValueError` for a control character, `TypeError` if it is not text.
    """
    secret = find_secret(argument, value, env, default)
    if secret is None:
        raise MissingCredentialError(argument, env)
    return secret


def find_secret(
    argument: str,
    value: str | Secret | None,
    env: str | None = None,
    default: str | None = None,
) -> Secret | None:
    """Return the credential like `need_secret`; `None` if it is missing."""
    given = value.reveal() if isinstance(value, Secret) else value
    secret = resolved(argument, given, env, default, "str or Secret")
    return None if secret is None else Secret(secret)


def resolved(
    argument: str, value: object, env: str | None, default: str | None, kind: str
) -> str | None:
    """Return the value, else that of the environment variable, else the default; `None` if empty."""
    if value is None and env is not None:
        value = os.environ.get(env)
    if value is not None and not isinstance(value, str):
        # Callers without a type checker get the error here.
        raise TypeError(f"{argument} must be {kind}, not {type(value).__name__}")
    text = (value or "").strip() or default
    if text is not None and not text.isprintable():
        raise ValueError(f"{argument} must not hold a control character")
    return text


def together(*errors: MissingArgumentError) -> MissingCredentialError:
    """Return one error for arguments that are needed together."""
    error = MissingCredentialError(errors[0].argument, errors[0].environment)
    error.missing = tuple(pair for each in errors for pair in each.missing)
    error.args = (f"{names(error)} must be given: {remedy(error)}",)
    return error


def names(error: MissingArgumentError) -> str:
    """Return the arguments that are missing, as a text."""
    return " and ".join(argument for argument, _ in error.missing)


def remedy(error: MissingArgumentError, whom: str = "") -> str:
    """Return what to do about an error; `whom` is what the arguments are passed to."""
    arguments = _listed(f"{argument}=..." for argument, _ in error.missing)
    variables = _listed(each for _, each in error.missing if each)
    return f"pass {arguments}{whom}" + (f" or set {variables}" if variables else "")


def _listed(parts: Iterable[str]) -> str:
    return " and ".join(parts)
