"""Types with dates outside of models."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def with_dates(kind: T) -> T:
    """Return the type itself, after registering the readers of dates."""
    from .model import register  # importing pydantic is slow

    register()
    return kind
