"""Functions with overloads for a whole body and for its members."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def either_way(function: Callable[..., T]) -> Callable[..., T]:
    """Return the function itself, typed so that any of its overloads' arguments can be passed on."""
    return function
