"""Connection parameters that are not secret, and texts composed of them."""

from __future__ import annotations

from collections.abc import Mapping

from ..errors import MissingArgumentError
from .arguments import resolved
from .secret import Secret

_SPECIAL = frozenset("/\\?#@%")


def need_text(
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str:
    """Return the value of a parameter like `need_secret`. Raises `MissingArgumentError` if it is missing."""
    text = find_text(argument, value, env, default)
    if text is None:
        raise MissingArgumentError(argument, env)
    return text


def need_text_unless(
    instead: str | None,
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str | None:
    """Return the value like `need_text`; with `instead`, `None` if it is missing."""
    return (find_text if instead else need_text)(argument, value, env, default)


def find_text(
    argument: str,
    value: str | int | None,
    env: str | None = None,
    default: str | None = None,
) -> str | None:
    """Return the value like `need_text`; `None` if it is missing."""
    # A bool is an int, and is written as in JSON.
    given = str(value).lower() if isinstance(value, int) else value
    return resolved(argument, given, env, default, "str")


def present(values: Mapping[str, str | Secret | None]) -> dict[str, str | Secret]:
    """Return the entries whose value is not `None`."""
    return {name: value for name, value in values.items() if value is not None}


def url_part(argument: str, value: str | None) -> str | None:
    """Return a value to insert in a URL. Raises `ValueError` if it would change the URL's structure."""
    if value is not None and (value in (".", "..") or not _SPECIAL.isdisjoint(value)):
        raise ValueError(rf"{argument} must not be '.' or '..', or contain / \ ? # @ %")
    return value


def joined(*parts: str | None) -> str | None:
    """Return the parts as one text; `None` if one of them is `None`."""
    known = [part for part in parts if part is not None]
    return "".join(known) if len(known) == len(parts) else None
