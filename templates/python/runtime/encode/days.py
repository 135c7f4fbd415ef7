"""Dates without a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar, cast

T = TypeVar("T")


def date_only(value: T) -> T:
    """Return an argument that is a date, or a list of dates; of a `datetime`, its date in its own zone."""
    found: Any = value
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, list | tuple):
        found = [date_only(item) for item in cast("Iterable[object]", value)]
    return cast("T", found)
