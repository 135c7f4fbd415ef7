"""Functions whose overloads say that a body is given in one of two ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def either_way(function: Callable[..., T]) -> Callable[..., T]:
    """The function itself, for a caller that hands on what its overloads each know a part of."""
    return function
