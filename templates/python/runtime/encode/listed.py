"""Arguments that have to be lists."""

from __future__ import annotations

from typing import TypeVar, cast

T = TypeVar("T")


def listed(name: str, value: T) -> T:
    """An argument that has to be a list. Raises `TypeError` for one text or one mapping."""
    if isinstance(value, str | bytes | dict):
        kind = type(cast("object", value)).__name__
        raise TypeError(
            f"{name}: a list is needed, not a {kind}; for one value, [value]"
        )
    return value
