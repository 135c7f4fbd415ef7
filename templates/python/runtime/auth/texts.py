"""What else a client is given to connect, and texts that are made of it."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import MissingArgumentError
from .arguments import resolved
from .secret import Secret

_ELSEWHERE = frozenset("/\\?#@%")


def need_text(
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str:
    """As `need_secret`, of what is none. Raises `MissingArgumentError` where there is no value."""
    found = find_text(argument, value, env, default)
    if found is None:
        raise MissingArgumentError(argument, env)
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
    return resolved(argument, plain, env, default, "str")


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
