"""What a client is given: each argument, else its environment variable."""

from __future__ import annotations

import os
from collections.abc import Mapping

from .auth import Secret
from .errors import MissingArgument, MissingCredential

_ELSEWHERE = frozenset("/\\?#@%")


def need_secret(
    argument: str,
    value: str | Secret | None,
    env: str | None = None,
    default: str | None = None,
) -> Secret:
    """The credential that was given as `argument`, else the one in the environment variable `env`.

    White space around it is cut off, as files and consoles leave some. Raises `MissingCredential`
    where there is none, `ValueError` where it cannot be sent, `TypeError` where it is no text.
    """
    found = find_secret(argument, value, env, default)
    if found is None:
        raise MissingCredential(argument, env)
    return found


def find_secret(
    argument: str,
    value: str | Secret | None,
    env: str | None = None,
    default: str | None = None,
) -> Secret | None:
    """As `need_secret`, and `None` where there is none."""
    plain = value.reveal() if isinstance(value, Secret) else value
    found = _found(argument, plain, env, default, "str or Secret")
    return None if found is None else Secret(found)


def need_password(
    argument: str, value: str | Secret | None, env: str | None = None
) -> Secret:
    """As `need_secret`, but one that is given may be empty: some servers take a name alone."""
    if value in ("", Secret("")):
        return Secret("")
    return need_secret(argument, value, env)


def need_text(
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str:
    """As `need_secret`, of what is none. Raises `MissingArgument` where there is no value."""
    found = find_text(argument, value, env, default)
    if found is None:
        raise MissingArgument(argument, env)
    return found


def need_text_unless(
    instead: str | None,
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str | None:
    """As `need_text`, and `None` where there is none but something `instead`."""
    return (find_text if instead else need_text)(argument, value, env, default)


def find_text(
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str | None:
    """As `need_text`, and `None` where there is none."""
    # A bool is an int, and is written as in JSON.
    plain = str(value).lower() if isinstance(value, int) else value
    return _found(argument, plain, env, default, "str")


def _found(
    argument: str, value: object, env: str | None, default: str | None, kind: str
) -> str | None:
    if value is None and env is not None:
        value = os.environ.get(env)
    if value is not None and not isinstance(value, str):
        # Types are no help where nobody checks them.
        raise TypeError(f"{argument}: {kind} is needed, not {type(value).__name__}")
    found = (value or "").strip() or default
    if found is not None and not found.isprintable():
        raise ValueError(f"{argument} holds a line break or a control character")
    return found


def present(values: Mapping[str, str | Secret | None]) -> dict[str, str | Secret]:
    """Those that have a value."""
    return {name: value for name, value in values.items() if value is not None}


def url_part(argument: str, value: str | None) -> str | None:
    """A value within a URL. Raises `ValueError` for one that would lead to another place."""
    if value is not None and (value in (".", "..") or not _ELSEWHERE.isdisjoint(value)):
        raise ValueError(rf"{argument}: a part of a URL holds none of / \ ? # @ %")
    return value


def joined(*parts: str | None) -> str | None:
    """The parts as one text, or `None` where one is not known."""
    known = [part for part in parts if part is not None]
    return "".join(known) if len(known) == len(parts) else None
