"""`UNSET`: an argument that was not given, which is not the same as `None`."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal, TypeVar

T = TypeVar("T")


class Unset(Enum):
    """The type of `UNSET`; an enumeration of one, so that every checker narrows `is UNSET`."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""Not given: nothing is sent. `None` is sent as null."""


def given(value: T | Unset, default: T) -> T:
    """The value, or the default where it is `UNSET`."""
    return default if isinstance(value, Unset) else value
