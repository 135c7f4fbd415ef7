"""Types with dates that are in no model."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")


def with_dates(kind: T) -> T:
    """The type itself, once there is what reads its dates."""
    from .model import register  # importing pydantic takes its time

    register()
    return kind
