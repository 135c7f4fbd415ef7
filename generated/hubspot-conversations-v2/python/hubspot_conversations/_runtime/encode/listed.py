"""List arguments."""

from __future__ import annotations

from typing import TypeVar, cast

T = TypeVar("T")


def listed(name: str, value: T) -> T:
    """Return an argument that must be a list. Raises `TypeError` for text, bytes or a dict."""
    if isinstance(value, str | bytes | dict):
        kind = type(cast("object", value)).__name__
        raise TypeError(
            f"{name} must be a list, not a {kind}: pass [value] for one value"
        )
    return value
